// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/door.h"
#include "tests/http/rawclient.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// How long an answer holds its share of what may be on its way.
class SharesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untilTheLastByteIsWritten_data();
    void untilTheLastByteIsWritten();
    void asLongAsNobodyReads();
    void untilTheClientHasLeft();
    void untilThePatienceIsOver();
    void notForAHead();
    void notForAnAnswerThatComesTooLate();

private:
    /// A door with a route whose answer has a share.
    static std::unique_ptr<Door> doorOf(std::weak_ptr<int> &share, const http::Limits &limits = {})
    {
        auto door = std::make_unique<Door>(limits);
        Door *const made = door.get();
        door->server.router().add(
            {.method = "GET",
             .path = u"/shared"_s,
             .scope = http::Scope::Read,
             .handler = [made, &share](const http::Request &, const http::ExchangePtr &exchange) {
                 const auto held = std::make_shared<int>(0);
                 share = held;
                 exchange->reply({.body = made->big, .share = held});
             }});
        return door;
    }

    static QByteArray request(const Door &door, const QByteArray &method = "GET",
                              const QByteArray &fields = {})
    {
        return door.withHost(method + " /shared HTTP/1.1\r\nHost: @\r\n" + fields + "\r\n");
    }

    /// Asks and reads no more than what the kernel takes for it.
    static std::unique_ptr<RawClient> lazyClient(const Door &door)
    {
        auto client = std::make_unique<RawClient>(door.port);
        client->socket.setReadBufferSize(1024);
        client->send(request(door));
        return client;
    }
};

void SharesTest::untilTheLastByteIsWritten_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("and goes on") << QByteArray();
    QTest::newRow("and closes") << QByteArray("Connection: close\r\n");
}

void SharesTest::untilTheLastByteIsWritten()
{
    QFETCH(QByteArray, fields);
    std::weak_ptr<int> share;
    const auto door = doorOf(share);
    RawClient client(door->port);
    for (int i = 0; i < (fields.isEmpty() ? 2 : 1); ++i) {
        client.send(request(*door, "GET", fields));
        QVERIFY(waitUntil([&share] { return !share.expired(); }));
        QCOMPARE(client.take().body.size(), door->big.size());
        QVERIFY(waitUntil([&share] { return share.expired(); }));
        share.reset();
    }
}

void SharesTest::asLongAsNobodyReads()
{
    std::weak_ptr<int> share;
    const auto door = doorOf(share);
    const auto client = lazyClient(*door);
    QVERIFY(waitUntil([&share] { return !share.expired(); }));
    QTest::qWait(500);
    QVERIFY(!share.expired());
    client->socket.setReadBufferSize(0);
    QVERIFY(waitUntil([&share, &client] {
        client->socket.readAll();
        return share.expired();
    }));
}

void SharesTest::untilTheClientHasLeft()
{
    std::weak_ptr<int> share;
    const auto door = doorOf(share);
    const auto client = lazyClient(*door);
    QVERIFY(waitUntil([&share] { return !share.expired(); }));
    client->socket.abort();
    QVERIFY(waitUntil([&share] { return share.expired(); }));
}

void SharesTest::untilThePatienceIsOver()
{
    std::weak_ptr<int> share;
    const auto door = doorOf(share, {.writeTimeout = 300ms});
    const auto client = lazyClient(*door);
    QVERIFY(waitUntil([&share] { return !share.expired(); }));
    QVERIFY(waitUntil([&share] { return share.expired(); }));
    QCOMPARE(door->server.counters().deadlines, 1);
}

void SharesTest::notForAHead()
{
    std::weak_ptr<int> share;
    const auto door = doorOf(share);
    RawClient client(door->port);
    client.send(request(*door, "HEAD"));
    QCOMPARE(client.take(true).status, 200);
    QVERIFY(share.expired());
}

void SharesTest::notForAnAnswerThatComesTooLate()
{
    Door door({.handlerTimeout = 100ms});
    RawClient client(door.port);
    client.send(door.withHost("GET /kept HTTP/1.1\r\nHost: @\r\n\r\n"));
    QCOMPARE(client.take().status, 504);
    const auto share = std::make_shared<int>(0);
    QCOMPARE(door.kept.size(), 1U);
    door.kept.front()->reply({.body = door.big, .share = share});
    QVERIFY(waitUntil([&share] { return share.use_count() == 1; }));
}

QTEST_GUILESS_MAIN(SharesTest)
#include "tst_shares.moc"
