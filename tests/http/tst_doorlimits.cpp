// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/descriptors.h"
#include "tests/http/door.h"
#include "tests/http/rawclient.h"

#include <QDir>
#include <QWebSocket>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

/// What is scarce behind a door: patience with wrong tokens, descriptors, half messages.
class DoorLimitsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongLogInsAreLimited();
    void moreConnectionsThanDescriptors();
    void descriptorsRunOut();
    void halfAFrameIsCut();
    void whoComesThroughAProxyIsNobodyLocal_data();
    void whoComesThroughAProxyIsNobodyLocal();
    void orderOfAnEndedTokenIsRefused();
};

namespace {

/// Fewer descriptors for this process, as long as it lives.
class FewDescriptors final
{
public:
    explicit FewDescriptors(rlim_t limit)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit fewer{.rlim_cur = limit, .rlim_max = m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &fewer);
    }

    ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &m_before); }

    FewDescriptors(const FewDescriptors &) = delete;
    FewDescriptors &operator=(const FewDescriptors &) = delete;

private:
    rlimit m_before{};
};

RawAnswer ask(const Door &door, const QByteArray &fields = {})
{
    RawClient client(door.port);
    client.send(door.withHost("GET /ok HTTP/1.1\r\nHost: @\r\n" + fields + "\r\n"));
    return client.take();
}

} // namespace

void DoorLimitsTest::wrongLogInsAreLimited()
{
    Door door({},
              {.tokenCheck = [](const QByteArray &,
                                const QByteArray &) -> protocol::Result<http::Principal> {
                  return protocol::Error{protocol::ErrorKind::Forbidden, QStringLiteral("no")};
              }});
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(ask(door, "Authorization: Bearer wrong\r\n").status, 401);
    }
    const RawAnswer answer = ask(door, "Authorization: Bearer wrong\r\n");
    QCOMPARE(answer.status, 429);
    const int seconds = answer.field("retry-after").toInt();
    QVERIFY(seconds >= 1 && seconds <= 60);
    QVERIFY2(answer.body.startsWith("{\"detail\":\""), answer.body.constData());
    QCOMPARE(ask(door).status, 200);
}

void DoorLimitsTest::moreConnectionsThanDescriptors()
{
    const FewDescriptors few(300);
    QVERIFY(http::checkDescriptors(172).ok());
    const auto refused = http::checkDescriptors(173);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().detail,
             u"limits.max_connections = 173 is more than this system allows (172)"_s);
}

// It neither spins nor dies: whoever comes when there is room again is served.
void DoorLimitsTest::descriptorsRunOut()
{
    const auto open = static_cast<rlim_t>(QDir(u"/proc/self/fd"_s).count());
    const FewDescriptors few(open + 60);
    Door door;
    QCOMPARE(ask(door).status, 200);
    std::vector<std::unique_ptr<RawClient>> clients;
    bool isOut = false;
    while (!isOut && clients.size() < 100) {
        clients.push_back(std::make_unique<RawClient>(door.port));
        isOut = !clients.back()->isOpen();
        QCoreApplication::processEvents();
    }
    QVERIFY(isOut || door.server.counters().refusedFull > 0);
    clients.clear();
    QVERIFY(waitUntil([&door] {
        RawClient client(door.port);
        client.send(door.withHost("GET /ok HTTP/1.1\r\nHost: @\r\n\r\n"));
        return client.isOpen() && client.take().status == 200;
    }));
}

void DoorLimitsTest::halfAFrameIsCut()
{
    Door door;
    QObject::connect(&door.server, &http::HttpServer::webSocketOpened, &door.server,
                     [](const http::WebSocketConnection &opened) {
                         QObject::connect(opened.socket, &QWebSocket::disconnected, opened.socket,
                                          &QObject::deleteLater);
                     });
    RawClient client(door.port);
    client.send(door.withHost("GET /ws/events HTTP/1.1\r\nHost: @\r\nConnection: Upgrade\r\n"
                              "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
    QCOMPARE(client.take(true).status, 101);
    client.send(QByteArray::fromHex("81e4")); // 100 masked bytes are announced
    QVERIFY(client.waitForClose(15000));
}

void DoorLimitsTest::whoComesThroughAProxyIsNobodyLocal_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("of this machine") << QByteArray() << 200;
    QTest::newRow("another field") << QByteArray("X-Forwarded: 1\r\n") << 200;
    for (const char *field :
         {"Forwarded: for=192.0.2.1", "X-Forwarded-For: 192.0.2.1", "x-forwarded-for: 127.0.0.1",
          "X-Forwarded-Host: example.org", "X-Forwarded-Proto: https", "X-Real-IP: 192.0.2.1",
          "Via: 1.1 proxy", "Via:"}) {
        QTest::newRow(field) << QByteArray(field) + "\r\n" << 401;
    }
}

void DoorLimitsTest::whoComesThroughAProxyIsNobodyLocal()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const int, status);
    const Door door;
    const RawAnswer answer = ask(door, fields);
    QCOMPARE(answer.status, status);
    if (status == 401) {
        QCOMPARE(answer.body, "{\"detail\":\"A token is needed\"}");
    }
}

void DoorLimitsTest::orderOfAnEndedTokenIsRefused()
{
    bool isGood = true;
    Door door({},
              {.tokenCheck =
                   [](const QByteArray &, const QByteArray &) {
                       return protocol::Result<http::Principal>(
                           http::Principal{.id = u"t"_s, .scope = http::Scope::Admin});
                   },
               .isStillGood = [&isGood](const QString &id) { return id != u"t" || isGood; }});
    const QByteArray head = door.withHost("POST /echo HTTP/1.1\r\nHost: @\r\nAuthorization: Bearer "
                                          "right\r\nContent-Type: application/json\r\n"
                                          "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    for (const bool ends : {false, true}) {
        RawClient client(door.port);
        client.send(head);
        QCOMPARE(client.take().status, 100);
        isGood = !ends;
        client.send("{}");
        QCOMPARE(client.take().status, ends ? 401 : 200);
    }
    QCOMPARE(door.echoed, 1);
}

QTEST_GUILESS_MAIN(DoorLimitsTest)
#include "tst_doorlimits.moc"
