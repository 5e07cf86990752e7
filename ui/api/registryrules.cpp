// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/registryrules.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString pretty(const QJsonObject &object)
{
    return object.isEmpty()
        ? QString()
        : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)).trimmed();
}

} // namespace

QList<EventKind> eventKinds(const QJsonObject &body)
{
    QList<EventKind> kinds;
    const QJsonArray types = body.value(u"event_types").toArray();
    for (const auto &value : types) {
        const QJsonObject type = value.toObject();
        if (const QString name = type.value(u"type").toString(); !name.isEmpty()) {
            kinds.append({.type = name,
                          .channel = type.value(u"channel").toString(),
                          .description = type.value(u"description").toString(),
                          .isDeprecated = type.value(u"deprecated").toBool(),
                          .replacement = type.value(u"replacement").toString(),
                          .example = type.value(u"example").toObject(),
                          .schema = type.value(u"payload_schema").toObject()});
        }
    }
    return kinds;
}

QString exampleText(const EventKind &kind)
{
    return pretty(kind.example);
}

QString schemaText(const EventKind &kind)
{
    return pretty(kind.schema);
}

} // namespace ui
