// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/exchange.h"
#include "backend/http/request.h"
#include "backend/http/requestmeter.h"
#include "backend/http/route.h"
#include "backend/http/storedanswers.h"

#include <QMap>

#include <optional>
#include <vector>

namespace http {

/// The only table of routes and of the schemas that they speak of: source of routing, 404, 405,
/// OPTIONS, of the checks of parameters and bodies, and of the description of the API.
class Router final
{
public:
    void add(Route route);

    /// Gives a schema a name that others refer to; once a name.
    void define(const QString &name, const protocol::Schema &schema);

    /// Tells of commits: then the answers that depend on the store alone are kept in between.
    void setStoreVersion(StoredAnswers::Version version)
    {
        m_stored.setVersion(std::move(version));
    }

    /// Another one after each commit; nothing while nothing that comes from the store may be kept.
    std::optional<qint64> storeVersion() const { return m_stored.version(); }

    const std::vector<Route> &routes() const { return m_routes; }

    const QMap<QString, protocol::Schema> &schemas() const { return m_schemas; }

    /// What has been asked for and how it was answered.
    const RequestMeter &meter() const { return m_meter; }

    /// Calls the handler, or answers: 400 for a target that does not decode and for a segment, a
    /// parameter or a body that breaks its schema, 404, 405 with Allow, OPTIONS 204 with Allow, 403
    /// when the scope is missing, 500 when the handler throws.
    void route(RawRequest request, const ExchangePtr &exchange) const;

    /// The limit of the route that a raw request head would reach; 0: that of the door; nothing
    /// when there is no such route.
    std::optional<qint64> bodyLimit(const QByteArray &method, const QByteArray &rawPath) const;

private:
    struct Match;
    Match match(const QByteArray &rawPath) const;
    void serve(const Route &route, const Match &found, RawRequest raw,
               const ExchangePtr &exchange) const;

    std::vector<Route> m_routes;
    RequestMeter m_meter;
    mutable StoredAnswers m_stored; ///< kept answers change nothing that is told
    QMap<QString, protocol::Schema> m_schemas;
    std::vector<QStringList> m_templates; ///< the path of each route in segments
};

} // namespace http
