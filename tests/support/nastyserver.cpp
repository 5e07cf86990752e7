// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nastyserver.h"

#include <QTimer>

namespace support {

void NastyServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        m_request.clear();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    }
}

void NastyServer::read(QTcpSocket *socket)
{
    m_request += socket->readAll();
    const qsizetype end = m_request.indexOf("\r\n\r\n");
    const qsizetype length = m_request.toLower().indexOf("content-length: ");
    if (end < 0 || length < 0) {
        return;
    }
    const QByteArray number =
        m_request.mid(length + 16, m_request.indexOf("\r\n", length) - length - 16);
    if (m_request.size() < end + 4 + number.toLongLong()) {
        return;
    }
    ++m_requests;
    socket->write(head);
    if (dribbles) {
        dribble(socket, 0);
        return;
    }
    socket->write(m_requests == 1 && !first.isEmpty() ? first : m_answer);
    if (closes) {
        socket->disconnectFromHost();
    }
    if (!again.isEmpty()) {
        connect(socket, &QTcpSocket::bytesWritten, this, [this, socket] { repeat(socket); });
        repeat(socket);
    }
}

void NastyServer::repeat(QTcpSocket *socket) const
{
    if (socket->state() == QAbstractSocket::ConnectedState && socket->bytesToWrite() == 0) {
        socket->write(again);
    }
}

void NastyServer::dribble(QTcpSocket *socket, qsizetype from)
{
    socket->write(m_answer.mid(from, 1));
    QTimer::singleShot(pace, socket, [this, socket, from] { dribble(socket, from + 1); });
}

} // namespace support
