// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/eventrecorder.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/storereader.h"
#include "tests/scenario/support/stubservice.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace scenario;

/// Alerts of the real daemon: what raises them, what people do about them, what outlives a restart.
class ApiAlertsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failedWorker();
    void outlivesARestart();
    void riskySecurityEvent();
    void figures();
    void rules();
    void wrongSteps();
    void badRequests_data();
    void badRequests();

private:
    void begin(const QString &toml);

    QJsonArray alerts(const QByteArray &query = {}) const
    {
        return m_daemon->get("/api/alerts?" + query).json().value(u"items").toArray();
    }

    QJsonObject alert(const QString &id) const
    {
        return m_daemon->get("/api/alerts/" + id.toLatin1()).json();
    }

    Answer post(const QString &id, const QByteArray &step, const QByteArray &body = {}) const
    {
        return m_daemon->request("POST", "/api/alerts/" + id.toLatin1() + '/' + step,
                                 {{"Content-Type", "application/json"}}, body);
    }

    QString statusOf(const QString &id) const { return alert(id).value(u"status").toString(); }

    std::unique_ptr<StubService> m_stub;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<EventRecorder> m_events;
};

namespace {

/// A worker that fails until a file is there, and gives up soon.
QString brokenWorker()
{
    return u"[ai]\nembedded = false\n[[worker]]\nname = \"broken\"\n"
           "command = [\"sh\", \"-c\", \"test -e mended && exec sleep 1000; exit 3\"]\n"
           "max_restarts = 1\nbackoff_base_seconds = 0.05\n"_s;
}

} // namespace

void ApiAlertsTest::begin(const QString &toml)
{
    m_events.reset();
    m_daemon = std::make_unique<Daemon>(DaemonOptions{.toml = toml});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    m_events = std::make_unique<EventRecorder>(m_daemon->socketUrl(u"/ws/events"_s));
    QVERIFY(m_events->connectNow());
}

// A worker fails for good; somebody acknowledges it, mends it and resets it.
void ApiAlertsTest::failedWorker()
{
    begin(brokenWorker());
    QVERIFY(m_daemon->waitForWorker(u"broken"_s, u"failed"_s));
    QVERIFY(waitUntil([&] { return alerts("rule=worker_failed").size() == 1; }));
    const QJsonObject raised = alerts("rule=worker_failed").first().toObject();
    const QString id = raised.value(u"id").toString();
    QCOMPARE(raised.value(u"status"), u"pending"_s);
    QCOMPARE(raised.value(u"severity"), u"high"_s);
    QCOMPARE(raised.value(u"priority").toInt(), 1);
    QVERIFY(raised.value(u"event_id").isNull());
    QCOMPARE(raised.value(u"subject_kind"), u"worker"_s);
    QCOMPARE(raised.value(u"subject"), u"broken"_s);
    QVERIFY2(raised.value(u"message").toString().contains(u"exited with code 3"_s),
             qPrintable(raised.value(u"message").toString()));
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.texts(u"SELECT json_extract(c.data, '$.service') || ' ' || "
                         "json_extract(c.data, '$.status') FROM journal l JOIN journal c ON "
                         "c.sequence = l.cause WHERE l.type = 'alert.created'"_s),
             QStringList{u"worker:broken failed"_s});

    const Answer seen = post(id, "acknowledge", R"({"reason": "  on my way "})");
    QCOMPARE(seen.status, 200);
    QCOMPARE(seen.json().value(u"status"), u"acknowledged"_s);
    QCOMPARE(seen.json().value(u"acknowledged_by"), u"local"_s);
    QCOMPARE(seen.json().value(u"acknowledged_reason"), u"on my way"_s);
    QCOMPARE(post(id, "acknowledge").json().value(u"acknowledged_at"),
             seen.json().value(u"acknowledged_at"));
    QCOMPARE(alerts("status=active&rule=worker_failed").size(), 1);

    QFile mended(m_daemon->dataDirectory() + u"/mended"_s);
    QVERIFY(mended.open(QIODevice::WriteOnly));
    QCOMPARE(m_daemon->post("/api/system/supervisor/reset/broken").status, 200);
    QVERIFY(waitUntil([&] { return statusOf(id) == u"resolved"; }));
    QCOMPARE(alert(id).value(u"ended_reason"), u"condition cleared"_s);
    QVERIFY(alert(id).value(u"ended_by").isNull());
    QCOMPARE(alerts("status=active&rule=worker_failed").size(), 0);

    for (const QString &type : {u"alert.created"_s, u"alert.acknowledged"_s, u"alert.resolved"_s}) {
        QVERIFY(waitUntil([&] { return !m_events->dataOf(type).isEmpty(); }));
        QCOMPARE(m_events->dataOf(type).size(), 1);
        QCOMPARE(m_events->dataOf(type).first().value(u"alert_id"), id);
    }
    QCOMPARE(m_events->dataOf(u"alert.resolved"_s).first().value(u"reason"),
             u"condition cleared"_s);
    QCOMPARE(m_events->faults(), QStringList());
    QCOMPARE(m_daemon->terminate(), 0);
}

void ApiAlertsTest::outlivesARestart()
{
    begin(brokenWorker());
    QVERIFY(waitUntil([&] { return alerts("rule=worker_failed").size() == 1; }));
    const QString id = alerts("rule=worker_failed").first().toObject().value(u"id").toString();
    QCOMPARE(post(id, "acknowledge").status, 200);
    m_events.reset();
    for (int i = 0; i < 2; ++i) {
        if (i == 0) {
            QCOMPARE(m_daemon->terminate(), 0);
        } else {
            m_daemon->kill9();
        }
        QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
        QVERIFY(m_daemon->waitForWorker(u"broken"_s, u"failed"_s));
        // The rule has seen the failure of this life, too.
        QVERIFY(waitUntil([&] {
            const QJsonArray all =
                m_daemon->get("/api/alerts/rules").json().value(u"rules").toArray();
            for (const auto &rule : all) {
                const QJsonObject sight = rule[u"sees"][0].toObject();
                if (rule[u"name"] == u"worker_failed"_s && sight.value(u"holds").toBool()) {
                    return sight.value(u"alert_id") == id;
                }
            }
            return false;
        }));
        QCOMPARE(alerts("rule=worker_failed").size(), 1);
        QCOMPARE(statusOf(id), u"acknowledged"_s);
    }
    QCOMPARE(m_daemon->terminate(), 0);
}

void ApiAlertsTest::riskySecurityEvent()
{
    m_stub = std::make_unique<StubService>();
    m_stub->setRisk(70);
    begin(m_stub->toml(u"probe_interval_seconds = 0.3"_s)
          + u"[pipeline]\nbatch_idle_timeout_seconds = 1\n"_s);
    QVERIFY(upload(m_daemon->cameraRoot() + u"/gate"_s, u"1.jpg"_s, noiseJpeg(1)));
    QVERIFY(waitUntil([&] { return alerts().size() == 1; }));
    const QJsonObject raised = alerts("severity=high&status=pending").first().toObject();
    const QJsonArray events = m_daemon->get("/api/events").json().value(u"items").toArray();
    QCOMPARE(events.size(), 1);
    QCOMPARE(raised.value(u"event_id"), events.first()[u"id"]);
    QCOMPARE(raised.value(u"rule_id"), u"high_risk_event"_s);
    QCOMPARE(raised.value(u"message"), u"High risk on camera gate: A person stands at the door"_s);
    QVERIFY(waitUntil([&] { return m_events->dataOf(u"alert.created"_s).size() == 1; }));
    QCOMPARE(m_events->dataOf(u"alert.created"_s).first().value(u"event_id"),
             raised.value(u"event_id"));
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.texts(u"SELECT c.type FROM journal l JOIN journal c ON c.sequence = l.cause "
                         "WHERE l.type = 'alert.created'"_s),
             QStringList{u"event.created"_s});
    const QString id = raised.value(u"id").toString();
    const Answer dismissed = post(id, "dismiss", R"({"reason": "the postman"})");
    QCOMPARE(dismissed.json().value(u"status"), u"dismissed"_s);
    QCOMPARE(dismissed.json().value(u"ended_by"), u"local"_s);
    QCOMPARE(dismissed.json().value(u"ended_reason"), u"the postman"_s);
    QVERIFY(waitUntil([&] { return m_events->dataOf(u"alert.dismissed"_s).size() == 1; }));
    QCOMPARE(m_events->faults(), QStringList());
    QCOMPARE(m_daemon->terminate(), 0);
}

// Every machine has some memory in use.
void ApiAlertsTest::figures()
{
    begin(u"[ai]\nembedded = false\n[[alert]]\nname = \"memory_in_use\"\n"
          "when = \"performance.host_ram_percent > 0\"\nseverity = \"low\"\n"_s);
    QVERIFY(waitUntil([&] { return alerts("rule=memory_in_use").size() == 1; }));
    const QJsonObject raised = alerts("rule=memory_in_use").first().toObject();
    QCOMPARE(raised.value(u"subject_kind"), u"performance"_s);
    QCOMPARE(raised.value(u"priority").toInt(), 3);
    QCOMPARE(m_daemon->terminate(), 0);
}

void ApiAlertsTest::rules()
{
    begin(u"[[alert]]\nname = \"worker_failed\"\nenabled = false\n"
          "[[alert]]\nname = \"busy\"\nwhen = \"queue.waiting >= 8000\"\nseverity = \"low\"\n"
          "for_seconds = 1.5\n"_s
          + brokenWorker());
    QVERIFY(m_daemon->waitForWorker(u"broken"_s, u"failed"_s));
    QJsonObject byName;
    QVERIFY(waitUntil([&] {
        const QJsonArray all = m_daemon->get("/api/alerts/rules").json().value(u"rules").toArray();
        for (const auto &rule : all) {
            byName.insert(rule[u"name"].toString(), rule);
        }
        return byName.value(u"busy").toObject().value(u"subjects").toInt() >= 2;
    }));
    QCOMPARE(byName[u"worker_failed"_s][u"origin"], u"changed"_s);
    QCOMPARE(byName[u"worker_failed"_s][u"enabled"], false);
    QCOMPARE(byName[u"worker_failed"_s][u"sees"].toArray(), QJsonArray());
    QCOMPARE(byName[u"breaker_open"_s][u"origin"], u"builtin"_s);
    QCOMPARE(byName[u"busy"_s][u"origin"], u"configured"_s);
    QCOMPARE(byName[u"busy"_s][u"about"], u"queue"_s);
    QCOMPARE(byName[u"busy"_s][u"priority"], 3);
    QCOMPARE(byName[u"busy"_s][u"for_seconds"], 1.5);
    QCOMPARE(alerts(), QJsonArray());
    QCOMPARE(m_daemon->terminate(), 0);
}

void ApiAlertsTest::wrongSteps()
{
    begin(brokenWorker());
    QVERIFY(waitUntil([&] { return alerts("rule=worker_failed").size() == 1; }));
    const QString id = alerts("rule=worker_failed").first().toObject().value(u"id").toString();
    QCOMPARE(post(u"nobody"_s, "resolve").status, 404);
    QCOMPARE(m_daemon->get("/api/alerts/nobody").status, 404);
    QCOMPARE(post(id, "resolve", R"({"reason": null})").status, 200);
    QCOMPARE(post(id, "resolve").status, 200);
    const Answer late = post(id, "dismiss");
    QCOMPARE(late.status, 409);
    QCOMPARE(late.detail(), u"An alert that is resolved cannot be dismissed"_s);
    // That it was seen can be said afterwards, once.
    const QJsonObject seen = post(id, "acknowledge", R"({"reason": "read later"})").json();
    QCOMPARE(seen[u"status"_s], u"resolved"_s);
    QCOMPARE(seen[u"acknowledged_reason"_s], u"read later"_s);
    QVERIFY(!seen[u"acknowledged_at"_s].toString().isEmpty());
    const QJsonObject again = post(id, "acknowledge", R"({"reason": "again"})").json();
    QCOMPARE(again[u"acknowledged_reason"_s], u"read later"_s);
    QCOMPARE(statusOf(id), u"resolved"_s);
    QCOMPARE(m_daemon->terminate(), 0);
}

void ApiAlertsTest::badRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("named"); // in the detail
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &target,
                        const QByteArray &body, int status, const QString &named) {
        QTest::newRow(name) << method << target << body << status << named;
    };
    row("status", "GET", "/api/alerts?status=open", {}, 400, u"status"_s);
    row("severity", "GET", "/api/alerts?severity=fatal", {}, 400, u"severity"_s);
    row("rule", "GET", "/api/alerts?rule=", {}, 400, u"rule"_s);
    row("limit", "GET", "/api/alerts?limit=0", {}, 400, u"limit"_s);
    row("cursor", "GET", "/api/alerts?cursor=x", {}, 400, u"cursor"_s);
    row("method", "DELETE", "/api/alerts/x", {}, 405, u"Method Not Allowed"_s);
    row("a reason as a number", "POST", "/api/alerts/x/resolve", R"({"reason": 3})", 400,
        u"reason"_s);
    row("a long reason", "POST", "/api/alerts/x/resolve",
        R"({"reason": ")" + QByteArray(501, 'x') + R"("})", 400, u"reason"_s);
    row("an unknown key", "POST", "/api/alerts/x/dismiss", R"({"why": "so"})", 400, u"why"_s);
    row("no object", "POST", "/api/alerts/x/dismiss", "[]", 400, u"object"_s);
    row("no JSON", "POST", "/api/alerts/x/dismiss", "so", 400, u"JSON"_s);
}

void ApiAlertsTest::badRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, named);
    if (!m_daemon || !m_daemon->isRunning()) {
        begin({});
    }
    const Answer answer =
        m_daemon->request(method, target, {{"Content-Type", "application/json"}}, body);
    QCOMPARE(answer.status, status);
    QVERIFY2(answer.detail().contains(named), qPrintable(answer.detail()));
}

QTEST_GUILESS_MAIN(ApiAlertsTest)
#include "tst_apialerts.moc"
