// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/httprules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace vision;

class HttpRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void waitsForTheBlankLine();
    void refusals_data();
    void refusals();
};

void HttpRulesTest::reads()
{
    const QByteArray head("POST /yolo26/detect?x=1 HTTP/1.1\r\nHost: localhost:8001\r\n"
                          "Content-Length: 12\r\nContent-Type: text/x\r\n\r\nbody");
    const auto parsed = parseHead(head);
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->refusal, 0);
    QCOMPARE(parsed->method, QByteArray("POST"));
    QCOMPARE(parsed->path, QByteArray("/yolo26/detect"));
    QCOMPARE(parsed->contentLength, 12);
    QCOMPARE(parsed->contentType, QByteArray("text/x"));
    QCOMPARE(parsed->bytes, head.size() - 4);
    QVERIFY(parsed->keepAlive);
}

void HttpRulesTest::waitsForTheBlankLine()
{
    const QByteArray head("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
    for (qsizetype size = 0; size < head.size(); ++size) {
        QVERIFY(!parseHead(head.left(size)).has_value());
    }
    QVERIFY(parseHead(head).has_value());
}

void HttpRulesTest::refusals_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char *label, const QByteArray &fields, int status,
                        const QByteArray &line = "GET / HTTP/1.1") {
        QTest::newRow(label) << line << fields << status;
    };
    const QByteArray host("Host: 127.0.0.1:8001\r\n");
    row("fine", host, 0);
    row("IPv6", "Host: [::1]:8001\r\n", 0);
    row("no Host", "", 400);
    row("two Hosts", host + host, 400);
    row("foreign Host", "Host: evil.example\r\n", 421);
    row("Host that looks like ours", "Host: 127.0.0.1.evil.example\r\n", 421);
    row("a web page", host + "Origin: http://127.0.0.1:8001\r\n", 403);
    row("chunked", host + "Transfer-Encoding: chunked\r\n", 411);
    row("negative length", host + "Content-Length: -1\r\n", 400);
    row("two lengths", host + "Content-Length: 1\r\nContent-Length: 2\r\n", 400);
    row("length with letters", host + "Content-Length: 12x\r\n", 400);
    row("length beyond counting", host + "Content-Length: 99999999999999999999\r\n", 400);
    row("large", host + "Content-Length: 99999999\r\n", 413);
    row("a field without a colon", host + "Nothing\r\n", 400);
    row("a space before the colon", host + "X : 1\r\n", 400);
    row("folded", host + "X: 1\r\n 2\r\n", 400);
    row("bare line feed", host + "X: 1\nY: 2\r\n", 400);
    row("old version", host, 505, "GET / HTTP/0.9");
    row("no version", host, 400, "GET /");
    row("absolute target", host, 400, "GET http://x/ HTTP/1.1");
    row("too large a head", host + "X: " + QByteArray(20000, 'x') + "\r\n", 431);
}

void HttpRulesTest::refusals()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, fields);
    const auto parsed = parseHead(line + "\r\n" + fields + "\r\n");
    QVERIFY(parsed.has_value());
    QTEST(parsed->refusal, "status");
}

QTEST_GUILESS_MAIN(HttpRulesTest)
#include "tst_httprules.moc"
