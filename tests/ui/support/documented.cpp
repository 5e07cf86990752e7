// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/documented.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace tests {

namespace {

/// The documented answers; `schemas` beside them.
QJsonObject contract()
{
    QFile file(u":/signalbox/contract/answers.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

QJsonObject schemaFor(const QJsonObject &paths, const QString &path, int status)
{
    const QStringList wanted = path.section(u'?', 0, 0).split(u'/');
    for (auto it = paths.begin(); it != paths.end(); ++it) {
        const QStringList segments = it.key().split(u'/');
        bool isIt = segments.size() == wanted.size();
        for (qsizetype i = 0; isIt && i < segments.size(); ++i) {
            isIt = segments[i] == wanted[i]
                || (segments[i].startsWith(u'{') && !paths.contains(path.section(u'?', 0, 0)));
        }
        if (isIt) {
            return it.value()[QString::number(status)].toObject();
        }
    }
    return {};
}

/// What a schema's name stands for; null is allowed beside what is either that or null.
QJsonObject resolved(const QJsonObject &schema, const QJsonObject &schemas, bool &isNullable)
{
    if (const QJsonArray either = schema[u"anyOf"].toArray(); !either.isEmpty()) {
        isNullable = true;
        return resolved(either.first().toObject(), schemas, isNullable);
    }
    const QString name = schema[u"$ref"].toString().section(u'/', -1);
    return name.isEmpty() ? schema : schemas[name].toObject();
}

QJsonValue neutral(const QString &type, const QJsonObject &schema)
{
    if (type == u"string") {
        return schema.contains(u"format"_s) ? u"2025-12-27T10:30:00.000Z"_s : QString();
    }
    if (type == u"integer" || type == u"number") {
        return schema[u"minimum"].toDouble();
    }
    if (type == u"boolean") {
        return false;
    }
    return type == u"array" ? QJsonValue(QJsonArray()) : QJsonValue(QJsonObject());
}

QJsonValue completed(const QJsonObject &schema, const QJsonValue &value, const QJsonObject &schemas)
{
    bool isNullable = false;
    const QJsonObject plain = resolved(schema, schemas, isNullable);
    const QJsonArray types = plain[u"type"].toArray();
    const QString type = types.isEmpty() ? plain[u"type"].toString() : types.first().toString();
    isNullable = isNullable || types.contains(u"null"_s) || type.isEmpty();
    QJsonValue whole = value;
    if (value.isUndefined()) {
        whole = isNullable ? QJsonValue() : neutral(type, plain);
    }
    if (whole.isArray()) {
        QJsonArray list;
        for (const auto &element : whole.toArray()) {
            list.append(completed(plain[u"items"].toObject(), element, schemas));
        }
        return list;
    }
    if (!whole.isObject()) {
        return whole;
    }
    QJsonObject object = whole.toObject();
    if (const QJsonObject items = plain[u"additionalProperties"].toObject(); !items.isEmpty()) {
        for (const QString &key : object.keys()) {
            object[key] = completed(items, object[key], schemas);
        }
    }
    const QJsonObject properties = plain[u"properties"].toObject();
    const QJsonArray required = plain[u"required"].toArray();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        if (object.contains(it.key()) || required.contains(it.key())) {
            object[it.key()] = completed(it.value().toObject(), object.value(it.key()), schemas);
        }
    }
    return object;
}

} // namespace

QByteArray documented(const QString &path, int status, const QByteArray &body)
{
    static const QJsonObject all = contract();
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonObject schema = schemaFor(all[u"paths"].toObject(), path, status);
    if (!document.isObject() || schema.isEmpty()) {
        return body;
    }
    const QJsonValue whole = completed(schema, document.object(), all[u"schemas"].toObject());
    return QJsonDocument(whole.toObject()).toJson(QJsonDocument::Compact);
}

} // namespace tests
