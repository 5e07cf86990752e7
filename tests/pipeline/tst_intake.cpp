// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/intake.h"
#include "tests/storage/storagesupport.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;

/// What the intake says of the watcher; what becomes of files is shown where a real watcher runs.
class IntakeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void watcherThatIsGone();
};

// What it complained of was its own view of things: with it goes the knowledge.
void IntakeTest::watcherThatIsGone()
{
    const QTemporaryDir directory;
    auto opened = storage::Storage::open(directory.filePath(u"signalbox.db"_s));
    QVERIFY(opened);
    pipeline::Decoders decoders({u"/bin/false"_s}, 1);
    pipeline::Intake intake(*opened.value(), decoders, u"/cameras"_s, {});
    intake.watcherReady();
    intake.take({{u"type"_s, u"status"_s},
                 {u"observer"_s, u"inotify"_s},
                 {u"pending"_s, 3},
                 {u"error"_s, u"/cameras does not exist"_s}});
    QVERIFY(intake.status().running);
    QCOMPARE(intake.status().pendingTasks, 3);
    QCOMPARE(intake.status().error.value_or(QString()), u"/cameras does not exist"_s);
    intake.watcherGone();
    QVERIFY(!intake.status().running);
    QCOMPARE(intake.status().pendingTasks, 0);
    QCOMPARE(intake.status().error, std::nullopt);
}

QTEST_GUILESS_MAIN(IntakeTest)
#include "tst_intake.moc"
