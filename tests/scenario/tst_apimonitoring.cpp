// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/clock.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jsonexporter.h"
#include "tests/scenario/support/prometheusserver.h"
#include "tests/scenario/support/socketclient.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Daemon;
using scenario::PrometheusServer;
using scenario::ServerProcess;
using scenario::waitUntil;

namespace {

constexpr int Generous = 60000;
const QString Health = u"/api/system/monitoring/health"_s;
const QString Unreachable = u"Prometheus server is not reachable: "_s;

/// up, down or unknown by the name of the exporter.
QMap<QString, QString> exportersOf(const QJsonObject &health)
{
    QMap<QString, QString> statuses;
    const QJsonArray all = health.value(u"exporters").toArray();
    for (const auto &exporter : all) {
        statuses.insert(exporter[u"name"].toString(), exporter[u"status"].toString());
    }
    return statuses;
}

QJsonObject targetOf(const Answer &targets, const QString &job)
{
    const QJsonArray all = targets.json().value(u"targets").toArray();
    for (const auto &target : all) {
        if (target[u"job"] == job) {
            return target.toObject();
        }
    }
    return {};
}

} // namespace

/// With a real Prometheus and real exporters, which ./check unpacks under build/servers.
class ApiMonitoringTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void allUp();
    void neverScraped();
    void minorityTieAndMajorityDown();
    void prometheusIsKilledMidWay();
    void aFrozenOneKeepsNobodyWaiting();
    void namesThatAreNeverFound();

private:
    QJsonObject health() const { return m_daemon->get(Health.toUtf8()).json(); }

    Answer targets() const { return m_daemon->get("/api/system/monitoring/targets"); }

    /// Waits until so many of the jobs' targets are up and so many are down.
    bool waitFor(int up, int down) const
    {
        return waitUntil(
            [&] {
                const QJsonObject seen = targets().json();
                return seen.value(u"up") == up && seen.value(u"down") == down;
            },
            Generous);
    }

    PrometheusServer m_prometheus;
    scenario::JsonExporter m_json;
    std::unique_ptr<ServerProcess> m_redis;
    std::unique_ptr<ServerProcess> m_redisExporter;
    std::unique_ptr<ServerProcess> m_blackbox;
    QTemporaryDir m_directory;
    std::unique_ptr<Daemon> m_daemon;
};

void ApiMonitoringTest::initTestCase()
{
    for (const QString &name : {u"prometheus"_s, u"prometheus-redis-exporter"_s,
                                u"prometheus-blackbox-exporter"_s, u"redis-server"_s}) {
        QVERIFY2(!QStandardPaths::findExecutable(name).isEmpty(),
                 qPrintable(name
                            + u" is not in PATH: ./check unpacks it under build/servers, where "
                              "ctest looks first"_s));
    }
    const QString socket = m_directory.filePath(u"redis.sock"_s);
    m_redis = std::make_unique<ServerProcess>(u"redis-server"_s,
                                              QStringList{u"--port"_s, u"0"_s, u"--unixsocket"_s,
                                                          socket, u"--save"_s, QString(),
                                                          u"--dir"_s, m_directory.path()});
    QVERIFY(m_redis->start());
    QVERIFY2(waitUntil([&] { return QFile::exists(socket); }), m_redis->output().constData());
    const quint16 redisPort = scenario::freePort();
    m_redisExporter = std::make_unique<ServerProcess>(
        u"prometheus-redis-exporter"_s,
        QStringList{u"-redis.addr"_s, u"unix://"_s + socket, u"-web.listen-address"_s,
                    u"127.0.0.1:%1"_s.arg(redisPort)});
    QVERIFY(m_redisExporter->start());
    QFile modules(m_directory.filePath(u"blackbox.yml"_s));
    QVERIFY(modules.open(QIODevice::WriteOnly));
    modules.write("modules:\n  http_2xx:\n    prober: http\n");
    modules.close();
    const quint16 blackboxPort = scenario::freePort();
    m_blackbox = std::make_unique<ServerProcess>(
        u"prometheus-blackbox-exporter"_s,
        QStringList{u"--config.file="_s + modules.fileName(),
                    u"--web.listen-address=127.0.0.1:%1"_s.arg(blackboxPort)});
    QVERIFY(m_blackbox->start());
    m_daemon = std::make_unique<Daemon>(
        scenario::DaemonOptions{.toml = u"[ai]\nembedded = \"false\"\n"_s + m_prometheus.toml()});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY2(
        m_prometheus.start({{.name = u"backend"_s, .ports = {m_daemon->port()}},
                            {.name = u"redis-exporter"_s, .ports = {redisPort}},
                            {.name = u"json-exporter"_s, .ports = {m_json.port()}},
                            {.name = u"blackbox_exporter"_s, .ports = {blackboxPort}},
                            {.name = u"lazy"_s, .ports = {m_daemon->port()}, .interval = u"1d"_s}}),
        m_prometheus.output().constData());
}

void ApiMonitoringTest::allUp()
{
    QVERIFY2(waitFor(4, 0), targets().body.constData());
    QVERIFY(waitUntil([this] {
        return health().value(u"metrics_collection")[u"total_series"].toInteger() > 100;
    }));
    const QJsonObject seen = health();
    QCOMPARE(seen.value(u"healthy"), true);
    QCOMPARE(seen.value(u"prometheus_reachable"), true);
    QCOMPARE(seen.value(u"prometheus_url"), u"http://127.0.0.1:%1"_s.arg(m_prometheus.port()));
    QCOMPARE(seen.value(u"issues"), QJsonArray());
    QCOMPARE(exportersOf(seen),
             (QMap<QString, QString>{{u"redis-exporter"_s, u"up"_s},
                                     {u"json-exporter"_s, u"up"_s},
                                     {u"blackbox-exporter"_s, u"up"_s}}));
    const QJsonObject figures = seen.value(u"metrics_collection").toObject();
    QCOMPARE(figures.value(u"collecting"), true);
    QCOMPARE(figures.value(u"scrape_interval_seconds"), 1);
    QVERIFY(protocol::fromIso(figures.value(u"last_successful_scrape").toString()));
    const Answer list = targets();
    QCOMPARE(list.json().value(u"total"), 5);
    QCOMPARE(list.json().value(u"jobs").toArray().size(), 5);
    const QJsonObject redis = targetOf(list, u"redis-exporter"_s);
    QCOMPARE(redis.value(u"labels")[u"job"], u"redis-exporter"_s);
    QCOMPARE(redis.value(u"labels")[u"instance"], redis.value(u"instance"));
    QVERIFY(redis.value(u"scrape_duration_seconds").toDouble() > 0);
    QVERIFY(redis.value(u"last_error").isNull());
}

void ApiMonitoringTest::neverScraped()
{
    const QJsonObject lazy = targetOf(targets(), u"lazy"_s);
    QCOMPARE(lazy.value(u"health"), u"unknown"_s);
    QVERIFY(lazy.value(u"last_scrape").isNull());
    QVERIFY(lazy.value(u"scrape_duration_seconds").isNull());
    QVERIFY(lazy.value(u"last_error").isNull());
    const QJsonArray jobs = health().value(u"targets_summary").toArray();
    QCOMPARE(jobs.size(), 5);
    QCOMPARE(jobs[3].toObject(),
             (QJsonObject{{u"job"_s, u"lazy"_s},
                          {u"total"_s, 1},
                          {u"up"_s, 0},
                          {u"down"_s, 0},
                          {u"unknown"_s, 1}}));
}

void ApiMonitoringTest::minorityTieAndMajorityDown()
{
    QVERIFY(waitFor(4, 0));
    const QString since = health().value(u"status_since").toString();
    m_json.close();
    QVERIFY2(waitFor(3, 1), targets().body.constData());
    QCOMPARE(health().value(u"healthy"), true);
    QCOMPARE(health().value(u"status_since"), since);
    QCOMPARE(exportersOf(health()).value(u"json-exporter"_s), u"down"_s);
    const QString error = targetOf(targets(), u"json-exporter"_s).value(u"last_error").toString();
    QVERIFY2(error.contains(u"connection refused"), qPrintable(error));
    QCOMPARE(health().value(u"issues"),
             (QJsonArray{u"Job 'json-exporter': all targets down (1)"_s,
                         QString(u"Exporter 'json-exporter': down: "_s + error)}));

    m_redisExporter->kill9();
    QVERIFY2(waitFor(2, 2), targets().body.constData());
    QCOMPARE(health().value(u"healthy"), false);
    QVERIFY(health().value(u"status_since").toString() > since);

    m_blackbox->kill9();
    QVERIFY2(waitFor(1, 3), targets().body.constData());
    QCOMPARE(health().value(u"healthy"), false);
    QCOMPARE(health().value(u"metrics_collection")[u"collecting"], true);

    QVERIFY(m_redisExporter->start() && m_blackbox->start() && m_json.comeBack());
    QVERIFY2(waitFor(4, 0), targets().body.constData());
    QCOMPARE(health().value(u"healthy"), true);
    QCOMPARE(health().value(u"issues"), QJsonArray());
}

void ApiMonitoringTest::prometheusIsKilledMidWay()
{
    QVERIFY(waitFor(4, 0));
    scenario::SocketClient client(m_daemon->socketUrl(u"/ws/system"_s));
    QVERIFY(!client.greeting().isEmpty());
    m_prometheus.kill9();
    QVERIFY(waitUntil([this] { return health().value(u"prometheus_reachable") == false; }));
    const QString reason = Unreachable + u"Connection refused"_s;
    const QJsonObject seen = health();
    QCOMPARE(seen.value(u"healthy"), false);
    QCOMPARE(seen.value(u"issues"), QJsonArray{reason});
    QCOMPARE(seen.value(u"targets_summary"), QJsonArray());
    QCOMPARE(exportersOf(seen).values(), QStringList(3, u"unknown"_s));
    QCOMPARE(seen.value(u"metrics_collection"),
             (QJsonObject{{u"collecting"_s, false},
                          {u"last_successful_scrape"_s, QJsonValue()},
                          {u"scrape_interval_seconds"_s, 15},
                          {u"total_series"_s, QJsonValue()}}));
    const Answer list = targets();
    QCOMPARE(list.status, 503);
    QCOMPARE(list.json(), (QJsonObject{{u"detail"_s, reason}}));
    const auto isNotice = [](const QString &resource) {
        return [resource](const QJsonObject &message) {
            return message.value(u"type") == u"changed"_s && message.value(u"resource") == resource;
        };
    };
    QVERIFY(!client.next(isNotice(Health)).isEmpty());
    QVERIFY(!client.next(isNotice(u"/api/system/monitoring/targets"_s)).isEmpty());

    QVERIFY2(m_prometheus.startAgain(), m_prometheus.output().constData());
    QVERIFY2(waitFor(4, 0), targets().body.constData());
    QCOMPARE(health().value(u"healthy"), true);
}

// Its port takes connections all the while.
void ApiMonitoringTest::aFrozenOneKeepsNobodyWaiting()
{
    QVERIFY(waitFor(4, 0));
    m_prometheus.freeze();
    QVERIFY(waitUntil([this] { return health().value(u"prometheus_reachable") == false; }));
    QCOMPARE(health().value(u"issues"), QJsonArray{QString(Unreachable + u"Timeout after 2.0s"_s)});
    // Each of them takes 2 s when anybody waits.
    QElapsedTimer since;
    since.start();
    for (int i = 0; i < 50; ++i) {
        QCOMPARE(m_daemon->get(Health.toUtf8()).status, 200);
        QCOMPARE(targets().status, 503);
    }
    QVERIFY2(since.elapsed() < 20000, qPrintable(QString::number(since.elapsed())));
    m_prometheus.thaw();
    QVERIFY2(waitFor(4, 0), targets().body.constData());
}

// A resolver without a network behind it cannot be interrupted: neither answers nor the end wait.
void ApiMonitoringTest::namesThatAreNeverFound()
{
    Daemon daemon(
        {.toml = u"[ai]\nembedded = \"false\"\n[prometheus]\ntimeout_seconds = 0.2\n"
                 "poll_interval_seconds = 0.2\n"_s,
         .environment = {
             {u"LD_PRELOAD"_s, QCoreApplication::applicationDirPath() + u"/libslownames.so"_s}}});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QString issue = Unreachable + u"The name 'prometheus' was not found in time"_s;
    QVERIFY(waitUntil(
        [&] { return daemon.get(Health.toUtf8()).json().value(u"issues") == QJsonArray{issue}; }));
    QCOMPARE(daemon.get("/api/system/monitoring/targets").detail(), issue);
    QCOMPARE(daemon.terminate(Generous), std::optional(0));
}

QTEST_GUILESS_MAIN(ApiMonitoringTest)
#include "tst_apimonitoring.moc"
