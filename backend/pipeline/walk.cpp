// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/walk.h"

#include <QStringList>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

using storage::Transaction;

/// Where a walk stands: behind this row.
struct Place
{
    QString at = u"~"_s; ///< behind the text of every time
    qint64 id = std::numeric_limits<qint64>::max();

    bool operator<(const Place &other) const
    {
        return at != other.at ? at < other.at : id < other.id;
    }
};

QString toText(const Place &place)
{
    return place.at % u',' % QString::number(place.id);
}

std::optional<Place> placeFrom(const QString &text)
{
    const qsizetype comma = text.indexOf(u',');
    const Place place{.at = text.left(comma), .id = text.mid(comma + 1).toLongLong()};
    const bool isPlace = comma > 0 && protocol::fromIso(place.at) && toText(place) == text;
    return isPlace ? std::optional(place) : std::nullopt;
}

/// FROM … WHERE … for the rows of one part between the two times.
QString rowsOf(const Walk &walk, const WalkPart &part)
{
    const QString index = part.index.isEmpty() ? QString() : u" INDEXED BY "_s % part.index;
    return u" FROM %1%2 WHERE %3 AND %4 >= ? AND %4 < ?"_s.arg(walk.table, index, part.where,
                                                               walk.time);
}

QVariantList valuesOf(const Walk &walk, const WalkPart &part)
{
    return part.values
        + QVariantList{walk.since ? protocol::toIso(*walk.since) : QString(),
                       walk.until ? protocol::toIso(*walk.until) : Place().at};
}

QString isBehind(const Walk &walk)
{
    return u" AND (%1, id) < (?, ?)"_s.arg(walk.time);
}

QString newestFirst(const Walk &walk)
{
    return u" ORDER BY %1 DESC, id DESC LIMIT ?"_s.arg(walk.time);
}

/// The last row that the page looks at, when there are more behind it. Found in the index alone.
std::optional<Place> endOfLook(Transaction &tx, const Walk &walk, const Place &place)
{
    std::optional<Place> end;
    for (const WalkPart &part : walk.parts) {
        QSqlQuery &row =
            tx.exec(u"SELECT %1, id"_s.arg(walk.time) % rowsOf(walk, part) % isBehind(walk)
                        % newestFirst(walk) % u" OFFSET ?"_s,
                    valuesOf(walk, part)
                        + QVariantList{place.at, place.id, 1, LookedAt / walk.parts.size() - 1});
        if (row.next()) {
            const Place found{.at = row.value(0).toString(), .id = row.value(1).toLongLong()};
            end = end ? std::max(*end, found) : found;
        }
    }
    return end;
}

/// The first matching rows of each part, and of these the first ones of all; one more than asked
/// for when there is one.
QList<Place> matches(Transaction &tx, const Walk &walk, const Place &place,
                     const std::optional<Place> &end)
{
    const QString rest = walk.rest.isEmpty()
        ? QString()
        : u" AND (%1, id) >= (?, ?) AND (%2)"_s.arg(walk.time, walk.rest);
    QStringList searches;
    QVariantList values;
    for (const WalkPart &part : walk.parts) {
        searches.append(u"SELECT * FROM (SELECT %1 AS at, id"_s.arg(walk.time) % rowsOf(walk, part)
                        % isBehind(walk) % rest % newestFirst(walk) % u")"_s);
        values += valuesOf(walk, part) + QVariantList{place.at, place.id};
        if (!walk.rest.isEmpty()) {
            values += QVariantList{end ? end->at : QString(), end ? end->id : 0};
            values += walk.restValues;
        }
        values.append(walk.limit + 1);
    }
    values.append(walk.limit + 1);
    QSqlQuery &rows = tx.exec(u"SELECT at, id FROM ("_s % searches.join(u" UNION ALL "_s)
                                  % u") ORDER BY at DESC, id DESC LIMIT ?"_s,
                              values);
    QList<Place> found;
    while (rows.next()) {
        found.append({.at = rows.value(0).toString(), .id = rows.value(1).toLongLong()});
    }
    return found;
}

/// Counted in the index alone when that knows everything; else in as many rows as may be counted.
protocol::Total totalOf(Transaction &tx, const Walk &walk)
{
    qint64 looked = 0;
    qint64 counted = 0;
    for (const WalkPart &part : walk.parts) {
        const QString isOne = walk.rest.isEmpty() ? u"1"_s : u"("_s % walk.rest % u")"_s;
        QSqlQuery &count =
            tx.exec(u"SELECT count(*), coalesce(sum(is_one), 0) FROM (SELECT "_s % isOne
                        % u" AS is_one"_s % rowsOf(walk, part) % u" LIMIT ?)"_s,
                    walk.restValues + valuesOf(walk, part)
                        + QVariantList{protocol::MostCounted + 1 - looked});
        if (count.next()) {
            looked += count.value(0).toLongLong();
            counted += count.value(1).toLongLong();
        }
    }
    return {.counted = std::min(counted, protocol::MostCounted),
            .isExact = looked <= protocol::MostCounted};
}

} // namespace

bool isWalkCursor(const QString &text)
{
    return placeFrom(text).has_value();
}

Walked walkPage(Transaction &tx, const Walk &walk)
{
    if (walk.parts.isEmpty()) {
        return {};
    }
    const Place place = placeFrom(walk.cursor).value_or(Place());
    const auto end = walk.rest.isEmpty() ? std::nullopt : endOfLook(tx, walk, place);
    QList<Place> found = matches(tx, walk, place, end);
    Walked walked{.total = totalOf(tx, walk)};
    if (found.size() > walk.limit) {
        found.removeLast();
        walked.next = toText(found.last());
    } else if (end) {
        walked.next = toText(*end);
    }
    for (const Place &one : std::as_const(found)) {
        walked.ids.append(one.id);
    }
    return walked;
}

} // namespace pipeline
