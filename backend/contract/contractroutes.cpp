// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/contract/contractroutes.h"

#include "backend/contract/asyncapi.h"
#include "backend/contract/openapi.h"
#include "backend/http/router.h"
#include "backend/protocol/eventregistry.h"

#include <QFile>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

// Static libraries do not register their resources by themselves; the macro wants the global
// namespace.
static void loadPages()
{
    Q_INIT_RESOURCE(docs);
}

namespace contract {

namespace {

namespace schema = protocol::schema;

const QString Tag = u"contract"_s;

/// The page runs nothing and loads nothing but what comes from here.
constexpr auto PagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

http::Answer page(const QByteArray &type)
{
    return {.status = 200,
            .description = u"A part of the page"_s,
            .schema = schema::text(),
            .type = type};
}

/// A document that is made once, when it is asked for first.
void addDocument(http::Router &router, const QString &path, const QString &summary,
                 std::function<QByteArray()> make)
{
    const auto made = std::make_shared<QByteArray>();
    router.add({.method = "GET",
                .path = path,
                .scope = http::Scope::Read,
                .tag = Tag,
                .summary = summary,
                .answers = {{.status = 200,
                             .description = u"The document"_s,
                             .schema = schema::object({})}},
                .handler = [made, make = std::move(make)](const http::Request &,
                                                          const http::ExchangePtr &exchange) {
                    if (made->isEmpty()) {
                        *made = make();
                    }
                    exchange->reply({.body = *made});
                }});
}

void addFile(http::Router &router, const QString &path, const QString &name, const QByteArray &type)
{
    QFile file(u":/signalbox/docs/"_s % name);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "contract", "the page is compiled in");
    const QByteArray mediaType = type.split(';').first();
    router.add({.method = "GET",
                .path = path,
                .scope = http::Scope::Read,
                .tag = Tag,
                .summary = u"The page that shows this contract: "_s % name,
                .answers = {page(mediaType)},
                .handler = [bytes = file.readAll(), type](const http::Request &,
                                                          const http::ExchangePtr &exchange) {
                    exchange->reply({.type = type,
                                     .body = bytes,
                                     .headers = {{"Content-Security-Policy", PagePolicy}}});
                }});
}

} // namespace

void addRoutes(http::Router &router, const protocol::EventRegistry &registry)
{
    loadPages();
    router.define(http::ErrorSchema, schema::object({{u"detail"_s, schema::text()}}));
    addDocument(router, u"/openapi.json"_s, u"The HTTP API as OpenAPI 3.1"_s,
                [&router] { return openApi(router); });
    addDocument(router, u"/asyncapi.json"_s, u"The WebSockets as AsyncAPI 3.0"_s,
                [&registry] { return asyncApi(registry); });
    addFile(router, u"/docs"_s, u"index.html"_s, "text/html; charset=utf-8");
    addFile(router, u"/docs/docs.css"_s, u"docs.css"_s, "text/css; charset=utf-8");
    addFile(router, u"/docs/docs.js"_s, u"docs.js"_s, "text/javascript; charset=utf-8");
    addFile(router, u"/docs/schema.js"_s, u"schema.js"_s, "text/javascript; charset=utf-8");
}

} // namespace contract
