// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/act/bulk.h"
#include "ui/act/workeractions.h"
#include "ui/frame/factstable.h"
#include "ui/workers/bulkresults.h"
#include "ui/workers/workerspage.h"
#include "ui/workers/workertable.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

/// One wish for several workers on its way, and what came of each.
class BulkRunTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void eachHasItsResult();
    void resultsStayUntilClosed();
    void restartsGoOneAfterAnother();
    void callsOffWhatWaits();
    void lostConnectionSendsNoMore();
    void whatDoesNotArriveIsNotRefused();
    void waitsForACountdown();
    void lateOnesKeepNobodyWaiting();

private:
    template<typename Part>
    Part &part() const
    {
        return *m_console->window->findChild<Part *>();
    }

    QAction &action(Verb verb) const { return *part<WorkerActions>().action(verb); }

    QStringList workers() const { return part<WorkersPage>().allSelected(); }

    const QList<BulkItem> &items() const { return m_console->commander->bulk().items(); }

    QList<BulkState> states() const
    {
        QList<BulkState> list;
        for (const BulkItem &item : items()) {
            list.append(item.state);
        }
        return list;
    }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void BulkRunTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    QTRY_VERIFY(m_console->isLive());
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
    WorkerTable &table = *part<WorkersPage>().table();
    QTRY_COMPARE(table.model()->rowCount(), 5);
    table.selectAll();
    QTRY_VERIFY(action(Verb::Stop).isEnabled());
}

void BulkRunTest::eachHasItsResult()
{
    m_console->backend.setPostAnswer(503, R"({"detail":"Worker supervisor not running"})");
    m_console->backend.holdPosts(true);
    m_console->commander->bulk().run(Verb::Stop, workers());
    using S = BulkState;
    QTRY_COMPARE(states(), (QList<S>{S::Pending, S::Pending, S::Pending, S::Pending, S::Queued}));
    const auto &results = part<BulkResults>();
    const QAbstractItemModelTester tester(results.table()->model());
    QVERIFY(results.isVisible());
    QCOMPARE(results.summary(), u"Stop: 5 under way"_s);
    QVERIFY(!action(Verb::Restart).isEnabled()); // one at a time
    QVERIFY(action(Verb::Restart).toolTip().contains(u"has not been answered yet"));
    // No row of the table says what is not so.
    QCOMPARE(m_console->commander->worker(u"vision"_s)->status, protocol::WorkerStatus::Running);
    m_console->backend.holdPosts(false);
    QTRY_COMPARE(results.summary(), u"Stop: 5 refused by the backend"_s);
    for (int row = 0; row < 5; ++row) {
        QCOMPARE(results.model().index(row, BulkModel::Reason).data().toString(),
                 u"Worker supervisor not running"_s);
        QCOMPARE(results.model().index(row, BulkModel::Result).data().toString(), u"Refused"_s);
    }
    QCOMPARE(m_console->message(), QString()); // each is told once, and in its place
}

void BulkRunTest::resultsStayUntilClosed()
{
    m_console->commander->bulk().run(Verb::Stop, {u"vision"_s, u"cleanup_service"_s});
    QTRY_COMPARE(states(), QList<BulkState>(2, BulkState::Done));
    const auto &results = part<BulkResults>();
    QTest::qWait(300); // several pulses
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    QVERIFY(results.isVisible());
    results.close()->click();
    QVERIFY(!results.isVisible());
    QVERIFY(items().isEmpty());
}

void BulkRunTest::restartsGoOneAfterAnother()
{
    m_console->backend.holdPosts(true);
    m_console->commander->bulk().run(Verb::Restart, {u"vision"_s, u"cleanup_service"_s});
    QCOMPARE(states(), (QList<BulkState>{BulkState::Pending, BulkState::Queued}));
    QTRY_COMPARE(m_console->backend.posts().size(), 1);
    m_console->backend.holdPosts(false);
    QTRY_COMPARE(states(), QList<BulkState>(2, BulkState::Done));
    QCOMPARE(m_console->backend.posts(),
             (QStringList{u"/api/system/supervisor/workers/vision/restart"_s,
                          u"/api/system/supervisor/workers/cleanup_service/restart"_s}));
}

void BulkRunTest::callsOffWhatWaits()
{
    m_console->backend.holdPosts(true);
    m_console->commander->bulk().run(Verb::Restart,
                                     {u"vision"_s, u"cleanup_service"_s, u"analysis_worker"_s});
    QTRY_COMPARE(m_console->backend.posts().size(), 1);
    auto &results = part<BulkResults>();
    QVERIFY(results.callOff()->isVisibleTo(&results));
    QVERIFY(!results.close()->isVisibleTo(&results));
    results.callOff()->click();
    QCOMPARE(results.model().index(0, BulkModel::Result).data().toString(), u"Not sent"_s);
    QCOMPARE(results.model().index(0, BulkModel::Reason).data().toString(),
             u"called off before its turn"_s);
    m_console->backend.holdPosts(false);
    QTRY_COMPARE(results.summary(), u"Restart: 1 done, 2 not sent"_s);
    QVERIFY(results.close()->isVisibleTo(&results));
    QCOMPARE(m_console->backend.posts().size(), 1);
}

void BulkRunTest::lostConnectionSendsNoMore()
{
    m_console->backend.holdPosts(true);
    m_console->commander->bulk().run(Verb::Restart, {u"vision"_s, u"cleanup_service"_s});
    QTRY_COMPARE(m_console->backend.posts().size(), 1);
    m_console->backend.drop();
    QTRY_COMPARE(states(), (QList<BulkState>{BulkState::Unsure, BulkState::NotSent}));
    QCOMPARE(items().at(1).reason, u"what is shown is out of date"_s);
    QCOMPARE(part<BulkResults>().summary(), u"Restart: 1 not known, 1 not sent"_s);
}

// The console has not noticed yet that nobody is there.
void BulkRunTest::whatDoesNotArriveIsNotRefused()
{
    m_console->backend.drop();
    m_console->commander->bulk().run(Verb::Restart, {u"vision"_s, u"cleanup_service"_s});
    QCOMPARE(states(), (QList<BulkState>{BulkState::Pending, BulkState::Queued}));
    QTRY_COMPARE(items().at(1).state, BulkState::NotSent);
    // Whether its request got out before the connection broke is for the network to say.
    QVERIFY(items().at(0).state == BulkState::NotSent || items().at(0).state == BulkState::Unsure);
    QVERIFY(!items().at(0).reason.isEmpty() && !items().at(1).reason.isEmpty());
    QVERIFY(!part<BulkResults>().summary().contains(u"refused"));
}

// What can still be taken back comes first; it is not pushed aside, and nothing is dropped for it.
void BulkRunTest::waitsForACountdown()
{
    m_console->commander->wish(Verb::Restart, u"detection_worker"_s);
    m_console->commander->bulk().run(Verb::Stop, {u"vision"_s});
    QCOMPARE(states(), QList<BulkState>{BulkState::Queued});
    m_console->commander->undo();
    QTRY_COMPARE(states(), QList<BulkState>{BulkState::Done});
    QCOMPARE(m_console->backend.posts(),
             QStringList(u"/api/system/supervisor/workers/vision/stop"_s));
}

void BulkRunTest::lateOnesKeepNobodyWaiting()
{
    m_console->backend.holdPosts(true);
    m_console->commander->bulk().run(Verb::Restart, {u"vision"_s, u"cleanup_service"_s});
    QTRY_COMPARE(states(), QList<BulkState>(2, BulkState::Late));
    QVERIFY(!m_console->commander->bulk().isRunning());
    m_console->backend.holdPosts(false);
    QTRY_COMPARE(states(), QList<BulkState>(2, BulkState::Done));
}

QTEST_MAIN(BulkRunTest)
#include "tst_bulkrun.moc"
