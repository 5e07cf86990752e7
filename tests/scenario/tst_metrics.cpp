// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"

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
    void countsRequests();

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
    QCOMPARE(figure(R"(signalbox_queue_jobs{queue="detection",state="waiting"})"), QByteArray("0"));
    QCOMPARE(figure(R"(signalbox_build_info{version=")" SIGNALBOX_VERSION R"("})"),
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
