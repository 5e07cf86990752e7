// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alertroutes.h"

#include "backend/alerts/alerts.h"
#include "backend/alerts/alertschemas.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/keptdocument.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace alerts {

namespace {

namespace schema = protocol::schema;

Alerts::Answer<protocol::Alert> answerTo(const http::ExchangePtr &exchange)
{
    return [exchange](const protocol::Result<protocol::Alert> &alert) {
        if (!alert) {
            http::replyError(exchange, alert.error());
            return;
        }
        protocol::JsonWriter json;
        protocol::write(json, alert.value());
        http::replyJson(exchange, 200, json.bytes());
    };
}

void replyPage(Alerts &alerts, const http::Request &request, const http::ExchangePtr &exchange)
{
    alerts.page({.status = request.text(u"status"_s),
                 .severity = request.text(u"severity"_s),
                 .rule = request.text(u"rule"_s),
                 .before = request.integer(u"cursor"_s),
                 .limit = static_cast<int>(request.integer(u"limit"_s))},
                [exchange](const protocol::Result<protocol::AlertPage> &page) {
                    if (!page) {
                        http::replyError(exchange, page.error());
                        return;
                    }
                    protocol::JsonWriter json;
                    protocol::write(json, page.value(), protocol::Now::read().wall);
                    http::replyJson(exchange, 200, json.bytes());
                });
}

void handle(Alerts &alerts, Wish wish, const http::Request &request,
            const http::ExchangePtr &exchange)
{
    const QString reason = request.json.value(u"reason").toString().trimmed();
    alerts.handle(request.segment(u"id"_s),
                  {.wish = wish,
                   .by = request.principal.name,
                   .reason = reason.isEmpty() ? std::nullopt : std::optional(reason)},
                  answerTo(exchange));
}

http::Parameter idSegment()
{
    return {.name = u"id"_s, .schema = schema::text(1, 64), .description = u"Of the alert"_s};
}

QList<http::Parameter> listParameters()
{
    return http::pageParameters(http::numberCursor())
        << http::Parameter{.name = u"status"_s,
                           .schema =
                               schema::words({u"active"_s, u"pending"_s, u"delivered"_s,
                                              u"acknowledged"_s, u"dismissed"_s, u"resolved"_s}),
                           .description = u"active: neither dismissed nor resolved"_s}
        << http::Parameter{.name = u"severity"_s,
                           .schema =
                               schema::words({u"low"_s, u"medium"_s, u"high"_s, u"critical"_s}),
                           .description = u"Only alerts of this severity"_s}
        << http::Parameter{.name = u"rule"_s,
                           .schema = schema::text(1, 64),
                           .description = u"Only alerts of the rule of this name"_s};
}

void addRules(http::Router &router, const Alerts &alerts)
{
    const auto document = std::make_shared<protocol::KeptDocument<QList<protocol::AlertRule>>>();
    router.add(
        {.method = "GET",
         .path = u"/api/alerts/rules"_s,
         .scope = http::Scope::Read,
         .tag = u"alerts"_s,
         .summary = u"The rules of the alerts, and what they see now"_s,
         .answers = {{.status = 200,
                      .description = u"Built-in and configured rules"_s,
                      .schema = schema::named(u"AlertRules"_s)}},
         .handler = [&alerts, document](const http::Request &, const http::ExchangePtr &exchange) {
             http::replyJson(exchange, 200,
                             document->bytes(alerts.rules(), protocol::Now::read().wall));
         }});
}

void addReading(http::Router &router, Alerts &alerts)
{
    router.add(
        {.method = "GET",
         .path = u"/api/alerts"_s,
         .scope = http::Scope::Read,
         .source = http::Source::StoreAndTime,
         .tag = u"alerts"_s,
         .summary = u"Alerts, newest first"_s,
         .parameters = listParameters(),
         .answers = {{.status = 200,
                      .description = u"One page"_s,
                      .schema = schema::named(u"Alerts"_s)},
                     http::failure(503, u"The store cannot be read"_s)},
         .handler = [&alerts](const http::Request &request, const http::ExchangePtr &exchange) {
             replyPage(alerts, request, exchange);
         }});
    router.add(
        {.method = "GET",
         .path = u"/api/alerts/{id}"_s,
         .scope = http::Scope::Read,
         .source = http::Source::StoreAlone,
         .tag = u"alerts"_s,
         .summary = u"One alert"_s,
         .segments = {idSegment()},
         .answers = {{.status = 200,
                      .description = u"The alert"_s,
                      .schema = schema::named(u"Alert"_s)},
                     http::failure(404, u"There is no such alert"_s),
                     http::failure(503, u"The store cannot be read"_s)},
         .handler = [&alerts](const http::Request &request, const http::ExchangePtr &exchange) {
             alerts.find(request.segment(u"id"_s), answerTo(exchange));
         }});
}

/// A step in the life of an alert that a person takes.
void addWish(http::Router &router, Alerts &alerts, Wish wish, const QString &verb,
             const QString &summary)
{
    router.add(
        {.method = "POST",
         .path = u"/api/alerts/{id}/"_s % verb,
         .scope = http::Scope::Operate,
         .tag = u"alerts"_s,
         .summary = summary,
         .description =
             u"An alert that is so already stays as it is. Who did it and why is kept and shown. "
             "One that is resolved can still be acknowledged, once; it stays resolved."_s,
         .segments = {idSegment()},
         .body = schema::closed({schema::optional(
             u"reason"_s,
             schema::described(schema::nullable(schema::text(0, 500)), u"Kept and shown"_s))}),
         .answers = {{.status = 200,
                      .description = u"The alert as it is now"_s,
                      .schema = schema::named(u"Alert"_s)},
                     http::failure(404, u"There is no such alert"_s),
                     http::failure(409, u"It has ended in another way"_s),
                     http::failure(503, u"The store cannot be written"_s)},
         .handler = [&alerts, wish](const http::Request &request,
                                    const http::ExchangePtr &exchange) {
             handle(alerts, wish, request, exchange);
         }});
}

} // namespace

void addRoutes(http::Router &router, Alerts &alerts)
{
    defineSchemas(router);
    addReading(router, alerts);
    addRules(router, alerts);
    addWish(router, alerts, Wish::Acknowledge, u"acknowledge"_s,
            u"Say that somebody has seen an alert"_s);
    addWish(router, alerts, Wish::Resolve, u"resolve"_s,
            u"Say that an alert has been dealt with"_s);
    addWish(router, alerts, Wish::Dismiss, u"dismiss"_s, u"Discard an alert"_s);
}

} // namespace alerts
