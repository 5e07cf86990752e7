// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/fault.h"
#include "backend/config/keys.h"
#include "backend/config/shown.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace config {

namespace {

QString escaped(QChar character)
{
    switch (character.unicode()) {
    case u'"':
        return u"\\\""_s;
    case u'\\':
        return u"\\\\"_s;
    case u'\n':
        return u"\\n"_s;
    case u'\t':
        return u"\\t"_s;
    default: // not an enum: every other character of the plane
        break;
    }
    if (character.unicode() < u' ' || character.unicode() == 0x7f) {
        return u"\\u%1"_s.arg(uint(character.unicode()), 4, 16, QChar(u'0'));
    }
    return character;
}

QString quoted(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar character : text) {
        result += escaped(character);
    }
    return result + u'"';
}

QString numberText(double number)
{
    if (std::isnan(number)) {
        return u"nan"_s;
    }
    if (std::isinf(number)) {
        return number > 0 ? u"inf"_s : u"-inf"_s;
    }
    constexpr double exactlyWhole = 9e15;
    if (std::floor(number) == number && std::abs(number) < exactlyWhole) {
        return QString::number(static_cast<qint64>(number));
    }
    return QString::number(number, 'g', 15);
}

QString arrayText(const QJsonArray &array)
{
    QStringList items;
    for (const QJsonValue item : withoutSecrets(array).toArray()) {
        items.append(toToml(item));
    }
    return u'[' + items.join(u", "_s) + u']';
}

/// A key is written bare where TOML allows it.
QString keyText(const QString &key)
{
    static const QRegularExpression bare(u"\\A[A-Za-z0-9_-]+\\z"_s);
    return bare.match(key).hasMatch() ? key : quoted(key);
}

QString tableText(const QJsonObject &object)
{
    QStringList items;
    for (auto it = object.begin(); it != object.end(); ++it) {
        items.append(keyText(it.key()) + u" = "_s
                     + (isSecretName(it.key()) ? u"\"***\""_s : toToml(it.value())));
    }
    return items.isEmpty() ? u"{}"_s : QString(u"{ " + items.join(u", "_s) + u" }");
}

} // namespace

QString toToml(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return {};
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return numberText(value.toDouble());
    case QJsonValue::String:
        return quoted(masked(value.toString()));
    case QJsonValue::Array:
        return arrayText(value.toArray());
    case QJsonValue::Object:
        return tableText(value.toObject());
    }
    return {};
}

} // namespace config
