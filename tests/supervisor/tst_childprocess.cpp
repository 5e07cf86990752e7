// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/childprocess.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class ChildProcessTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesInputBeforeItIsKnownToExecute();
};

// A program's READY=1 may overtake the word about its start; what it is then told must not be lost.
void ChildProcessTest::takesInputBeforeItIsKnownToExecute()
{
    supervisor::ChildProcess child({.command = {u"/bin/cat"_s}});
    QByteArray echoed;
    connect(&child, &supervisor::ChildProcess::output, this,
            [&echoed](supervisor::Stream, const QByteArray &bytes) { echoed += bytes; });
    child.start();
    QVERIFY(child.write("{\"type\":\"credit\"}\n"));
    QTRY_COMPARE(echoed, "{\"type\":\"credit\"}\n"_ba);
}

QTEST_GUILESS_MAIN(ChildProcessTest)
#include "tst_childprocess.moc"
