// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/contract.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/freedoms.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/prometheusserver.h"
#include "tests/scenario/support/stubservice.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Daemon;
using scenario::differences;
using scenario::Freedom;
using scenario::OrderedJson;
using scenario::readOrdered;
using scenario::waitUntil;

namespace {

OrderedJson exampleOf(const QString &name)
{
    QFile file(u":/examples/"_s + name + u".json");
    return file.open(QIODevice::ReadOnly) ? readOrdered(file.readAll()).value_or(OrderedJson())
                                          : OrderedJson();
}

} // namespace

/// Every JSON example of the specification against one real daemon.
class ApiContractTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void examples_data();
    void examples();
    void healthySystemReadsAsDocumented();
    void registryHoldsTheDocumentedEvents();
    void workersComeInTheDocumentedOrder();
    void unhealthySystemKeepsTheShape();

private:
    bool isHealthy() const
    {
        return m_daemon->get("/api/system/health/full").json().value(u"status") == u"healthy"_s;
    }

    scenario::StubService m_services;
    scenario::PrometheusServer m_prometheus;
    std::unique_ptr<Daemon> m_daemon;
};

// A crash that is mended and an open batch, so that no list is empty.
void ApiContractTest::initTestCase()
{
    m_daemon = std::make_unique<Daemon>(scenario::DaemonOptions{
        .toml = u"[pipeline]\nbatch_idle_timeout_seconds = 90\n[supervisor]\n"
                "backoff_base_seconds = 0.1\n"_s
            + m_services.toml(u"probe_interval_seconds = 1"_s) + m_prometheus.toml()});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY2(m_prometheus.start({{.name = u"backend"_s, .ports = {m_daemon->port()}},
                                 {.name = u"redis-exporter"_s, .ports = {m_daemon->port()}}}),
             m_prometheus.output().constData());
    QVERIFY(waitUntil([this] {
        const QJsonObject seen = m_daemon->get("/api/system/monitoring/health").json();
        return seen.value(u"metrics_collection")[u"total_series"].isDouble()
            && m_daemon->get("/api/system/monitoring/targets").json().value(u"up") == 2;
    }));
    QVERIFY(waitUntil([this] { return isHealthy(); }));
    scenario::killHard(m_daemon->workerProcesses().value(u"detection_worker"_s));
    QVERIFY(waitUntil([this] {
        const QJsonObject worker = m_daemon->worker(u"detection_worker"_s);
        return worker.value(u"restart_count") == 1 && worker.value(u"status") == u"running"_s;
    }));
    QVERIFY(scenario::upload(m_daemon->cameraRoot() + u"/front_door", u"one.jpg"_s,
                             scenario::noiseJpeg(1)));
    QVERIFY(waitUntil([this] {
        const QJsonObject pipeline = m_daemon->get("/api/system/pipeline").json();
        return pipeline.value(u"batch_aggregator")[u"active_batches"] == 1;
    }));
    QVERIFY(waitUntil([this] { return isHealthy(); }));
}

void ApiContractTest::examples_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("example");
    QTest::addColumn<Freedom>("freedom");

    const auto row = [](const QByteArray &method, const QByteArray &target, int status,
                        const QString &example, const Freedom &freedom = {}) {
        QTest::addRow("%s %s", method.constData(), target.constData())
            << method << target << status << example << freedom;
    };
    row("GET", "/api/system/monitoring/health", 200, u"monitoring_health"_s,
        scenario::monitoringFreedom());
    row("GET", "/api/system/monitoring/targets", 200, u"monitoring_targets"_s,
        scenario::targetsFreedom());
    row("GET", "/api/system/pipeline", 200, u"pipeline"_s, scenario::pipelineFreedom());
    row("GET", "/api/system/supervisor", 200, u"supervisor"_s, scenario::supervisorFreedom());
    row("GET", "/api/system/supervisor/status", 200, u"supervisor"_s,
        scenario::supervisorFreedom());
    row("GET",
        "/api/system/supervisor/restart-history?worker_name=detection_worker&limit=50&offset=0",
        200, u"restart_history"_s, scenario::historyFreedom());
    row("GET", "/api/system/websocket/events", 200, u"websocket_events"_s,
        scenario::registryFreedom());
    row("GET", "/api/system/health/full", 200, u"health_full"_s, scenario::healthFreedom());
    row("GET", "/api/system/circuit-breakers", 200, u"circuit_breakers"_s);
    row("POST", "/api/system/circuit-breakers/yolo26/reset", 200, u"circuit_breaker_reset"_s);
    row("POST", "/api/system/supervisor/reset/detection_worker", 200, u"reset"_s);
    row("POST", "/api/system/supervisor/workers/file_watcher/restart", 200, u"restart"_s);
    row("POST", "/api/system/supervisor/workers/file_watcher/stop", 200, u"stop"_s);
    row("POST", "/api/system/supervisor/workers/file_watcher/start", 200, u"start"_s);
    row("POST", "/api/system/supervisor/workers/nobody/start", 404, u"error"_s);
    row("POST", "/api/system/supervisor/workers/1st/start", 400, u"error"_s);
}

void ApiContractTest::examples()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QString, example);
    QFETCH(Freedom, freedom);

    const OrderedJson documented = exampleOf(example);
    QCOMPARE(documented.kind, OrderedJson::Kind::Object);
    const Answer answer = m_daemon->request(method, target);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.header("content-type"), QByteArray("application/json"));
    const auto actual = readOrdered(answer.body);
    QVERIFY(actual);
    QCOMPARE(differences(documented, *actual, freedom).join(u'\n'), QString());
    // The four answers of control are documented word for word.
    if (documented.find(u"success"_s)) {
        QCOMPARE(actual->keys, documented.keys);
        QCOMPARE(actual->find(u"message"_s)->text, documented.find(u"message"_s)->text);
    }
}

void ApiContractTest::healthySystemReadsAsDocumented()
{
    QVERIFY(waitUntil([this] { return isHealthy(); }));
    const Answer answer = m_daemon->get("/api/system/health/full");
    const auto actual = readOrdered(answer.body);
    const OrderedJson documented = exampleOf(u"health_full"_s);
    for (const QString &key : {u"status"_s, u"ready"_s, u"message"_s, u"version"_s}) {
        QCOMPARE(actual->find(key)->text, documented.find(key)->text);
    }
    const QList<OrderedJson> services = actual->find(u"ai_services"_s)->values;
    const QList<OrderedJson> expected = documented.find(u"ai_services"_s)->values;
    QCOMPARE(services.size(), expected.size());
    for (qsizetype i = 0; i < services.size(); ++i) {
        for (const QString &key : {u"name"_s, u"display_name"_s, u"status"_s, u"circuit_state"_s}) {
            QCOMPARE(services[i].find(key)->text, expected[i].find(key)->text);
        }
    }
    const QJsonObject breakers = answer.json().value(u"circuit_breakers").toObject();
    QCOMPARE(breakers.value(u"total").toInt(), 5);
    QCOMPARE(breakers.value(u"closed").toInt(), 5);
    const OrderedJson *map = actual->find(u"circuit_breakers"_s)->find(u"breakers"_s);
    QCOMPARE(map->keys, documented.find(u"circuit_breakers"_s)->find(u"breakers"_s)->keys);
}

void ApiContractTest::registryHoldsTheDocumentedEvents()
{
    const OrderedJson documented = exampleOf(u"websocket_events"_s);
    const Answer answer = m_daemon->get("/api/system/websocket/events");
    const auto actual = readOrdered(answer.body);
    QVERIFY(actual);
    for (const OrderedJson &expected : documented.find(u"event_types"_s)->values) {
        const QList<OrderedJson> all = actual->find(u"event_types"_s)->values;
        const QString type = expected.find(u"type"_s)->text;
        const auto found = std::find_if(all.begin(), all.end(), [&type](const auto &entry) {
            return entry.find(u"type"_s)->text == type;
        });
        QVERIFY2(found != all.end(), qPrintable(type));
        QCOMPARE(found->find(u"channel"_s)->text, expected.find(u"channel"_s)->text);
        QCOMPARE(differences(expected, *found).join(u'\n'), QString());
    }
    QCOMPARE(answer.json().value(u"total_count").toInt(), 24);
    QCOMPARE(answer.json().value(u"event_types").toArray().size(), 24);
    QCOMPARE(answer.json().value(u"deprecated_count").toInt(), 2);
    const QJsonArray channels{u"detections"_s, u"events"_s, u"alerts"_s,
                              u"cameras"_s,    u"jobs"_s,   u"system"_s};
    QCOMPARE(answer.json().value(u"channels").toArray(), channels);
}

void ApiContractTest::workersComeInTheDocumentedOrder()
{
    const QJsonObject status = m_daemon->get("/api/system/supervisor").json();
    QStringList names;
    const QJsonArray workers = status.value(u"workers").toArray();
    for (const auto &worker : workers) {
        names.append(worker[u"name"].toString());
        QCOMPARE(worker[u"max_restarts"].toInt(), 5);
    }
    QCOMPARE(names,
             QStringList({u"file_watcher"_s, u"detection_worker"_s, u"analysis_worker"_s,
                          u"cleanup_service"_s}));
    QCOMPARE(status.value(u"worker_count").toInt(), 4);
    const QJsonObject batch = m_daemon->get("/api/system/pipeline")
                                  .json()
                                  .value(u"batch_aggregator")[u"batches"][0]
                                  .toObject();
    static const QRegularExpression uuid(
        u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    QVERIFY2(uuid.match(batch.value(u"batch_id").toString()).hasMatch(),
             qPrintable(batch.value(u"batch_id").toString()));
}

void ApiContractTest::unhealthySystemKeepsTheShape()
{
    m_services.setHealth(u"yolo26"_s, scenario::Behaviour::Fails);
    QVERIFY(waitUntil([this] { return m_daemon->get("/api/system/health/full").status == 503; }));
    const Answer answer = m_daemon->get("/api/system/health/full");
    const auto actual = readOrdered(answer.body);
    QVERIFY(actual);
    QCOMPARE(
        differences(exampleOf(u"health_full"_s), *actual, scenario::healthFreedom()).join(u'\n'),
        QString());
    QCOMPARE(answer.json().value(u"status").toString(), u"unhealthy"_s);
    QCOMPARE(answer.json().value(u"ready").toBool(true), false);
    QCOMPARE(answer.json().value(u"message").toString(), u"Critical services unhealthy: yolo26"_s);
    m_services.setHealth(u"yolo26"_s, scenario::Behaviour::Works);
    QVERIFY(waitUntil([this] { return isHealthy(); }, 60000));
}

QTEST_GUILESS_MAIN(ApiContractTest)
#include "tst_apicontract.moc"
