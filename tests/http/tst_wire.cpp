// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/door.h"
#include "tests/http/rawclient.h"
#include "tests/http/wirerows.h"

/// Raw requests against a real door: the exact status, whether the connection is closed, and
/// never a second request out of the bytes of the first.
class WireTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_data();
    void request();

    void cutAnywhere_data() { request_data(); }

    void cutAnywhere();
    void errorsAreDetails();
};

namespace {

QByteArray get(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: @\r\n\r\n";
}

} // namespace

void WireTest::request_data()
{
    wireRows();
}

void WireTest::request()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const int, status);
    QFETCH(const bool, closed);
    Door door;
    RawClient client(door.port);
    client.send(door.withHost(raw));
    const bool isToHead = raw.startsWith("HEAD");
    const RawAnswer answer = client.take(isToHead);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.field("connection"), closed ? "close" : "");
    if (closed) {
        QVERIFY(client.waitForClose());
        QCOMPARE(client.rest(), "");
    } else {
        client.send(door.withHost(get("/ok")));
        QCOMPARE(client.take().body, "{\"ok\":true}");
        QVERIFY(client.isOpen());
    }
    QCOMPARE(door.smuggled, 0);
    QCOMPARE(door.server.counters().desync, 0U);
}

/// The same bytes in two pieces, cut at five places, give the same answer.
void WireTest::cutAnywhere()
{
    QFETCH(const QByteArray, raw);
    QFETCH(const int, status);
    Door door;
    const QByteArray bytes = door.withHost(raw);
    const qsizetype step = std::max<qsizetype>(bytes.size() / 5, 1);
    for (qsizetype cut = 1; cut < bytes.size(); cut += step) {
        RawClient client(door.port);
        client.send(bytes.first(cut));
        QCoreApplication::processEvents();
        client.send(bytes.sliced(cut));
        const RawAnswer answer = client.take(raw.startsWith("HEAD"));
        QVERIFY2(answer.status == status || (status == 200 && answer.status == 100),
                 qPrintable(QStringLiteral("%1 at %2").arg(answer.status).arg(cut)));
    }
    QCOMPARE(door.smuggled, 0);
    QCOMPARE(door.server.counters().desync, 0U);
}

void WireTest::errorsAreDetails()
{
    Door door;
    RawClient client(door.port);
    client.send(door.withHost(get("/nothing")));
    QCOMPARE(client.take().body, "{\"detail\":\"Not Found\"}");
    client.send(door.withHost("DELETE /ok HTTP/1.1\r\nHost: @\r\n\r\n"));
    const RawAnswer wrong = client.take();
    QCOMPARE(wrong.body, "{\"detail\":\"Method Not Allowed\"}");
    QCOMPARE(wrong.field("allow"), "get, head, options");
    client.send(door.withHost("OPTIONS /echo HTTP/1.1\r\nHost: @\r\n\r\n"));
    const RawAnswer options = client.take();
    QCOMPARE(options.field("content-length"), "");
    QVERIFY(!options.head.contains("access-control"));
    client.send(door.withHost("HEAD /ok HTTP/1.1\r\nHost: @\r\n\r\n"));
    QCOMPARE(client.take(true).field("content-length"), "11");
    client.send(door.withHost(get("/ok?zz=1&limit=2&a%20b=3")));
    QCOMPARE(client.take().field("x-ignored-parameters"), "a%20b, zz");
    client.send(door.withHost(get("/ok?limit=1&limit=2")));
    QVERIFY(client.take().body.contains("'limit'"));
    client.send(door.withHost(get("/name/%2541")));
    QCOMPARE(client.take().body, "%41");
    client.send(door.withHost("GET /ok HTTP/1.1\r\nHost: @\r\nAuthorization: Bearer x\r\n\r\n"));
    QCOMPARE(client.take().field("www-authenticate"), "bearer");
}

QTEST_GUILESS_MAIN(WireTest)
#include "tst_wire.moc"
