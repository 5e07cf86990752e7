// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/cannedload.h"
#include "tests/ui/support/consolefixture.h"
#include "ui/charts/chart.h"
#include "ui/performance/rangebuttons.h"
#include "ui/workers/workercharts.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"

#include <QAbstractButton>
#include <QListWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

const QString HistoryPath = u"/api/system/performance/history"_s;
const QString RestartPath = u"/api/system/supervisor/restart-history"_s;

QByteArray restarted(const QByteArray &when)
{
    return R"({"items":[{"worker_name":"vision","timestamp":")" + when
        + R"(","attempt":1,"status":"success","error":null}],"total":1,"limit":100,"offset":0})";
}

} // namespace

class WorkerChartsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup() { m_console.reset(); }

    void isReadOnlyWhileItIsShown();
    void drawsTheSelectedWorker();
    void restartsAreBars();
    void rangesAreAskedFor();
    void everyChartHasATable();
    void withoutFigures_data();
    void withoutFigures();
    void strangeAnswers();
    void staleIsHatched();

private:
    void begin(const QString &worker = u"vision"_s,
               tests::Silence silence = tests::Silence::Patient);
    void select(const QString &worker);

    WorkerDetail &detail() const { return *page().detail(); }

    WorkersPage &page() const { return *m_console->window->findChild<WorkersPage *>(); }

    WorkerCharts &view() const { return *m_console->window->findChild<WorkerCharts *>(); }

    Chart &chart(int number) const { return *view().charts().at(number); }

    void resync() const { m_console->window->findChild<Session *>()->resync(); }

    int reads(const QString &path) const { return m_console->backend.reads(path); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void WorkerChartsTest::begin(const QString &worker, tests::Silence silence)
{
    m_console = std::make_unique<tests::ConsoleFixture>(silence);
    tests::fillWorker(m_console->backend, {u"vision"_s, 4105, 182.0, 1630.7, 5});
    tests::fillWorker(m_console->backend, {u"file_watcher"_s, 4101, 0.4, 38.2, 1});
    tests::fillWorker(m_console->backend, {u"cleanup_service"_s, {}, {}, {}, {}});
    m_console->backend.set(RestartPath, R"({"items":[],"total":0,"limit":100,"offset":0})");
    QTRY_VERIFY(m_console->isLive());
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
    select(worker);
}

void WorkerChartsTest::select(const QString &worker)
{
    page().select(worker);
    detail().tabs()->setCurrentWidget(&view());
    QVERIFY(view().isVisible());
}

void WorkerChartsTest::isReadOnlyWhileItIsShown()
{
    begin();
    QTRY_VERIFY(chart(0).sentence().isEmpty());
    detail().tabs()->setCurrentIndex(0);
    const int history = reads(HistoryPath);
    const int restarts = reads(RestartPath);
    const int cameras = reads(u"/api/cameras"_s);
    resync();
    m_console->changeSupervisor(tests::broken());
    QTRY_VERIFY(reads(u"/api/cameras"_s) > cameras);
    QCOMPARE(reads(HistoryPath), history);
    QCOMPARE(reads(RestartPath), restarts);
    select(u"vision"_s);
    QTRY_VERIFY(reads(HistoryPath) > history && reads(RestartPath) > restarts);
}

void WorkerChartsTest::drawsTheSelectedWorker()
{
    begin();
    QTRY_COMPARE(chart(0).accessibleDescription(), u"CPU 182 % of one core"_s);
    QCOMPARE(chart(1).accessibleDescription(), u"RAM 1631 MB"_s);
    QCOMPARE(chart(0).table()->model()->rowCount(), 55); // 54 snapshots and a gap
    select(u"file_watcher"_s);
    // What was asked about another worker is not shown as if it were of this one.
    QCOMPARE(chart(0).sentence(), u"Loading…"_s);
    QTRY_COMPARE(chart(0).accessibleDescription(), u"CPU 0.4 % of one core"_s);
}

void WorkerChartsTest::restartsAreBars()
{
    begin();
    QTRY_COMPARE(
        chart(2).accessibleDescription(),
        u"automatic 0 per hour, 24 h, by hand 0 per hour, 24 h, failed 0 per hour, 24 h"_s);
    const auto when = protocol::toIso(protocol::Now::read().wall - std::chrono::minutes(5));
    m_console->backend.set(RestartPath, restarted(when.toLatin1()));
    m_console->backend.sendChanged(u"/api/system/supervisor"_s);
    QTRY_VERIFY(chart(2).accessibleDescription().startsWith(u"automatic 1 "));
    QCOMPARE(chart(2).table()->model()->rowCount(), 24);
}

void WorkerChartsTest::rangesAreAskedFor()
{
    begin();
    QTRY_VERIFY(chart(0).sentence().isEmpty());
    for (QAbstractButton *button : view().ranges()->findChildren<QAbstractButton *>()) {
        if (button->text() == u"&60 min") {
            button->click();
        }
    }
    QCOMPARE(view().ranges()->range(), TimeRange::Hour);
    QCOMPARE(chart(0).sentence(), u"Loading…"_s);
    QTRY_VERIFY(chart(0).sentence().isEmpty());
    QTRY_COMPARE(m_console->backend.lastPath(),
                 QString(HistoryPath + u"?time_range=60m&worker_name=vision"_s));
}

void WorkerChartsTest::everyChartHasATable()
{
    begin();
    QTRY_VERIFY(chart(0).sentence().isEmpty() && chart(2).sentence().isEmpty());
    for (Chart *chart : view().charts()) {
        chart->findChild<QAbstractButton *>(u"toggle"_s)->click();
        QVERIFY(chart->table()->isVisible());
        QVERIFY(chart->table()->model()->rowCount() >= 24);
    }
}

void WorkerChartsTest::withoutFigures_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing yet") << QByteArray(R"({"snapshots":[],"time_range":"5m","count":0})")
                                 << 200 << u"Nothing has been measured yet: —"_s;
    QTest::newRow("of all, but of no worker")
        << QByteArray(R"({"snapshots":[{"timestamp":"2025-12-27T10:30:00.000Z"}],)"
                      R"("time_range":"5m","count":1})")
        << 200 << u"The backend does not tell it"_s;
    QTest::newRow("of another worker")
        << QByteArray(R"({"snapshots":[{"timestamp":"2025-12-27T10:30:00.000Z","workers":[)"
                      R"({"name":"other","pid":1,"cpu_percent":5,"memory_mb":9,"processes":1}]}],)"
                      R"("time_range":"5m","count":1})")
        << 200 << u"It did not run in this time: —"_s;
    QTest::newRow("refused") << QByteArray(R"({"detail":"The store is busy"})") << 503
                             << u"The store is busy"_s;
}

void WorkerChartsTest::withoutFigures()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    QFETCH(QString, sentence);
    begin(u"cleanup_service"_s);
    QTRY_COMPARE(chart(0).sentence(), u"It did not run in this time: —"_s);
    m_console->backend.set(HistoryPath, answer, status);
    select(u"analysis_worker"_s);
    QTRY_COMPARE(chart(0).sentence(), sentence);
    QCOMPARE(chart(1).sentence(), sentence);
}

void WorkerChartsTest::strangeAnswers()
{
    begin();
    QTRY_VERIFY(chart(0).sentence().isEmpty());
    const QString path = HistoryPath + u"?time_range=5m&worker_name=vision"_s;
    m_console->backend.set(path, R"({"snapshots":[null,7,{"workers":3}]})");
    resync();
    QTRY_VERIFY(chart(0).accessibleDescription().startsWith(u"Out of date, as of"));
    m_console->backend.setAsItIs(path, "<html>");
    resync();
    QTRY_VERIFY(chart(0).accessibleDescription().startsWith(u"Out of date, as of"));
    QVERIFY(chart(0).sentence().isEmpty()); // the last good answer stays
}

void WorkerChartsTest::staleIsHatched()
{
    begin(u"vision"_s, tests::Silence::Short);
    QTRY_VERIFY(chart(0).sentence().isEmpty() && chart(2).sentence().isEmpty());
    m_console->backend.freeze(true);
    for (const Chart *chart : view().charts()) {
        QTRY_VERIFY(chart->accessibleDescription().startsWith(u"Out of date, as of"));
    }
    m_console->backend.freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(chart(0).accessibleDescription().startsWith(u"CPU"), 10000);
}

QTEST_MAIN(WorkerChartsTest)
#include "tst_workercharts.moc"
