// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/workerfilter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace protocol;
using namespace ui;

class WorkerFilterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data();
    void accepted();
    void faults_data();
    void faults();
    void abnormal_data();
    void abnormal();
};

void WorkerFilterTest::accepted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isShown");
    QTest::newRow("nothing") << u"  "_s << true;
    QTest::newRow("part of the name") << u"DETEC"_s << true;
    QTest::newRow("part of the error") << u"sigsegv"_s << true;
    QTest::newRow("the state as a word") << u"crashed"_s << true;
    QTest::newRow("two words") << u"worker sig"_s << true;
    QTest::newRow("one of two words") << u"worker hamster"_s << false;
    QTest::newRow("state") << u"state:crashed"_s << true;
    QTest::newRow("another state") << u"state:running"_s << false;
    QTest::newRow("state and sign") << u"state=crashed"_s << true;
    QTest::newRow("critical") << u"critical:yes"_s << true;
    QTest::newRow("not critical") << u"critical:no"_s << false;
    QTest::newRow("name") << u"name:worker"_s << true;
    QTest::newRow("what the error has is not in the name") << u"name:sigsegv"_s << false;
    QTest::newRow("error") << u"error:sigsegv"_s << true;
    QTest::newRow("more") << u"restarts>2"_s << true;
    QTest::newRow("not more") << u"restarts>3"_s << false;
    QTest::newRow("at least") << u"restarts>=3"_s << true;
    QTest::newRow("less") << u"restarts<3"_s << false;
    QTest::newRow("at most") << u"restarts<=3"_s << true;
    QTest::newRow("just so many") << u"restarts=3"_s << true;
    QTest::newRow("just so many, with a colon") << u"restarts:4"_s << false;
    QTest::newRow("all of it") << u"det state:crashed critical:yes restarts>2"_s << true;
    QTest::newRow("all but one") << u"det state:crashed critical:yes restarts>9"_s << false;
}

void WorkerFilterTest::accepted()
{
    QFETCH(QString, text);
    const Worker worker{.name = u"detection_worker"_s,
                        .status = WorkerStatus::Crashed,
                        .restartCount = 3,
                        .maxRestarts = 5,
                        .error = u"killed by SIGSEGV"_s,
                        .critical = true};
    const WorkerFilter filter = parseWorkerFilter(text);
    QCOMPARE(filter.fault, QString());
    QTEST(accepts(filter, worker), "isShown");
}

void WorkerFilterTest::faults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("fault");
    QTest::newRow("unknown field")
        << u"colour:red"_s << u"“colour” is none of state, critical, name, error, restarts"_s;
    QTest::newRow("not a number") << u"restarts>many"_s << u"restarts: “many” is not a number"_s;
    QTest::newRow("no number yet") << u"restarts>"_s << u"restarts: “” is not a number"_s;
    QTest::newRow("neither") << u"critical:maybe"_s << u"critical: “maybe” is neither yes nor no"_s;
    QTest::newRow("a word compared") << u"state>3"_s << u"state is not a number: write state:3"_s;
    QTest::newRow("nothing behind it") << u"name:"_s << u"name: nothing stands behind it"_s;
    QTest::newRow("behind good ones") << u"watch state:running x:1"_s
                                      << u"“x” is none of state, critical, name, error, restarts"_s;
}

void WorkerFilterTest::faults()
{
    QFETCH(QString, text);
    const WorkerFilter filter = parseWorkerFilter(text);
    QTEST(filter.fault, "fault");
    QVERIFY(filter.terms.isEmpty());
}

void WorkerFilterTest::abnormal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isAbnormalOne");
    QTest::newRow("running") << static_cast<int>(WorkerStatus::Running) << false;
    QTest::newRow("stopped by a person") << static_cast<int>(WorkerStatus::Stopped) << false;
    QTest::newRow("restarting") << static_cast<int>(WorkerStatus::Restarting) << true;
    QTest::newRow("crashed") << static_cast<int>(WorkerStatus::Crashed) << true;
    QTest::newRow("failed") << static_cast<int>(WorkerStatus::Failed) << true;
    QTest::newRow("nobody knows") << static_cast<int>(WorkerStatus::Unknown) << true;
}

void WorkerFilterTest::abnormal()
{
    QFETCH(int, status);
    const Worker worker{.name = u"w"_s, .status = static_cast<WorkerStatus>(status)};
    QTEST(isAbnormal(worker), "isAbnormalOne");
    QTEST(accepts({.abnormalOnly = true}, worker), "isAbnormalOne");
}

QTEST_GUILESS_MAIN(WorkerFilterTest)
#include "tst_workerfilter.moc"
