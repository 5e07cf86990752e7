// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>

class QObject;
class QTcpSocket;

namespace http {

class GateServer;

/// Qt's HTTP parser behind the gates. Its types stay in its source file, so that another version
/// of Qt, or another parser, is a change of one file.
class ApiServer final
{
public:
    ApiServer();
    ~ApiServer();
    ApiServer(const ApiServer &) = delete;
    ApiServer &operator=(const ApiServer &) = delete;

    /// `gates` must be listening; false when Qt refuses it.
    bool adopt(GateServer *gates);

    /// Stops Qt from reading this socket.
    void detach(QTcpSocket *socket) const;

    /// Takes a socket out for a WebSocket: its bytes unread, nothing of Qt's HTTP server on it.
    void release(QTcpSocket *socket, QObject *newParent) const;

    /// True when Qt answers `Expect: 100-continue` itself (6.5).
    static bool continuesByItself();

private:
    class QtServer;
    std::unique_ptr<QtServer> m_server;
};

} // namespace http
