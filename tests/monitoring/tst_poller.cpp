// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/poller.h"
#include "tests/support/prometheusdouble.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using monitoring::Poller;
using support::PrometheusDouble;
using Reply = support::PrometheusDouble::Reply;

Q_DECLARE_METATYPE(Reply)

namespace {

constexpr auto Never = 1h;
constexpr auto Deadline = 500ms;
constexpr int MiB = 1024 * 1024;
const QString Unreachable = u"Prometheus server is not reachable: "_s;
const QString NoList = u"The targets of Prometheus cannot be had: "_s;

QByteArray documentOf(const QByteArray &targets)
{
    return R"({"status":"success","data":{"activeTargets":[)" + targets + "]}}";
}

} // namespace

/// One poll of a server that behaves as each row says.
class PollerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void notReady_data();
    void notReady();
};

void PollerTest::answers_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<int>("total"); // -1: no list
    QTest::addColumn<QString>("fault");

    const auto good = [](const char *name, const QByteArray &bytes, int total) {
        QTest::newRow(name) << Reply{.bytes = bytes} << total << QString();
    };
    const auto bad = [](const char *name, const Reply &reply, const QString &fault) {
        QTest::newRow(name) << reply << -1 << fault;
    };
    const QByteArray one = documentOf(PrometheusDouble::target(1));
    const QByteArray gzip = PrometheusDouble::gzip(one);
    good("well", PrometheusDouble::http(200, one), 1);
    good("gzip", gzip, 1);
    good("5,000 targets",
         PrometheusDouble::http(200, documentOf(PrometheusDouble::manyTargets(5000))), 5000);
    good("20,000 targets in gzip",
         PrometheusDouble::gzip(documentOf(PrometheusDouble::manyTargets(20000))), 20000);
    bad("says nothing", {}, u"Timeout after 0.5s"_s);
    bad("stops in the middle", {.bytes = PrometheusDouble::http(200, one).chopped(10)},
        u"Timeout after 0.5s"_s);
    bad("hangs up", {.bytes = "", .closes = true}, u"Connection closed"_s);
    bad("hangs up in the middle",
        {.bytes = PrometheusDouble::http(200, one).chopped(10), .closes = true},
        u"Connection closed"_s);
    bad("garbage", {.bytes = PrometheusDouble::http(200, "<html>")},
        u"The answer was not understood"_s);
    bad("no HTTP", {.bytes = "SSH-2.0-OpenSSH_9.2\r\n", .closes = true}, u"Connection closed"_s);
    bad("500", {.bytes = PrometheusDouble::http(500, "oops")}, u"HTTP 500"_s);
    bad("an error of its own",
        {.bytes = PrometheusDouble::http(422, R"({"status":"error","error":"bad matcher"})")},
        u"HTTP 422: bad matcher"_s);
    bad("a log-in is asked for",
        {.bytes = PrometheusDouble::http(401, {}, "WWW-Authenticate: Basic realm=\"x\"\r\n")},
        u"HTTP 401"_s);
    bad("elsewhere",
        {.bytes = PrometheusDouble::http(302, {}, "Location: /base/api/v1/status/tsdb\r\n")},
        u"HTTP 302"_s);
    bad("called gzip", {.bytes = PrometheusDouble::http(200, one, "Content-Encoding: gzip\r\n")},
        u"Decompression failed"_s);
    bad("gzip without its end", {.bytes = gzip.chopped(20), .closes = true},
        u"The answer was not understood"_s);
    bad("a small gzip of much", {.bytes = PrometheusDouble::gzip(QByteArray(64 * MiB, ' '))},
        u"The answer is too large"_s);
    bad("without end", {.bytes = "HTTP/1.1 200 OK\r\n\r\n", .again = QByteArray(MiB, ' ')},
        u"The answer is too large"_s);
}

// Whatever comes, the round ends, and the rest of it is known.
void PollerTest::answers()
{
    QFETCH(Reply, reply);
    QFETCH(int, total);
    QFETCH(QString, fault);
    PrometheusDouble prometheus;
    prometheus.set(PrometheusDouble::Targets, reply);
    const bool isSilent = fault.startsWith(u"Timeout"_s);
    Poller poller(
        {.url = prometheus.url(), .interval = Never, .timeout = isSilent ? Deadline : 60s});
    QSignalSpy changed(&poller, &Poller::healthChanged);
    poller.start();
    QVERIFY(changed.wait(60000));
    const protocol::MonitoringHealth health = poller.health();
    QCOMPARE(health.prometheusReachable, true);
    QCOMPARE(health.prometheusUrl, prometheus.url());
    QCOMPARE(poller.targets() ? poller.targets().value().total : -1, total);
    QCOMPARE(health.healthy, total > 0);
    if (total > 0) {
        QCOMPARE(health.metricsCollection.totalSeries, 15000);
        return;
    }
    const QString error = poller.targets().error().detail;
    QCOMPARE(error, NoList + fault);
    QCOMPARE(health.issues, QStringList{error});
}

void PollerTest::notReady_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("fault");
    QTest::newRow("starting") << Reply{.bytes = PrometheusDouble::http(503, "Service Unavailable")}
                              << u"HTTP 503"_s;
    QTest::newRow("elsewhere") << Reply{.bytes = PrometheusDouble::http(
                                            302, {}, "Location: /base/api/v1/targets\r\n")}
                               << u"HTTP 302"_s;
    QTest::newRow("says nothing") << Reply{} << u"Timeout after 0.5s"_s;
    QTest::newRow("hangs up") << Reply{.closes = true} << u"Connection closed"_s;
    QTest::newRow("without end") << Reply{.bytes = "HTTP/1.1 200 OK\r\n\r\n",
                                          .again = QByteArray(MiB, ' ')}
                                 << u"The answer is too large"_s;
}

void PollerTest::notReady()
{
    QFETCH(Reply, reply);
    QFETCH(QString, fault);
    PrometheusDouble prometheus(PrometheusDouble::target(1));
    prometheus.set(PrometheusDouble::Ready, reply);
    const bool isSilent = fault.startsWith(u"Timeout"_s);
    Poller poller(
        {.url = prometheus.url(), .interval = Never, .timeout = isSilent ? Deadline : 60s});
    QSignalSpy changed(&poller, &Poller::healthChanged);
    poller.start();
    QVERIFY(changed.wait(60000));
    QCOMPARE(poller.health().prometheusReachable, false);
    QCOMPARE(poller.health().healthy, false);
    QCOMPARE(poller.health().issues, QStringList{Unreachable + fault});
    QCOMPARE(poller.targets().error().detail, Unreachable + fault);
}

QTEST_GUILESS_MAIN(PollerTest)
#include "tst_poller.moc"
