// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

/// A backend that gives prepared answers and keeps what it was asked.
class FakeApi final : public QObject
{
public:
    FakeApi()
    {
        connect(&m_server, &QTcpServer::newConnection, this, &FakeApi::serve);
        m_server.listen(QHostAddress::LocalHost);
    }

    /// From now on to every request.
    void answer(const QByteArray &status, const QByteArray &body)
    {
        m_request.clear();
        m_answers.clear();
        then(status, body);
    }

    /// To every request after the next one.
    void then(const QByteArray &status, const QByteArray &body)
    {
        m_answers.append(
            "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()); }

    QByteArray request() const { return m_request; }

    QByteArray requestLine() const { return m_request.left(m_request.indexOf(" HTTP/1.1\r\n")); }

    /// Of the first request.
    QByteArray body() const { return m_request.mid(m_request.indexOf("\r\n\r\n") + 4); }

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
            if (isWhole(socket->peek(socket->bytesAvailable()))) {
                m_request += socket->readAll();
                socket->write(m_answers.size() > 1 ? m_answers.takeFirst() : m_answers.first());
                socket->disconnectFromHost();
            }
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

    /// The head, and as many bytes behind it as it promises.
    static bool isWhole(const QByteArray &request)
    {
        const qsizetype head = request.indexOf("\r\n\r\n");
        const QByteArray name = "content-length: ";
        const qsizetype at = request.toLower().indexOf(name);
        const qsizetype end = request.indexOf("\r\n", at);
        const qsizetype begin = at + name.size();
        const qint64 length = at < 0 ? 0 : request.mid(begin, end - begin).toLongLong();
        return head >= 0 && request.size() >= head + 4 + length;
    }

    QTcpServer m_server;
    QList<QByteArray> m_answers;
    QByteArray m_request;
};
