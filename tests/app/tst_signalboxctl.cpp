// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl.h"
#include "tests/app/fakeapi.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class SignalboxCtlTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void json();
    void notJson();
    void noConnection();
    void noAnswer_data();
    void noAnswer();
    void environment();
    void token();

private:
    FakeApi m_api;
};

namespace {

constexpr const char *Unhealthy =
    R"({"status":"unhealthy","ready":false,"message":"Down","postgres":{"name":"postgres",)"
    R"("status":"healthy","message":"Database operational","details":null},"redis":{"name":"redis",)"
    R"("status":"unhealthy","message":"Gone","details":null},"ai_services":[{"name":"clip",)"
    R"("status":"healthy","response_time_ms":12.5,"error":null}],"circuit_breakers":{"breakers":)"
    R"({"clip":"open"}},"workers":[{"name":"file_watcher","running":true,"critical":true},)"
    R"({"name":"cam","running":false,"critical":false}],"version":"0.1.0"})";

void row(const char *name, const QStringList &arguments, const char *status, const char *body,
         const char *request, int code, const QString &out, const QString &err = {})
{
    QTest::newRow(name) << arguments << QByteArray(status) << QByteArray(body)
                        << QByteArray(request) << code << out << err;
}

void supervisorRows()
{
    row("workers", {u"workers"_s}, "200 OK",
        R"({"running":true,"worker_count":2,"workers":[{"name":"file_watcher","status":"running",)"
        R"("restart_count":1,"max_restarts":5,"last_started_at":"2025-12-27T10:30:00Z",)"
        R"("last_crashed_at":null,"error":"killed by signal 9","pid":42},)"
        R"({"name":"cam","status":"resting","restart_count":0,"max_restarts":3,)"
        R"("last_started_at":null,"error":null}]})",
        "GET /api/system/supervisor", 0,
        u"NAME          STATUS   RESTARTS  PID  STARTED                   ERROR\n"
        "file_watcher  running  1/5       42   2025-12-27T10:30:00.000Z  killed by signal 9\n"
        "cam           resting  0/3       —    —                         —\n"_s);
    row("no supervisor", {u"workers"_s}, "200 OK", R"({"running":false,"workers":[]})",
        "GET /api/system/supervisor", 0, u"the supervisor is not running\n"_s);
    row("start", {u"start"_s, u"cam"_s}, "200 OK",
        R"({"success":true,"message":"Worker 'cam' started successfully","worker_name":"cam"})",
        "POST /api/system/supervisor/workers/cam/start", 0,
        u"Worker 'cam' started successfully\n"_s);
    row("stop", {u"stop"_s, u"cam"_s}, "200 OK", R"({"message":"stopped"})",
        "POST /api/system/supervisor/workers/cam/stop", 0, u"stopped\n"_s);
    row("restart", {u"restart"_s, u"cam"_s}, "200 OK", R"({"message":"restarted"})",
        "POST /api/system/supervisor/workers/cam/restart", 0, u"restarted\n"_s);
    row("reset", {u"reset"_s, u"cam"_s}, "200 OK", R"({"message":"reset"})",
        "POST /api/system/supervisor/reset/cam", 0, u"reset\n"_s);
    row("a name of other characters", {u"start"_s, u"../ü?"_s}, "400 Bad Request",
        R"({"detail":"Invalid worker name"})",
        "POST /api/system/supervisor/workers/..%2F%C3%BC%3F/start", 1, {},
        u"signalboxctl: Invalid worker name\n"_s);
    row("an unknown worker", {u"stop"_s, u"sun"_s}, "404 Not Found",
        R"({"detail":"Worker 'sun' not found"})", "POST /api/system/supervisor/workers/sun/stop", 1,
        {}, u"signalboxctl: Worker 'sun' not found\n"_s);
    row("history", {u"history"_s, u"--worker"_s, u"cam"_s, u"--limit"_s, u"1"_s}, "200 OK",
        R"({"items":[{"worker_name":"cam","timestamp":"2025-12-27T10:30:00Z","attempt":2,)"
        R"("status":"crashed","error":null}],"pagination":{"total":7,"limit":1,"offset":0}})",
        "GET /api/system/supervisor/restart-history?worker_name=cam&limit=1", 0,
        u"TIME                      WORKER  ATTEMPT  STATUS   ERROR\n"
        "2025-12-27T10:30:00.000Z  cam     2        crashed  —\n1 of 7\n"_s);
    row("logs", {u"logs"_s, u"cam"_s, u"--tail"_s, u"2"_s}, "200 OK",
        R"({"worker_name":"cam","lines":[{"timestamp":"2025-12-27T10:30:00.000Z","stream":"stderr",)"
        R"("text":"\u001b[31mred\ttape\u202e"}]})",
        "GET /api/system/supervisor/workers/cam/logs?tail=2", 0,
        u"2025-12-27T10:30:00.000Z stderr \\x1b[31mred\ttape\\x202e\n"_s);
}

void healthRows()
{
    row("status", {u"status"_s}, "503 Service Unavailable", Unhealthy,
        "GET /api/system/health/full", 0,
        u"status       unhealthy: Down\nworkers      1 of 2 running\nAI services  1 of 1 healthy\n"
        "breakers     0 closed, 1 open, 0 half_open\nversion      0.1.0\n"_s);
    row("unhealthy", {u"health"_s}, "503 Service Unavailable", Unhealthy,
        "GET /api/system/health/full", 4,
        u"COMPONENT     STATUS       DETAIL\nall           unhealthy    Down\n"
        "postgres      healthy      Database operational\nredis         unhealthy    Gone\n"
        "clip          healthy      12.5 ms\nfile_watcher  running      critical\n"
        "cam           not running  —\n"_s);
    row("degraded", {u"health"_s}, "200 OK", R"({"status":"degraded","message":"So so"})",
        "GET /api/system/health/full", 0,
        u"COMPONENT  STATUS    DETAIL\nall        degraded  So so\n—          unknown   —\n"
        "—          unknown   —\n"_s);
    row("a door that is shut", {u"health"_s}, "401 Unauthorized", R"({"detail":"Token required"})",
        "GET /api/system/health/full", 1, {}, u"signalboxctl: Token required\n"_s);
    row("no reason at all", {u"pipeline"_s}, "500 Internal Server Error", "",
        "GET /api/system/pipeline", 1, {}, u"signalboxctl: status 500\n"_s);
}

void otherRows()
{
    row("pipeline", {u"pipeline"_s}, "200 OK",
        R"({"file_watcher":{"running":true,"camera_root":"/c","pending_tasks":3,)"
        R"("observer_type":"native"},"batch_aggregator":{"active_batches":1,"batches":[{"camera_id":)"
        R"("yard","detection_count":5,"age_seconds":45.2,"last_activity_seconds":12.5}],)"
        R"("batch_window_seconds":90,"idle_timeout_seconds":30},"degradation":{"mode":"normal",)"
        R"("services":[{"name":"clip","status":"healthy","consecutive_failures":0}],)"
        R"("available_features":["detection","analysis"]}})",
        "GET /api/system/pipeline", 0,
        u"file watcher  running, 3 waiting, /c (native)\nopen batches  1\n"
        "  yard        5 detections, 45.2 s of 90 s, idle 12.5 s of 30 s\nmode          normal\n"
        "features      detection, analysis\n  clip        healthy, 0 failures in a row\n"_s);
    row("pipeline without parts", {u"pipeline"_s}, "200 OK",
        R"({"file_watcher":null,"batch_aggregator":null,"degradation":null})",
        "GET /api/system/pipeline", 0,
        u"file watcher  —\nopen batches  —\nmode          —\nfeatures      —\n"_s);
    row("breakers", {u"breakers"_s}, "200 OK",
        R"({"circuit_breakers":{"clip":{"name":"clip","state":"open","failure_count":5,)"
        R"("total_calls":9,"rejected_calls":2,"last_error":"timeout"}}})",
        "GET /api/system/circuit-breakers", 0,
        u"NAME  STATE  FAILURES  CALLS  REJECTED  LAST ERROR\n"
        "clip  open   5         9      2         timeout\n"_s);
    row("breaker-reset", {u"breaker-reset"_s, u"clip"_s}, "200 OK", R"({"message":"closed"})",
        "POST /api/system/circuit-breakers/clip/reset", 0, u"closed\n"_s);
    row("set aside", {u"set-aside"_s, u"--kind"_s, u"incomplete"_s, u"--limit"_s, u"1"_s}, "200 OK",
        R"({"items":[{"kind":"incomplete","path":"/c/gate/a.jpg","camera_id":"gate",)"
        R"("size_bytes":700,"reason":"no end marker","seen_at":"2025-12-27T10:30:00.000Z"}],)"
        R"("next_cursor":"x,y,1"})",
        "GET /api/intake/set-aside?limit=1&kind=incomplete", 0,
        u"SEEN                      KIND        CAMERA  BYTES  PATH           REASON\n"
        "2025-12-27T10:30:00.000Z  incomplete  gate    700    /c/gate/a.jpg  no end marker\n"
        "more: --cursor x,y,1\n"_s);
    row("cameras", {u"cameras"_s}, "200 OK",
        R"({"items":[{"id":"gate","name":"Gate","folder_path":"/c/Gate","status":"online",)"
        R"("enabled":true,"last_seen_at":null}]})",
        "GET /api/cameras", 0,
        u"ID    STATUS  ENABLED  LAST SEEN  FOLDER\n"
        "gate  online  yes      —          /c/Gate\n"_s);
    row("dead letters", {u"dlq"_s}, "200 OK",
        R"({"queues":{"analysis":0,"detection":12},"total":12})", "GET /api/dlq", 0,
        u"QUEUE      DEAD\nanalysis   0\ndetection  12\n"_s);
    row("dead letters of a queue", {u"dlq"_s, u"detection"_s, u"--limit"_s, u"1"_s}, "200 OK",
        R"({"items":[{"id":12,"queue_name":"detection","original_job":{"file_path":"/c/a.jpg"},)"
        R"("error":"HTTP\u001b 500","attempt_count":3,"first_failed_at":"2025-12-27T10:30:00Z",)"
        R"("last_failed_at":"2025-12-27T10:30:03Z","error_type":"http","http_status":500,)"
        R"("history":[]}],"next_cursor":"12"})",
        "GET /api/dlq/detection?limit=1", 0,
        u"ID  FAILED                    ATTEMPTS  TYPE  ABOUT     ERROR\n"
        "12  2025-12-27T10:30:03.000Z  3         http  /c/a.jpg  HTTP\\x1b 500\n"
        "more: --cursor 12\n"_s);
    row("replay one", {u"dlq-replay"_s, u"detection"_s, u"12"_s}, "200 OK",
        R"({"message":"waits again"})", "POST /api/dlq/detection/12/replay", 0, u"waits again\n"_s);
    row("replay all", {u"dlq-replay"_s, u"analysis"_s, u"all"_s}, "200 OK",
        R"({"message":"3 wait again"})", "POST /api/dlq/analysis/replay", 0, u"3 wait again\n"_s);
    row("discard one", {u"dlq-discard"_s, u"analysis"_s, u"../7"_s}, "400 Bad Request",
        R"({"detail":"Invalid id"})", "DELETE /api/dlq/analysis/..%2F7", 1, {},
        u"signalboxctl: Invalid id\n"_s);
    row("discard all", {u"dlq-discard"_s, u"analysis"_s, u"all"_s}, "200 OK",
        R"({"message":"gone"})", "DELETE /api/dlq/analysis", 0, u"gone\n"_s);
    row("events", {u"events"_s}, "200 OK",
        R"({"event_types":[{"type":"a.b","channel":"system","description":"x","deprecated":true}]})",
        "GET /api/system/websocket/events", 0,
        u"TYPE  CHANNEL  DESCRIPTION\na.b   system   x (deprecated)\n"_s);
}

} // namespace

void SignalboxCtlTest::answers_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("out");
    QTest::addColumn<QString>("err");
    supervisorRows();
    healthRows();
    otherRows();
}

void SignalboxCtlTest::answers()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    m_api.answer(status, body);
    const Ended ended = ctl(QStringList{u"--url"_s, m_api.url()} + arguments);
    QTEST(ended.out, "out");
    QTEST(ended.err, "err");
    QTEST(ended.code, "code");
    QTEST(m_api.requestLine(), "request");
}

void SignalboxCtlTest::json()
{
    m_api.answer("200 OK", R"({"z":1,"a":"ü"})");
    const Ended plain = ctl({u"workers"_s, u"--json"_s, u"--url"_s, m_api.url()});
    QCOMPARE(plain.out, u"{\"z\":1,\"a\":\"ü\"}\n"_s);
    QCOMPARE(plain.code, 0);
    m_api.answer("404 Not Found", R"({"detail":"no"})");
    const Ended refused = ctl({u"stop"_s, u"a"_s, u"--json"_s, u"--url"_s, m_api.url()});
    QCOMPARE(refused.out, u"{\"detail\":\"no\"}\n"_s);
    QCOMPARE(refused.err, u"signalboxctl: no\n"_s);
    QCOMPARE(refused.code, 1);
    m_api.answer("503 Service Unavailable", Unhealthy);
    QCOMPARE(ctl({u"health"_s, u"--json"_s, u"--url"_s, m_api.url()}).code, 4);
}

void SignalboxCtlTest::notJson()
{
    m_api.answer("200 OK", "<html>");
    const Ended ended = ctl({u"workers"_s, u"--url"_s, m_api.url()});
    QCOMPARE(ended.err, u"signalboxctl: the answer is not a JSON object: is this a Signalbox?\n"_s);
    QCOMPARE(ended.code, 1);
}

void SignalboxCtlTest::noConnection()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString url = u"http://127.0.0.1:%1"_s.arg(closed.serverPort());
    closed.close();
    const Ended ended = ctl({u"status"_s, u"--url"_s, url});
    QCOMPARE(ended.err, u"signalboxctl: %1: Connection refused\n"_s.arg(url.mid(7)));
    QCOMPARE(ended.code, 3);
}

void SignalboxCtlTest::noAnswer_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("hint");
    QTest::newRow("a question") << QStringList{u"status"_s} << QString();
    QTest::newRow("an order") << QStringList{
        u"stop"_s,
        u"vision"_s} << u"; the order may still be carried out, see signalboxctl workers"_s;
}

void SignalboxCtlTest::noAnswer()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, hint);

    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QString place = u"127.0.0.1:%1"_s.arg(silent.serverPort());
    arguments += {u"--timeout"_s, u"1"_s, u"--url"_s, u"http://"_s + place};
    const Ended ended = ctl(arguments);
    QCOMPARE(ended.err, u"signalboxctl: %1: no answer within 1 s%2\n"_s.arg(place, hint));
    QCOMPARE(ended.code, 3);
}

void SignalboxCtlTest::environment()
{
    m_api.answer("200 OK", R"({"running":false})");
    QCOMPARE(ctl({u"workers"_s}, m_api.url()).code, 0);
    QCOMPARE(m_api.requestLine(), QByteArray("GET /api/system/supervisor"));
}

void SignalboxCtlTest::token()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("sb_secret\n");
    file.close();
    const QStringList arguments{u"workers"_s, u"--url"_s, m_api.url(), u"--token-file"_s,
                                file.fileName()};
    m_api.answer("200 OK", R"({"running":false})");

    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ReadOther));
    const Ended open = ctl(arguments);
    QCOMPARE(open.code, 2);
    QVERIFY(open.err.endsWith(u": is open to others; give it mode 0600\n"_s));
    QCOMPARE(m_api.request(), QByteArray());

    QVERIFY(file.setPermissions(QFile::ReadOwner));
    QCOMPARE(ctl(arguments).code, 0);
    QVERIFY(m_api.request().contains("\r\nAuthorization: Bearer sb_secret\r\n"));
}

QTEST_GUILESS_MAIN(SignalboxCtlTest)
#include "tst_signalboxctl.moc"
