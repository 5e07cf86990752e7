// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/rawsocket.h"
#include "tests/scenario/support/storelock.h"
#include "tests/scenario/support/stubservice.h"

#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Daemon;
using scenario::RawSocket;
using scenario::StoreLock;
using scenario::waitUntil;

/// What load balancers and the original's clients ask of a running daemon, and how it answers when
/// something is away.
class ApiProbesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whenAllIsWell_data();
    void whenAllIsWell();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void aServiceThatIsAway();
    void aWorkerThatHasFailed();
    void socketsAreCounted();
    void aStoreThatIsAway();
    void withoutASupervisor();

private:
    Answer get(const QByteArray &target) const { return m_daemon->get(target); }

    QJsonObject broadcaster(const QString &name) const
    {
        return get("/api/system/health/websocket").json().value(name).toObject();
    }

    scenario::StubService m_services;
    std::unique_ptr<Daemon> m_daemon;
};

void ApiProbesTest::initTestCase()
{
    m_daemon = std::make_unique<Daemon>(scenario::DaemonOptions{
        .toml = u"[supervisor]\nmax_restarts = 1\nbackoff_base_seconds = 0.1\n"
                "[[worker]]\nname = \"brittle\"\ncommand = [\"false\"]\nautostart = false\n"_s
            + m_services.toml(u"probe_interval_seconds = 1"_s)});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(waitUntil([this] { return get("/readyz").status == 200; }));
}

void ApiProbesTest::whenAllIsWell_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *target, const QByteArray &body) {
        QTest::newRow(target) << body;
    };
    const QByteArray live = "[+]ping ok\nlivez check passed\n";
    const QByteArray ready = "[+]ping ok\n[+]postgres ok\n[+]redis ok\n[+]yolo26 ok\n"
                             "[+]nemotron ok\n[+]worker:file_watcher ok\nreadyz check passed\n";
    row("/livez", "ok");
    row("/readyz", "ok");
    row("/livez?verbose", live);
    row("/livez?verbose=", live);
    row("/livez?verbose=true", live);
    row("/livez?verbose=1", live);
    row("/livez?verbose=false", "ok");
    row("/livez?verbose=0", "ok");
    row("/readyz?verbose", ready);
    row("/readyz?verbose&exclude=redis",
        QByteArray(ready).replace("redis ok", "redis excluded: ok"));
    row("/readyz?verbose&exclude=redis&exclude=yolo26",
        QByteArray(ready)
            .replace("redis ok", "redis excluded: ok")
            .replace("yolo26 ok", "yolo26 excluded: ok"));
    row("/readyz?verbose&exclude=redis,worker%3Afile_watcher",
        QByteArray(ready)
            .replace("redis ok", "redis excluded: ok")
            .replace("watcher ok", "watcher excluded: ok"));
    row("/readyz?exclude=nothing", "ok");
    row("/readyz?verbose&exclude=nothing",
        QByteArray(ready).replace("readyz check",
                                  "warn: some health checks cannot be excluded: no matches for "
                                  "\"nothing\"\nreadyz check"));
    row("/health", R"({"status":"alive"})");
    row("/ready", R"({"ready":true,"status":"ready","reasons":[]})");
}

void ApiProbesTest::whenAllIsWell()
{
    QFETCH(QByteArray, body);
    const QByteArray target = QTest::currentDataTag();
    const Answer answer = get(target);
    QCOMPARE(answer.body, body);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("content-type"),
             body.startsWith('{') ? QByteArray("application/json")
                                  : QByteArray("text/plain; charset=utf-8"));
    QCOMPARE(answer.header("cache-control"), QByteArray("no-store"));
    QCOMPARE(m_daemon->request("HEAD", target).status, 200);
}

void ApiProbesTest::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::newRow("/readyz?verbose=maybe") << QByteArray("GET") << 400;
    QTest::newRow("/readyz?verbose&verbose") << QByteArray("GET") << 400;
    QTest::newRow("/readyz?exclude=%00") << QByteArray("GET") << 400;
    QTest::newRow("/readyz?exclude=%ff") << QByteArray("GET") << 400;
    QTest::newRow("/readyz/redis") << QByteArray("GET") << 404;
    QTest::newRow("/readyz") << QByteArray("POST") << 405;
    QTest::newRow("/health") << QByteArray("DELETE") << 405;
}

void ApiProbesTest::refusesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    const Answer answer = m_daemon->request(method, QTest::currentDataTag());
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.detail().isEmpty());
}

void ApiProbesTest::aServiceThatIsAway()
{
    m_services.setHealth(u"nemotron"_s, scenario::Behaviour::Fails);
    QVERIFY(waitUntil([this] { return get("/readyz").status == 503; }));
    const QByteArray text = get("/readyz").body;
    QVERIFY2(text.contains("\n[-]nemotron failed: HTTP 500\n"), text.constData());
    QVERIFY(text.endsWith("readyz check failed\n"));
    QCOMPARE(get("/api/system/health/full").status, 503);
    QCOMPARE(get("/readyz?exclude=nemotron").body, QByteArray("ok"));
    QCOMPARE(get("/readyz?exclude=yolo26").status, 503);
    QCOMPARE(get("/livez").body, QByteArray("ok"));
    QCOMPARE(get("/ready").status, 200);
    m_services.setHealth(u"nemotron"_s, scenario::Behaviour::Works);
    QVERIFY(waitUntil([this] { return get("/readyz").status == 200; }, 60000));
}

void ApiProbesTest::aWorkerThatHasFailed()
{
    (void)m_daemon->post("/api/system/supervisor/workers/brittle/start");
    QVERIFY(m_daemon->waitForWorker(u"brittle"_s, u"failed"_s));
    const Answer answer = get("/ready");
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.body,
             QByteArray(R"({"ready":false,"status":"not_ready",)"
                        R"("reasons":["worker brittle has failed"]})"));
    // It is not critical, so work can be taken all the same.
    QCOMPARE(get("/readyz").status, 200);
    QCOMPARE(m_daemon->post("/api/system/supervisor/workers/brittle/stop").status, 200);
    QVERIFY(waitUntil([this] { return get("/ready").status == 200; }));
}

void ApiProbesTest::socketsAreCounted()
{
    QVERIFY(waitUntil([this] { return broadcaster(u"system_broadcaster"_s)[u"clients"] == 0; }));
    const int before = broadcaster(u"system_broadcaster"_s)[u"admitted"].toInt();
    {
        RawSocket socket(m_daemon->port(), "/ws/system");
        QVERIFY(!socket.nextOf(u"system.status"_s).isEmpty());
        const QJsonObject system = broadcaster(u"system_broadcaster"_s);
        QCOMPARE(system[u"clients"].toInt(), 1);
        QCOMPARE(system[u"admitted"].toInt(), before + 1);
        QVERIFY(system[u"sent"].toInt() >= 2);
        QCOMPARE(system[u"state"].toString(), u"closed"_s);
        QCOMPARE(broadcaster(u"event_broadcaster"_s)[u"clients"].toInt(), 0);
    }
    QVERIFY(waitUntil([this] { return broadcaster(u"system_broadcaster"_s)[u"clients"] == 0; }));
}

void ApiProbesTest::aStoreThatIsAway()
{
    {
        const StoreLock lock(m_daemon->dataDirectory());
        QVERIFY(lock.isHeld());
        QVERIFY(waitUntil([this] {
            return broadcaster(u"event_broadcaster"_s)[u"state"] == u"open"_s
                && broadcaster(u"event_broadcaster"_s)[u"waiting_lines"].toInt() > 0;
        }));
        const QJsonObject events = broadcaster(u"event_broadcaster"_s);
        QCOMPARE(events[u"is_degraded"].toBool(), true);
        QVERIFY(events[u"failure_count"].toInt() > 0);
        QVERIFY(events[u"message"].toString().startsWith(u"Events cannot be written"_s));
        QCOMPARE(broadcaster(u"system_broadcaster"_s)[u"state"].toString(), u"open"_s);
        const QByteArray text = get("/readyz").body;
        QVERIFY2(text.contains("[-]postgres failed: The store cannot be written"),
                 text.constData());
        QCOMPARE(get("/ready").status, 503);
        QCOMPARE(get("/livez").body, QByteArray("ok"));
    }
    QVERIFY(waitUntil([this] {
        const QJsonObject events = broadcaster(u"event_broadcaster"_s);
        return events[u"state"] == u"closed"_s && events[u"failure_count"] == 0
            && events[u"waiting_lines"] == 0;
    }));
    QVERIFY(waitUntil([this] { return get("/readyz").status == 200; }));
}

void ApiProbesTest::withoutASupervisor()
{
    Daemon other({.toml = u"[supervisor]\nenabled = false\n"_s});
    QVERIFY2(other.start(), other.errorText().constData());
    QCOMPARE(other.get("/livez").body, QByteArray("ok"));
    const Answer ready = other.get("/ready");
    QCOMPARE(ready.status, 503);
    QVERIFY(ready.json()[u"reasons"_s].toArray().contains(u"the supervisor is not running"_s));
    QVERIFY(other.get("/readyz").body.contains("[-]worker:file_watcher failed: not running\n"));
}

QTEST_GUILESS_MAIN(ApiProbesTest)
#include "tst_apiprobes.moc"
