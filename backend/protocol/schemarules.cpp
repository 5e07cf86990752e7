// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/schemarules.h"

#include "backend/protocol/clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace protocol {

namespace {

using Kind = Schema::Kind;

QString boundsText(const Schema &schema)
{
    if (schema.least && schema.most) {
        return u" from %1 to %2"_s.arg(*schema.least).arg(*schema.most);
    }
    if (schema.least) {
        return u" of at least %1"_s.arg(*schema.least);
    }
    return schema.most ? u" of at most %1"_s.arg(*schema.most) : QString();
}

QString lengthText(const Schema &schema, const QString &what)
{
    if (schema.least.value_or(0) > 0 && schema.most) {
        return u" of %1 to %2 %3"_s.arg(*schema.least).arg(*schema.most).arg(what);
    }
    if (schema.least.value_or(0) > 0) {
        return u" of at least %1 %2"_s.arg(*schema.least).arg(what);
    }
    return schema.most ? u" of at most %1 %2"_s.arg(*schema.most).arg(what) : QString();
}

QString textRule(const Schema &schema)
{
    if (!schema.words.isEmpty()) {
        return u"must be one of "_s % schema.words.join(u", "_s);
    }
    if (!schema.pattern.isEmpty()) {
        return u"must match ^%1$"_s.arg(schema.pattern);
    }
    return u"must be a text"_s % lengthText(schema, u"characters"_s);
}

QString ruleOf(const Schema &schema)
{
    switch (schema.kind) {
    case Kind::Any:
    case Kind::Named:
        return {};
    case Kind::Boolean:
        return u"must be true or false"_s;
    case Kind::Integer:
        return u"must be an integer"_s % boundsText(schema);
    case Kind::Number:
        return u"must be a number"_s % boundsText(schema);
    case Kind::Text:
        return textRule(schema);
    case Kind::Time:
        return u"must be a time in UTC such as 2025-12-27T10:30:00Z"_s;
    case Kind::List:
        return u"must be a list"_s % lengthText(schema, u"elements"_s);
    case Kind::Map:
    case Kind::Object:
        return u"must be an object"_s;
    }
    return {};
}

template<typename Number>
bool isWithin(const Schema &schema, Number number)
{
    return (!schema.least || number >= static_cast<Number>(*schema.least))
        && (!schema.most || number <= static_cast<Number>(*schema.most));
}

bool fitsText(const Schema &schema, const QString &text)
{
    if (!schema.words.isEmpty()) {
        return schema.words.contains(text);
    }
    if (!schema.pattern.isEmpty()) {
        return QRegularExpression(QRegularExpression::anchoredPattern(schema.pattern))
            .match(text)
            .hasMatch();
    }
    return isWithin(schema, text.size());
}

// Only digits with at most one leading minus: QString::toLongLong would also take blanks and a
// plus.
bool fitsInteger(const Schema &schema, const QString &text)
{
    const QStringView digits = text.startsWith(u'-') ? QStringView(text).sliced(1) : text;
    const bool isInteger = !digits.isEmpty()
        && std::all_of(digits.begin(), digits.end(),
                       [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool isRepresentable = false;
    const qint64 number = text.toLongLong(&isRepresentable);
    return isInteger && isRepresentable && isWithin(schema, number);
}

// No infinities, no blanks, no hexadecimal digits.
bool fitsNumber(const Schema &schema, const QString &text)
{
    static const QRegularExpression decimal(uR"(^-?\d{1,15}(\.\d{1,15})?$)"_s);
    return decimal.match(text).hasMatch() && isWithin(schema, text.toDouble());
}

bool fitsJson(const Schema &schema, const QJsonValue &value)
{
    switch (schema.kind) {
    case Kind::Any:
    case Kind::Named:
        return true;
    case Kind::Boolean:
        return value.isBool();
    case Kind::Integer:
        return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger())
            && isWithin(schema, value.toInteger());
    case Kind::Number:
        return value.isDouble() && isWithin(schema, value.toDouble());
    case Kind::Text:
        return value.isString() && fitsText(schema, value.toString());
    case Kind::Time:
        return value.isString() && fromIso(value.toString()).has_value();
    case Kind::List:
        return value.isArray() && isWithin(schema, value.toArray().size());
    case Kind::Map:
    case Kind::Object:
        return value.isObject();
    }
    return false;
}

QString textOf(const QJsonValue &value)
{
    if (value.isString()) {
        return value.toString();
    }
    const QByteArray list = QJsonDocument(QJsonArray{value})
                                .toJson(QJsonDocument::Compact); // a value alone has no text
    return QString::fromUtf8(list).sliced(1).chopped(1);
}

std::optional<QString> faultOf(const Schema &schema, const QJsonValue &value, const QString &key);

std::optional<QString> faultInFields(const Schema &schema, const QJsonObject &object,
                                     const QString &above)
{
    for (const SchemaField &field : schema.fields) {
        const QJsonValue value = object.value(field.name);
        if (value.isUndefined() && field.isRequired) {
            return u"Invalid body: '%1' is missing"_s.arg(above % field.name);
        }
        if (value.isUndefined()) {
            continue;
        }
        if (auto wrong = faultOf(field.schema, value, above % field.name)) {
            return wrong;
        }
    }
    if (!schema.isClosed) {
        return {};
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto isIt = [&it](const SchemaField &field) { return field.name == it.key(); };
        if (std::none_of(schema.fields.begin(), schema.fields.end(), isIt)) {
            return u"Invalid body: unknown key '%1'"_s.arg(shown(above % it.key()));
        }
    }
    return {};
}

std::optional<QString> faultOf(const Schema &schema, const QJsonValue &value, const QString &key)
{
    if (schema.isNullable && value.isNull()) {
        return {};
    }
    if (!fitsJson(schema, value)) {
        return u"Invalid %1 '%2': %3"_s.arg(key, shown(textOf(value)), ruleOf(schema));
    }
    if (schema.kind == Kind::Object) {
        return faultInFields(schema, value.toObject(), key % u'.');
    }
    if (!schema.items) {
        return {};
    }
    const QJsonArray elements = value.toArray();
    for (qsizetype i = 0; i < elements.size(); ++i) {
        if (auto wrong =
                faultOf(*schema.items, elements[i], key % u'[' % QString::number(i) % u']')) {
            return wrong;
        }
    }
    const QJsonObject members = value.toObject();
    for (auto it = members.begin(); it != members.end(); ++it) {
        if (auto wrong = faultOf(*schema.items, it.value(), key % u'.' % it.key())) {
            return wrong;
        }
    }
    return {};
}

} // namespace

std::optional<QString> broken(const Schema &schema, const QString &text)
{
    const auto fits = [&] {
        switch (schema.kind) {
        case Kind::Boolean:
            return text == u"true" || text == u"false";
        case Kind::Integer:
            return fitsInteger(schema, text);
        case Kind::Number:
            return fitsNumber(schema, text);
        case Kind::Text:
            return fitsText(schema, text);
        case Kind::Time:
            return fromIso(text).has_value();
        case Kind::Any:
        case Kind::Named:
        case Kind::List:
        case Kind::Map:
        case Kind::Object:
            return true;
        }
        return false;
    };
    return fits() ? std::nullopt : std::optional(ruleOf(schema));
}

std::optional<QString> fault(const Schema &schema, const QJsonObject &object)
{
    return faultInFields(schema, object, {});
}

QString shown(const QString &value)
{
    constexpr qsizetype most = 64;
    return value.left(most);
}

} // namespace protocol
