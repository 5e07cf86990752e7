// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/eventregistry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

// Static libraries do not register their resources by themselves; the macro wants the global
// namespace.
static void loadResource()
{
    Q_INIT_RESOURCE(registry);
}

namespace protocol {

namespace {

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == u"integer") {
        return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger());
    }
    return (type == u"string" && value.isString()) || (type == u"number" && value.isDouble())
        || (type == u"boolean" && value.isBool()) || (type == u"object" && value.isObject())
        || (type == u"array" && value.isArray()) || (type == u"null" && value.isNull());
}

bool isOfTypes(const QJsonValue &value, const QJsonValue &types)
{
    if (types.isUndefined()) {
        return true;
    }
    if (types.isString()) {
        return isOfType(value, types.toString());
    }
    const QJsonArray all = types.toArray();
    return std::any_of(all.begin(), all.end(),
                       [&](const QJsonValue &type) { return isOfType(value, type.toString()); });
}

std::optional<QString> faultOf(const QString &key, const QJsonValue &value,
                               const QJsonObject &schema)
{
    if (!isOfTypes(value, schema.value(u"type"))) {
        return key % u" has the wrong type"_s;
    }
    if (schema.contains(u"enum") && !schema.value(u"enum").toArray().contains(value)) {
        return key % u" has a value outside its list"_s;
    }
    if (value.isDouble() && schema.contains(u"minimum")
        && value.toDouble() < schema.value(u"minimum").toDouble()) {
        return key % u" is below its minimum"_s;
    }
    if (value.isDouble() && schema.contains(u"maximum")
        && value.toDouble() > schema.value(u"maximum").toDouble()) {
        return key % u" is above its maximum"_s;
    }
    if (value.isString() && schema.value(u"format").toString() == u"date-time"
        && !fromIso(value.toString())) {
        return key % u" is not a time"_s;
    }
    return std::nullopt;
}

// Qt's own writer would sort the keys, and the specification has an order.
QByteArray withoutBlanks(const QByteArray &json)
{
    QByteArray compact;
    compact.reserve(json.size());
    bool isQuoted = false;
    bool isEscaped = false;
    for (const char c : json) {
        const bool isBlank = c == ' ' || c == '\n';
        if (isQuoted || !isBlank) {
            compact += c;
        }
        isQuoted = isQuoted != (c == '"' && !isEscaped);
        isEscaped = isQuoted && c == '\\' && !isEscaped;
    }
    return compact;
}

// Where the text ends whose first quote lies at `from`.
qsizetype endOfText(const QByteArray &json, qsizetype from)
{
    qsizetype at = from + 1;
    while (json.at(at) != '"') {
        at += json.at(at) == '\\' ? 2 : 1;
    }
    return at + 1;
}

// Where the member ends that begins at `from`, in JSON without blanks: at a comma or at the end of
// what it is in.
qsizetype endOfMember(const QByteArray &json, qsizetype from)
{
    qsizetype at = from;
    for (int depth = 0; depth > 0 || !QByteArrayView(",]}").contains(json.at(at));) {
        const char c = json.at(at);
        depth += QByteArrayView("[{").contains(c) ? 1 : 0;
        depth -= QByteArrayView("]}").contains(c) ? 1 : 0;
        at = c == '"' ? endOfText(json, at) : at + 1;
    }
    return at;
}

// Keys that begin with x_ are notes for us: which keys an event of ours must have.
QByteArray withoutNotes(QByteArray json)
{
    const QByteArray note = QByteArrayLiteral(",\"x_");
    for (qsizetype at = json.indexOf(note); at >= 0; at = json.indexOf(note, at)) {
        json.remove(at, endOfMember(json, at + 1) - at);
    }
    return json;
}

} // namespace

EventRegistry::EventRegistry()
{
    loadResource();
    QFile file(u":/signalbox/events/registry.json"_s);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "EventRegistry", "the registry is compiled in");
    const QByteArray text = file.readAll();
    const QJsonArray types = QJsonDocument::fromJson(text).object().value(u"event_types").toArray();
    int deprecated = 0;
    for (const auto &value : types) {
        const QJsonObject type = value.toObject();
        const QString name = type.value(u"type").toString();
        m_order.append(name);
        m_types.insert(name, type);
        deprecated += type.value(u"deprecated").toBool() ? 1 : 0;
    }
    m_document = withoutNotes(withoutBlanks(text)).chopped(1)
        + ",\"total_count\":" + QByteArray::number(types.size())
        + ",\"deprecated_count\":" + QByteArray::number(deprecated) + '}';
}

QString EventRegistry::channelOf(const QString &type) const
{
    return type == AuditType ? AuditChannel.toString()
                             : m_types.value(type).value(u"channel").toString();
}

bool EventRegistry::isDeprecated(const QString &type) const
{
    return m_types.value(type).value(u"deprecated").toBool();
}

QStringList EventRegistry::types() const
{
    return m_order;
}

QString EventRegistry::descriptionOf(const QString &type) const
{
    return m_types.value(type).value(u"description").toString();
}

QJsonObject EventRegistry::payloadSchema(const QString &type) const
{
    return m_types.value(type).value(u"payload_schema").toObject();
}

QStringList EventRegistry::requiredKeys(const QString &type) const
{
    return m_types.value(type).value(u"x_required").toVariant().toStringList();
}

std::optional<QString> EventRegistry::fault(const QString &type, const QJsonObject &data) const
{
    if (type == AuditType) {
        return data.contains(u"action") && data.contains(u"by")
            ? std::nullopt
            : std::optional(u"action or by is missing"_s);
    }
    const auto found = m_types.constFind(type);
    if (found == m_types.cend()) {
        return u"unknown event type "_s % type;
    }
    const QJsonArray required = found->value(u"x_required").toArray();
    for (const auto &key : required) {
        if (!data.contains(key.toString())) {
            return key.toString() % u" is missing"_s;
        }
    }
    const QJsonObject properties = found->value(u"payload_schema")[u"properties"].toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        if (!data.contains(it.key())) {
            continue;
        }
        if (auto wrong = faultOf(it.key(), data.value(it.key()), it.value().toObject())) {
            return wrong;
        }
    }
    return std::nullopt;
}

} // namespace protocol
