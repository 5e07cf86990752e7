// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/metrics/familylines.h"

#include <QTest>

using namespace Qt::StringLiterals;
using metrics::Snapshot;

Q_DECLARE_METATYPE(metrics::Snapshot)

namespace {

protocol::WallTime at(qint64 ms)
{
    return protocol::WallTime(std::chrono::milliseconds(ms));
}

Snapshot withWorker(const protocol::Worker &worker)
{
    return {.supervisor = {.running = true, .workers = {worker}}};
}

protocol::Degradation minimal()
{
    return {.mode = protocol::DegradationMode::Minimal,
            .services = {{.name = u"clip"_s, .status = u"healthy"_s, .lastCheck = at(1)},
                         {.name = u"yolo26"_s, .status = u"unhealthy"_s, .lastCheck = at(1)},
                         {.name = u"nemotron"_s, .status = u"unknown"_s}}};
}

protocol::StageDurations durations()
{
    protocol::StageDurations all;
    for (const double seconds : {0.00390625, 0.125, 0.25, 700.0}) {
        observe(all, protocol::StageBounds, seconds);
    }
    return all;
}

Snapshot busy()
{
    return {
        .pipeline = {.fileWatcher = protocol::FileWatcherStatus{.pendingTasks = 4, .overflows = 2},
                     .batches = {{.batchId = u"a"_s}, {.batchId = u"b"_s}},
                     .closedBatches = {{u"idle"_s, 3}, {u"timeout"_s, 1}},
                     .degradation = minimal(),
                     .queues = {{.name = u"detection"_s,
                                 .waiting = 7,
                                 .leased = 2,
                                 .dead = 1,
                                 .capacity = 10,
                                 .oldestSeconds = 0.5,
                                 .drainSeconds = 2.5,
                                 .observedAt = protocol::WallTime(std::chrono::seconds(1))},
                                {.name = u"analysis"_s,
                                 .observedAt = protocol::WallTime(std::chrono::seconds(1))},
                                {.name = u"uncounted"_s}},
                     .accounts = {{.stage = u"images"_s,
                                   .in = 20,
                                   .out = 10,
                                   .waiting = 6,
                                   .lost = {{u"rejected"_s, 3}, {u"dead"_s, 1}}}},
                     .stages = {}},
        .times = {{u"detection"_s, durations()}}};
}

} // namespace

/// What the rooms say, in the words of Prometheus.
class FamiliesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void everyFamilySaysWhatItIs();
    void aFamilyWithoutSeriesIsLeftOut();
    void noTwoSeriesAreTheSame();

private:
    void program();
    void workers();
    void breakers();
    void flow();
};

void FamiliesTest::lines_data()
{
    QTest::addColumn<Snapshot>("snapshot");
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArrayList>("lines");
    program();
    workers();
    breakers();
    flow();
}

void FamiliesTest::program()
{
    QTest::newRow("version") << Snapshot{.version = u"1.2.3"_s}
                             << QByteArray("signalbox_build_info")
                             << QByteArrayList{R"(signalbox_build_info{version="1.2.3",qt=")"
                                               + QByteArray(qVersion()) + R"("} 1)"};
    QTest::newRow("start") << Snapshot{.startedAt = at(1'766'831'400'250)}
                           << QByteArray("process_start_time_seconds")
                           << QByteArrayList{"process_start_time_seconds 1766831400.25"};
}

void FamiliesTest::workers()
{
    using protocol::WorkerStatus;
    QTest::newRow("a worker that runs")
        << withWorker({.name = u"file_watcher"_s, .status = WorkerStatus::Running})
        << QByteArray("signalbox_worker_up")
        << QByteArrayList{R"(signalbox_worker_up{worker="file_watcher"} 1)"};
    QTest::newRow("a worker that comes back")
        << withWorker({.name = u"file_watcher"_s, .status = WorkerStatus::Restarting})
        << QByteArray("signalbox_worker_up")
        << QByteArrayList{R"(signalbox_worker_up{worker="file_watcher"} 0)"};
    QTest::newRow("one series a state")
        << withWorker({.name = u"cam"_s, .status = WorkerStatus::Crashed})
        << QByteArray("signalbox_worker_state")
        << QByteArrayList{R"(signalbox_worker_state{worker="cam",state="stopped"} 0)",
                          R"(signalbox_worker_state{worker="cam",state="running"} 0)",
                          R"(signalbox_worker_state{worker="cam",state="crashed"} 1)",
                          R"(signalbox_worker_state{worker="cam",state="restarting"} 0)",
                          R"(signalbox_worker_state{worker="cam",state="failed"} 0)"};
    // Of its count, which a person may reset, nothing is said.
    const Snapshot crashed{
        .supervisor = {.workers = {{.name = u"cam"_s, .restartCount = 0}}},
        .processes = {{.name = u"cam"_s, .totals = {.restarts = 3, .crashes = 4}}}};
    QTest::newRow("restarts") << crashed << QByteArray("signalbox_worker_restarts_total")
                              << QByteArrayList{
                                     R"(signalbox_worker_restarts_total{worker="cam"} 3)"};
    QTest::newRow("crashes") << crashed << QByteArray("signalbox_worker_crashes_total")
                             << QByteArrayList{R"(signalbox_worker_crashes_total{worker="cam"} 4)"};
    QTest::newRow("when started")
        << withWorker({.name = u"cam"_s, .lastStartedAt = at(1'500)})
        << QByteArray("signalbox_worker_start_time_seconds")
        << QByteArrayList{R"(signalbox_worker_start_time_seconds{worker="cam"} 1.5)"};
    QTest::newRow("never started")
        << withWorker({.name = u"cam"_s}) << QByteArray("signalbox_worker_start_time_seconds")
        << QByteArrayList();
    QTest::newRow("nothing is supervised") << Snapshot{} << QByteArray("signalbox_supervisor_up")
                                           << QByteArrayList{"signalbox_supervisor_up 0"};
}

void FamiliesTest::breakers()
{
    const Snapshot open{.breakers = {{.name = u"yolo26"_s,
                                      .state = protocol::BreakerState::HalfOpen,
                                      .totalCalls = 12,
                                      .rejectedCalls = 5,
                                      .failedCalls = 7}}};
    QTest::newRow("one series a state of a breaker")
        << open << QByteArray("signalbox_breaker_state")
        << QByteArrayList{R"(signalbox_breaker_state{breaker="yolo26",state="closed"} 0)",
                          R"(signalbox_breaker_state{breaker="yolo26",state="open"} 0)",
                          R"(signalbox_breaker_state{breaker="yolo26",state="half_open"} 1)"};
    QTest::newRow("calls") << open << QByteArray("signalbox_breaker_calls_total")
                           << QByteArrayList{
                                  R"(signalbox_breaker_calls_total{breaker="yolo26"} 12)"};
    QTest::newRow("failures") << open << QByteArray("signalbox_breaker_failures_total")
                              << QByteArrayList{
                                     R"(signalbox_breaker_failures_total{breaker="yolo26"} 7)"};
    QTest::newRow("rejected calls")
        << open << QByteArray("signalbox_breaker_rejected")
        << QByteArrayList{R"(signalbox_breaker_rejected_calls_total{breaker="yolo26"} 5)"};
}

void FamiliesTest::flow()
{
    const auto row = [](const char *name, const char *prefix, const QByteArrayList &wanted) {
        QTest::newRow(name) << busy() << QByteArray(prefix) << wanted;
    };
    row("pending files", "signalbox_file_watcher_p", {"signalbox_file_watcher_pending_files 4"});
    row("overflows", "signalbox_file_watcher_o", {"signalbox_file_watcher_overflows_total 2"});
    row("batches", "signalbox_batches_open", {"signalbox_batches_open 2"});
    row("closed batches", "signalbox_batches_closed",
        {R"(signalbox_batches_closed_total{reason="idle"} 3)",
         R"(signalbox_batches_closed_total{reason="timeout"} 1)"});
    row("room", "signalbox_queue_capacity",
        {R"(signalbox_queue_capacity_jobs{queue="detection"} 10)"});
    row("drain", "signalbox_queue_drain",
        {R"(signalbox_queue_drain_seconds{queue="detection"} 2.5)"});
    const QByteArray stage = R"({stage="detection")";
    row("how many latencies", "signalbox_stage_latency_seconds_count",
        {"signalbox_stage_latency_seconds_count" + stage + "} 4"});
    row("their sum", "signalbox_stage_latency_seconds_sum",
        {"signalbox_stage_latency_seconds_sum" + stage + "} 700.37890625"});
    row("the fastest", "signalbox_stage_latency_seconds_bucket{stage=\"detection\",le=\"0.005",
        {"signalbox_stage_latency_seconds_bucket" + stage + ",le=\"0.005\"} 1"});
    row("a bound belongs to its bucket",
        "signalbox_stage_latency_seconds_bucket{stage=\"detection\",le=\"0.25",
        {"signalbox_stage_latency_seconds_bucket" + stage + ",le=\"0.25\"} 3"});
    row("the slowest", "signalbox_stage_latency_seconds_bucket{stage=\"detection\",le=\"+",
        {"signalbox_stage_latency_seconds_bucket" + stage + ",le=\"+Inf\"} 4"});
    row("mode", "signalbox_degradation",
        {R"(signalbox_degradation_state{state="normal"} 0)",
         R"(signalbox_degradation_state{state="degraded"} 0)",
         R"(signalbox_degradation_state{state="minimal"} 1)",
         R"(signalbox_degradation_state{state="offline"} 0)"});
    row("services", "signalbox_service",
        {R"(signalbox_service_up{service="clip"} 1)",
         R"(signalbox_service_up{service="yolo26"} 0)"});
    row("jobs", "signalbox_queue_jobs",
        {R"(signalbox_queue_jobs{queue="detection",state="waiting"} 7)",
         R"(signalbox_queue_jobs{queue="detection",state="leased"} 2)",
         R"(signalbox_queue_jobs{queue="detection",state="dead"} 1)",
         R"(signalbox_queue_jobs{queue="analysis",state="waiting"} 0)",
         R"(signalbox_queue_jobs{queue="analysis",state="leased"} 0)",
         R"(signalbox_queue_jobs{queue="analysis",state="dead"} 0)"});
    row("the oldest job", "signalbox_queue_oldest",
        {R"(signalbox_queue_oldest_job_age_seconds{queue="detection"} 0.5)"});
    row("images in", "signalbox_stage_in", {R"(signalbox_stage_in_total{stage="images"} 20)"});
    row("images out", "signalbox_stage_out", {R"(signalbox_stage_out_total{stage="images"} 10)"});
    row("images that wait", "signalbox_stage_waiting",
        {R"(signalbox_stage_waiting{stage="images"} 6)"});
    row("images lost", "signalbox_stage_lost",
        {R"(signalbox_stage_lost_total{stage="images",reason="dead"} 1)",
         R"(signalbox_stage_lost_total{stage="images",reason="rejected"} 3)"});
}

void FamiliesTest::lines()
{
    QFETCH(Snapshot, snapshot);
    QFETCH(QByteArray, prefix);

    QTEST(linesOf(snapshot, prefix), "lines");
}

void FamiliesTest::everyFamilySaysWhatItIs()
{
    const auto all = metrics::families(withWorker({.name = u"cam"_s}));
    QVERIFY(all.size() > 10);
    for (const prometheus::MetricFamily &family : all) {
        const QByteArray name = QByteArray::fromStdString(family.name);
        QVERIFY2(!family.help.empty(), name.constData());
        QVERIFY2((family.type == prometheus::MetricType::Counter) == name.endsWith("_total"),
                 name.constData());
        QVERIFY2(!family.metric.empty(), name.constData());
    }
}

void FamiliesTest::aFamilyWithoutSeriesIsLeftOut()
{
    QCOMPARE(linesOf({}, "# TYPE signalbox_worker"), QByteArrayList());
    QCOMPARE(linesOf({}, "# TYPE signalbox_breaker"), QByteArrayList());
    QCOMPARE(linesOf({}, "# TYPE signalbox_file_watcher"), QByteArrayList());
}

void FamiliesTest::noTwoSeriesAreTheSame()
{
    const Snapshot two{.supervisor = {.workers = {{.name = u"a"_s}, {.name = u"b"_s}}},
                       .breakers = {{.name = u"a"_s}, {.name = u"b"_s}}};
    QSet<QByteArray> seen;
    for (const QByteArray &line : linesOf(two, "signalbox_")) {
        const QByteArray series = line.left(line.lastIndexOf(' '));
        QVERIFY2(!seen.contains(series), series.constData());
        seen.insert(series);
    }
    QVERIFY(seen.size() > 20);
}

QTEST_GUILESS_MAIN(FamiliesTest)
#include "tst_families.moc"
