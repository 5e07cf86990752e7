// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/router.h"

#include "backend/http/bodyrules.h"
#include "backend/http/reply.h"
#include "backend/http/targetrules.h"
#include "backend/protocol/schemarules.h"

#include <QLoggingCategory>
#include <QUrl>

#include <algorithm>
#include <exception>

namespace http {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(routerLog, "signalbox.http")

/// The routes of one path; they differ in their methods only.
struct Router::Match
{
    bool isDecodable = true;
    QStringList segments = {};
    QStringList path = {}; ///< of the routes, with braces
    QList<const Route *> routes = {};

    const Route *of(const QByteArray &method) const;
    QByteArray allow() const;
};

namespace {

bool isPlaceholder(QStringView part)
{
    return part.startsWith(u'{');
}

bool fits(const QStringList &path, const QStringList &segments)
{
    return std::equal(path.begin(), path.end(), segments.begin(), segments.end(),
                      [](const QString &part, const QString &segment) {
                          return isPlaceholder(part) ? !segment.isEmpty() : part == segment;
                      });
}

QHash<QString, QString> named(const QStringList &path, const QStringList &segments)
{
    QHash<QString, QString> values;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (isPlaceholder(path[i])) {
            values.insert(path[i].sliced(1).chopped(1), segments[i]);
        }
    }
    return values;
}

QStringList unknown(const QHash<QString, QString> &query, const QStringList &known)
{
    QStringList names;
    for (auto it = query.keyBegin(); it != query.keyEnd(); ++it) {
        if (!known.contains(*it)) {
            names.append(*it);
        }
    }
    names.sort();
    return names;
}

protocol::Error badRequest(const QString &detail)
{
    return {protocol::ErrorKind::BadRequest, detail};
}

std::optional<protocol::Error> faultIn(const Parameter &parameter, const QString &value)
{
    const auto rule = protocol::broken(parameter.schema, value);
    if (!rule) {
        return {};
    }
    return badRequest(u"Invalid %1 '%2': %3"_s.arg(parameter.name, protocol::shown(value), *rule));
}

std::optional<protocol::Error> checkSegments(const Route &route,
                                             const QHash<QString, QString> &segments)
{
    for (const Parameter &parameter : route.segments) {
        if (auto fault = faultIn(parameter, segments.value(parameter.name))) {
            return fault;
        }
    }
    return {};
}

/// Puts the defaults in, too.
std::optional<protocol::Error> checkQuery(const Route &route, QHash<QString, QString> &query)
{
    for (const Parameter &parameter : route.parameters) {
        const auto given = query.constFind(parameter.name);
        if (given != query.cend()) {
            if (auto fault = faultIn(parameter, *given)) {
                return fault;
            }
        } else if (parameter.isRequired) {
            return badRequest(u"Query parameter '%1' is missing"_s.arg(parameter.name));
        } else if (!parameter.schema.fallback.isUndefined()) {
            query.insert(parameter.name, parameter.schema.fallback.toVariant().toString());
        }
    }
    return {};
}

std::optional<protocol::Error> checkBody(const Route &route, Request &request)
{
    if (!route.body) {
        return {};
    }
    auto object = readBody(request.body);
    if (!object) {
        return object.error();
    }
    if (const auto fault = protocol::fault(*route.body, object.value())) {
        return badRequest(*fault);
    }
    request.json = std::move(object.value());
    return {};
}

QByteArray encodedList(const QStringList &names)
{
    QByteArrayList parts;
    for (const QString &name : names) {
        parts.append(QUrl::toPercentEncoding(name));
    }
    return parts.join(", ");
}

std::optional<protocol::Error> check(const Route &route, Request &request)
{
    if (auto fault = checkSegments(route, request.segments)) {
        return fault;
    }
    if (auto fault = checkQuery(route, request.query)) {
        return fault;
    }
    return checkBody(route, request);
}

void call(const Route &route, const Request &request, const ExchangePtr &exchange)
{
    try {
        route.handler(request, exchange);
    } catch (const std::exception &error) {
        qCWarning(routerLog) << "A handler threw:" << route.path << error.what();
        replyStatus(exchange, 500, u"Internal error"_s);
    } catch (...) {
        qCWarning(routerLog) << "A handler threw:" << route.path;
        replyStatus(exchange, 500, u"Internal error"_s);
    }
}

} // namespace

const Route *Router::Match::of(const QByteArray &method) const
{
    const QByteArray asked = method == "HEAD" ? "GET"_ba : method;
    const auto found = std::find_if(routes.begin(), routes.end(), [&asked](const Route *route) {
        return route->method == asked;
    });
    return found == routes.end() ? nullptr : *found;
}

QByteArray Router::Match::allow() const
{
    QByteArrayList methods;
    for (const Route *route : routes) {
        methods.append(route->method);
        if (route->method == "GET") {
            methods.append("HEAD"_ba);
        }
    }
    methods.append("OPTIONS"_ba);
    return methods.join(", ");
}

void Router::add(Route route)
{
    Q_ASSERT_X(route.path.startsWith(u'/') && route.handler, "Router", "a route without a way");
    const auto path = route.path.sliced(1).split(u'/');
    // m_routes and m_templates go in step; those without placeholders come first, so that the
    // more literal path wins.
    const auto count = std::count_if(path.begin(), path.end(), isPlaceholder);
    const auto at =
        std::find_if(m_templates.begin(), m_templates.end(), [count](const auto &other) {
            return std::count_if(other.begin(), other.end(), isPlaceholder) > count;
        });
    m_routes.insert(m_routes.begin() + (at - m_templates.begin()), std::move(route));
    m_templates.insert(at, path);
}

void Router::define(const QString &name, const protocol::Schema &schema)
{
    Q_ASSERT_X(!m_schemas.contains(name), "Router", "two schemas of one name");
    m_schemas.insert(name, schema);
}

Router::Match Router::match(const QByteArray &rawPath) const
{
    Match match;
    const auto segments = decodedPath(rawPath);
    match.isDecodable = segments.has_value();
    if (!segments) {
        return match;
    }
    match.segments = *segments;
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        if (!fits(m_templates[i], *segments)) {
            continue;
        }
        if (match.routes.isEmpty()) {
            match.path = m_templates[i];
        }
        if (m_templates[i] == match.path) {
            match.routes.append(&m_routes[i]);
        }
    }
    return match;
}

std::optional<qint64> Router::bodyLimit(const QByteArray &method, const QByteArray &rawPath) const
{
    const Route *route = match(rawPath).of(method);
    return route ? std::optional(route->bodyLimit) : std::nullopt;
}

void Router::serve(const Route &route, const Match &found, RawRequest raw,
                   const ExchangePtr &exchange) const
{
    const QStringList known = namesOf(route.parameters);
    auto query = decodedQuery(raw.query, known, listsAmong(route.parameters));
    if (!query) {
        return replyError(exchange, query.error());
    }
    Request request{
        .method = route.method,
        .path = u'/' + found.segments.join(u'/'),
        .segments = named(found.path, found.segments),
        .query = std::move(query.value()),
        .body = std::move(raw.body),
        .ifNoneMatch = raw.ifNoneMatch,
        .principal = std::move(raw.principal),
        .peer = raw.peer,
    };
    request.ignoredParameters = unknown(request.query, known);
    if (!request.ignoredParameters.isEmpty()) {
        exchange->addHeader("X-Ignored-Parameters"_ba, encodedList(request.ignoredParameters));
    }
    if (const auto fault = check(route, request)) {
        return replyError(exchange, *fault);
    }
    if (route.source == Source::Anything || !request.ifNoneMatch.isEmpty()) {
        return call(route, request, exchange);
    }
    m_stored.answer({.target = raw.path + '?' + raw.query,
                     .beside = route.beside ? route.beside() : QByteArray(),
                     .hasTime = route.source == Source::StoreAndTime},
                    exchange, [&](const ExchangePtr &whole) { call(route, request, whole); });
}

void Router::route(RawRequest raw, const ExchangePtr &exchange) const
{
    const Match found = match(raw.path);
    m_meter.watch(*exchange, found.of(raw.method));
    if (!found.isDecodable) {
        return replyStatus(exchange, 400, u"The path is malformed"_s);
    }
    if (found.routes.isEmpty()) {
        return replyStatus(exchange, 404, u"Not Found"_s);
    }
    if (raw.method == "OPTIONS") {
        return exchange->reply({.status = 204, .headers = {{"Allow"_ba, found.allow()}}});
    }
    const Route *route = found.of(raw.method);
    if (!route) {
        exchange->addHeader("Allow"_ba, found.allow());
        return replyStatus(exchange, 405, u"Method Not Allowed"_s);
    }
    if (raw.principal.scope < route->scope) {
        return replyStatus(exchange, 403, u"This needs a token with more rights"_s);
    }
    serve(*route, found, std::move(raw), exchange);
}

} // namespace http
