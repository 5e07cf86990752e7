// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/door.h"
#include "tests/http/rawclient.h"

#include <QRandomGenerator>
#include <QWebSocket>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/// Clients that leave at every moment, and random bytes: nothing crashes, nothing stays.
class ChaosTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void abortEverywhere_data();
    void abortEverywhere();
    void randomRequestsStayInStep();
};

namespace {

const QByteArray Ok = "GET /ok HTTP/1.1\r\nHost: @\r\n\r\n";

/// SIGNALBOX_CHAOS=full asks for the 100,000 that are promised; otherwise a sample of them.
int promisedOr(int sample)
{
    return qEnvironmentVariable("SIGNALBOX_CHAOS") == QStringLiteral("full") ? 100000 : sample;
}

QByteArray get(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: @\r\n\r\n";
}

QByteArray post(const QByteArray &target, const QByteArray &body)
{
    return "POST " + target + " HTTP/1.1\r\nHost: @\r\nContent-Type: application/json\r\n"
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

void sendInPieces(RawClient &client, const QByteArray &bytes, QRandomGenerator &random)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype piece = std::min<qsizetype>(1 + random.bounded(200), bytes.size() - at);
        client.send(bytes.sliced(at, piece));
        QCoreApplication::processEvents();
        at += piece;
    }
}

enum Leave
{
    Close,
    Reset,
    HalfClose
};

/// Connects, sends and leaves, without a loop of its own.
void visit(quint16 port, const QByteArray &bytes, Leave leave)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    QVERIFY(descriptor >= 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QCOMPARE(::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    (void)::send(descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size()),
                 MSG_NOSIGNAL);
    QCoreApplication::processEvents();
    if (leave == HalfClose) {
        ::shutdown(descriptor, SHUT_WR);
        QCoreApplication::processEvents();
    }
    if (leave == Reset) {
        const linger now{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    ::close(descriptor);
    QCoreApplication::processEvents();
}

/// Cut at every byte, and a few times not at all; how many visits these were.
int visitCuts(const Door &door, const QByteArray &bytes, Leave leave)
{
    int visits = 0;
    for (qsizetype cut = 1; cut <= bytes.size() + 4; ++cut) {
        visit(door.port, bytes.first(std::min(cut, bytes.size())), leave);
        ++visits;
    }
    return visits;
}

} // namespace

void ChaosTest::abortEverywhere_data()
{
    QTest::addColumn<int>("leave");
    QTest::newRow("close") << static_cast<int>(Close);
    QTest::newRow("reset") << static_cast<int>(Reset);
    QTest::newRow("half-close") << static_cast<int>(HalfClose);
}

/// Cut at every byte and in every state, with answers that come when the client has left.
void ChaosTest::abortEverywhere()
{
    QFETCH(const int, leave);
    Door door;
    QObject::connect(&door.server, &http::HttpServer::webSocketOpened, this,
                     [](const http::WebSocketConnection &opened) {
                         QObject::connect(opened.socket, &QWebSocket::disconnected, opened.socket,
                                          &QObject::deleteLater);
                     });
    const QByteArray handshake =
        "GET /ws/events HTTP/1.1\r\nHost: @\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    const QByteArrayList requests{
        get("/late"), get("/thread"),    post("/late", "{\"a\":1}"),
        get("/big"),  Ok + get("/late"), post("/late", "{}") + post("/late", "{}"),
        handshake,
    };
    // A third of them in each of the three rows.
    const int wanted = promisedOr(1) / 3;
    int visits = 0;
    do {
        for (const QByteArray &request : requests) {
            visits += visitCuts(door, door.withHost(request), static_cast<Leave>(leave));
        }
        QVERIFY(waitUntil(
            [&door, visits] {
                return door.server.counters().accepted >= static_cast<quint64>(visits)
                    && door.server.liveConnections() == 0;
            },
            20000));
    } while (visits <= wanted);
    QVERIFY(visits > 500);
    QCOMPARE(door.server.counters().desync, 0U);
    RawClient client(door.port);
    client.send(door.withHost(Ok));
    QCOMPARE(client.take().status, 200);
}

/// Random requests in random pieces, one in seven with a byte changed: the gate and Qt count the
/// same bytes, and no body is ever taken for a request.
void ChaosTest::randomRequestsStayInStep()
{
    QRandomGenerator random(7);
    Door door;
    const QByteArray host = door.withHost("@");
    int refused = 0;
    const int wanted = promisedOr(1000);
    for (int requests = 0; requests < wanted;) {
        RawClient client(door.port);
        for (int i = 0; i < 5 && client.isOpen(); ++i) {
            const QByteArray body =
                QByteArray("\r\n\r\nxxxxxxxxxGET /smuggled HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .repeated(random.bounded(4));
            QByteArray bytes = post(random.bounded(2) == 0 ? "/echo" : "/late", body);
            const bool isMutated = random.bounded(7) == 0;
            if (isMutated) {
                const auto head = static_cast<quint32>(bytes.size() - body.size() - 4);
                bytes[random.bounded(head)] = static_cast<char>(random.bounded(256));
            }
            sendInPieces(client, bytes.replace("@", host), random);
            ++requests;
            // A changed length may make the door wait for a body that never comes.
            const RawAnswer answer = client.take(false, isMutated ? 100 : 10000);
            refused += answer.status >= 400 ? 1 : 0;
            if (isMutated) {
                break;
            }
            QCOMPARE(answer.status, 200);
        }
    }
    QVERIFY(refused > 50);
    QCOMPARE(door.smuggled, 0);
    QCOMPARE(door.server.counters().desync, 0U);
}

QTEST_GUILESS_MAIN(ChaosTest)
#include "tst_chaos.moc"
