// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/rawsocket.h"

#include "tests/scenario/support/processes.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QtEndian>

namespace scenario {

namespace {

constexpr int CloseOpcode = 8;
constexpr quint8 LengthInTwo = 126;
constexpr quint8 LengthInEight = 127;

template<typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof number, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

} // namespace

QByteArray toBytes(const Frame &frame)
{
    QByteArray bytes;
    const int first = (frame.isFinal ? 0x80 : 0) | (frame.reserved << 4) | frame.opcode;
    bytes.append(static_cast<char>(first));
    const int mask = frame.isMasked ? 0x80 : 0;
    const auto size = static_cast<quint64>(frame.payload.size());
    if (frame.claimedSize || size > 0xffff) {
        bytes.append(static_cast<char>(mask | LengthInEight));
        bytes.append(bigEndian(frame.claimedSize.value_or(size)));
    } else if (size >= LengthInTwo) {
        bytes.append(static_cast<char>(mask | LengthInTwo));
        bytes.append(bigEndian(static_cast<quint16>(size)));
    } else {
        bytes.append(static_cast<char>(mask | static_cast<int>(size)));
    }
    // A mask of zeros changes nothing and is as good as any.
    return bytes + QByteArray(frame.isMasked ? 4 : 0, '\0') + frame.payload;
}

RawSocket::RawSocket(quint16 port, const QByteArray &target, const QByteArray &fields)
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket.write("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
                   + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                   + fields + "\r\n");
    (void)waitUntil(
        [this] {
            m_bytes += m_socket.readAll();
            return m_bytes.contains("\r\n\r\n")
                || m_socket.state() == QAbstractSocket::UnconnectedState;
        },
        10000);
    const qsizetype end = m_bytes.indexOf("\r\n\r\n");
    if (end >= 0) {
        m_status = m_bytes.sliced(9, 3).toInt();
        m_head = m_bytes.first(end + 2).toLower();
        m_bytes.remove(0, end + 4);
    }
}

void RawSocket::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

std::optional<Frame> RawSocket::take()
{
    m_bytes += m_socket.readAll();
    const auto byte = [this](qsizetype at) { return static_cast<quint8>(m_bytes.at(at)); };
    if (m_bytes.size() < 2) {
        return std::nullopt;
    }
    quint64 size = byte(1) & 0x7f;
    const qsizetype head = size == LengthInTwo ? 4 : size == LengthInEight ? 10 : 2;
    if (m_bytes.size() < head) {
        return std::nullopt;
    }
    if (size == LengthInTwo) {
        size = qFromBigEndian<quint16>(m_bytes.constData() + 2);
    } else if (size == LengthInEight) {
        size = qFromBigEndian<quint64>(m_bytes.constData() + 2);
    }
    const qsizetype whole = head + static_cast<qsizetype>(size);
    if (m_bytes.size() < whole) {
        return std::nullopt;
    }
    const Frame frame{.opcode = byte(0) & 0x0f,
                      .payload = m_bytes.sliced(head, whole - head),
                      .isFinal = (byte(0) & 0x80) != 0,
                      .reserved = (byte(0) >> 4) & 7,
                      .isMasked = (byte(1) & 0x80) != 0};
    m_bytes.remove(0, whole);
    return frame;
}

std::optional<Frame> RawSocket::next(int ms)
{
    std::optional<Frame> frame;
    (void)waitUntil(
        [&] {
            frame = take();
            return frame || m_socket.state() == QAbstractSocket::UnconnectedState;
        },
        ms);
    return frame ? frame : take();
}

QJsonObject RawSocket::nextOf(const QString &type, int ms)
{
    while (const auto frame = next(ms)) {
        const QJsonObject message = QJsonDocument::fromJson(frame->payload).object();
        if (frame->opcode == 1 && message.value(u"type") == type) {
            return message;
        }
    }
    return {};
}

int RawSocket::closeCode(int ms)
{
    while (const auto frame = next(ms)) {
        if (frame->opcode == CloseOpcode) {
            return frame->payload.size() < 2 ? 0
                                             : qFromBigEndian<quint16>(frame->payload.constData());
        }
    }
    return isOpen() ? -1 : 0;
}

} // namespace scenario
