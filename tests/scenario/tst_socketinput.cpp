// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/rawsocket.h"

#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Daemon;
using scenario::Frame;
using scenario::RawSocket;
using scenario::toBytes;
using scenario::waitUntil;

namespace {

constexpr qint64 KiB = 1024;
constexpr int Continuation = 0;
constexpr int Text = 1;
constexpr int Binary = 2;
constexpr int Close = 8;
constexpr int Ping = 9;
constexpr int Pong = 10;
constexpr int StaysOpen = -1;
constexpr int EitherWay = -2; ///< understood, or refused with 1007

QByteArray text(const QByteArray &payload)
{
    return toBytes(Frame{.payload = payload});
}

QByteArray nested(int depth)
{
    return R"({"type":"ping","data":)" + QByteArray(depth, '[') + QByteArray(depth, ']') + "}";
}

} // namespace

/// Whatever bytes a client sends into an event socket, it gets one of the documented answers.
class SocketInputTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void offers_data();
    void offers();
    void messages_data();
    void messages();
    void frames_data();
    void frames();
    void controlFramesAreAnswered();
    void aMessageInPieces();
    void aByteAtATime();

private:
    std::unique_ptr<Daemon> m_daemon;
};

void SocketInputTest::initTestCase()
{
    m_daemon = std::make_unique<Daemon>();
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
}

void SocketInputTest::offers_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const QByteArray events = "/ws/events";
    QTest::newRow("no extension") << events << QByteArray() << 101;
    QTest::newRow("compression") << events
                                 << QByteArray("Sec-WebSocket-Extensions: permessage-deflate\r\n")
                                 << 101;
    QTest::newRow("compression with bounds")
        << events
        << QByteArray("Sec-WebSocket-Extensions: permessage-deflate; "
                      "client_max_window_bits=15; server_no_context_takeover\r\n")
        << 101;
    QTest::newRow("an extension of nobody's")
        << events << QByteArray("Sec-WebSocket-Extensions: x-unknown; a=\"b,c\"\r\n") << 101;
    QTest::newRow("a sub-protocol")
        << events << QByteArray("Sec-WebSocket-Protocol: chat\r\n") << 101;
    QTest::newRow("the original's names")
        << QByteArray("/ws/events?names=parent") << QByteArray() << 101;
    QTest::newRow("the registry's names")
        << QByteArray("/ws/system?names=registry") << QByteArray() << 101;
    QTest::newRow("other names") << QByteArray("/ws/events?names=other") << QByteArray() << 400;
    QTest::newRow("names of nothing") << QByteArray("/ws/system?names=") << QByteArray() << 400;
    QTest::newRow("names twice") << QByteArray("/ws/system?names=parent&names=registry")
                                 << QByteArray() << 400;
}

// What is not understood is not agreed to.
void SocketInputTest::offers()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    RawSocket socket(m_daemon->port(), target, fields);
    QCOMPARE(socket.status(), status);
    QVERIFY(!socket.head().contains("sec-websocket-extensions"));
    QVERIFY(!socket.head().contains("sec-websocket-protocol"));
    if (status == 101) {
        QCOMPARE(socket.nextOf(u"connected"_s).value(u"type").toString(), u"connected"_s);
    }
}

void SocketInputTest::messages_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("error"); // empty: the answer `type`
    QTest::addColumn<QString>("type");
    const auto wrong = [](const char *name, const QByteArray &message, const char *error) {
        QTest::newRow(name) << message << QString::fromLatin1(error) << u"error"_s;
    };
    const auto right = [](const char *name, const QByteArray &message, const char *type) {
        QTest::newRow(name) << message << QString() << QString::fromLatin1(type);
    };
    right("the bare word", "ping", "pong");
    right("the bare word with room", " ping\n", "pong");
    right("a ping", R"({"type":"ping"})", "pong");
    right("unknown keys", R"({"type":"ping","more":{"than":["needed"]}})", "pong");
    wrong("a key twice", R"({"type":"pong","type":"ping"})", "invalid_message_format");
    right("everything", R"({"type":"subscribe","data":{"events":["*"]}})", "subscribed");
    right("nothing", R"({"type":"subscribe","data":{"events":[]}})", "subscribed");
    right("no more", R"({"type":"unsubscribe"})", "unsubscribed");
    right("a resync", R"({"type":"resync","data":{"last_sequence":0}})", "resync_ack");
    wrong("empty", "", "invalid_json");
    wrong("no JSON", "hello", "invalid_json");
    wrong("half of it", R"({"type":"ping")", "invalid_json");
    wrong("two of them", R"({"type":"ping"}{"type":"ping"})", "invalid_json");
    wrong("a NUL", QByteArray("{\"type\":\"ping\"}\0", 16), "invalid_json");
    wrong("a byte order mark", "\xef\xbb\xbf{", "invalid_json");
    wrong("too deep", nested(5000), "invalid_json");
    wrong("a list", "[]", "invalid_message_format");
    wrong("a text", R"("ping")", "invalid_json");
    wrong("a number", "1", "invalid_json");
    wrong("no type", "{}", "invalid_message_format");
    wrong("a type that is no text", R"({"type":1})", "invalid_message_format");
    wrong("an empty type", R"({"type":""})", "invalid_message_format");
    wrong("data that are no object", R"({"type":"ping","data":[]})", "invalid_message_format");
    wrong("an unknown type", R"({"type":"hello"})", "unknown_message_type");
    wrong("a type in other letters", R"({"type":"PING"})", "unknown_message_type");
    wrong("a very long type", R"({"type":")" + QByteArray(60000, 'x') + R"("})",
          "unknown_message_type");
    wrong("no patterns", R"({"type":"subscribe"})", "validation_error");
    wrong("patterns that are no list", R"({"type":"subscribe","data":{"events":"*"}})",
          "validation_error");
    wrong("a pattern that is no text", R"({"type":"subscribe","data":{"events":[1]}})",
          "validation_error");
    wrong("too many patterns",
          R"({"type":"subscribe","data":{"events":["a")" + QByteArray(R"(,"a")").repeated(100)
              + "]}}",
          "validation_error");
    wrong("a negative sequence", R"({"type":"resync","data":{"last_sequence":-1}})",
          "validation_error");
    wrong("a broken sequence", R"({"type":"resync","data":{"last_sequence":1.5}})",
          "validation_error");
    wrong("a huge sequence", R"({"type":"ack","data":{"seq":1e300}})", "validation_error");
    wrong("no sequence", R"({"type":"ack"})", "validation_error");
    wrong("no token", R"({"type":"authenticate"})", "validation_error");
}

void SocketInputTest::messages()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, error);
    QFETCH(QString, type);
    RawSocket socket(m_daemon->port(), "/ws/events");
    QVERIFY(!socket.nextOf(u"connected"_s).isEmpty());
    socket.send(Frame{.payload = message});
    const QJsonObject answer = socket.nextOf(type);
    QCOMPARE(answer.value(u"type").toString(), type);
    QCOMPARE(answer.value(u"error").toString(), error);
    QVERIFY(error.isEmpty() || !answer.value(u"message").toString().isEmpty());
    QVERIFY(error.isEmpty() || answer.contains(u"details"));
    // The connection goes on.
    socket.send(Frame{.payload = R"({"type":"unsubscribe"})"});
    QCOMPARE(socket.nextOf(u"unsubscribed"_s).value(u"action").toString(), u"unsubscribed"_s);
}

void SocketInputTest::frames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const QByteArray &bytes, int code) {
        QTest::newRow(name) << bytes << code;
    };
    const QByteArray most(64 * KiB, 'x');
    row("binary", toBytes({.opcode = Binary, .payload = "ping"}), 1003);
    row("the largest message", text(most), StaysOpen);
    row("larger", text(most + 'x'), 1009);
    row("a claim of 4 EiB", toBytes({.claimedSize = Q_UINT64_C(1) << 62}), 1009);
    row("a claim beyond all", toBytes({.claimedSize = ~Q_UINT64_C(0)}), 1002);
    row("too large in pieces",
        toBytes({.payload = most, .isFinal = false})
            + toBytes({.opcode = Continuation, .payload = "x"}),
        1009);
    row("a compressed frame", toBytes({.payload = QByteArray(100, '\x78'), .reserved = 4}), 1002);
    row("the second reserved bit", toBytes({.payload = "ping", .reserved = 2}), 1002);
    row("the third reserved bit", toBytes({.payload = "ping", .reserved = 1}), 1002);
    row("a reserved kind of message", toBytes({.opcode = 3, .payload = "ping"}), 1002);
    row("a reserved kind of control", toBytes({.opcode = 11}), 1002);
    row("the rest of nothing", toBytes({.opcode = Continuation, .payload = "ping"}), 1002);
    row("two messages in one",
        toBytes({.payload = "pi", .isFinal = false}) + toBytes({.payload = "ping"}), 1002);
    row("a ping in pieces", toBytes({.opcode = Ping, .isFinal = false}), 1002);
    row("a large ping", toBytes({.opcode = Ping, .payload = QByteArray(126, 'x')}), 1002);
    row("no UTF-8", text("\xff\xfe"), 1007);
    row("a surrogate in UTF-8", text("\xed\xa0\x80"), 1007);
    row("half a character", text("ping \xe2\x82"), 1007);
    // Qt 6.4 decodes each piece by itself.
    row("a character in two pieces",
        toBytes({.payload = "\xe2\x82", .isFinal = false})
            + toBytes({.opcode = Continuation, .payload = "\xac"}),
        EitherWay);
    row("a pong that nobody asked for", toBytes({.opcode = Pong, .payload = "x"}), StaysOpen);
}

void SocketInputTest::frames()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    RawSocket socket(m_daemon->port(), "/ws/events");
    QVERIFY(!socket.nextOf(u"connected"_s).isEmpty());
    socket.send(bytes);
    if (code == StaysOpen) {
        socket.send(Frame{.payload = "ping"});
        QVERIFY(!socket.nextOf(u"pong"_s).isEmpty());
        return;
    }
    socket.send(Frame{.opcode = Close, .payload = QByteArray("\x03\xe8", 2)});
    const int closed = socket.closeCode();
    QVERIFY2(closed == code || (code == EitherWay && (closed == 1000 || closed == 1007)),
             qPrintable(QString::number(closed)));
}

void SocketInputTest::controlFramesAreAnswered()
{
    RawSocket socket(m_daemon->port(), "/ws/events");
    QVERIFY(!socket.nextOf(u"connected"_s).isEmpty());
    socket.send(Frame{.opcode = Ping, .payload = "abc"});
    std::optional<Frame> answer = socket.next();
    while (answer && answer->opcode == Text) {
        answer = socket.next();
    }
    QVERIFY(answer);
    QCOMPARE(answer->opcode, Pong);
    QCOMPARE(answer->payload, "abc");
    QVERIFY(!answer->isMasked);
    socket.send(Frame{.opcode = Close, .payload = QByteArray("\x03\xe8", 2)});
    QCOMPARE(socket.closeCode(), 1000);
    QVERIFY(waitUntil([&] { return !socket.isOpen(); }));
}

void SocketInputTest::aMessageInPieces()
{
    RawSocket socket(m_daemon->port(), "/ws/events");
    QVERIFY(!socket.nextOf(u"connected"_s).isEmpty());
    const QByteArray message = R"({"type":"subscribe","data":{"events":["camera.*"]}})";
    for (qsizetype i = 0; i < message.size(); ++i) {
        socket.send(Frame{.opcode = i == 0 ? Text : Continuation,
                          .payload = message.sliced(i, 1),
                          .isFinal = i == message.size() - 1});
        // A control frame may come in between.
        socket.send(Frame{.opcode = Ping});
    }
    QCOMPARE(socket.nextOf(u"subscribed"_s).value(u"events").toArray(), QJsonArray{u"camera.*"_s});
}

void SocketInputTest::aByteAtATime()
{
    RawSocket socket(m_daemon->port(), "/ws/events");
    socket.socket().setSocketOption(QAbstractSocket::LowDelayOption, 1);
    QVERIFY(!socket.nextOf(u"connected"_s).isEmpty());
    for (const char byte : text(R"({"type":"ping"})")) {
        socket.send(QByteArray(1, byte));
        QCoreApplication::processEvents();
    }
    QVERIFY(!socket.nextOf(u"pong"_s).isEmpty());
}

QTEST_GUILESS_MAIN(SocketInputTest)
#include "tst_socketinput.moc"
