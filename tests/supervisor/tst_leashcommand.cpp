// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/leashcommand.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class LeashCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSmallProgram();
    void withoutIt();
};

void LeashCommandTest::theSmallProgram()
{
    const QTemporaryDir programs;
    const QString small = programs.filePath(u"signalbox-leash"_s);
    QVERIFY(QFile::link(u"/bin/true"_s, small));
    QCOMPARE(supervisor::leashCommand(programs.path()), QStringList{small});
}

void LeashCommandTest::withoutIt()
{
    QCOMPARE(supervisor::leashCommand(u"/nonexistent"_s),
             (QStringList{u"/nonexistent/signalboxd"_s, u"--leash"_s}));
}

QTEST_GUILESS_MAIN(LeashCommandTest)
#include "tst_leashcommand.moc"
