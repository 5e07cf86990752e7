// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/parentrows.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/rawsocket.h"
#include "tests/scenario/support/shape.h"
#include "tests/scenario/support/stubservice.h"

#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Daemon;
using scenario::Frame;
using scenario::ParentRow;
using scenario::RawSocket;
using scenario::unlike;
using scenario::waitUntil;

/// A client that was written for the original works unchanged: its requests, and its sockets with
/// `?names=parent`.
class ParentCompatTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void reading_data() { rows(scenario::readingRows()); }

    void reading() { answersAsTheOriginal(); }

    void acting_data() { rows(scenario::actingRows()); }

    void acting() { answersAsTheOriginal(); }

    void refused_data() { rows(scenario::refusedRows()); }

    void refused() { answersAsTheOriginal(); }

    void sentencesThatClientsLookFor();
    void listsAreWhatItsPagesExpect();
    void aMisspeltFilterIsIgnoredButNamed();
    void aBodyWhereNoneIsNeeded();
    void unhealthyIsTheSameDocument();
    void socketsUnderItsNames();

private:
    static void rows(const QList<ParentRow> &rows);
    void answersAsTheOriginal() const;

    bool isHealthy() const { return m_daemon->get("/api/system/health/full").status == 200; }

    scenario::StubService m_services;
    std::unique_ptr<Daemon> m_daemon;
};

// A crash that was mended, so that the history has lines.
void ParentCompatTest::initTestCase()
{
    m_daemon = std::make_unique<Daemon>(
        scenario::DaemonOptions{.toml = u"[supervisor]\nbackoff_base_seconds = 0.1\n[prometheus]\n"
                                        "url = \"http://127.0.0.1:9\"\n"_s
                                    + m_services.toml(u"probe_interval_seconds = 1"_s)});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(waitUntil([this] { return isHealthy(); }));
    scenario::killHard(m_daemon->workerProcesses().value(u"detection_worker"_s));
    QVERIFY(waitUntil([this] {
        const QJsonObject worker = m_daemon->worker(u"detection_worker"_s);
        return worker.value(u"restart_count") == 1 && worker.value(u"status") == u"running"_s;
    }));
    QVERIFY(waitUntil([this] { return m_daemon->get("/ready").status == 200; }));
}

void ParentCompatTest::rows(const QList<ParentRow> &rows)
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("shape");
    int number = 0;
    for (const ParentRow &row : rows) {
        QTest::addRow("%d %s %s", ++number, row.method.constData(), row.target.constData())
            << row.method << row.target << row.status << row.shape;
    }
}

void ParentCompatTest::answersAsTheOriginal() const
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QByteArray, shape);
    const Answer answer = m_daemon->request(method, target);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.header("content-type").startsWith("application/json"));
    QCOMPARE(unlike(shape, answer.body).join(u'\n'), QString());
}

void ParentCompatTest::sentencesThatClientsLookFor()
{
    QVERIFY(m_daemon->post("/api/system/supervisor/workers/1st/start")
                .detail()
                .contains(u"invalid"_s, Qt::CaseInsensitive));
    QVERIFY(m_daemon->post("/api/system/supervisor/workers/nobody/start")
                .detail()
                .contains(u"not found"_s));
    const QString unknown = m_daemon->post("/api/system/circuit-breakers/nobody/reset").detail();
    QVERIFY(unknown.contains(u"nobody"_s) && unknown.contains(u"yolo26"_s));
    QCOMPARE(m_daemon->get("/api/system/nothing").detail(), u"Not Found"_s);
    QCOMPARE(m_daemon->request("PUT", "/api/system/pipeline").detail(), u"Method Not Allowed"_s);
}

void ParentCompatTest::listsAreWhatItsPagesExpect()
{
    const QJsonObject health = m_daemon->get("/api/system/health/full").json();
    QStringList services;
    for (const auto &service : health.value(u"ai_services").toArray()) {
        services.append(service[u"name"].toString());
    }
    const QStringList five{u"yolo26"_s, u"nemotron"_s, u"florence"_s, u"clip"_s, u"enrichment"_s};
    QCOMPARE(services, five);
    const QJsonObject breakers = m_daemon->get("/api/system/circuit-breakers").json();
    QStringList names = breakers.value(u"circuit_breakers").toObject().keys();
    QCOMPARE(QSet<QString>(names.begin(), names.end()), QSet<QString>(five.begin(), five.end()));
    QCOMPARE(breakers.value(u"total_count").toInt(), 5);
    const QJsonObject monitoring = m_daemon->get("/api/system/monitoring/health").json();
    QStringList exporters;
    for (const auto &exporter : monitoring.value(u"exporters").toArray()) {
        exporters.append(exporter[u"name"].toString());
    }
    QCOMPARE(exporters,
             (QStringList{u"redis-exporter"_s, u"json-exporter"_s, u"blackbox-exporter"_s}));
    const QJsonObject sockets = m_daemon->get("/api/system/health/websocket").json();
    for (const QString &name : {u"event_broadcaster"_s, u"system_broadcaster"_s}) {
        QCOMPARE(sockets.value(name)[u"state"].toString(), u"closed"_s);
        QCOMPARE(sockets.value(name)[u"is_degraded"].toBool(true), false);
    }
}

// Its own pages send workerName: ignored, as the original does, but no longer in silence.
void ParentCompatTest::aMisspeltFilterIsIgnoredButNamed()
{
    const Answer all = m_daemon->get("/api/system/supervisor/restart-history");
    const Answer same =
        m_daemon->get("/api/system/supervisor/restart-history?workerName=file_watcher");
    QCOMPARE(same.status, 200);
    QCOMPARE(same.body, all.body);
    QCOMPARE(same.header("x-ignored-parameters"), QByteArray("workerName"));
}

void ParentCompatTest::aBodyWhereNoneIsNeeded()
{
    const Answer answer = m_daemon->request(
        "POST", "/api/system/supervisor/reset/cleanup_service",
        {{"Content-Type", "application/json"}, {"Accept", "application/json, text/plain, */*"}},
        "{}");
    QCOMPARE(answer.status, 200);
}

void ParentCompatTest::unhealthyIsTheSameDocument()
{
    m_services.setHealth(u"nemotron"_s, scenario::Behaviour::Fails);
    QVERIFY(waitUntil([this] { return !isHealthy(); }));
    const Answer answer = m_daemon->get("/api/system/health/full");
    QCOMPARE(answer.status, 503);
    for (const ParentRow &row : scenario::readingRows()) {
        if (row.target == "/api/system/health/full") {
            QCOMPARE(unlike(row.shape, answer.body).join(u'\n'), QString());
        }
    }
    // Its readiness looks at store, queue and workers only.
    QCOMPARE(m_daemon->get("/ready").status, 200);
    m_services.setHealth(u"nemotron"_s, scenario::Behaviour::Works);
    QVERIFY(waitUntil([this] { return isHealthy(); }, 60000));
}

void ParentCompatTest::socketsUnderItsNames()
{
    RawSocket events(m_daemon->port(), "/ws/events?names=parent");
    QCOMPARE(events.status(), 101);
    const QJsonObject hello = events.nextOf(u"connected"_s);
    QVERIFY(hello.value(u"connection_id").toString().startsWith(u"ws-events-"_s));
    events.send(Frame{.payload = "ping"});
    QVERIFY(!events.nextOf(u"pong"_s).isEmpty());
    events.send(Frame{.payload = R"({"type":"ack","sequence":1})"});
    events.send(Frame{.payload = R"({"type":"subscribe","data":{"events":["service_status"]}})"});
    QCOMPARE(events.nextOf(u"subscribed"_s).value(u"action").toString(), u"subscribed"_s);
    QCOMPARE(m_daemon->post("/api/system/supervisor/workers/cleanup_service/restart").status, 200);
    const QJsonObject told = events.nextOf(u"service_status"_s);
    QCOMPARE(unlike(QJsonObject{{u"service"_s, u"text"_s},
                                {u"status"_s, u"text"_s},
                                {u"message"_s, u"text?"_s}},
                    told.value(u"data"))
                 .join(u'\n'),
             QString());
    QCOMPARE(told.value(u"data")[u"service"].toString(), u"worker:cleanup_service"_s);
    QVERIFY(told.contains(u"timestamp") && told.contains(u"channel") && told.contains(u"sequence"));
    RawSocket system(m_daemon->port(), "/ws/system?names=parent");
    const QJsonObject status = system.nextOf(u"system_status"_s);
    QCOMPARE(unlike(QJsonObject{{u"gpu"_s, u"object"_s},
                                {u"cameras"_s, u"object"_s},
                                {u"queue"_s, u"object"_s},
                                {u"health"_s, u"=healthy|degraded|unhealthy"_s}},
                    status.value(u"data"))
                 .join(u'\n'),
             QString());
}

QTEST_GUILESS_MAIN(ParentCompatTest)
#include "tst_parentcompat.moc"
