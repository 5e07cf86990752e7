// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/shape.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

bool isTime(const QJsonValue &value)
{
    static const QRegularExpression iso(uR"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$)"_s);
    return iso.match(value.toString()).hasMatch();
}

bool isOfType(const QString &type, const QJsonValue &value)
{
    if (type.startsWith(u'=')) {
        return value.isString() && type.sliced(1).split(u'|').contains(value.toString());
    }
    return type == u"any" || (type == u"bool" && value.isBool())
        || (type == u"int" && value.isDouble()
            && value.toDouble() == static_cast<double>(value.toInteger()))
        || (type == u"number" && value.isDouble()) || (type == u"text" && value.isString())
        || (type == u"time" && isTime(value)) || (type == u"object" && value.isObject());
}

QString shown(const QJsonValue &value)
{
    const QByteArray whole = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(whole.sliced(1).chopped(1).left(80));
}

QStringList unlikeObject(const QJsonObject &shape, const QJsonObject &object, const QString &path)
{
    QStringList faults;
    for (auto it = shape.begin(); it != shape.end(); ++it) {
        const QString place = path % u'.' % it.key();
        if (it.key() == u"*") {
            for (auto entry = object.begin(); entry != object.end(); ++entry) {
                faults += unlike(it.value(), entry.value(), path % u'.' % entry.key());
            }
        } else if (it.key() != u"?") {
            faults += object.contains(it.key()) ? unlike(it.value(), object.value(it.key()), place)
                                                : QStringList(place % u" is missing"_s);
        }
    }
    return faults;
}

} // namespace

QStringList unlike(const QJsonValue &shape, const QJsonValue &value, const QString &path)
{
    const QStringList fault{path % u" is "_s % shown(value) % u", not "_s % shown(shape)};
    if (shape.isString()) {
        const QString type = shape.toString();
        const bool mayBeNull = type.endsWith(u'?');
        const bool fits =
            (mayBeNull && value.isNull()) || isOfType(mayBeNull ? type.chopped(1) : type, value);
        return fits ? QStringList() : fault;
    }
    if (shape.isArray()) {
        if (!value.isArray()) {
            return fault;
        }
        QStringList faults;
        for (const auto &element : value.toArray()) {
            faults += unlike(shape.toArray().first(), element, path % u"[]"_s);
        }
        return faults;
    }
    if (!shape.isObject() || (shape[u"?"].toBool() && value.isNull())) {
        return shape.isObject() ? QStringList() : fault;
    }
    return value.isObject() ? unlikeObject(shape.toObject(), value.toObject(), path) : fault;
}

QStringList unlike(const QByteArray &shape, const QByteArray &document)
{
    const QJsonDocument expected = QJsonDocument::fromJson(shape);
    const QJsonDocument actual = QJsonDocument::fromJson(document);
    if (!expected.isObject() || !actual.isObject()) {
        return {u"no JSON: "_s % QString::fromUtf8(expected.isObject() ? document : shape)};
    }
    return unlike(expected.object(), actual.object());
}

} // namespace scenario
