// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Base;
using scenario::Daemon;
using scenario::Headers;
using scenario::isError;
using scenario::Workers;

/// Wrong methods, paths and senders against one real daemon.
class ApiDoorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ignoredParameters_data();
    void ignoredParameters();
    void methods_data();
    void methods();
    void headIsGetWithoutBody();
    void unknownPaths_data();
    void unknownPaths();
    void refusedAtTheDoor_data();
    void refusedAtTheDoor();
    void nothingWasTouched();

private:
    Daemon m_daemon{{.toml = u"[ai]\nembedded = \"false\"\n"_s}};
};

void ApiDoorTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY2(m_daemon.waitForWorker(u"file_watcher"_s, u"running"_s),
             m_daemon.errorText().constData());
}

void ApiDoorTest::ignoredParameters_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("ignored");

    QTest::newRow("the misspelling of the parent's own interface")
        << Base + "supervisor/restart-history?workerName=x&limit=5" << QByteArray("workerName");
    QTest::newRow("two") << Base + "supervisor?b=1&a=2" << QByteArray("a, b");
    QTest::newRow("none") << Base + "supervisor/restart-history?limit=5" << QByteArray();
    QTest::newRow("a name that would split the header")
        << Base + "pipeline?a%2C%20b=1" << QByteArray("a%2C%20b");
}

void ApiDoorTest::ignoredParameters()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, ignored);

    const Answer answer = m_daemon.get(target);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("x-ignored-parameters"), ignored);
}

void ApiDoorTest::methods_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("allow");

    const QByteArray get = "GET, HEAD, OPTIONS";
    const QByteArray post = "POST, OPTIONS";
    for (const char *path : {"supervisor", "supervisor/status", "supervisor/restart-history",
                             "pipeline", "websocket/events", "health/full", "circuit-breakers"}) {
        QTest::newRow(path) << QByteArray(Base + path) << get;
    }
    for (const char *path :
         {"supervisor/workers/file_watcher/start", "supervisor/workers/file_watcher/stop",
          "supervisor/workers/file_watcher/restart", "supervisor/reset/file_watcher",
          "circuit-breakers/yolo26/reset"}) {
        QTest::newRow(path) << QByteArray(Base + path) << post;
    }
}

void ApiDoorTest::methods()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, allow);

    const Answer options = m_daemon.request("OPTIONS", target);
    QCOMPARE(options.status, 204);
    QCOMPARE(options.header("allow"), allow);
    QCOMPARE(options.body, QByteArray());
    for (const QByteArray &method :
         {"GET"_ba, "HEAD"_ba, "POST"_ba, "PUT"_ba, "PATCH"_ba, "DELETE"_ba}) {
        if (allow.contains(method)) {
            continue;
        }
        const Answer answer = m_daemon.request(method, target);
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.header("allow"), allow);
        QVERIFY(answer.header("access-control-allow-origin").isEmpty());
        if (method != "HEAD") {
            isError(answer, 405, u"Method Not Allowed"_s);
        }
    }
}

void ApiDoorTest::headIsGetWithoutBody()
{
    const Answer get = m_daemon.get(Base + "websocket/events");
    const Answer head = m_daemon.request("HEAD", Base + "websocket/events");
    QCOMPARE(head.status, get.status);
    QCOMPARE(head.header("content-length"), get.header("content-length"));
    QCOMPARE(head.header("content-type"), get.header("content-type"));
    QCOMPARE(head.body, QByteArray());
    QCOMPARE(m_daemon.request("HEAD", "/api/system/nowhere").status, 404);
    // The registry's notes for those who write it stay here.
    QVERIFY(get.body.contains("\"payload_schema\""));
    QVERIFY(!get.body.contains("\"x_"));
}

void ApiDoorTest::unknownPaths_data()
{
    QTest::addColumn<QByteArray>("target");

    QTest::newRow("root") << QByteArray("/");
    QTest::newRow("nowhere") << QByteArray("/api/system/nowhere");
    QTest::newRow("a slash at the end") << QByteArray("/api/system/supervisor/");
    QTest::newRow("capitals") << QByteArray("/API/system/supervisor");
    QTest::newRow("another verb") << QByteArray("/api/system/supervisor/workers/file_watcher/kill");
    QTest::newRow("no verb") << QByteArray("/api/system/supervisor/workers");
    QTest::newRow("no name") << QByteArray("/api/system/supervisor/workers//start");
    QTest::newRow("a socket's path without an upgrade") << QByteArray("/ws/nowhere");
}

void ApiDoorTest::unknownPaths()
{
    QFETCH(QByteArray, target);

    isError(m_daemon.get(target), 404, u"Not Found"_s);
    isError(m_daemon.post(target), 404, u"Not Found"_s);
}

void ApiDoorTest::refusedAtTheDoor_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");

    const Headers chunked{{"Transfer-Encoding", "chunked"}};
    const Headers json{{"Content-Type", "application/json"}};
    QTest::newRow("chunked") << chunked << QByteArray("0\r\n\r\n") << 411;
    QTest::newRow("foreign Host") << Headers{{"Host", "evil.example"}} << QByteArray() << 421;
    QTest::newRow("foreign Host with our port")
        << Headers{{"Host", "evil.example:" + QByteArray::number(8000)}} << QByteArray() << 421;
    QTest::newRow("foreign Origin")
        << Headers{{"Origin", "https://evil.example"}} << QByteArray() << 403;
    QTest::newRow("a page from a file") << Headers{{"Origin", "null"}} << QByteArray() << 403;
    QTest::newRow("cross-site") << Headers{{"Sec-Fetch-Site", "cross-site"}} << QByteArray() << 403;
    QTest::newRow("a wrong token") << Headers{{"Authorization", "Bearer x"}} << QByteArray() << 401;
    QTest::newRow("a wrong key") << Headers{{"X-API-Key", "x"}} << QByteArray() << 401;
    QTest::newRow("a form") << Headers{{"Content-Type", "application/x-www-form-urlencoded"}}
                            << QByteArray("a=1") << 415;
    QTest::newRow("a long field") << Headers{{"X", QByteArray(9000, 'x')}} << QByteArray() << 431;
    QTest::newRow("a body of more than 1 MiB")
        << Headers{{"Content-Type", "application/json"}, {"Content-Length", "1048577"}}
        << QByteArray("{") << 413;
}

// A page in this machine's browser must not be able to stop a worker.
void ApiDoorTest::refusedAtTheDoor()
{
    QFETCH(Headers, headers);
    QFETCH(QByteArray, body);
    QFETCH(int, status);

    const Answer answer = m_daemon.request("POST", Workers + "file_watcher/stop", headers, body);
    isError(answer, status, {});
    QVERIFY(answer.header("access-control-allow-origin").isEmpty());
    const Answer read = m_daemon.request("GET", Base + "supervisor", headers, body);
    QVERIFY2(read.status == status || (status >= 411 && status <= 415),
             QByteArray::number(read.status).constData());
}

void ApiDoorTest::nothingWasTouched()
{
    const QJsonObject worker = m_daemon.worker(u"file_watcher"_s);
    QCOMPARE(worker.value(u"status").toString(), u"running"_s);
    QCOMPARE(worker.value(u"restart_count").toInt(), 0);
    QCOMPARE(m_daemon.get(Base + "supervisor/restart-history")
                 .json()
                 .value(u"pagination")[u"total"]
                 .toInt(),
             0);
    isError(m_daemon.get(Base + "supervisor?x=" + QByteArray(9000, 'x')), 414, {});
}

QTEST_GUILESS_MAIN(ApiDoorTest)
#include "tst_apidoor.moc"
