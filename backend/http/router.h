// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/exchange.h"
#include "backend/http/request.h"

#include <QList>

#include <functional>
#include <optional>
#include <vector>

namespace http {

using Handler = std::function<void(const Request &, ExchangePtr)>;

/// More than any request needs that carries nothing.
inline constexpr qint64 SmallBody = 4096;

/// One line of the route table.
struct Route
{
    QByteArray method = {};
    QString path = {}; ///< "/api/system/supervisor/workers/{name}/start"
    Scope scope = Scope::Admin;
    QStringList parameters = {}; ///< the query parameters that it knows
    qint64 bodyLimit = SmallBody; ///< bytes; 0: that of the door
    QString summary = {};
    Handler handler = {};
};

/// The only table of routes: source of routing, 404, 405, OPTIONS and the description of the API.
class Router final
{
public:
    void add(Route route);

    const std::vector<Route> &routes() const { return m_routes; }

    /// Calls the handler, or answers: 400 for a target that does not decode, 404, 405 with Allow,
    /// OPTIONS 204 with Allow, 403 when the scope is missing, 500 when the handler throws.
    void route(RawRequest request, const ExchangePtr &exchange) const;

    /// The limit of the route that a raw request head would reach; 0: that of the door; nothing
    /// when there is no such route.
    std::optional<qint64> bodyLimit(const QByteArray &method, const QByteArray &rawPath) const;

private:
    struct Match;
    Match match(const QByteArray &rawPath) const;

    std::vector<Route> m_routes;
    std::vector<QStringList> m_templates; ///< the path of each route in segments
};

} // namespace http
