// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/jsonwriter.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <initializer_list>
#include <memory>
#include <optional>
#include <vector>

namespace protocol {

struct SchemaField;

/// What a JSON value has to look like: as much of JSON Schema (2020-12) as the API needs, in the
/// order in which it was written down.
struct Schema
{
    enum class Kind
    {
        Any,
        Boolean,
        Integer,
        Number,
        Text,
        Time, ///< ISO-8601 in UTC with Z
        List,
        Map, ///< an object whose keys are names of things
        Object,
        Named ///< what `name` stands for
    };

    Kind kind = Kind::Any;
    bool isNullable = false;
    bool isClosed = false; ///< of an object: no other keys than its fields
    QString name = {}; ///< of what is named
    QString description = {};
    QString pattern = {}; ///< that the whole of a text has to match
    QStringList words = {}; ///< the only values of a text
    std::optional<qint64> least = {}; ///< of a number; of a text or a list its length
    std::optional<qint64> most = {};
    QJsonValue fallback = QJsonValue::Undefined; ///< what holds when it is missing
    std::shared_ptr<const Schema> items = {}; ///< of a list or a map
    // Without an initializer: with one, clang would need the whole SchemaField here.
    std::vector<SchemaField> fields; ///< of an object
};

/// One key of an object.
struct SchemaField
{
    QString name = {};
    Schema schema = {};
    bool isRequired = true;
};

/// As JSON Schema; what is named becomes a reference into `#/components/schemas/`.
void write(JsonWriter &json, const Schema &schema);

/// Short words to write schemas down with.
namespace schema {

Schema any();
Schema boolean();
Schema integer(std::optional<qint64> least = {}, std::optional<qint64> most = {});
Schema number(std::optional<qint64> least = {}, std::optional<qint64> most = {});
/// `least` and `most` are bounds of the length.
Schema text(std::optional<qint64> least = {}, std::optional<qint64> most = {});
/// A text that matches the regular expression as a whole.
Schema matching(const QString &pattern);
Schema words(const QStringList &words);
Schema time();
Schema list(const Schema &items, std::optional<qint64> most = {});
Schema mapOf(const Schema &items);
/// Further keys may come.
Schema object(std::initializer_list<SchemaField> fields);
/// No further keys.
Schema closed(std::initializer_list<SchemaField> fields);
Schema named(const QString &name);
Schema nullable(Schema schema);
Schema described(Schema schema, const QString &description);
Schema withDefault(Schema schema, const QJsonValue &fallback);
/// A key that may be missing.
SchemaField optional(const QString &name, const Schema &schema);

} // namespace schema
} // namespace protocol
