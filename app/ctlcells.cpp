// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlcells.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace app {

const QString &dash()
{
    static const QString text = u"—"_s;
    return text;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? dash() : text;
}

QString stamp(const std::optional<protocol::WallTime> &time)
{
    return time ? protocol::toIso(*time) : dash();
}

QString number(const QJsonValue &value)
{
    constexpr int digits = 12;
    return value.isDouble() ? QString::number(value.toDouble(), 'g', digits) : dash();
}

QString cell(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? u"yes"_s : u"no"_s;
    case QJsonValue::Double:
        return number(value);
    case QJsonValue::String:
        return orDash(value.toString());
    case QJsonValue::Array: {
        QStringList items;
        const QJsonArray array = value.toArray();
        for (const QJsonValue item : array) {
            items.append(cell(item));
        }
        return orDash(items.join(u", "_s));
    }
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return dash();
    }
    return dash();
}

QString moreText(const QString &cursor)
{
    return u"more: --cursor %1"_s.arg(cursor);
}

} // namespace app
