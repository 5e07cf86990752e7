// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/storereader.h"
#include "tests/scenario/support/stubservice.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace scenario;

Q_DECLARE_METATYPE(scenario::Behaviour)

/// What the journal says led to what.
class CausesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void embeddedServicesThatDie();
    void workThatFails_data();
    void workThatFails();
    void resetByAPerson();
    void stoppedByAPerson_data();
    void stoppedByAPerson();

private:
    void begin(const QString &toml);

    QJsonValue service(const QString &name) const
    {
        const QJsonArray all =
            m_daemon->get("/api/system/health/full").json()[u"ai_services"_s].toArray();
        const auto found = std::find_if(all.begin(), all.end(), [&name](const auto &one) {
            return one.toObject().value(u"name") == name;
        });
        return found == all.end() ? QJsonValue() : *found;
    }

    /// What led to each line that `service` has this status, in their order: "service status" of
    /// the cause, "nothing" without one.
    QStringList causesOf(const QString &service, const QString &status) const;

    QString causeOf(const QString &service, const QString &status) const
    {
        return causesOf(service, status).value(0);
    }

    std::unique_ptr<StubService> m_stub;
    std::unique_ptr<Daemon> m_daemon;
};

void CausesTest::init()
{
    m_stub = std::make_unique<StubService>();
}

void CausesTest::begin(const QString &toml)
{
    m_daemon = std::make_unique<Daemon>(DaemonOptions{.toml = toml});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
}

QStringList CausesTest::causesOf(const QString &service, const QString &status) const
{
    return StoreReader(m_daemon->dataDirectory())
        .texts(u"SELECT coalesce(json_extract(c.data, '$.service') || ' ' "
               "|| json_extract(c.data, '$.status'), 'nothing') "
               "FROM journal l LEFT JOIN journal c ON c.sequence = l.cause "
               "WHERE l.type = 'service.status_changed' "
               "AND json_extract(l.data, '$.service') = '%1' "
               "AND json_extract(l.data, '$.status') = '%2' "
               "AND json_extract(l.data, '$.previous_status') IS NOT NULL "
               "ORDER BY l.sequence"_s.arg(service, status));
}

// Nobody probes between the death and the notice of it: a probe that came first would be refused
// for no reason that is known then.
void CausesTest::embeddedServicesThatDie()
{
    begin(u"[ai]\nprobe_interval_seconds = 2\n[breakers]\nfailure_threshold = 2\n"
          "[supervisor]\nbackoff_base_seconds = 10\n"_s);
    QVERIFY(waitUntil([&] {
        return m_daemon->get("/api/system/health/full").json().value(u"status") == u"healthy"_s;
    }));
    const auto probed = [this] { return service(u"nemotron"_s)[u"observed_at"].toString(); };
    const QString before = probed();
    QVERIFY(waitUntil([&] { return probed() != before; }));
    killHard(m_daemon->workerProcesses().value(u"vision"_s));
    for (const QString &name : {u"yolo26"_s, u"nemotron"_s}) {
        const QString unhealthy = u"unhealthy"_s;
        QVERIFY(waitUntil([&] { return !causeOf(u"breaker:"_s + name, unhealthy).isEmpty(); }));
        QCOMPARE(causeOf(name, unhealthy), u"worker:vision crashed"_s);
        QCOMPARE(causeOf(u"breaker:"_s + name, unhealthy), name + u" unhealthy"_s);
    }
    // The line before tells of the daemon's own first start.
    const auto starts = [this] { return causesOf(u"worker:vision"_s, u"restarting"_s); };
    QVERIFY(waitUntil([&] { return starts().size() == 2; }));
    QCOMPARE(starts().last(), u"worker:vision crashed"_s);
    // No verdict falls without a reason but the first ones, from before anything was known.
    const StoreReader store(m_daemon->dataDirectory());
    const QString verdicts =
        u"SELECT count(*) FROM journal WHERE type = 'system.health_changed' "_s;
    QVERIFY(store.number(verdicts + u"AND cause > 0"_s) >= 2);
    QCOMPARE(store.number(verdicts + u"AND cause = 0"_s), 0);
    // Each tells of another verdict, and a service whose worker died was never switched off.
    QCOMPARE(store.number(verdicts
                          + u"AND json_extract(data, '$.health') = "
                            "json_extract(data, '$.previous_health')"_s),
             0);
    QCOMPARE(store.number(u"SELECT count(*) FROM journal WHERE type = 'service.status_changed' "
                          "AND (json_extract(data, '$.status') = 'disabled' "
                          "OR json_extract(data, '$.previous_status') = 'disabled')"_s),
             0);
    QCOMPARE(m_daemon->terminate(), 0);
}

void CausesTest::workThatFails_data()
{
    QTest::addColumn<int>("threshold");
    QTest::addColumn<Behaviour>("health");
    QTest::addColumn<QString>("cause");
    // Where health works or was not looked at since, the service's last line says that it is well.
    QTest::newRow("good health") << 2 << Behaviour::Works << u"nothing"_s;
    QTest::newRow("bad health, at once") << 1 << Behaviour::Fails << u"nothing"_s;
    QTest::newRow("bad health") << 2 << Behaviour::Fails << u"yolo26 unhealthy"_s;
}

void CausesTest::workThatFails()
{
    QFETCH(int, threshold);
    QFETCH(Behaviour, health);
    begin(m_stub->toml(u"probe_interval_seconds = 0.3"_s)
          + u"[breakers]\nfailure_threshold = %1\n"_s.arg(threshold));
    QVERIFY(waitUntil([this] { return service(u"yolo26"_s)[u"status"] == u"healthy"_s; }));
    m_stub->setHealth(u"yolo26"_s, health);
    m_stub->setWork(u"yolo26"_s, Behaviour::Fails);
    if (health == Behaviour::Works) {
        QVERIFY(upload(m_daemon->cameraRoot() + u"/gate"_s, u"1.jpg"_s, noiseJpeg(1)));
    }
    const QString breaker = u"breaker:yolo26"_s;
    QVERIFY(waitUntil([&] { return !causeOf(breaker, u"unhealthy"_s).isEmpty(); }));
    QTEST(causeOf(breaker, u"unhealthy"_s), "cause");
    QCOMPARE(m_daemon->terminate(), 0);
}

void CausesTest::resetByAPerson()
{
    begin(m_stub->toml(u"probe_interval_seconds = 0.3"_s)
          + u"[breakers.clip]\nfailure_threshold = 2\nrecovery_timeout_seconds = 1\n"
            "success_threshold = 1000\n"_s);
    QVERIFY(waitUntil([this] { return service(u"clip"_s)[u"status"] == u"healthy"_s; }));
    m_stub->setHealth(u"clip"_s, Behaviour::Fails);
    const QString breaker = u"breaker:clip"_s;
    QVERIFY(waitUntil([&] { return !causeOf(breaker, u"unhealthy"_s).isEmpty(); }));
    QCOMPARE(causeOf(breaker, u"unhealthy"_s), u"clip unhealthy"_s);
    m_stub->setHealth(u"clip"_s, Behaviour::Works);
    // On trial, and with so many to pass it stays there.
    QVERIFY(waitUntil([this] {
        return service(u"clip"_s)[u"status"] == u"healthy"_s
            && service(u"clip"_s)[u"circuit_state"] == u"half_open"_s;
    }));
    QCOMPARE(causeOf(breaker, u"degraded"_s), u"breaker:clip unhealthy"_s);
    QCOMPARE(m_daemon->post("/api/system/circuit-breakers/clip/reset").status, 200);
    QVERIFY(waitUntil([&] { return !causeOf(breaker, u"healthy"_s).isEmpty(); }));
    QCOMPARE(causeOf(breaker, u"healthy"_s), u"nothing"_s);
    QCOMPARE(m_daemon->terminate(), 0);
}

void CausesTest::stoppedByAPerson_data()
{
    QTest::addColumn<QString>("toml");
    QTest::addColumn<QString>("status");
    QTest::newRow("during a backoff") << u"backoff_base_seconds = 60\n"_s << u"crashed"_s;
    QTest::newRow("during a start") << u"ready = \"notify\"\n"_s << u"restarting"_s;
}

void CausesTest::stoppedByAPerson()
{
    QFETCH(QString, toml);
    QFETCH(QString, status);
    begin(u"[ai]\nembedded = \"false\"\n"
          "[[worker]]\nname = \"sleeper\"\ncommand = [\"/bin/sleep\", \"1000\"]\n"_s
          + toml);
    if (status == u"crashed") {
        QVERIFY(m_daemon->waitForWorker(u"sleeper"_s, u"running"_s));
        killHard(m_daemon->workerProcesses().value(u"sleeper"_s));
    }
    QVERIFY(m_daemon->waitForWorker(u"sleeper"_s, status));
    QCOMPARE(m_daemon->post("/api/system/supervisor/workers/sleeper/stop").status, 200);
    const QString sleeper = u"worker:sleeper"_s;
    QVERIFY(waitUntil([&] { return !causeOf(sleeper, u"stopped"_s).isEmpty(); }));
    QCOMPARE(causeOf(sleeper, status), u"nothing"_s);
    QCOMPARE(causeOf(sleeper, u"stopped"_s), u"nothing"_s);
    QCOMPARE(m_daemon->terminate(), 0);
}

QTEST_GUILESS_MAIN(CausesTest)
#include "tst_causes.moc"
