// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/socketclient.h"

#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Daemon;
using scenario::killHard;
using scenario::waitUntil;

/// GET /metrics of a real daemon says what the daemon is doing.
class MetricsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isTextForPrometheus();
    void isOnlyForReading();
    void followsAWorker();
    void countsRestarts();
    void restartsNeverGoDown();
    void countsRequests();
    void requestsByRoute();
    void pathsOfNobodyAreOneSeries();
    void countsClients();
    void saysWhatItTakes();

private:
    /// The figure of one series, empty when there is none.
    QByteArray figure(const QByteArray &series) const;

    bool waitForFigure(const QByteArray &series, const QByteArray &wanted) const
    {
        return waitUntil([&] { return figure(series) == wanted; });
    }

    Daemon m_daemon{
        {.toml = u"[ai]\nembedded = \"false\"\n[supervisor]\nbackoff_base_seconds = 0.1\n"_s}};
};

QByteArray MetricsTest::figure(const QByteArray &series) const
{
    const QByteArray start = series + ' ';
    const QByteArrayList lines = m_daemon.get("/metrics").body.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(start)) {
            return line.mid(start.size());
        }
    }
    return {};
}

void MetricsTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    for (const QString &name : {u"file_watcher"_s, u"cleanup_service"_s}) {
        QVERIFY2(m_daemon.waitForWorker(name, u"running"_s), m_daemon.errorText().constData());
    }
}

void MetricsTest::isTextForPrometheus()
{
    const Answer answer = m_daemon.get("/metrics");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-type"), QByteArray("text/plain; version=0.0.4; charset=utf-8"));
    QVERIFY(answer.body.endsWith('\n'));
    QCOMPARE(figure(R"(signalbox_worker_up{worker="file_watcher"})"), QByteArray("1"));
    QCOMPARE(figure(R"(signalbox_breaker_state{breaker="yolo26",state="closed"})"),
             QByteArray("1"));
    // Not before the jobs have been counted.
    QVERIFY(waitUntil([&] {
        return figure(R"(signalbox_queue_jobs{queue="detection",state="waiting"})") == "0";
    }));
    QCOMPARE(figure(R"(signalbox_build_info{version=")" SIGNALBOX_VERSION R"(",qt=")"
                    + QByteArray(qVersion()) + R"("})"),
             QByteArray("1"));
    const double age = static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000.0
        - figure("process_start_time_seconds").toDouble();
    QVERIFY2(age > 0 && age < 120, QByteArray::number(age).constData());
}

void MetricsTest::isOnlyForReading()
{
    const Answer head = m_daemon.request("HEAD", "/metrics");
    QCOMPARE(head.status, 200);
    QCOMPARE(head.body, QByteArray());
    const Answer post = m_daemon.post("/metrics");
    QCOMPARE(post.status, 405);
    QCOMPARE(post.header("allow"), QByteArray("GET, HEAD, OPTIONS"));
}

void MetricsTest::followsAWorker()
{
    const QByteArray workers = "/api/system/supervisor/workers/cleanup_service/";
    const QByteArray stopped =
        R"(signalbox_worker_state{worker="cleanup_service",state="stopped"})";
    QCOMPARE(m_daemon.post(workers + "stop").status, 200);
    QVERIFY(waitForFigure(R"(signalbox_worker_up{worker="cleanup_service"})", "0"));
    QVERIFY(waitForFigure(stopped, "1"));
    QCOMPARE(m_daemon.post(workers + "start").status, 200);
    QVERIFY(waitForFigure(R"(signalbox_worker_up{worker="cleanup_service"})", "1"));
    QVERIFY(waitForFigure(stopped, "0"));
}

void MetricsTest::countsRestarts()
{
    const QByteArray restarts = R"(signalbox_worker_restarts_total{worker="file_watcher"})";
    QCOMPARE(figure(restarts), QByteArray("0"));
    killHard(m_daemon.workerProcesses().value(u"file_watcher"_s));
    QVERIFY(waitForFigure(restarts, "1"));
    QVERIFY(waitForFigure(R"(signalbox_worker_up{worker="file_watcher"})", "1"));
}

// Unlike the count, which a person may set to 0.
void MetricsTest::restartsNeverGoDown()
{
    const QByteArray restarts = R"(signalbox_worker_restarts_total{worker="file_watcher"})";
    const QByteArray crashes = R"(signalbox_worker_crashes_total{worker="file_watcher"})";
    QCOMPARE(figure(restarts), QByteArray("1"));
    QCOMPARE(figure(crashes), QByteArray("1"));
    QCOMPARE(m_daemon.post("/api/system/supervisor/reset/file_watcher").status, 200);
    QCOMPARE(m_daemon.worker(u"file_watcher"_s).value(u"restart_count").toInt(-1), 0);
    QCOMPARE(figure(restarts), QByteArray("1"));
    QCOMPARE(figure(crashes), QByteArray("1"));
}

void MetricsTest::requestsByRoute()
{
    const QByteArray labels =
        R"({route="/api/system/supervisor/workers/{name}/start",method="POST")";
    const QByteArray series = "signalbox_http_requests_total" + labels + R"(,code="4xx"})";
    const qint64 before = figure(series).toLongLong();
    for (const char *name : {"nobody", "somebody", "1st"}) {
        m_daemon.post("/api/system/supervisor/workers/" + QByteArray(name) + "/start");
    }
    QCOMPARE(figure(series).toLongLong(), before + 3);
    const QByteArray durations = "signalbox_http_request_duration_seconds";
    const qint64 count = figure(durations + "_count" + labels + '}').toLongLong();
    QVERIFY(count >= before + 3);
    QCOMPARE(figure(durations + "_bucket" + labels + R"(,le="+Inf"})").toLongLong(), count);
    QVERIFY(figure(durations + "_sum" + labels + '}').toDouble() > 0);
}

void MetricsTest::pathsOfNobodyAreOneSeries()
{
    const auto seriesNow = [this] {
        return m_daemon.get("/metrics").body.count("\nsignalbox_http_requests_total{");
    };
    m_daemon.get("/nothing/at/all");
    const qsizetype before = seriesNow();
    const QByteArray none =
        R"(signalbox_http_requests_total{route="none",method="none",code="4xx"})";
    const qint64 counted = figure(none).toLongLong();
    for (int i = 0; i < 200; ++i) {
        const QByteArray path = "/nothing/" + QByteArray::number(i) + "?q=" + QByteArray::number(i);
        QCOMPARE(m_daemon.get(path).status, 404);
    }
    QCOMPARE(m_daemon.request("DELETE", "/metrics").status, 405);
    QCOMPARE(seriesNow(), before);
    QCOMPARE(figure(none).toLongLong(), counted + 201);
}

void MetricsTest::countsClients()
{
    const QByteArray clients = R"(signalbox_websocket_clients{path="/ws/system"})";
    const QByteArray sent = R"(signalbox_websocket_messages_sent_total{path="/ws/system"})";
    QCOMPARE(figure(clients), QByteArray("0"));
    {
        scenario::SocketClient client(m_daemon.socketUrl(u"/ws/system"_s));
        QVERIFY(!client.greeting().isEmpty());
        QCOMPARE(figure(clients), QByteArray("1"));
        const qint64 before = figure(sent).toLongLong();
        QVERIFY(before >= 1);
        client.send({{u"type"_s, u"ping"_s}});
        QVERIFY(!client.next(u"pong"_s).isEmpty());
        QVERIFY(figure(sent).toLongLong() > before);
    }
    QVERIFY(waitForFigure(clients, "0"));
    QCOMPARE(figure(R"(signalbox_websocket_too_slow_total{path="/ws/system"})"), QByteArray("0"));
    QVERIFY(figure("signalbox_journal_sequence").toLongLong() > 0);
    QCOMPARE(figure("signalbox_journal_invalid_lines_total"), QByteArray("0"));
}

void MetricsTest::saysWhatItTakes()
{
    QVERIFY(waitUntil([this] { return !figure("signalbox_host_cpu_usage_ratio").isEmpty(); }));
    QVERIFY(figure("process_cpu_seconds_total").toDouble() > 0);
    QVERIFY(figure("process_resident_memory_bytes").toDouble() > 1e6);
    QVERIFY(figure("process_virtual_memory_bytes").toDouble() > 1e6);
    QVERIFY(figure("process_open_fds").toInt() > 3);
    QVERIFY(figure("process_max_fds").toDouble() >= figure("process_open_fds").toDouble());
    QVERIFY(figure(R"(signalbox_worker_resident_memory_bytes{worker="file_watcher"})").toDouble()
            > 1e6);
    QVERIFY(figure("signalbox_host_disk_size_bytes").toDouble() > 1e6);
    QVERIFY(figure("signalbox_store_size_bytes").toDouble() > 0);
    QVERIFY(figure("signalbox_store_commits_total").toLongLong() > 0);
    QCOMPARE(figure("signalbox_gpu_usage_ratio"), QByteArray());
}

void MetricsTest::countsRequests()
{
    const qint64 served = figure("signalbox_http_requests_served_total").toLongLong();
    const qint64 refused = figure("signalbox_http_requests_refused_total").toLongLong();
    QVERIFY(served > 0);
    QCOMPARE(m_daemon.get("/api/system/pipeline").status, 200);
    QCOMPARE(m_daemon.request("GET", "/metrics", {{"Host", "elsewhere"}}).status, 421);
    QVERIFY(figure("signalbox_http_requests_served_total").toLongLong() >= served + 2);
    QCOMPARE(figure("signalbox_http_requests_refused_total").toLongLong(), refused + 1);
}

QTEST_GUILESS_MAIN(MetricsTest)
#include "tst_metrics.moc"
