// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/memory.h"
#include "tests/scenario/support/rawsocket.h"

#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Daemon;
using scenario::Frame;
using scenario::RawSocket;
using scenario::residentOf;
using scenario::toBytes;
using scenario::waitUntil;

namespace {

constexpr qint64 KiB = 1024;
constexpr qint64 MiB = 1024 * KiB;
constexpr int Continuation = 0;
constexpr int Ping = 9;
constexpr int Pong = 10;

QByteArray text(const QByteArray &payload)
{
    return toBytes(Frame{.payload = payload});
}

} // namespace

/// However much a client sends into an event socket without reading what it gets, it costs nothing
/// that stays.
class SocketFloodTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void floodsCostNothing_data();
    void floodsCostNothing();

private:
    std::unique_ptr<Daemon> m_daemon;
};

void SocketFloodTest::initTestCase()
{
    m_daemon = std::make_unique<Daemon>();
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
}

void SocketFloodTest::floodsCostNothing_data()
{
    QTest::addColumn<QByteArray>("once"); // first
    QTest::addColumn<QByteArray>("unit"); // again and again
    QTest::newRow("empty pieces without an end")
        << toBytes({.isFinal = false}) << toBytes({.opcode = Continuation, .isFinal = false});
    QTest::newRow("pings, answers not read")
        << QByteArray() << toBytes({.opcode = Ping, .payload = QByteArray(125, 'x')});
    QTest::newRow("messages, answers not read") << QByteArray() << text("ping");
    QTest::newRow("mistakes, answers not read") << QByteArray() << text(QByteArray(100, 'x'));
    QTest::newRow("pongs") << QByteArray() << toBytes({.opcode = Pong, .payload = "x"});
}

// 64 MiB of each, from a client that reads nothing.
void SocketFloodTest::floodsCostNothing()
{
    QFETCH(QByteArray, once);
    QFETCH(QByteArray, unit);
    RawSocket socket(m_daemon->port(), "/ws/events");
    QCOMPARE(socket.status(), 101);
    const qint64 before = residentOf(m_daemon->pid());
    socket.socket().setReadBufferSize(1);
    socket.send(once);
    const QByteArray chunk = unit.repeated(1 + 256 * KiB / unit.size());
    qint64 most = before;
    for (qint64 sent = 0; sent < 64 * MiB && socket.isOpen(); sent += chunk.size()) {
        socket.socket().write(chunk);
        (void)waitUntil(
            [&] { return socket.socket().bytesToWrite() < 64 * KiB || !socket.isOpen(); }, 3000);
        most = std::max(most, residentOf(m_daemon->pid()));
        if (socket.socket().bytesToWrite() >= 64 * KiB) {
            break; // it reads no more from us, which is an answer too
        }
    }
    QVERIFY2(most - before < 16 * MiB * scenario::MemorySlack,
             qPrintable(u"%1 KiB more"_s.arg((most - before) / KiB)));
    socket.socket().abort();
    // Others never noticed.
    QCOMPARE(m_daemon->get("/livez").body, QByteArray("ok"));
    QVERIFY(waitUntil([this] {
        const QJsonObject health = m_daemon->get("/api/system/health/websocket").json();
        return health.value(u"event_broadcaster")[u"clients"].toInt(-1) == 0;
    }));
}

QTEST_GUILESS_MAIN(SocketFloodTest)
#include "tst_socketflood.moc"
