// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nastyserver.h"

#include <QTimer>

using namespace std::chrono_literals;

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
    const qsizetype head = m_request.indexOf("\r\n\r\n");
    const qsizetype length = m_request.toLower().indexOf("content-length: ");
    if (head < 0 || length < 0) {
        return;
    }
    const QByteArray number =
        m_request.mid(length + 16, m_request.indexOf("\r\n", length) - length - 16);
    if (m_request.size() < head + 4 + number.toLongLong()) {
        return;
    }
    ++m_requests;
    if (dribbles) {
        dribble(socket, 0);
        return;
    }
    socket->write(m_answer);
    if (closes) {
        socket->disconnectFromHost();
    }
}

void NastyServer::dribble(QTcpSocket *socket, qsizetype from)
{
    socket->write(m_answer.mid(from, 1));
    QTimer::singleShot(50ms, socket, [this, socket, from] { dribble(socket, from + 1); });
}

} // namespace support
