// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/httprules.h"

#include <QObject>
#include <QTcpServer>
#include <QThreadPool>

#include <functional>

class QTcpSocket;

namespace vision {

struct Request
{
    QByteArray method = {};
    QByteArray path = {};
    QByteArray contentType = {};
    QByteArray body = {};
};

struct Response
{
    int status = 200;
    QByteArray json = {};
};

/// {"detail": reason} with `status`.
Response failure(int status, const QString &reason);

/// What answers requests. `quick` runs on the server's thread and must not take time; when it has
/// no answer, `work` gives one on the thread of the pool.
struct Handlers
{
    std::function<std::optional<Response>(const Request &)> quick = {};
    std::function<Response(const Request &)> work = {};
};

/// A small HTTP/1.1 server for loopback: health answers while a model works.
///
/// One request at a time on each connection; head, body and idle connections have deadlines; work
/// beyond `MaxWaiting`, and bytes of all requests together beyond `MaxHeldBytes`, are refused with
/// 503.
class HttpServer final : public QObject
{
    Q_OBJECT

public:
    explicit HttpServer(Handlers handlers, QObject *parent = nullptr);
    ~HttpServer() override;

    /// Port 0 takes a free one; false with errorString().
    bool listen(const QHostAddress &address, quint16 port);

    quint16 port() const { return m_server.serverPort(); }

    QString errorString() const { return m_server.errorString(); }

    /// Hands work to the pool; `answer` is called on this thread. False when too much waits.
    bool work(const Request &request, QObject *context, std::function<void(Response)> answer);

    /// Counts bytes of requests that are held (or, when negative, no longer). False, and not
    /// counted, when it would be too many.
    bool hold(qint64 bytes);

    std::optional<Response> quick(const Request &request) const
    {
        return m_handlers.quick(request);
    }

    static constexpr int MaxConnections = 64;
    static constexpr int MaxWaiting = 16;
    static constexpr qint64 MaxHeldBytes = qint64{96} * 1024 * 1024;

private:
    void accept();

    Handlers m_handlers;
    QTcpServer m_server;
    QThreadPool m_pool;
    int m_waiting = 0;
    int m_connections = 0;
    qint64 m_held = 0;
};

} // namespace vision
