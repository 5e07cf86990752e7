// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/stubservice.h"

#include <QFileInfo>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using scenario::Daemon;
using scenario::waitUntil;

namespace {

/// text, number, object, list or null.
QString kindOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::String:
        return u"text"_s;
    case QJsonValue::Double:
        return u"number"_s;
    case QJsonValue::Object:
        return u"object"_s;
    case QJsonValue::Array:
        return u"list"_s;
    case QJsonValue::Bool:
    case QJsonValue::Undefined:
        break;
    }
    return u"missing"_s;
}

QJsonValue at(const QJsonObject &object, const QString &path)
{
    QJsonValue value = object;
    const QStringList keys = path.split(u'/');
    for (const QString &key : keys) {
        value = value[key];
    }
    return value;
}

} // namespace

/// Every key of GET /api/system/performance with its type, on a machine that has a GPU, services
/// that answer, and no work yet.
class ApiPerformanceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keys_data();
    void keys();
    void historyHasTheSameShape();

private:
    scenario::StubService m_services;
    std::unique_ptr<Daemon> m_daemon;
    QJsonObject m_answer;
};

void ApiPerformanceTest::initTestCase()
{
    const QString library = QFileInfo(QStringLiteral(FAKE_NVML_LIBRARY)).path();
    m_daemon = std::make_unique<Daemon>(
        scenario::DaemonOptions{.toml = m_services.toml(u"probe_interval_seconds = 1"_s),
                                .environment = {{u"LD_LIBRARY_PATH"_s, library}}});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    // The processor's load is known from the second collection on, a rate after five seconds.
    QVERIFY(waitUntil([this] {
        m_answer = m_daemon->get("/api/system/performance").json();
        return at(m_answer, u"host/cpu_percent"_s).isDouble()
            && at(m_answer, u"inference/throughput/events_per_min"_s).isDouble()
            && at(m_answer, u"inference/throughput/images_per_min"_s).isDouble()
            && at(m_answer, u"ai_models/nemotron/slots_total"_s).isDouble()
            && at(m_answer, u"ai_models/yolo26/model"_s).isString();
    }));
}

void ApiPerformanceTest::keys_data()
{
    QTest::addColumn<QString>("kind");
    const auto rows = [](const char *kind, const QStringList &paths) {
        for (const QString &path : paths) {
            QTest::newRow(qPrintable(path)) << QString::fromLatin1(kind);
        }
    };
    rows("text",
         {u"timestamp"_s, u"observed_at"_s, u"gpu/name"_s, u"ai_models/yolo26/status"_s,
          u"ai_models/yolo26/model"_s, u"ai_models/yolo26/device"_s, u"ai_models/nemotron/status"_s,
          u"nemotron/status"_s, u"databases/sqlite/status"_s, u"databases/sqlite/version"_s,
          u"databases/embedded/status"_s});
    rows("number",
         {u"gpu/utilization"_s,
          u"gpu/vram_used_gb"_s,
          u"gpu/vram_total_gb"_s,
          u"gpu/vram_percent"_s,
          u"gpu/temperature"_s,
          u"gpu/power_watts"_s,
          u"ai_models/yolo26/vram_gb"_s,
          u"ai_models/nemotron/slots_active"_s,
          u"ai_models/nemotron/slots_total"_s,
          u"ai_models/nemotron/context_size"_s,
          u"nemotron/slots_active"_s,
          u"nemotron/slots_total"_s,
          u"nemotron/context_size"_s,
          u"inference/queues/detection"_s,
          u"inference/queues/analysis"_s,
          u"databases/sqlite/size_bytes"_s,
          u"databases/sqlite/wal_bytes"_s,
          u"databases/sqlite/transactions_per_min"_s,
          u"databases/embedded/waiting"_s,
          u"databases/embedded/leased"_s,
          u"databases/embedded/dead"_s,
          u"host/cpu_percent"_s,
          u"host/ram_used_gb"_s,
          u"host/ram_total_gb"_s,
          u"host/ram_percent"_s,
          u"host/disk_used_gb"_s,
          u"host/disk_total_gb"_s,
          u"host/disk_percent"_s});
    // Without work there is no latency, and what is not in use has no figures.
    rows("null",
         {u"inference/yolo26_latency_ms/avg"_s, u"inference/yolo26_latency_ms/p95"_s,
          u"inference/yolo26_latency_ms/p99"_s, u"inference/nemotron_latency_ms/avg"_s,
          u"inference/nemotron_latency_ms/p95"_s, u"inference/nemotron_latency_ms/p99"_s,
          u"inference/pipeline_latency_ms/avg"_s, u"inference/pipeline_latency_ms/p95"_s,
          u"databases/postgresql/status"_s, u"databases/postgresql/connections_active"_s,
          u"databases/postgresql/connections_max"_s, u"databases/postgresql/cache_hit_ratio"_s,
          u"databases/postgresql/transactions_per_min"_s, u"databases/redis/status"_s,
          u"databases/redis/connected_clients"_s, u"databases/redis/memory_mb"_s,
          u"databases/redis/hit_ratio"_s, u"databases/redis/blocked_clients"_s,
          u"databases/sqlite/cache_hit_ratio"_s});
    rows("number",
         {u"inference/throughput/images_per_min"_s, u"inference/throughput/events_per_min"_s});
    rows("list", {u"containers"_s, u"alerts"_s, u"workers"_s});
    rows("missing", {u"inference/pipeline_latency_ms/p99"_s});
}

void ApiPerformanceTest::keys()
{
    QTEST(kindOf(at(m_answer, QString::fromLatin1(QTest::currentDataTag()))), "kind");
}

void ApiPerformanceTest::historyHasTheSameShape()
{
    const QJsonObject history = m_daemon->get("/api/system/performance/history").json();
    QCOMPARE(history.keys(), QStringList({u"count"_s, u"snapshots"_s, u"time_range"_s}));
    const QJsonArray snapshots = history.value(u"snapshots").toArray();
    QCOMPARE(history.value(u"count").toInt(), snapshots.size());
    QStringList wanted = m_answer.keys();
    wanted.removeOne(u"workers"_s);
    for (const auto &snapshot : snapshots) {
        QCOMPARE(snapshot.toObject().keys(), wanted);
    }
}

QTEST_GUILESS_MAIN(ApiPerformanceTest)
#include "tst_apiperformance.moc"
