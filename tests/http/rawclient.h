// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/waituntil.h"

#include <QTcpSocket>

#include <memory>

/// One answer as it came over the wire.
struct RawAnswer
{
    int status = 0;
    QByteArray head = {}; ///< lower case
    QByteArray body = {};

    QByteArray field(const QByteArray &name) const
    {
        const qsizetype at = head.indexOf(QByteArray("\r\n" + name.toLower() + ": "));
        if (at < 0) {
            return {};
        }
        const qsizetype start = at + name.size() + 4;
        return head.sliced(start, head.indexOf("\r\n", start) - start);
    }
};

/// A client that sends exactly the bytes it is told and takes the answers apart.
class RawClient
{
public:
    explicit RawClient(quint16 port)
        : RawClient(std::make_unique<QTcpSocket>())
    {
        socket.connectToHost(QHostAddress::LocalHost, port);
        (void)waitUntil([this] { return socket.state() == QAbstractSocket::ConnectedState; });
        socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    }

    void send(const QByteArray &bytes)
    {
        socket.write(bytes);
        socket.flush();
    }

    bool waitForClose(int ms = 10000)
    {
        const bool closed =
            waitUntil([this] { return socket.state() == QAbstractSocket::UnconnectedState; }, ms);
        m_bytes += socket.readAll();
        return closed;
    }

    bool isOpen() const { return socket.state() == QAbstractSocket::ConnectedState; }

    /// The next answer; status 0 when none came. To HEAD there is no body.
    RawAnswer take(bool isToHead = false, int ms = 10000)
    {
        RawAnswer answer;
        (void)waitUntil([&] { return tryTake(isToHead, answer) || !isOpen(); }, ms);
        if (answer.status == 0) {
            tryTake(isToHead, answer);
        }
        return answer;
    }

    QByteArray rest()
    {
        m_bytes += socket.readAll();
        return m_bytes;
    }

private:
    std::unique_ptr<QTcpSocket> m_own;

public:
    QTcpSocket &socket;

protected:
    explicit RawClient(std::unique_ptr<QTcpSocket> own)
        : m_own(std::move(own))
        , socket(*m_own)
    { }

private:
    bool tryTake(bool isToHead, RawAnswer &answer)
    {
        m_bytes += socket.readAll();
        const qsizetype end = m_bytes.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        RawAnswer found{.status = m_bytes.sliced(9, 3).toInt(),
                        .head = m_bytes.first(end + 2).toLower()};
        const qsizetype length = isToHead ? 0 : found.field("content-length").toLongLong();
        if (m_bytes.size() < end + 4 + length) {
            return false;
        }
        found.body = m_bytes.sliced(end + 4, length);
        m_bytes.remove(0, end + 4 + length);
        answer = found;
        return true;
    }

    QByteArray m_bytes;
};
