// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl.h"
#include "tests/app/fakeapi.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What each verb asks of the API, and that its help tells of it.
class CtlVerbsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void texts_data();
    void texts();
    void help();
    void helpOfAVerb();
    void version();

private:
    FakeApi m_api;
};

namespace {

void row(const QString &arguments, const QByteArray &request, const QByteArray &body = {})
{
    QTest::newRow(qPrintable(arguments)) << arguments.split(u' ') << request << body;
}

void controlRows()
{
    row(u"workers list"_s, "GET /api/system/supervisor");
    row(u"workers show cam"_s, "GET /api/system/supervisor/workers/cam");
    row(u"workers start cam"_s, "POST /api/system/supervisor/workers/cam/start");
    row(u"workers stop cam"_s, "POST /api/system/supervisor/workers/cam/stop");
    row(u"workers-restart cam"_s, "POST /api/system/supervisor/workers/cam/restart");
    row(u"workers reset cam"_s, "POST /api/system/supervisor/reset/cam");
    row(u"workers logs cam --tail 5"_s, "GET /api/system/supervisor/workers/cam/logs?tail=5");
    row(u"breakers list"_s, "GET /api/system/circuit-breakers");
    row(u"breakers reset clip"_s, "POST /api/system/circuit-breakers/clip/reset");
    row(u"performance"_s, "GET /api/system/performance");
    row(u"performance history --range 15m"_s, "GET /api/system/performance/history?time_range=15m");
    row(u"monitoring"_s, "GET /api/system/monitoring/health");
    row(u"monitoring targets"_s, "GET /api/system/monitoring/targets");
    row(u"cleanup run --detach"_s, "POST /api/system/cleanup");
    row(u"cleanup cancel"_s, "DELETE /api/system/cleanup");
}

void findingRows()
{
    row(u"cameras enable gate"_s, "PATCH /api/cameras/gate", R"({"enabled":true})");
    row(u"cameras disable a/b"_s, "PATCH /api/cameras/a%2Fb", R"({"enabled":false})");
    row(u"entities --limit 3"_s, "GET /api/entities?limit=3");
    row(u"events types"_s, "GET /api/system/websocket/events");
    row(u"events list --camera gate --level high --reviewed false --min-risk 60 --object person"_s,
        "GET /api/events?camera_id=gate&risk_level=high&min_risk=60&reviewed=false"
        "&object_type=person");
    row(u"events list --since 2025-12-27T10:30:00+01:00 --until 2025-12-28T00:00:00Z"_s,
        "GET /api/events?since=2025-12-27T10%3A30%3A00%2B01%3A00&until=2025-12-28T00%3A00%3A00Z");
    row(u"events show 7"_s, "GET /api/events/7");
    row(u"events review 7"_s, "PATCH /api/events/7", R"({"reviewed":true})");
    row(u"events review 7 --notes ü"_s, "PATCH /api/events/7", R"({"notes":"ü","reviewed":true})");
    row(u"events delete 7 --reason test"_s, "DELETE /api/events/7?reason=test");
    row(u"detections list --min-confidence 0.5 --event 7 --batch b"_s,
        "GET /api/detections?min_confidence=0.5&event_id=7&batch_id=b");
    row(u"detections show 12"_s, "GET /api/detections/12");
}

void keepingRows()
{
    row(u"dead-letters"_s, "GET /api/dlq");
    row(u"dlq replay detection all"_s, "POST /api/dlq/detection/replay");
    row(u"journal --type camera. --cause 9 --channel cameras --limit 2"_s,
        "GET /api/journal?limit=2&channel=cameras&type=camera.&cause=9");
    row(u"alerts --status active --severity high --rule worker_failed"_s,
        "GET /api/alerts?status=active&severity=high&rule=worker_failed");
    row(u"alerts show a1"_s, "GET /api/alerts/a1");
    row(u"alerts acknowledge a1"_s, "POST /api/alerts/a1/acknowledge", "{}");
    row(u"alerts resolve a1 --reason mended"_s, "POST /api/alerts/a1/resolve",
        R"({"reason":"mended"})");
    row(u"alerts dismiss a1"_s, "POST /api/alerts/a1/dismiss", "{}");
    row(u"alerts rules"_s, "GET /api/alerts/rules");
    row(u"tokens list"_s, "GET /api/tokens");
    row(u"tokens create phone --scope read --expires 90d"_s, "POST /api/tokens",
        R"({"expires":"90d","name":"phone","scope":"read"})");
    row(u"tokens revoke t1"_s, "DELETE /api/tokens/t1");
    row(u"clients"_s, "GET /api/clients");
    row(u"config"_s, "GET /api/config");
}

} // namespace

void CtlVerbsTest::requests_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("body");
    controlRows();
    findingRows();
    keepingRows();
}

void CtlVerbsTest::requests()
{
    QFETCH(QStringList, arguments);
    m_api.answer("200 OK", R"({"answer":"ü"})");
    const Ended ended = ctl(arguments + QStringList{u"--json"_s, u"--url"_s, m_api.url()});
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.out, u"{\"answer\":\"ü\"}\n"_s);
    QTEST(m_api.requestLine(), "request");
    QTEST(m_api.body(), "body");
}

void CtlVerbsTest::texts_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("out");
    const auto row = [](const QString &arguments, const QByteArray &body, const QString &out,
                        int code = 0) {
        QTest::newRow(qPrintable(arguments)) << arguments << body << code << out;
    };
    row(u"events list"_s,
        R"({"items":[{"id":7,"started_at":"2025-12-27T10:30:00.000Z","camera_id":"gate",)"
        R"("risk_score":75,"risk_level":"high","reviewed":false,"summary":"A person"}],)"
        R"("next_cursor":"c7","total":1})",
        u"ID  BEGAN                     CAMERA  RISK  LEVEL  REVIEWED  SUMMARY\n"
        "7   2025-12-27T10:30:00.000Z  gate    75    high   no        A person\n"
        "more: --cursor c7\n"_s);
    row(u"events show 7"_s,
        R"({"id":7,"camera_id":"gate","notes":null,"detections":[{"id":3,"camera_id":"gate",)"
        R"("detected_at":"2025-12-27T10:30:00.000Z","object_type":"person","confidence":0.9,)"
        R"("event_id":7,"file_path":"/c/a.jpg"}]})",
        u"id         7\ncamera id  gate\nnotes      —\n\n"
        "ID  DETECTED                  CAMERA  OBJECT  CONFIDENCE  EVENT  FILE\n"
        "3   2025-12-27T10:30:00.000Z  gate    person  0.9         7      /c/a.jpg\n"_s);
    row(u"alerts"_s,
        R"({"items":[{"id":"a1","severity":"high","status":"pending","created_at":"T","count":2,)"
        R"("subject":"cam","message":"cam has failed"}],"next_cursor":null})",
        u"ID  SEVERITY  STATUS   CREATED  COUNT  ABOUT  MESSAGE\n"
        "a1  high      pending  T        2      cam    cam has failed\n"_s);
    row(u"config"_s,
        R"({"settings":[{"key":"server.port","value":8000,"origin":"default"},{"key":)"
        R"("server.names","value":["box"],"origin":"/etc/s.toml:3"}],"timestamp":"T"})",
        u"KEY           VALUE  ORIGIN\nserver.port   8000   default\n"
        "server.names  box    /etc/s.toml:3\n"_s);
    row(u"tokens create phone --scope read"_s,
        R"({"id":"t1","name":"phone","scope":"read","token":"sb_x","expires_at":null})",
        u"id          t1\nname        phone\nscope       read\ntoken       sb_x\nexpires at  —\n"_s);
    row(u"clients"_s,
        R"({"clients":[{"id":"ws-1","path":"/ws/events","peer":"::1","token":null,"since":"T",)"
        R"("subscriptions":["worker.*","a"],"backlog_bytes":0}],"total":1})",
        u"ID    PATH        PEER  TOKEN  SINCE  BACKLOG  EVENTS\n"
        "ws-1  /ws/events  ::1   —      T      0        worker.*, a\n"_s);
    row(u"monitoring"_s,
        R"({"healthy":false,"prometheus_reachable":true,"prometheus_url":"http://p:9090",)"
        R"("targets_summary":[{"job":"backend","total":1,"up":0,"down":1,"unknown":0}],)"
        R"("exporters":[{"name":"redis-exporter","status":"down","endpoint":"r:9121",)"
        R"("last_scrape":null,"error":"refused"}],"metrics_collection":{"total_series":15000,)"
        R"("last_successful_scrape":null},"issues":["backend is down"],"observed_at":null})",
        u"monitoring   unhealthy\nprometheus   up: http://p:9090\nlast scrape  —\n"
        "series       15000\nobserved     —\nJOB      TARGETS  UP  DOWN  UNKNOWN\n"
        "backend  1        0   1     0\nEXPORTER        STATUS  LAST SCRAPE  ENDPOINT  ERROR\n"
        "redis-exporter  down    —            r:9121    refused\nbackend is down\n"_s,
        4);
}

void CtlVerbsTest::texts()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, body);
    m_api.answer("200 OK", body);
    const Ended ended = ctl(arguments.split(u' ') + QStringList{u"--url"_s, m_api.url()});
    QCOMPARE(ended.err, QString());
    QTEST(ended.out, "out");
    QTEST(ended.code, "code");
}

void CtlVerbsTest::help()
{
    const Ended ended = ctl({u"--help"_s});
    QCOMPARE(ended.code, 0);
    for (const char *words :
         {"Usage: signalboxctl VERB", "\n  workers start NAME ", "\n  dlq [QUEUE] ",
          "\n  --profile NAME ", "SIGNALBOX_TOKEN", "NO_COLOR", "Exit status: 0 done, 1 "}) {
        QVERIFY2(ended.out.contains(QString::fromUtf8(words)), words);
    }
}

void CtlVerbsTest::helpOfAVerb()
{
    const Ended ended = ctl({u"start"_s, u"--help"_s});
    QCOMPARE(ended.code, 0);
    QVERIFY(ended.out.startsWith(u"Usage: signalboxctl workers start NAME [OPTION…]\n"
                                 "Start a worker.\nThe same: signalboxctl start\n"_s));
    QVERIFY(ended.out.contains(u"\n  --wait [SECONDS] "));
    QVERIFY(!ended.out.contains(u"--cursor"));
}

void CtlVerbsTest::version()
{
    QCOMPARE(ctl({u"--version"_s}).out, u"signalboxctl " SIGNALBOX_VERSION "\n"_s);
}

QTEST_GUILESS_MAIN(CtlVerbsTest)
#include "tst_ctlverbs.moc"
