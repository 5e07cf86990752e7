// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/health/checkroutes.h"

#include "backend/health/checkrules.h"
#include "backend/health/monitor.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace health {

namespace schema = protocol::schema;

namespace {

constexpr int Fine = 200;
constexpr int Unavailable = 503;
const QByteArray PlainText = QByteArrayLiteral("text/plain");

CheckWish wishOf(const http::Request &request)
{
    const QString verbose = request.query.value(u"verbose"_s, u"false"_s);
    return {.isVerbose = verbose != u"false" && verbose != u"0",
            .excluded = excludedIn(request.query.value(u"exclude"_s))};
}

void replyProbed(const http::ExchangePtr &exchange, const Probed &probed)
{
    exchange->reply({.status = probed.passes ? Fine : Unavailable,
                     .type = PlainText + "; charset=utf-8",
                     .body = probed.text});
}

void replyReadiness(const http::ExchangePtr &exchange, const QStringList &reasons)
{
    protocol::JsonWriter json;
    json.beginObject()
        .field(u"ready", reasons.isEmpty())
        .field(u"status", reasons.isEmpty() ? u"ready"_s : u"not_ready"_s)
        .key(u"reasons")
        .beginArray();
    for (const QString &reason : reasons) {
        json.value(reason);
    }
    json.endArray().endObject();
    http::replyJson(exchange, reasons.isEmpty() ? Fine : Unavailable, json.bytes());
}

protocol::Schema readinessSchema()
{
    return schema::object(
        {{u"ready"_s, schema::boolean()},
         {u"status"_s, schema::words({u"ready"_s, u"not_ready"_s})},
         {u"reasons"_s, schema::described(schema::list(schema::text()), u"Why not"_s)}});
}

QList<http::Parameter> wishes()
{
    constexpr qint64 longest = 128;
    return {{.name = u"verbose"_s,
             .schema = schema::words({u""_s, u"true"_s, u"false"_s, u"1"_s, u"0"_s}),
             .description = u"One line for each check; it needs no value"_s},
            {.name = u"exclude"_s,
             .schema = schema::list(schema::text(1, longest)),
             .description = u"Names of checks that have no say; one that there is not is named in "
                            "the lines"_s}};
}

void addProbe(http::Router &router, const QString &path, const QString &summary,
              http::Handler handler)
{
    router.add({.method = "GET",
                .path = path,
                .scope = http::Scope::Read,
                .tag = u"health"_s,
                .summary = summary,
                .description =
                    u"In the manner of Kubernetes. Off loopback it needs a token of scope "
                    "read, in a header, as everything does."_s,
                .parameters = wishes(),
                .answers = {{.status = Fine,
                             .description = u"ok, or a line for each check"_s,
                             .schema = schema::text(1),
                             .type = PlainText},
                            {.status = Unavailable,
                             .description = u"A line for each check, with why one failed"_s,
                             .schema = schema::text(1),
                             .type = PlainText}},
                .handler = std::move(handler)});
}

} // namespace

void addCheckRoutes(http::Router &router, const Monitor &monitor)
{
    addProbe(router, u"/livez"_s, u"Whether this program answers"_s,
             [](const http::Request &request, const http::ExchangePtr &exchange) {
                 replyProbed(exchange, answer(u"livez"_s, liveChecks(), wishOf(request)));
             });
    addProbe(router, u"/readyz"_s, u"Whether work can be taken"_s,
             [&monitor](const http::Request &request, const http::ExchangePtr &exchange) {
                 const QList<Check> checks = readyChecks(monitor.status());
                 replyProbed(exchange, answer(u"readyz"_s, checks, wishOf(request)));
             });
    router.add(
        {.method = "GET",
         .path = u"/health"_s,
         .scope = http::Scope::Read,
         .tag = u"health"_s,
         .summary = u"Whether this program answers, as the original says it"_s,
         .answers = {{.status = Fine,
                      .description = u"It does"_s,
                      .schema = schema::object({{u"status"_s, schema::words({u"alive"_s})}})}},
         .handler = [](const http::Request &, const http::ExchangePtr &exchange) {
             http::replyJson(exchange, Fine, R"({"status":"alive"})");
         }});
    router.define(u"Readiness"_s, readinessSchema());
    router.add({.method = "GET",
                .path = u"/ready"_s,
                .scope = http::Scope::Read,
                .tag = u"health"_s,
                .summary = u"Whether work can be taken, as the original says it"_s,
                .description =
                    u"Store and queue are healthy, the supervisor runs and no worker has "
                    "failed; /readyz is stricter."_s,
                .answers = {{.status = Fine,
                             .description = u"It can"_s,
                             .schema = schema::named(u"Readiness"_s)},
                            {.status = Unavailable,
                             .description = u"It cannot"_s,
                             .schema = schema::named(u"Readiness"_s)}},
                .handler = [&monitor](const http::Request &, const http::ExchangePtr &exchange) {
                    replyReadiness(exchange, monitor.unreadiness());
                }});
}

} // namespace health
