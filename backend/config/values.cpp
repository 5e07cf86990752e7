// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/fault.h"
#include "backend/config/keys.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace config {

namespace {

constexpr double MillisecondsPerSecond = 1000;

bool isWhole(const QJsonValue &value)
{
    return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
}

/// Sets one kind of value; every overload returns the rule that is broken, empty when none is.
struct Assign
{
    const Key &key;
    const QJsonValue &value;

    QString range(const QString &what) const
    {
        return u"must be %1 from %2 to %3"_s.arg(what, QString::number(key.min, 'g', 12),
                                                 QString::number(key.max, 'g', 12));
    }

    bool inRange(const QJsonValue &number) const
    {
        return number.isDouble() && number.toDouble() >= key.min && number.toDouble() <= key.max;
    }

    QString text(const QString &text) const
    {
        return key.textRule ? key.textRule(text) : QString();
    }

    QString operator()(bool *target) const
    {
        if (!value.isBool()) {
            return u"must be true or false"_s;
        }
        *target = value.toBool();
        return {};
    }

    template<typename Whole>
    QString whole(Whole *target) const
    {
        if (!isWhole(value) || !inRange(value)) {
            return range(u"a whole number"_s);
        }
        *target = static_cast<Whole>(value.toInteger());
        return {};
    }

    QString operator()(int *target) const { return whole(target); }

    QString operator()(qint64 *target) const { return whole(target); }

    QString operator()(double *target) const
    {
        if (!inRange(value)) {
            return range(u"a number"_s);
        }
        *target = value.toDouble();
        return {};
    }

    QString operator()(milliseconds *target) const
    {
        if (!inRange(value)) {
            return range(u"a number of seconds"_s);
        }
        *target = milliseconds(std::llround(value.toDouble() * MillisecondsPerSecond));
        return {};
    }

    QString operator()(QString *target) const
    {
        if (!value.isString()) {
            return u"must be a text in quotes"_s;
        }
        QString rule = text(value.toString());
        if (rule.isEmpty()) {
            *target = value.toString();
        }
        return rule;
    }

    QString operator()(QStringList *target) const
    {
        QStringList list;
        const QJsonArray array = value.toArray();
        for (const QJsonValue item : array) {
            if (!item.isString()) {
                return u"must be a list of texts in quotes"_s;
            }
            if (QString rule = text(item.toString()); !rule.isEmpty()) {
                return rule;
            }
            list.append(item.toString());
        }
        if (!value.isArray()) {
            return u"must be a list of texts in quotes"_s;
        }
        *target = list;
        return {};
    }

    QString operator()(QList<int> *target) const
    {
        QList<int> list;
        const QJsonArray array = value.toArray();
        for (const QJsonValue item : array) {
            if (!isWhole(item) || !inRange(item)) {
                return range(u"a list of whole numbers"_s);
            }
            list.append(item.toInt());
        }
        if (!value.isArray()) {
            return range(u"a list of whole numbers"_s);
        }
        *target = list;
        return {};
    }

    QString operator()(QMap<QString, QString> *target) const
    {
        static const QRegularExpression name(u"\\A[A-Za-z_][A-Za-z0-9_]*\\z"_s);
        QMap<QString, QString> map;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!it.value().isString() || !name.match(it.key()).hasMatch()) {
                return u"must be a table of names and texts, such as { LOG = \"info\" }"_s;
            }
            if (QString rule = text(it.value().toString()); !rule.isEmpty()) {
                return rule;
            }
            map.insert(it.key(), it.value().toString());
        }
        if (!value.isObject()) {
            return u"must be a table of names and texts, such as { LOG = \"info\" }"_s;
        }
        *target = map;
        return {};
    }

    QString operator()(const Words &slot) const
    {
        const QString flag = value.toBool() ? u"true"_s : u"false"_s;
        const QStringList words = slot.words.toString().split(u'|');
        const auto index = words.indexOf(value.isBool() ? flag : value.toString());
        if (index < 0) {
            return u"must be one of: %1"_s.arg(words.join(u", "_s));
        }
        slot.set(slot.target, static_cast<int>(index));
        return {};
    }
};

struct ValueOf
{
    QJsonValue operator()(const QString *text) const { return *text; }

    QJsonValue operator()(const milliseconds *duration) const
    {
        return static_cast<double>(duration->count()) / MillisecondsPerSecond;
    }

    QJsonValue operator()(const QStringList *list) const
    {
        return QJsonArray::fromStringList(*list);
    }

    QJsonValue operator()(const QList<int> *list) const
    {
        QJsonArray array;
        for (const int number : *list) {
            array.append(number);
        }
        return array;
    }

    QJsonValue operator()(const QMap<QString, QString> *map) const
    {
        QJsonObject object;
        for (auto it = map->begin(); it != map->end(); ++it) {
            object.insert(it.key(), it.value());
        }
        return object;
    }

    QJsonValue operator()(const Words &slot) const
    {
        return slot.words.toString().split(u'|').value(slot.get(slot.target));
    }

    template<typename Plain>
    QJsonValue operator()(const Plain *plain) const
    {
        return QJsonValue(*plain);
    }
};

QJsonValue numberOr(const QString &text)
{
    bool whole = false;
    if (const qint64 number = text.toLongLong(&whole); whole) {
        return number;
    }
    bool fraction = false;
    const double number = text.toDouble(&fraction);
    return fraction ? QJsonValue(number) : QJsonValue(text);
}

struct FromText
{
    const QString &text;

    QJsonValue operator()(bool *) const
    {
        return text == u"true" || text == u"false" ? QJsonValue(text == u"true") : QJsonValue(text);
    }

    QJsonValue operator()(QString *) const { return text; }

    QJsonValue operator()(const Words &) const { return text; }

    QJsonValue operator()(QMap<QString, QString> *) const { return text; }

    template<typename Item>
    QJsonValue operator()(QList<Item> *) const
    {
        QJsonArray array;
        const QStringList items = text.split(u',', Qt::SkipEmptyParts);
        for (const QString &item : items) {
            const QString trimmed = item.trimmed();
            array.append(std::is_same_v<Item, int> ? numberOr(trimmed) : QJsonValue(trimmed));
        }
        return array;
    }

    template<typename Number>
    QJsonValue operator()(Number *) const
    {
        return numberOr(text);
    }
};

} // namespace

QString assign(const Key &key, const QJsonValue &value)
{
    return std::visit(Assign{key, value}, key.slot);
}

QJsonValue valueOf(const Key &key)
{
    return std::visit(ValueOf{}, key.slot);
}

QJsonValue fromText(const Key &key, const QString &text)
{
    return std::visit(FromText{text}, key.slot);
}

} // namespace config
