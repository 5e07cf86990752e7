// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/httpserver.h"

#include <QTimer>

#include <optional>

namespace vision {

/// One client: reads a request, has it answered, then reads the next.
class Connection final : public QObject
{
    Q_OBJECT

public:
    /// Takes the socket; deletes itself when the client is gone.
    Connection(QTcpSocket *socket, HttpServer &server);
    ~Connection() override;

private:
    void read();
    bool takeBytes();
    void letGo();
    void readBody();
    void dispatch();
    void answer(const Response &response);

    QTcpSocket *m_socket;
    HttpServer &m_server;
    QTimer m_deadline;
    QByteArray m_in;
    std::optional<RequestHead> m_head;
    bool m_busy = false;
    /// Bytes of `m_in` that the server counts.
    qint64 m_held = 0;
};

} // namespace vision
