// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/contract/openapi.h"

#include "backend/contract/about.h"
#include "backend/contract/commonanswers.h"
#include "backend/contract/operationid.h"
#include "backend/contract/tags.h"
#include "backend/http/router.h"
#include "backend/protocol/jsonwriter.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace contract {

namespace {

using protocol::JsonWriter;

void writeInfo(JsonWriter &json)
{
    json.key(u"info")
        .beginObject()
        .field(u"title", u"Signalbox"_s)
        .field(u"version", QStringLiteral(SIGNALBOX_VERSION))
        .field(u"description", AboutHttp.toString())
        .key(u"license")
        .beginObject()
        .field(u"name", u"GPL-3.0-or-later"_s)
        .field(u"identifier", u"GPL-3.0-or-later"_s)
        .endObject()
        .endObject();
}

QString wordOf(http::Scope scope)
{
    switch (scope) {
    case http::Scope::None:
        return u"none"_s;
    case http::Scope::Read:
        return u"read"_s;
    case http::Scope::Operate:
        return u"operate"_s;
    case http::Scope::Admin:
        return u"admin"_s;
    }
    return {};
}

void writeParameter(JsonWriter &json, const http::Parameter &parameter, QStringView place)
{
    json.beginObject().field(u"name", parameter.name).field(u"in", place.toString());
    if (!parameter.description.isEmpty()) {
        json.field(u"description", parameter.description);
    }
    json.field(u"required", place == u"path" || parameter.isRequired).key(u"schema");
    protocol::write(json, parameter.schema);
    json.endObject();
}

/// Those that are only a text are not written down with the route.
QList<http::Parameter> segmentsOf(const http::Route &route)
{
    QList<http::Parameter> all;
    const QStringList parts = route.path.split(u'/');
    for (const QString &part : parts) {
        if (!part.startsWith(u'{')) {
            continue;
        }
        const QString name = part.sliced(1).chopped(1);
        const auto found =
            std::find_if(route.segments.begin(), route.segments.end(),
                         [&name](const http::Parameter &segment) { return segment.name == name; });
        all.append(found != route.segments.end()
                       ? *found
                       : http::Parameter{.name = name, .schema = protocol::schema::text(1)});
    }
    return all;
}

void writeParameters(JsonWriter &json, const http::Route &route)
{
    const QList<http::Parameter> segments = segmentsOf(route);
    if (segments.isEmpty() && route.parameters.isEmpty()) {
        return;
    }
    json.key(u"parameters").beginArray();
    for (const http::Parameter &segment : segments) {
        writeParameter(json, segment, u"path");
    }
    for (const http::Parameter &parameter : route.parameters) {
        writeParameter(json, parameter, u"query");
    }
    json.endArray();
}

void writeBody(JsonWriter &json, const http::Route &route)
{
    if (!route.body) {
        return;
    }
    const auto &fields = route.body->fields;
    const bool isRequired = std::any_of(fields.begin(), fields.end(),
                                        [](const auto &field) { return field.isRequired; });
    json.key(u"requestBody")
        .beginObject()
        .field(u"required", isRequired)
        .key(u"content")
        .beginObject()
        .key(u"application/json")
        .beginObject()
        .key(u"schema");
    protocol::write(json, *route.body);
    json.endObject().endObject().endObject();
}

void writeContent(JsonWriter &json, const QList<http::Answer> &answers)
{
    json.key(u"content").beginObject();
    for (const http::Answer &answer : answers) {
        json.key(QString::fromLatin1(answer.type)).beginObject().key(u"schema");
        protocol::write(json, answer.schema);
        json.endObject();
    }
    json.endObject();
}

void writeAnswers(JsonWriter &json, const http::Route &route)
{
    QMap<int, QList<http::Answer>> byStatus;
    for (const http::Answer &answer : route.answers) {
        byStatus[answer.status].append(answer);
    }
    QMap<int, QString> common;
    const auto answers = commonAnswers();
    for (const CommonAnswer &answer : answers) {
        common.insert(answer.status, answer.name);
        if (!byStatus.contains(answer.status)) {
            byStatus.insert(answer.status, {});
        }
    }
    json.key(u"responses").beginObject();
    for (auto it = byStatus.begin(); it != byStatus.end(); ++it) {
        json.key(QString::number(it.key())).beginObject();
        if (it.value().isEmpty()) {
            json.field(u"$ref", QString(u"#/components/responses/"_s % common.value(it.key())));
        } else {
            json.field(u"description", it.value().first().description);
            if (!it.value().first().type.isEmpty()) {
                writeContent(json, it.value());
            }
        }
        json.endObject();
    }
    json.endObject();
}

void writeOperation(JsonWriter &json, const http::Route &route)
{
    json.key(QString::fromLatin1(route.method).toLower()).beginObject().key(u"tags").beginArray();
    json.value(route.tag);
    json.endArray()
        .field(u"summary", route.summary)
        .field(u"description",
               QString(route.description % (route.description.isEmpty() ? u""_s : u" "_s)
                       % u"Needs the scope `"_s % wordOf(route.scope) % u"`."_s))
        .field(u"operationId", operationId(route.method, route.path))
        .field(u"x-scope", wordOf(route.scope));
    writeParameters(json, route);
    writeBody(json, route);
    writeAnswers(json, route);
    json.endObject();
}

void writePaths(JsonWriter &json, const std::vector<http::Route> &routes)
{
    QMap<QString, QList<const http::Route *>> byPath;
    for (const http::Route &route : routes) {
        byPath[route.path].append(&route);
    }
    json.key(u"paths").beginObject();
    for (auto it = byPath.begin(); it != byPath.end(); ++it) {
        json.key(it.key()).beginObject();
        for (const http::Route *route : it.value()) {
            writeOperation(json, *route);
        }
        json.endObject();
    }
    json.endObject();
}

void writeTags(JsonWriter &json, const std::vector<http::Route> &routes)
{
    QStringList tags;
    for (const http::Route &route : routes) {
        tags.append(route.tag);
    }
    tags.removeDuplicates();
    tags.sort();
    json.key(u"tags").beginArray();
    for (const QString &tag : tags) {
        json.beginObject()
            .field(u"name", tag)
            .field(u"description", descriptionOfTag(tag))
            .endObject();
    }
    json.endArray();
}

// On loopback nobody needs a token unless the configuration says so: hence the empty alternative.
void writeSecurity(JsonWriter &json)
{
    json.key(u"security").beginArray();
    json.beginObject().endObject();
    for (const QStringView way : {u"bearer", u"apiKey"}) {
        json.beginObject().key(way).beginArray();
        json.endArray().endObject();
    }
    json.endArray();
}

void writeSecuritySchemes(JsonWriter &json)
{
    json.key(u"securitySchemes")
        .beginObject()
        .key(u"bearer")
        .beginObject()
        .field(u"type", u"http"_s)
        .field(u"scheme", u"bearer"_s)
        .field(u"description", u"A token of `signalboxd token create`"_s)
        .endObject()
        .key(u"apiKey")
        .beginObject()
        .field(u"type", u"apiKey"_s)
        .field(u"in", u"header"_s)
        .field(u"name", u"X-API-Key"_s)
        .field(u"description", u"The same token in a header of its own"_s)
        .endObject()
        .endObject();
}

void writeComponents(JsonWriter &json, const http::Router &router)
{
    json.key(u"components").beginObject().key(u"schemas").beginObject();
    const auto &schemas = router.schemas();
    for (auto it = schemas.begin(); it != schemas.end(); ++it) {
        json.key(it.key());
        protocol::write(json, it.value());
    }
    json.endObject().key(u"responses").beginObject();
    const auto answers = commonAnswers();
    for (const CommonAnswer &answer : answers) {
        json.key(answer.name).beginObject().field(u"description", answer.description.toString());
        writeContent(json, {http::failure(answer.status, {})});
        json.endObject();
    }
    json.endObject();
    writeSecuritySchemes(json);
    json.endObject();
}

} // namespace

QByteArray openApi(const http::Router &router)
{
    JsonWriter json;
    json.beginObject().field(u"openapi", u"3.1.0"_s);
    writeInfo(json);
    json.key(u"servers").beginArray();
    json.beginObject().field(u"url", u"/"_s).field(u"description", u"This backend"_s).endObject();
    json.endArray();
    writeSecurity(json);
    writeTags(json, router.routes());
    writePaths(json, router.routes());
    writeComponents(json, router);
    json.endObject();
    return json.bytes();
}

} // namespace contract
