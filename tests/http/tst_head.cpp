// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/head.h"
#include "backend/http/limits.h"

#include <QTest>

using http::Head;
using http::HeadLimits;
using http::Scan;

class HeadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdict_data();
    void verdict();
    void parts();
    void keepAlive_data();
    void keepAlive();
    void webSocket_data();
    void webSocket();
    void limitsStayBelowQt();
};

namespace {

const HeadLimits Small{
    .requestLineBytes = 40, .headBytes = 110, .fieldBytes = 32, .fields = 3, .bodyBytes = 100};

/// All at once and byte by byte; both must agree.
http::Verdict scan(const QByteArray &bytes, const HeadLimits &limits, Head &head)
{
    const std::string_view all(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    std::size_t slow = 0;
    http::Verdict stepwise;
    for (std::size_t n = 1; n <= all.size() && stepwise.scan == Scan::More; ++n) {
        stepwise = scanHead(all.substr(0, n), slow, limits, head);
    }
    std::size_t from = 0;
    const auto whole = scanHead(all, from, limits, head);
    return stepwise.scan == whole.scan ? whole : http::Verdict{Scan::Reject, -1, "they differ"};
}

} // namespace

void HeadTest::verdict_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("half a line") << QByteArray("GET / HT") << 0;
    QTest::newRow("half a field") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n") << 0;
    QTest::newRow("half an end") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r") << 0;
    QTest::newRow("whole") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << 200;
    QTest::newRow("with a body") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n\n\0x", 30) << 200;
    QTest::newRow("no fields") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("a line of 40") << QByteArray("GET /" + QByteArray(26, 'x')
                                                + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                  << 200;
    QTest::newRow("a line of 41") << QByteArray("GET /" + QByteArray(27, 'x')
                                                + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                  << 414;
    QTest::newRow("a field of 32")
        << QByteArray("GET / HTTP/1.1\r\nHost: " + QByteArray(26, 'a') + "\r\n\r\n") << 200;
    QTest::newRow("a field of 33")
        << QByteArray("GET / HTTP/1.1\r\nHost: " + QByteArray(27, 'a') + "\r\n\r\n") << 431;
    QTest::newRow("three fields") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nA:\r\nB:\r\n\r\n")
                                  << 200;
    QTest::newRow("four fields") << QByteArray(
        "GET / HTTP/1.1\r\nHost: a\r\nA:\r\nB:\r\nC:\r\n\r\n")
                                 << 431;
    const QByteArray filled("GET / HTTP/1.1\r\nHost: " + QByteArray(24, 'a')
                            + "\r\nA: " + QByteArray(27, 'a') + "\r\nB: ");
    QTest::newRow("a head of 110")
        << QByteArray(filled + QByteArray(110 - filled.size() - 4, 'b') + "\r\n\r\n") << 200;
    QTest::newRow("a head of 111")
        << QByteArray(filled + QByteArray(111 - filled.size() - 4, 'b') + "\r\n\r\n") << 431;
    QTest::newRow("a body of 100")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n") << 200;
    QTest::newRow("a body of 101")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n") << 413;
    QTest::newRow("a body of 16 digits")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0000000000000001\r\n\r\n")
        << 413;
    QTest::newRow("a line feed first") << QByteArray("\nGET") << 400;
    QTest::newRow("NUL at once") << QByteArray("\0", 1) << 400;
}

void HeadTest::verdict()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    Head head;
    const auto verdict = scan(bytes, Small, head);
    QCOMPARE(verdict.status, status);
    QCOMPARE(verdict.scan, status == 0 ? Scan::More : status == 200 ? Scan::Done : Scan::Reject);
}

void HeadTest::parts()
{
    const QByteArray bytes("POST /a%20b?x=1 HTTP/1.1\r\nHOST: \t h:1 \r\nContent-length: 7\r\n"
                           "authorization: Bearer t\r\nX-API-Key: k\r\nOrigin: null\r\n"
                           "Expect: 100-Continue\r\nContent-Type: a/b\r\n\r\nrest");
    Head head;
    QCOMPARE(scan(bytes, {}, head).status, 200);
    QVERIFY(head.method == "POST");
    QVERIFY(head.path == "/a%20b");
    QVERIFY(head.query == "x=1");
    QVERIFY(head.host == "h:1");
    QVERIFY(head.authorization == "Bearer t");
    QVERIFY(head.apiKey == "k");
    QVERIFY(head.origin == "null");
    QVERIFY(head.contentType == "a/b");
    QVERIFY(!head.fetchSite);
    QVERIFY(head.expectContinue);
    QCOMPARE(head.contentLength, 7U);
    QCOMPARE(head.fields, 7U);
    QCOMPARE(head.bytes, static_cast<std::size_t>(bytes.size() - 4));
}

void HeadTest::keepAlive_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("keeps");
    QTest::newRow("1.1") << QByteArray("1") << QByteArray() << true;
    QTest::newRow("1.1 close") << QByteArray("1") << QByteArray("Connection: close\r\n") << false;
    QTest::newRow("1.1 both") << QByteArray("1") << QByteArray("Connection: keep-alive,close\r\n")
                              << false;
    QTest::newRow("1.1 two fields")
        << QByteArray("1") << QByteArray("Connection: x\r\nconnection: Close\r\n") << false;
    QTest::newRow("1.0") << QByteArray("0") << QByteArray() << false;
    QTest::newRow("1.0 keep-alive")
        << QByteArray("0") << QByteArray("Connection: Keep-Alive\r\n") << true;
    QTest::newRow("1.0 both") << QByteArray("0") << QByteArray("Connection: close, keep-alive\r\n")
                              << false;
}

void HeadTest::keepAlive()
{
    QFETCH(const QByteArray, version);
    QFETCH(const QByteArray, field);
    QFETCH(const bool, keeps);
    Head head;
    const QByteArray bytes("GET / HTTP/1." + version + "\r\nHost: a\r\n" + field + "\r\n");
    QCOMPARE(scan(bytes, {}, head).status, 200);
    QCOMPARE(head.keepAlive, keeps);
}

void HeadTest::webSocket_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("upgrades");
    const QByteArray connection("Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n");
    const QByteArray key("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    const QByteArray version("Sec-WebSocket-Version: 13\r\n");
    QTest::newRow("good") << QByteArray(connection + key + version) << 200 << true;
    QTest::newRow("no key") << QByteArray(connection + version) << 400 << false;
    QTest::newRow("no version") << QByteArray(connection + key) << 400 << false;
    QTest::newRow("old version") << QByteArray(connection + key + "Sec-WebSocket-Version: 8\r\n")
                                 << 400 << false;
    QTest::newRow("a short key") << QByteArray(connection + "Sec-WebSocket-Key: abc\r\n" + version)
                                 << 400 << false;
    QTest::newRow("two keys") << QByteArray(connection + key + key + version) << 400 << false;
    QTest::newRow("a body") << QByteArray(connection + key + version + "Content-Length: 1\r\n")
                            << 400 << false;
    QTest::newRow("no upgrade in connection")
        << QByteArray("Upgrade: websocket\r\n" + key + version) << 200 << false;
    QTest::newRow("only connection") << QByteArray("Connection: upgrade\r\n") << 200 << false;
}

void HeadTest::webSocket()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const int, status);
    QFETCH(const bool, upgrades);
    Head head;
    const auto verdict = scan("GET /ws HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n", {}, head);
    QCOMPARE(verdict.status, status);
    QCOMPARE(status == 200 && head.upgradeWebSocket, upgrades);
}

void HeadTest::limitsStayBelowQt()
{
    const auto limits =
        http::headLimits({.maxHeadBytes = 10000000, .maxHeaderFields = 1000, .maxBodyBytes = 5});
    QCOMPARE(limits.headBytes, 65536U);
    QCOMPARE(limits.fields, 96U);
    QCOMPARE(limits.bodyBytes, 5U);
}

QTEST_GUILESS_MAIN(HeadTest)
#include "tst_head.moc"
