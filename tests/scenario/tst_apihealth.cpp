// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/clock.h"
#include "tests/scenario/support/iserror.h"
#include "tests/scenario/support/socketclient.h"
#include "tests/scenario/support/stubservice.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Base;
using scenario::Behaviour;
using scenario::Daemon;
using scenario::StubService;
using scenario::waitUntil;
using scenario::Workers;

namespace {

const QStringList Five{u"yolo26"_s, u"nemotron"_s, u"florence"_s, u"clip"_s, u"enrichment"_s};

} // namespace

/// What the API says of health and degradation while services and workers come and go.
class ApiHealthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void services_data();
    void services();
    void silentServiceDelaysNobody();
    void modes_data();
    void modes();
    void workers_data();
    void workers();
    void openBreakerIsReported();
    void engines();

private:
    Answer health() const { return m_daemon->get(Base + "health/full"); }

    QJsonObject serviceHealth(const QString &name) const
    {
        return health().json().value(u"ai_services")[Five.indexOf(name)].toObject();
    }

    StubService m_stub;
    std::unique_ptr<Daemon> m_daemon;
};

// The breakers stay out of it but for florence's, which opens at the fifth failure.
void ApiHealthTest::initTestCase()
{
    m_daemon = std::make_unique<Daemon>(scenario::DaemonOptions{
        .toml = m_stub.toml(u"probe_interval_seconds = 0.2"_s)
            + u"[breakers]\nfailure_threshold = 1000\n[breakers.florence]\nfailure_threshold = 5\n"
              "[degradation]\nfailure_threshold = 2\n"
              "[[worker]]\nname = \"vital\"\ncommand = [\"/bin/sleep\", \"1000\"]\n"
              "critical = true\n"
              "[[worker]]\nname = \"extra\"\ncommand = [\"/bin/sleep\", \"1000\"]\n"_s});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
}

void ApiHealthTest::init()
{
    for (const QString &name : Five) {
        m_stub.setHealth(name, Behaviour::Works);
    }
    QVERIFY(waitUntil([this] { return health().json().value(u"status") == u"healthy"_s; }));
}

void ApiHealthTest::services_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Behaviour>("behaviour");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("error");
    QTest::addColumn<bool>("isTimed"); ///< there was an answer whose time can be told
    QTest::addColumn<int>("http");

    const auto row = [](const char *title, const QString &name, Behaviour behaviour,
                        const QString &status, const QString &error, bool isTimed, int http) {
        QTest::newRow(title) << name << behaviour << status << error << isTimed << http;
    };
    row("500", u"yolo26"_s, Behaviour::Fails, u"unhealthy"_s, u"HTTP 500"_s, true, 503);
    row("500, not critical", u"clip"_s, Behaviour::Fails, u"unhealthy"_s, u"HTTP 500"_s, true, 200);
    row("400", u"enrichment"_s, Behaviour::Refuses, u"unhealthy"_s, u"HTTP 400"_s, true, 200);
    row("without its model", u"nemotron"_s, Behaviour::NoModel, u"degraded"_s,
        u"Model not loaded"_s, true, 503);
    row("without its model, not critical", u"clip"_s, Behaviour::NoModel, u"degraded"_s,
        u"Model not loaded"_s, true, 200);
    row("garbage", u"yolo26"_s, Behaviour::Garbage, u"degraded"_s,
        u"Health answer was not understood"_s, true, 503);
    row("hangs up", u"nemotron"_s, Behaviour::Closes, u"unhealthy"_s, u"closed"_s, false, 503);
    row("never answers", u"clip"_s, Behaviour::Silent, u"unhealthy"_s, u"Timeout after 5.0s"_s,
        false, 200);
}

void ApiHealthTest::services()
{
    QFETCH(QString, name);
    QFETCH(Behaviour, behaviour);
    QFETCH(QString, status);
    QFETCH(QString, error);
    QFETCH(bool, isTimed);
    QFETCH(int, http);

    scenario::SocketClient client(m_daemon->socketUrl(u"/ws/events"_s));
    QVERIFY(!client.greeting().isEmpty());
    const QString before = serviceHealth(name).value(u"status_since").toString();
    m_stub.setHealth(name, behaviour);
    const QJsonObject told = client.nextStatus(name, status);
    QCOMPARE(told.value(u"data")[u"previous_status"].toString(), u"healthy"_s);
    QVERIFY(!client.next(u"system.health_changed"_s).isEmpty());
    const QJsonObject service = serviceHealth(name);
    QCOMPARE(service.value(u"name").toString(), name);
    QCOMPARE(service.value(u"status").toString(), status);
    QVERIFY2(service.value(u"error").toString().contains(error),
             qPrintable(service.value(u"error").toString()));
    QCOMPARE(service.value(u"response_time_ms").isDouble(), isTimed);
    QVERIFY(service.value(u"status_since").toString() > before);
    const Answer answer = health();
    QCOMPARE(answer.status, http);
    QCOMPARE(answer.json().value(u"ready"), QJsonValue(http == 200));
    QCOMPARE(answer.json().value(u"message").toString(),
             http == 200 ? u"Degraded: %1 unavailable"_s.arg(name)
                         : u"Critical services unhealthy: "_s + name);
}

// Probes run in the background: no GET waits for a service.
void ApiHealthTest::silentServiceDelaysNobody()
{
    for (const QString &name : Five) {
        m_stub.setHealth(name, Behaviour::Silent);
    }
    const int before = m_stub.count(u"yolo26/health"_s);
    QVERIFY(waitUntil([&] { return m_stub.count(u"yolo26/health"_s) > before; }));
    QElapsedTimer timer;
    timer.start();
    constexpr int requests = 20;
    for (int i = 0; i < requests; ++i) {
        QVERIFY(health().status != 0);
    }
    // One that waited for its probe would take 5 s, all of them 100 s.
    QVERIFY2(timer.elapsed() < 20000, QByteArray::number(timer.elapsed()).constData());
}

void ApiHealthTest::modes_data()
{
    QTest::addColumn<QStringList>("down");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QStringList>("features");

    const QString detection = u"detection"_s;
    const QString analysis = u"analysis"_s;
    const QString tracking = u"entity_tracking"_s;
    const QString enrichment = u"enrichment"_s;
    QTest::newRow("nothing is down")
        << QStringList() << u"normal"_s << QStringList{detection, analysis, tracking, enrichment};
    QTest::newRow("clip") << QStringList{u"clip"_s} << u"degraded"_s
                          << QStringList{detection, analysis, enrichment};
    QTest::newRow("enrichment") << QStringList{u"enrichment"_s} << u"degraded"_s
                                << QStringList{detection, analysis, tracking};
    QTest::newRow("yolo26") << QStringList{u"yolo26"_s} << u"minimal"_s
                            << QStringList{analysis, tracking, enrichment};
    QTest::newRow("both critical") << QStringList{u"yolo26"_s, u"nemotron"_s} << u"minimal"_s
                                   << QStringList{tracking, enrichment};
    QTest::newRow("all five") << Five << u"offline"_s << QStringList();
}

void ApiHealthTest::modes()
{
    QFETCH(QStringList, down);
    QFETCH(QString, mode);
    QFETCH(QStringList, features);

    const QString before = protocol::toIso(protocol::Now::read().wall);
    for (const QString &name : std::as_const(down)) {
        m_stub.setHealth(name, Behaviour::Fails);
    }
    const auto degradation = [this] {
        return m_daemon->get(Base + "pipeline").json().value(u"degradation").toObject();
    };
    QVERIFY2(waitUntil([&] { return degradation().value(u"mode") == mode; }),
             qPrintable(degradation().value(u"mode").toString()));
    const QJsonObject status = degradation();
    QCOMPARE(status.value(u"available_features").toArray(), QJsonArray::fromStringList(features));
    QCOMPARE(status.value(u"is_degraded"), QJsonValue(mode != u"normal"_s));
    const QString since = status.value(u"status_since").toString();
    QCOMPARE(since > before, !down.isEmpty());
    QCOMPARE(degradation().value(u"status_since").toString(), since);
    const QJsonArray services = status.value(u"services").toArray();
    QCOMPARE(services.size(), Five.size());
    for (qsizetype i = 0; i < Five.size(); ++i) {
        const bool isDown = down.contains(Five[i]);
        QCOMPARE(services[i][u"name"].toString(), Five[i]);
        QCOMPARE(services[i][u"status"].toString(), isDown ? u"unhealthy"_s : u"healthy"_s);
        QCOMPARE(services[i][u"consecutive_failures"].toInt() >= 2, isDown);
        QCOMPARE(services[i][u"error_message"].isString(), isDown);
    }
}

void ApiHealthTest::workers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("http");

    QTest::newRow("the watcher is critical") << u"file_watcher"_s << 503;
    QTest::newRow("another one of ours") << u"cleanup_service"_s << 200;
    QTest::newRow("one of the user's") << u"extra"_s << 200;
    QTest::newRow("a critical one of the user's") << u"vital"_s << 503;
}

void ApiHealthTest::workers()
{
    QFETCH(QString, name);
    QFETCH(int, http);

    QCOMPARE(m_daemon->post(Workers + name.toUtf8() + "/stop").status, 200);
    const Answer answer = health();
    QCOMPARE(answer.status, http);
    QCOMPARE(answer.json().value(u"status").toString(),
             http == 200 ? u"degraded"_s : u"unhealthy"_s);
    QVERIFY2(answer.json().value(u"message").toString().contains(name), answer.body.constData());
    const QJsonArray workers = answer.json().value(u"workers").toArray();
    for (const auto &worker : workers) {
        QCOMPARE(worker[u"running"].toBool(), worker[u"name"].toString() != name);
    }
    const QJsonValue watcher = m_daemon->get(Base + "pipeline").json().value(u"file_watcher");
    QCOMPARE(watcher[u"running"].toBool(), name != u"file_watcher"_s);
    QCOMPARE(m_daemon->post(Workers + name.toUtf8() + "/start").status, 200);
    QVERIFY(m_daemon->waitForWorker(name, u"running"_s));
}

void ApiHealthTest::openBreakerIsReported()
{
    const auto breaker = [this] {
        return m_daemon->get(Base + "circuit-breakers")
            .json()
            .value(u"circuit_breakers")[u"florence"];
    };
    m_stub.setHealth(u"florence"_s, Behaviour::Fails);
    QVERIFY(waitUntil([&] { return breaker()[u"state"] == u"open"_s; }));
    QVERIFY(breaker()[u"opened_at"].isString());
    QVERIFY(breaker()[u"failure_count"].toInt() >= 5);
    QVERIFY(waitUntil([this] {
        return serviceHealth(u"florence"_s).value(u"error").toString().contains(u"breaker is open");
    }));
    const QJsonObject florence = serviceHealth(u"florence"_s);
    QCOMPARE(florence.value(u"circuit_state").toString(), u"open"_s);
    QCOMPARE(florence.value(u"status").toString(), u"unhealthy"_s);
    QVERIFY(florence.value(u"response_time_ms").isNull());
    QCOMPARE(health().json().value(u"circuit_breakers")[u"open"].toInt(), 1);
    QCOMPARE(m_daemon->get(Base + "circuit-breakers").json().value(u"open_count").toInt(), 1);

    m_stub.setHealth(u"florence"_s, Behaviour::Works);
    const Answer reset = m_daemon->post(Base + "circuit-breakers/florence/reset");
    QCOMPARE(reset.json().value(u"previous_state").toString(), u"open"_s);
    QCOMPARE(breaker()[u"state"].toString(), u"closed"_s);
    QVERIFY(breaker()[u"opened_at"].isNull());
    QCOMPARE(breaker()[u"failure_count"].toInt(-1), 0);
    QVERIFY(waitUntil([this] { return health().json().value(u"status") == u"healthy"_s; }));
}

// The keys keep the names of the servers that once did this; what does it now is told in them.
void ApiHealthTest::engines()
{
    const QJsonObject all = health().json();
    const QJsonValue store = all.value(u"postgres");
    QCOMPARE(store[u"status"].toString(), u"healthy"_s);
    QCOMPARE(store[u"message"].toString(), u"SQLite database operational"_s);
    const QJsonValue queue = all.value(u"redis");
    QCOMPARE(queue[u"status"].toString(), u"healthy"_s);
    QCOMPARE(queue[u"message"].toString(), u"Embedded queue operational"_s);
    for (const QJsonValue &part : {store, queue}) {
        QVERIFY(!part[u"status_since"].toString().isEmpty());
        const QJsonObject details = part[u"details"].toObject();
        QCOMPARE(details.keys(), QStringList({u"embedded"_s, u"engine"_s, u"version"_s}));
        QCOMPARE(details.value(u"engine").toString(), u"sqlite"_s);
        QVERIFY2(details.value(u"version").toString().startsWith(u"3."),
                 qPrintable(details.value(u"version").toString()));
        QCOMPARE(details.value(u"embedded"), QJsonValue(true));
    }
}

QTEST_GUILESS_MAIN(ApiHealthTest)
#include "tst_apihealth.moc"
