// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/tokens/tokenroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/tokens/registry.h"

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;

namespace tokens {

namespace {

namespace schema = protocol::schema;

constexpr int Ok = 200;
constexpr int Created = 201;
const QString Tag = u"tokens"_s;

void writeFields(protocol::JsonWriter &json, const Token &token, protocol::WallTime now)
{
    json.field(u"id", token.id)
        .field(u"name", token.name)
        .field(u"scope", toText(token.scope))
        .field(u"created_at", token.createdAt)
        .field(u"expires_at", token.expiresAt)
        .field(u"expired", isExpired(token, now));
}

QByteArray document(const QList<Token> &tokens)
{
    const auto now = protocol::Now::read().wall;
    protocol::JsonWriter json;
    json.beginObject().key(u"tokens").beginArray();
    for (const Token &token : tokens) {
        json.beginObject();
        writeFields(json, token, now);
        json.endObject();
    }
    json.endArray().field(u"total", tokens.size()).field(u"timestamp", now).endObject();
    return json.bytes();
}

QByteArray document(const Fresh &fresh)
{
    protocol::JsonWriter json;
    json.beginObject();
    writeFields(json, fresh.token, fresh.token.createdAt);
    json.field(u"token", QString::fromLatin1(fresh.secret)).endObject();
    return json.bytes();
}

QByteArray revoked(const Token &token)
{
    protocol::JsonWriter json;
    json.beginObject()
        .field(u"success", true)
        .field(u"message", u"Token '%1' (%2) revoked"_s.arg(token.id, token.name))
        .field(u"id", token.id)
        .endObject();
    return json.bytes();
}

/// What the schema cannot say.
protocol::Result<Wish> wishFrom(const QJsonObject &body)
{
    Wish wish{.name = body.value(u"name").toString(),
              .scope = scopeFrom(body.value(u"scope").toString())};
    if (const QString rule = checkName(wish.name); !rule.isEmpty()) {
        return Error{ErrorKind::BadRequest, u"name '%1': %2"_s.arg(wish.name, rule)};
    }
    const QString expires = body.value(u"expires").toString();
    if (!body.value(u"expires").isString()) {
        return wish;
    }
    const auto time = expiryFrom(expires, protocol::Now::read().wall);
    if (!time) {
        return Error{ErrorKind::BadRequest,
                     u"expires '%1': %2"_s.arg(expires, time.error().detail)};
    }
    wish.expiresAt = time.value();
    return wish;
}

void replyCreated(Registry &registry, QObject *context, const http::Request &request,
                  const http::ExchangePtr &exchange)
{
    const auto wish = wishFrom(request.json);
    if (!wish) {
        http::replyError(exchange, wish.error());
        return;
    }
    registry.create(wish.value(), context, [exchange](const protocol::Result<Fresh> &fresh) {
        if (fresh) {
            http::replyJson(exchange, Created, document(fresh.value()));
        } else {
            http::replyError(exchange, fresh.error());
        }
    });
}

void replyRevoked(Registry &registry, QObject *context, const http::Request &request,
                  const http::ExchangePtr &exchange)
{
    registry.revoke(request.segment(u"id"_s), context,
                    [exchange](const protocol::Result<Token> &token) {
                        if (token) {
                            http::replyJson(exchange, Ok, revoked(token.value()));
                        } else {
                            http::replyError(exchange, token.error());
                        }
                    });
}

protocol::Schema scopes()
{
    return schema::words({u"read"_s, u"operate"_s, u"admin"_s});
}

void defineSchemas(http::Router &router)
{
    using namespace protocol::schema;
    const protocol::Schema expires =
        described(nullable(time()), u"Null: it is good until it is revoked"_s);
    router.define(u"Token"_s,
                  object({{u"id"_s, text()},
                          {u"name"_s, text()},
                          {u"scope"_s, scopes()},
                          {u"created_at"_s, time()},
                          {u"expires_at"_s, expires},
                          {u"expired"_s, boolean()}}));
    router.define(u"Tokens"_s,
                  object({{u"tokens"_s, list(named(u"Token"_s))},
                          {u"total"_s, integer(0)},
                          {u"timestamp"_s, time()}}));
    router.define(
        u"TokenCreated"_s,
        object({{u"id"_s, text()},
                {u"name"_s, text()},
                {u"scope"_s, scopes()},
                {u"created_at"_s, time()},
                {u"expires_at"_s, expires},
                {u"expired"_s, boolean()},
                {u"token"_s, described(text(), u"The secret itself; it is shown this once"_s)}}));
    router.define(u"TokenRevoked"_s,
                  object({{u"success"_s, boolean()}, {u"message"_s, text()}, {u"id"_s, text()}}));
}

protocol::Schema wishSchema()
{
    using namespace protocol::schema;
    return closed({{u"name"_s, text(1, 64)},
                   {u"scope"_s, scopes()},
                   optional(u"expires"_s,
                            described(nullable(text(1)),
                                      u"A time to come, or a span such as 90d, 12h or 45m"_s))});
}

void addRevoking(http::Router &router, Registry &registry, QObject *context)
{
    router.add({.method = "DELETE",
                .path = u"/api/tokens/{id}"_s,
                .tag = Tag,
                .summary = u"Revoke a token: its connections end, its requests are refused"_s,
                .segments = {{.name = u"id"_s,
                              .schema = schema::text(1, 64),
                              .description = u"As the list gives it"_s}},
                .answers = {{.status = Ok,
                             .description = u"It is not good any more"_s,
                             .schema = schema::named(u"TokenRevoked"_s)},
                            http::failure(404, u"There is no such token"_s),
                            http::failure(503, u"The file of tokens cannot be written"_s)},
                .handler = [&registry, context](const http::Request &request,
                                                const http::ExchangePtr &exchange) {
                    replyRevoked(registry, context, request, exchange);
                }});
}

} // namespace

void addRoutes(http::Router &router, Registry &registry, QObject *context)
{
    defineSchemas(router);
    router.add({.method = "GET",
                .path = u"/api/tokens"_s,
                .tag = Tag,
                .summary = u"The tokens, without their secrets"_s,
                .answers = {{.status = Ok,
                             .description = u"All, oldest first"_s,
                             .schema = schema::named(u"Tokens"_s)}},
                .handler = [&registry](const http::Request &, const http::ExchangePtr &exchange) {
                    http::replyJson(exchange, Ok, document(registry.list()));
                }});
    router.add(
        {.method = "POST",
         .path = u"/api/tokens"_s,
         .tag = Tag,
         .summary = u"Create a token"_s,
         .body = wishSchema(),
         .answers = {{.status = Created,
                      .description = u"The token, whose secret is not shown again"_s,
                      .schema = schema::named(u"TokenCreated"_s)},
                     http::failure(409, u"There is one of that name, or there are too many"_s),
                     http::failure(503, u"The file of tokens cannot be written"_s)},
         .handler = [&registry, context](const http::Request &request,
                                         const http::ExchangePtr &exchange) {
             replyCreated(registry, context, request, exchange);
         }});
    addRevoking(router, registry, context);
}

} // namespace tokens
