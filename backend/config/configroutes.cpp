// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/configroutes.h"

#include "backend/config/listing.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/stampedtext.h"

using namespace Qt::StringLiterals;

namespace config {

namespace {

// Settings hold from the start to the end of the program.
protocol::StampedText documentOf(const Loaded &loaded)
{
    protocol::JsonWriter json;
    json.beginObject()
        .field(u"settings", QJsonValue(listing(loaded)))
        .field(u"timestamp", protocol::Now::read().wall)
        .endObject();
    return protocol::StampedText(json.bytes());
}

} // namespace

void addRoutes(http::Router &router, const Loaded &loaded)
{
    using namespace protocol::schema;
    router.define(
        u"Setting"_s,
        object({{u"key"_s, described(text(), u"With its section: server.port"_s)},
                {u"value"_s, described(any(), u"Secrets are ***"_s)},
                {u"origin"_s,
                 described(text(),
                           u"default, demo, FILE:LINE, environment NAME or command line"_s)}}));
    router.define(u"Configuration"_s,
                  object({{u"settings"_s, list(named(u"Setting"_s))}, {u"timestamp"_s, time()}}));
    router.add({.method = "GET",
                .path = u"/api/config"_s,
                .scope = http::Scope::Read,
                .tag = u"configuration"_s,
                .summary = u"The settings that hold, and where each comes from"_s,
                .answers = {{.status = 200,
                             .description = u"All of them, in the order of the documentation"_s,
                             .schema = named(u"Configuration"_s)}},
                .handler = [text = documentOf(loaded)](const http::Request &,
                                                       const http::ExchangePtr &exchange) mutable {
                    http::replyJson(exchange, 200, text.at(protocol::Now::read().wall));
                }});
}

} // namespace config
