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

/// From which row on, and behind which one.
struct Span
{
    Place from = {.at = {}, .id = 0};
    Place behind = {};
};

/// The two times as places: no row has the number 0.
Span spanOf(const Walk &walk)
{
    Span span{.behind = placeFrom(walk.cursor).value_or(Place())};
    if (walk.since) {
        span.from = {.at = protocol::toIso(*walk.since), .id = 0};
    }
    if (walk.until) {
        span.behind = std::min(span.behind, Place{.at = protocol::toIso(*walk.until), .id = 0});
    }
    return span;
}

/// FROM … WHERE … for the rows of one part in a span. The bounds of the time alone are there for
/// the index, which is then read from the one to the other and nowhere else.
QString rowsOf(const Walk &walk, const WalkPart &part)
{
    const QString index = part.index.isEmpty() ? QString() : u" INDEXED BY "_s % part.index;
    return u" FROM %1%2 WHERE %3 AND %4 >= ? AND %4 <= ? AND (%4, id) >= (?, ?) "
           "AND (%4, id) < (?, ?)"_s.arg(walk.table, index, part.where, walk.time);
}

QVariantList valuesOf(const WalkPart &part, const Span &span)
{
    return part.values + QVariantList{span.from.at, span.behind.at, span.from.at,
                                      span.from.id, span.behind.at, span.behind.id};
}

QString newestFirst(const Walk &walk)
{
    return u" ORDER BY %1 DESC, id DESC LIMIT ?"_s.arg(walk.time);
}

/// The last row that the page looks at, when there are more behind it. Found in the index alone.
std::optional<Place> endOfLook(Transaction &tx, const Walk &walk, const Span &span)
{
    std::optional<Place> end;
    for (const WalkPart &part : walk.parts) {
        QSqlQuery &row =
            tx.exec(u"SELECT %1, id"_s.arg(walk.time) % rowsOf(walk, part) % newestFirst(walk)
                        % u" OFFSET ?"_s,
                    valuesOf(part, span) + QVariantList{1, LookedAt / walk.parts.size() - 1});
        if (row.next()) {
            const Place found{.at = row.value(0).toString(), .id = row.value(1).toLongLong()};
            end = end ? std::max(*end, found) : found;
        }
    }
    return end;
}

/// The first matching rows of each part, and of these the first ones of all; one more than asked
/// for when there is one.
QList<Place> matches(Transaction &tx, const Walk &walk, const Span &span)
{
    const QString rest = walk.rest.isEmpty() ? QString() : u" AND ("_s % walk.rest % u")"_s;
    QStringList searches;
    QVariantList values;
    for (const WalkPart &part : walk.parts) {
        searches.append(u"SELECT * FROM (SELECT %1 AS at, id"_s.arg(walk.time) % rowsOf(walk, part)
                        % rest % newestFirst(walk) % u")"_s);
        values += valuesOf(part, span) + walk.restValues + QVariantList{walk.limit + 1};
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
protocol::Total totalOf(Transaction &tx, Walk walk)
{
    walk.cursor.clear(); // of all pages
    const Span span = spanOf(walk);
    const QString isOne =
        walk.rest.isEmpty() ? u"1"_s : u"CASE WHEN "_s % walk.rest % u" THEN 1 ELSE 0 END"_s;
    qint64 looked = 0;
    qint64 counted = 0;
    for (const WalkPart &part : walk.parts) {
        QSqlQuery &count =
            tx.exec(u"SELECT count(*), coalesce(sum(is_one), 0) FROM (SELECT "_s % isOne
                        % u" AS is_one"_s % rowsOf(walk, part) % u" LIMIT ?)"_s,
                    walk.restValues + valuesOf(part, span)
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
    Span span = spanOf(walk);
    const auto end = walk.rest.isEmpty() ? std::nullopt : endOfLook(tx, walk, span);
    if (end) {
        span.from = std::max(span.from, *end);
    }
    QList<Place> found = matches(tx, walk, span);
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
