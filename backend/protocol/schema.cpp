// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/schema.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace protocol {

namespace {

QString typeName(Schema::Kind kind)
{
    switch (kind) {
    case Schema::Kind::Any:
    case Schema::Kind::Named:
        return {};
    case Schema::Kind::Boolean:
        return u"boolean"_s;
    case Schema::Kind::Integer:
        return u"integer"_s;
    case Schema::Kind::Number:
        return u"number"_s;
    case Schema::Kind::Text:
    case Schema::Kind::Time:
        return u"string"_s;
    case Schema::Kind::List:
        return u"array"_s;
    case Schema::Kind::Map:
    case Schema::Kind::Object:
        return u"object"_s;
    }
    return {};
}

void writeType(JsonWriter &json, const Schema &schema)
{
    const QString type = typeName(schema.kind);
    if (type.isEmpty()) {
        return;
    }
    if (!schema.isNullable) {
        json.field(u"type", type);
        return;
    }
    json.key(u"type").beginArray();
    json.value(type);
    json.value(u"null"_s);
    json.endArray();
}

void writeWords(JsonWriter &json, const Schema &schema)
{
    if (schema.words.isEmpty()) {
        return;
    }
    json.key(u"enum").beginArray();
    for (const QString &word : schema.words) {
        json.value(word);
    }
    if (schema.isNullable) {
        json.value(nullptr);
    }
    json.endArray();
}

void writeBounds(JsonWriter &json, const Schema &schema)
{
    QStringView least = u"minimum";
    QStringView most = u"maximum";
    if (schema.kind == Schema::Kind::Text) {
        least = u"minLength";
        most = u"maxLength";
    } else if (schema.kind == Schema::Kind::List) {
        least = u"minItems";
        most = u"maxItems";
    }
    if (schema.least) {
        json.field(least, *schema.least);
    }
    if (schema.most) {
        json.field(most, *schema.most);
    }
}

void writeFields(JsonWriter &json, const Schema &schema)
{
    json.key(u"properties").beginObject();
    for (const SchemaField &field : schema.fields) {
        json.key(field.name);
        write(json, field.schema);
    }
    json.endObject();
    const auto isRequired = [](const SchemaField &field) { return field.isRequired; };
    if (std::any_of(schema.fields.begin(), schema.fields.end(), isRequired)) {
        json.key(u"required").beginArray();
        for (const SchemaField &field : schema.fields) {
            if (field.isRequired) {
                json.value(field.name);
            }
        }
        json.endArray();
    }
    if (schema.isClosed) {
        json.field(u"additionalProperties", false);
    }
}

void writeReference(JsonWriter &json, const Schema &schema)
{
    const QString target = u"#/components/schemas/"_s % schema.name;
    if (!schema.isNullable) {
        json.field(u"$ref", target);
        return;
    }
    json.key(u"anyOf").beginArray();
    json.beginObject().field(u"$ref", target).endObject();
    json.beginObject().field(u"type", u"null"_s).endObject();
    json.endArray();
}

Schema ofKind(Schema::Kind kind, std::optional<qint64> least = {}, std::optional<qint64> most = {})
{
    Schema schema;
    schema.kind = kind;
    schema.least = least;
    schema.most = most;
    return schema;
}

} // namespace

void write(JsonWriter &json, const Schema &schema)
{
    json.beginObject();
    if (schema.kind == Schema::Kind::Named) {
        writeReference(json, schema);
    }
    writeType(json, schema);
    if (schema.kind == Schema::Kind::Time) {
        json.field(u"format", u"date-time"_s);
    }
    if (!schema.description.isEmpty()) {
        json.field(u"description", schema.description);
    }
    if (!schema.pattern.isEmpty()) {
        json.field(u"pattern", QString(u"^(?:"_s % schema.pattern % u")$"_s));
    }
    writeWords(json, schema);
    writeBounds(json, schema);
    if (!schema.fallback.isUndefined()) {
        json.field(u"default", schema.fallback);
    }
    if (schema.items) {
        json.key(schema.kind == Schema::Kind::Map ? u"additionalProperties" : u"items");
        write(json, *schema.items);
    }
    if (schema.kind == Schema::Kind::Object) {
        writeFields(json, schema);
    }
    json.endObject();
}

namespace schema {

Schema any()
{
    return {};
}

Schema boolean()
{
    return ofKind(Schema::Kind::Boolean);
}

Schema integer(std::optional<qint64> least, std::optional<qint64> most)
{
    return ofKind(Schema::Kind::Integer, least, most);
}

Schema number(std::optional<qint64> least, std::optional<qint64> most)
{
    return ofKind(Schema::Kind::Number, least, most);
}

Schema text(std::optional<qint64> least, std::optional<qint64> most)
{
    return ofKind(Schema::Kind::Text, least, most);
}

Schema matching(const QString &pattern)
{
    Schema schema = text();
    schema.pattern = pattern;
    return schema;
}

Schema words(const QStringList &words)
{
    Schema schema = text();
    schema.words = words;
    return schema;
}

Schema time()
{
    return ofKind(Schema::Kind::Time);
}

Schema list(const Schema &items, std::optional<qint64> most)
{
    Schema schema = ofKind(Schema::Kind::List, {}, most);
    schema.items = std::make_shared<const Schema>(items);
    return schema;
}

Schema mapOf(const Schema &items)
{
    Schema schema = ofKind(Schema::Kind::Map);
    schema.items = std::make_shared<const Schema>(items);
    return schema;
}

Schema object(std::initializer_list<SchemaField> fields)
{
    Schema schema = ofKind(Schema::Kind::Object);
    schema.fields = fields;
    return schema;
}

Schema closed(std::initializer_list<SchemaField> fields)
{
    Schema schema = object(fields);
    schema.isClosed = true;
    return schema;
}

Schema named(const QString &name)
{
    Schema schema = ofKind(Schema::Kind::Named);
    schema.name = name;
    return schema;
}

Schema nullable(Schema schema)
{
    schema.isNullable = true;
    return schema;
}

Schema described(Schema schema, const QString &description)
{
    schema.description = description;
    return schema;
}

Schema withDefault(Schema schema, const QJsonValue &fallback)
{
    schema.fallback = fallback;
    return schema;
}

SchemaField optional(const QString &name, const Schema &schema)
{
    return {.name = name, .schema = schema, .isRequired = false};
}

} // namespace schema
} // namespace protocol
