// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/performance.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/socketclient.h"
#include "tests/scenario/support/stubservice.h"

#include <QFileInfo>
#include <QSet>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Daemon;
using scenario::waitUntil;

namespace {

/// Long enough for a few collections on a busy machine.
constexpr int Generous = 60000;

const QString Quick = u"[pipeline]\nbatch_idle_timeout_seconds = 1\nbatch_window_seconds = 2\n"_s;

/// Whose library is found first: the driver's that stands in for a real one.
QMap<QString, QString> withGpu()
{
    return {{u"LD_LIBRARY_PATH"_s, QFileInfo(QStringLiteral(FAKE_NVML_LIBRARY)).path()}};
}

} // namespace

/// Performance figures of a real daemon with real work.
class LivePerformanceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresOfRealWork();
    void theGpuIsTold();
    void withoutGpuNothingIsMadeUp();
    void everyCollectionIsPushed();
    void historyGrows();
    void aWorkerThatIsBusy();
    void badRange_data();
    void badRange();
    void servicesThatAreAway();

private:
    protocol::Performance figures() const
    {
        return protocol::performanceFromJson(m_daemon->get("/api/system/performance").json());
    }

    bool begin(const scenario::DaemonOptions &options)
    {
        m_daemon = std::make_unique<Daemon>(options);
        return m_daemon->start()
            && waitUntil([this] { return m_daemon->get("/api/system/performance").status == 200; });
    }

    std::unique_ptr<Daemon> m_daemon;
};

void LivePerformanceTest::figuresOfRealWork()
{
    scenario::StubService services;
    QVERIFY(begin({.toml = Quick + services.toml(u"probe_interval_seconds = 1"_s)}));
    QVERIFY(scenario::upload(m_daemon->cameraRoot() + u"/front_door"_s, u"one.jpg"_s,
                             scenario::noiseJpeg(1)));
    QVERIFY(waitUntil(
        [this] {
            const auto inference = figures().inference;
            return inference && inference->pipeline.avg && inference->eventsPerMinute > 0;
        },
        Generous));
    const protocol::Performance now = figures();
    const auto &inference = *now.inference;
    for (const auto &latency : {inference.yolo26, inference.nemotron}) {
        QVERIFY(latency.avg && latency.p95 && latency.p99);
        QVERIFY(*latency.avg > 0 && *latency.avg <= *latency.p95);
    }
    QVERIFY(inference.imagesPerMinute > 0);
    QCOMPARE(inference.detectionQueue, std::optional<qint64>(0));
    // The batch stood open for a second, so the whole way is longer.
    QVERIFY(*inference.pipeline.avg >= 1000);
    QStringList models;
    for (const protocol::AiModelFigures &model : now.aiModels) {
        models.append(model.name);
        QCOMPARE(model.status, u"healthy"_s);
        if (model.name == u"nemotron") {
            QCOMPARE(model.slotsActive, std::optional(1));
            QCOMPARE(model.slotsTotal, std::optional(2));
            QCOMPARE(model.contextSize, std::optional(4096));
        } else {
            QCOMPARE(model.model, std::optional(u"stub"_s));
            QCOMPARE(model.device, std::optional(u"cuda:0"_s));
            QCOMPARE(model.vramGb, std::optional(1.5));
        }
    }
    models.sort();
    QCOMPARE(models,
             QStringList({u"clip"_s, u"enrichment"_s, u"florence"_s, u"nemotron"_s, u"yolo26"_s}));
    QVERIFY(now.databases.sqlite && now.databases.sqlite->sizeBytes.value_or(0) > 0);
    QVERIFY(now.databases.embedded && now.databases.embedded->waiting == 0);
    QVERIFY(waitUntil([this] { return figures().databases.sqlite->transactionsPerMinute > 0; },
                      Generous));
}

void LivePerformanceTest::theGpuIsTold()
{
    QVERIFY(begin({.toml = u"[ai]\nembedded = \"false\"\n"_s, .environment = withGpu()}));
    const protocol::GpuFigures wanted{.name = u"Fake RTX 4090"_s,
                                      .utilization = 45,
                                      .vramUsedGb = 8,
                                      .vramTotalGb = 24,
                                      .temperature = 62,
                                      .powerWatts = 121};
    QCOMPARE(figures().gpu, std::optional(wanted));
    scenario::SocketClient client(m_daemon->socketUrl(u"/ws/events"_s));
    QVERIFY(!client.greeting().isEmpty());
    const QJsonObject stats = client.next(u"gpu.stats_updated"_s, Generous)[u"data"].toObject();
    QCOMPARE(stats.value(u"utilization").toDouble(), 45.0);
    QCOMPARE(stats.value(u"memory_used").toInt(), 8192);
    QCOMPARE(stats.value(u"memory_total").toInt(), 24576);
    QCOMPARE(stats.value(u"temperature").toInt(), 62);
    const QJsonObject status = client.next(u"system.status"_s, Generous);
    QCOMPARE(status[u"data"][u"gpu"][u"memory_used"].toInt(), 8192);
}

void LivePerformanceTest::withoutGpuNothingIsMadeUp()
{
    QVERIFY(begin({.toml = u"[ai]\nembedded = \"false\"\n"_s}));
    const QJsonObject answer = m_daemon->get("/api/system/performance").json();
    for (const QString &key : {u"gpu"_s, u"nemotron"_s}) {
        QVERIFY(answer.contains(key) && answer.value(key).isNull());
    }
    QCOMPARE(answer.value(u"ai_models").toObject(), QJsonObject());
    QCOMPARE(answer.value(u"containers").toArray(), QJsonArray());
    const QJsonObject databases = answer.value(u"databases").toObject();
    for (const QString &engine : {u"postgresql"_s, u"redis"_s}) {
        const QJsonObject figures = databases.value(engine).toObject();
        QCOMPARE(figures.size(), 6);
        for (const auto &key : figures.keys()) {
            QVERIFY2(figures.value(key).isNull(), qPrintable(key));
        }
    }
    const QJsonObject latency = answer[u"inference"][u"yolo26_latency_ms"].toObject();
    QVERIFY(latency.value(u"avg").isNull() && latency.value(u"p99").isNull());
    scenario::SocketClient client(m_daemon->socketUrl(u"/ws/events"_s));
    const QJsonObject status = client.next(u"system.status"_s, Generous);
    QVERIFY(status[u"data"][u"gpu"][u"utilization"].isNull());
}

void LivePerformanceTest::everyCollectionIsPushed()
{
    scenario::SocketClient system(m_daemon->socketUrl(u"/ws/system"_s));
    scenario::SocketClient events(m_daemon->socketUrl(u"/ws/events"_s));
    const QJsonObject first = system.next(u"performance_update"_s, Generous);
    const QJsonObject second = system.next(u"performance_update"_s, Generous);
    const auto data = protocol::performanceFromJson(second.value(u"data").toObject());
    QVERIFY(data.host && data.host->cpuPercent && data.host->ramPercent && data.host->diskPercent);
    QCOMPARE(data.timestamp, data.observedAt);
    QVERIFY(first[u"data"][u"timestamp"].toString() < second[u"data"][u"timestamp"].toString());
    QVERIFY(data.workers && data.workers->size() == 4);
    for (const QJsonObject &message : events.heard()) {
        QVERIFY(message.value(u"type") != u"performance_update"_s);
    }
    const protocol::Performance now = figures();
    QVERIFY(*now.timestamp >= *now.observedAt);
}

void LivePerformanceTest::historyGrows()
{
    const auto history = [this](const QByteArray &query) {
        return protocol::performanceHistoryFromJson(
            m_daemon->get("/api/system/performance/history" + query).json());
    };
    QVERIFY(waitUntil([&] { return history({}).snapshots.size() >= 4; }, Generous));
    const auto all = history({});
    QCOMPARE(all.timeRange, u"5m"_s);
    for (qsizetype i = 1; i < all.snapshots.size(); ++i) {
        QVERIFY(*all.snapshots.at(i - 1).timestamp < *all.snapshots.at(i).timestamp);
        QVERIFY(!all.snapshots.at(i).workers);
    }
    const auto third = history("?time_range=15m");
    QCOMPARE(third.timeRange, u"15m"_s);
    QVERIFY(third.snapshots.size() >= 2 && third.snapshots.size() < all.snapshots.size());
    QVERIFY(!history("?time_range=60m").snapshots.isEmpty());
}

// A program of the user's that has a child which computes.
void LivePerformanceTest::aWorkerThatIsBusy()
{
    QVERIFY(begin({.toml = u"[ai]\nembedded = \"false\"\n[[worker]]\nname = \"busy\"\n"
                           "command = [\"/bin/sh\", \"-c\", \"while :; do :; done & wait\"]\n"_s}));
    const auto busy = [this] {
        const auto workers = figures().workers.value_or(QList<protocol::WorkerFigures>());
        for (const protocol::WorkerFigures &worker : workers) {
            if (worker.name == u"busy") {
                return worker;
            }
        }
        return protocol::WorkerFigures();
    };
    QVERIFY(waitUntil([&] { return busy().cpuPercent.value_or(0) > 5; }, Generous));
    QVERIFY(busy().processes >= 2);
    QVERIFY(busy().memoryMb > 0);
    QCOMPARE(busy().pid, std::optional(m_daemon->workerProcesses().value(u"busy"_s).pid));
    const auto past = protocol::performanceHistoryFromJson(
                          m_daemon->get("/api/system/performance/history?worker_name=busy").json())
                          .snapshots;
    QVERIFY(!past.isEmpty());
    for (const protocol::Performance &one : past) {
        QVERIFY(one.workers && one.workers->size() == 1);
        QCOMPARE(one.workers->first().name, u"busy"_s);
    }
    QVERIFY(past.last().workers->first().cpuPercent.value_or(0) > 5);
    QVERIFY(past.last().workers->first().memoryMb.value_or(0) > 0);
    QCOMPARE(m_daemon->post("/api/system/supervisor/workers/busy/stop").status, 200);
    QVERIFY(waitUntil([&] { return !busy().memoryMb && !busy().pid; }, Generous));
}

void LivePerformanceTest::badRange_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::newRow("another range") << QByteArray("?time_range=1h") << 400;
    QTest::newRow("empty") << QByteArray("?time_range=") << 400;
    QTest::newRow("in capitals") << QByteArray("?time_range=5M") << 400;
    QTest::newRow("twice") << QByteArray("?time_range=5m&time_range=5m") << 400;
    QTest::newRow("a worker twice") << QByteArray("?worker_name=a&worker_name=b") << 400;
    QTest::newRow("of a worker that is not there") << QByteArray("?worker_name=nobody") << 200;
    QTest::newRow("the default") << QByteArray() << 200;
    QTest::newRow("something else, too") << QByteArray("?range=5m") << 200;
}

void LivePerformanceTest::badRange()
{
    QFETCH(QByteArray, query);
    const Answer answer = m_daemon->get("/api/system/performance/history" + query);
    QTEST(answer.status, "status");
    QCOMPARE(answer.json().value(u"detail").isString(), answer.status == 400);
}

void LivePerformanceTest::servicesThatAreAway()
{
    scenario::StubService services;
    services.setHealth(u"yolo26"_s, scenario::Behaviour::Fails);
    services.setHealth(u"clip"_s, scenario::Behaviour::Closes);
    services.setHealth(u"florence"_s, scenario::Behaviour::NoModel);
    QVERIFY(begin({.toml = services.toml(u"probe_interval_seconds = 1"_s)}));
    const QMap<QString, QString> wanted{{u"yolo26"_s, u"unhealthy"_s},
                                        {u"clip"_s, u"unreachable"_s},
                                        {u"florence"_s, u"unhealthy"_s},
                                        {u"nemotron"_s, u"healthy"_s},
                                        {u"enrichment"_s, u"healthy"_s}};
    QVERIFY(waitUntil(
        [&] {
            QMap<QString, QString> statuses;
            const QList<protocol::AiModelFigures> models = figures().aiModels;
            for (const protocol::AiModelFigures &model : models) {
                statuses.insert(model.name, model.status);
            }
            return statuses == wanted;
        },
        Generous));
}

QTEST_GUILESS_MAIN(LivePerformanceTest)
#include "tst_liveperformance.moc"
