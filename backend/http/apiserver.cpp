// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/apiserver.h"

#include "backend/http/gate.h"
#include "backend/http/gateserver.h"

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTcpSocket>

namespace http {

/// The gate whose slot ran just before Qt's is the one that this request belongs to: slots run in
/// the order of their connection, and the gate was there first.
class ApiServer::QtServer final : public QAbstractHttpServer
{
public:
    void setGates(GateServer *gates) { m_gates = gates; }

protected:
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override
    {
        Gate *gate = m_gates ? m_gates->current() : nullptr;
        if (gate && gate->socket() == socket) {
            gate->dispatch(request.body(), request.headers().size());
        } else {
            socket->abort();
        }
        return true;
    }

    void missingHandler(const QHttpServerRequest & /*request*/, QTcpSocket * /*socket*/) override {
    }
#else
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override
    {
        // While the gate holds the responder, Qt does not read on.
        auto held = std::make_shared<QHttpServerResponder>(std::move(responder));
        Gate *gate = m_gates ? m_gates->current() : nullptr;
        if (gate && gate->socket()->peerPort() == request.remotePort()) {
            gate->hold(std::move(held));
            gate->dispatch(request.body(), request.headers().size());
        }
        return true;
    }

#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    void missingHandler(const QHttpServerRequest & /*request*/,
                        QHttpServerResponder && /*responder*/) override
    { }
#else
    void missingHandler(const QHttpServerRequest & /*request*/,
                        QHttpServerResponder & /*responder*/) override
    { }
#endif
#endif

private:
    GateServer *m_gates = nullptr;
};

ApiServer::ApiServer()
    : m_server(std::make_unique<QtServer>())
{ }

ApiServer::~ApiServer() = default;

bool ApiServer::adopt(GateServer *gates)
{
    m_server->setGates(gates);
    if (m_server->servers().contains(gates)) {
        return true;
    }
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    return m_server->bind(gates);
#else
    if (!gates->isListening()) {
        return false;
    }
    m_server->bind(gates);
    return true;
#endif
}

void ApiServer::detach(QTcpSocket *socket) const
{
    // Until 6.4 the slot belongs to the server; since 6.5 to a stream that owns the socket.
    QObject::disconnect(socket, &QIODevice::readyRead, m_server.get(), nullptr);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QObject::disconnect(socket, &QIODevice::readyRead, socket->parent(), nullptr);
#endif
}

void ApiServer::release(QTcpSocket *socket, QObject *newParent) const
{
    detach(socket);
    if (socket->isTransactionStarted()) {
        socket->rollbackTransaction();
    }
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (QObject *stream = socket->parent(); stream != newParent) {
        QObject::disconnect(socket, nullptr, stream, nullptr);
        socket->setParent(newParent);
        stream->deleteLater();
    }
#else
    Q_UNUSED(newParent)
    // Qt deletes its request object when the socket is destroyed, but by then QWebSocket has
    // dropped all connections of the socket: it must go now, with the slots that look at it.
    QObject::disconnect(socket, &QAbstractSocket::disconnected, socket, nullptr);
    Q_EMIT socket->destroyed(socket);
    QObject::disconnect(socket, &QObject::destroyed, socket, nullptr);
#endif
}

bool ApiServer::continuesByItself()
{
    return QT_VERSION >= QT_VERSION_CHECK(6, 5, 0);
}

} // namespace http
