// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <chrono>

namespace support {

/// An AI service that answers every request with the same bytes, or never.
class NastyServer final : public QObject
{
    Q_OBJECT

public:
    /// What is sent once a whole request has arrived; empty: nothing, for ever.
    explicit NastyServer(QByteArray answer = {})
        : m_answer(std::move(answer))
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, &NastyServer::accept);
    }

    QString url() const
    {
        return QStringLiteral("http://127.0.0.1:%1/service").arg(m_server.serverPort());
    }

    /// An answer with that status and body.
    static QByteArray http(int status, const QByteArray &body, const QByteArray &fields = {})
    {
        return QByteArray("HTTP/1.1 " + QByteArray::number(status) + " Status\r\n" + fields
                          + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
                          + body);
    }

    /// Close the connection behind the answer.
    bool closes = false;
    /// Send one byte at a time, at this pace.
    bool dribbles = false;
    std::chrono::milliseconds pace{50};
    /// Sent at once, before the answer.
    QByteArray head;
    /// The answer to the first request, when it is another one.
    QByteArray first;
    /// Sent behind the answer again and again, as fast as it is taken.
    QByteArray again;

    /// The last request, head and body.
    const QByteArray &request() const { return m_request; }

    int requests() const { return m_requests; }

private:
    void accept();
    void read(QTcpSocket *socket);
    void dribble(QTcpSocket *socket, qsizetype from);
    void repeat(QTcpSocket *socket) const;

    QTcpServer m_server;
    QByteArray m_answer;
    QByteArray m_request;
    int m_requests = 0;
};

} // namespace support
