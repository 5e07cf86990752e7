// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/actionrules.h"
#include "backend/http/gateserver.h"
#include "backend/http/limits.h"
#include "backend/http/policy.h"
#include "backend/http/router.h"
#include "backend/http/targetrules.h"
#include "backend/http/upgrades.h"
#include "backend/protocol/result.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace http {

class ApiServer;

/// The door: one port for the API and its WebSockets.
///
/// Lives in one thread, which handlers must not block; they may answer from any thread, later.
class HttpServer final : public QObject
{
    Q_OBJECT

public:
    HttpServer(const Limits &limits, PolicySettings policy, QObject *parent = nullptr);
    ~HttpServer() override;

    /// The route table; filled before listen().
    Router &router() { return m_router; }

    /// Upgrades of this path are let in for those with the scope; with Scope::None also for those
    /// who have yet to log in. Upgrades of any other path are 404; a value of a known query
    /// parameter that is none of its words is 400.
    void addWebSocketPath(const QString &path, Scope scope, const WordParameters &parameters = {});

    /// New connections speak TLS from here on, with this certificate; before listen() for the
    /// first.
    void setTls(const QSslConfiguration &configuration);

    /// Port 0 takes a free one; the port that it listens on, or why it does not.
    protocol::Result<quint16> listen(const QHostAddress &address, quint16 port);

    /// Accepts no more and closes idle connections; requests at work are still answered.
    void close();

    /// Checks a token that came inside a WebSocket; wrong ones count as failed log-ins.
    Admission logIn(const QByteArray &token, const QHostAddress &peer);

    Counters counters() const;

    QList<RequestLine> requests() const { return m_router.meter().lines(); }

    qsizetype liveConnections() const;

Q_SIGNALS:
    void webSocketOpened(http::WebSocketConnection connection);
    /// Somebody wanted to change something or to log in; this came of it.
    void acted(const http::Action &action);

private:
    struct WebSocketPath
    {
        Scope scope = Scope::Admin;
        WordParameters parameters = {};
    };

    Admission admit(const Head &head, const Ends &ends);
    void handle(RawRequest request, const ExchangePtr &exchange);
    void tellOfRefusal(Action action, const Admission &admission);
    Admission admitWebSocket(const Head &head, Admission admission) const;
    std::optional<Response> refuseRequest(const Head &head, const Principal &principal) const;

    Limits m_limits;
    Policy m_policy;
    Router m_router;
    QHash<QByteArray, WebSocketPath> m_webSocketPaths;
    std::unique_ptr<ApiServer> m_parser;
    std::unique_ptr<GateServer> m_gates; ///< after its parser, so that it goes first
};

} // namespace http
