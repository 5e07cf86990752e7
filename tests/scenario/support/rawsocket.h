// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QTcpSocket>

#include <optional>

namespace scenario {

/// One frame as RFC 6455 lays it out, right or wrong.
struct Frame
{
    int opcode = 1; ///< 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong
    QByteArray payload = {};
    bool isFinal = true;
    int reserved = 0; ///< the bits RSV1 (4), RSV2 (2) and RSV3 (1)
    bool isMasked = true;
    std::optional<quint64> claimedSize = {}; ///< in the header, in eight bytes; else the payload's
};

QByteArray toBytes(const Frame &frame);

/// A WebSocket of which every byte is under control.
class RawSocket final
{
public:
    /// Connects and asks for an upgrade of `target`; `fields` end with CRLF each.
    RawSocket(quint16 port, const QByteArray &target, const QByteArray &fields = {});

    /// The status and the head of the answer to the upgrade, in lower case; 0 when none came.
    int status() const { return m_status; }

    const QByteArray &head() const { return m_head; }

    void send(const QByteArray &bytes);

    void send(const Frame &frame) { send(toBytes(frame)); }

    /// The next frame; nothing when the connection ended before one came.
    std::optional<Frame> next(int ms = 10000);

    /// The next text message of this type; empty when none came.
    QJsonObject nextOf(const QString &type, int ms = 10000);

    /// Reads on until the server's close frame; its code, 0 when the connection ended without one,
    /// -1 when it is still open.
    int closeCode(int ms = 10000);

    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

    QTcpSocket &socket() { return m_socket; }

private:
    std::optional<Frame> take();

    QTcpSocket m_socket;
    QByteArray m_bytes;
    QByteArray m_head;
    int m_status = 0;
};

} // namespace scenario
