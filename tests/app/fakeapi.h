// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

/// A backend that gives one prepared answer and keeps what it was asked.
class FakeApi final : public QObject
{
public:
    FakeApi()
    {
        connect(&m_server, &QTcpServer::newConnection, this, &FakeApi::serve);
        m_server.listen(QHostAddress::LocalHost);
    }

    void answer(const QByteArray &status, const QByteArray &body)
    {
        m_request.clear();
        m_answer = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()); }

    QByteArray request() const { return m_request; }

    QByteArray requestLine() const { return m_request.left(m_request.indexOf(" HTTP/1.1\r\n")); }

    /// Of all requests since answer().
    QStringList requestLines() const
    {
        QStringList lines;
        const QList<QByteArray> parts = m_request.split('\n');
        for (const QByteArray &part : parts) {
            if (part.endsWith(" HTTP/1.1\r")) {
                lines.append(QString::fromUtf8(part.chopped(10)));
            }
        }
        return lines;
    }

private:
    void serve()
    {
        QTcpSocket *socket = m_server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            m_request += socket->readAll();
            if (m_request.endsWith("\r\n\r\n")) {
                socket->write(m_answer);
                socket->disconnectFromHost();
            }
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

    QTcpServer m_server;
    QByteArray m_answer;
    QByteArray m_request;
};
