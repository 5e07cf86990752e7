// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctllist.h"

#include "app/ctlcells.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

namespace {

/// What is told first of an object, in this order; the other keys follow in that of the alphabet.
const QStringList &firstKeys()
{
    static const QStringList keys =
        u"id name worker_name job status health state healthy severity mode scope token expires_at "
        "camera_id object_type confidence risk_score risk_level summary message"_s.split(u' ');
    return keys;
}

QStringList orderedKeys(const QJsonObject &object)
{
    QStringList keys = object.keys();
    const auto rank = [](const QString &key) {
        const qsizetype place = firstKeys().indexOf(key);
        return place < 0 ? firstKeys().size() : place;
    };
    std::stable_sort(keys.begin(), keys.end(),
                     [&](const QString &a, const QString &b) { return rank(a) < rank(b); });
    return keys;
}

QJsonValue valueAt(const QJsonObject &object, QStringView key)
{
    const QList<QStringView> choices = key.split(u'|');
    for (const QStringView choice : choices) {
        QJsonValue value = object;
        const QList<QStringView> path = choice.split(u'.');
        for (const QStringView part : path) {
            value = value.toObject().value(part);
        }
        if (!value.isNull() && !value.isUndefined()) {
            return value;
        }
    }
    return {};
}

QString titleOf(QString key)
{
    return key.replace(u'_', u' ');
}

bool isListOfObjects(const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    return !array.isEmpty() && array.first().isObject();
}

Block objectsTable(const QJsonArray &items)
{
    const QStringList keys = orderedKeys(items.first().toObject());
    QStringList titles;
    for (const QString &key : keys) {
        titles.append(titleOf(key).toUpper());
    }
    QList<QStringList> rows{titles};
    QList<qsizetype> flexible(keys.size());
    for (qsizetype column = 0; column < keys.size(); ++column) {
        flexible[column] = column;
    }
    for (const QJsonValue item : items) {
        QStringList row;
        for (const QString &key : keys) {
            row.append(cell(item.toObject().value(key)));
        }
        rows.append(row);
    }
    return table(rows, flexible);
}

/// What an object says, with what lies in it below, two places to the right.
void addFields(QList<QStringList> &rows, Sheet &lists, const QJsonObject &object,
               const QString &margin)
{
    const QStringList keys = orderedKeys(object);
    for (const QString &key : keys) {
        const QJsonValue value = object.value(key);
        const QString title = margin % titleOf(key);
        if (isListOfObjects(value)) {
            lists.append(lines({QString(), titleOf(key)}));
            lists.append(objectsTable(value.toArray()));
        } else if (value.isObject() && !value.toObject().isEmpty()) {
            rows.append({title, QString()});
            addFields(rows, lists, value.toObject(), margin % u"  ");
        } else {
            rows.append({title, value.isObject() ? dash() : cell(value)});
        }
    }
}

} // namespace

Sheet listSheet(const Listing &listing, const QJsonObject &answer)
{
    QStringList titles;
    QList<qsizetype> flexible;
    for (const Column &column : listing.columns) {
        if (column.isFlexible) {
            flexible.append(titles.size());
        }
        titles.append(column.title.toString());
    }
    QList<QStringList> rows{titles};
    const QJsonArray items = answer.value(listing.items).toArray();
    for (const QJsonValue item : items) {
        QStringList row;
        for (const Column &column : listing.columns) {
            row.append(cell(valueAt(item.toObject(), column.key)));
        }
        rows.append(row);
    }
    Sheet sheet{table(rows, flexible)};
    const QString cursor = answer.value(u"next_cursor").toString();
    if (!cursor.isEmpty()) {
        sheet.append(lines({moreText(cursor)}));
    }
    return sheet;
}

Sheet detailSheet(const QJsonObject &answer)
{
    QList<QStringList> rows;
    Sheet sheet{Block()};
    addFields(rows, sheet, answer, QString());
    sheet.first() = fields(rows);
    return sheet;
}

} // namespace app
