// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/httpserver.h"

#include "backend/vision/connection.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTcpSocket>

#include <exception>

using namespace Qt::StringLiterals;

namespace vision {

Response failure(int status, const QString &reason)
{
    return {.status = status,
            .json =
                QJsonDocument(QJsonObject{{u"detail"_s, reason}}).toJson(QJsonDocument::Compact)};
}

HttpServer::HttpServer(Handlers handlers, QObject *parent)
    : QObject(parent)
    , m_handlers(std::move(handlers))
{
    m_pool.setMaxThreadCount(1);
    connect(&m_server, &QTcpServer::newConnection, this, &HttpServer::accept);
}

HttpServer::~HttpServer()
{
    m_pool.clear();
    m_pool.waitForDone();
    qDeleteAll(findChildren<Connection *>(Qt::FindDirectChildrenOnly)); // they count on us
}

bool HttpServer::listen(const QHostAddress &address, quint16 port)
{
    return m_server.listen(address, port);
}

void HttpServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_connections >= MaxConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_connections;
        auto *connection = new Connection(socket, *this);
        connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
    }
}

bool HttpServer::hold(qint64 bytes)
{
    if (bytes > 0 && m_held + bytes > MaxHeldBytes) {
        return false;
    }
    m_held += bytes;
    return true;
}

bool HttpServer::work(const Request &request, QObject *context,
                      std::function<void(Response)> answer)
{
    if (m_waiting >= MaxWaiting) {
        return false;
    }
    ++m_waiting;
    m_held += request.body.size();
    // The client may be gone when the model is done: then nobody is answered.
    const QPointer<QObject> client(context);
    m_pool.start([this, request, client, answer = std::move(answer)] {
        Response response;
        try {
            response = m_handlers.work(request);
        } catch (const std::exception &fault) {
            response = failure(400,
                               u"the image cannot be read: "_s
                                   + QString::fromLocal8Bit(fault.what()).simplified());
        }
        QMetaObject::invokeMethod(
            this,
            [this, client, answer, response, bytes = request.body.size()] {
                --m_waiting;
                m_held -= bytes;
                if (!client.isNull()) {
                    answer(response);
                }
            },
            Qt::QueuedConnection);
    });
    return true;
}

} // namespace vision
