// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/journalpages.h"

#include <QJsonDocument>
#include <QStringList>

#include <limits>

using namespace Qt::StringLiterals;

namespace journal {

namespace {

using protocol::Event;
using storage::Transaction;

/// Before and behind the text of every time.
const QString NoTime = u""_s;
const QString EveryTime = u"~"_s;

/// What one search takes of the journal's lines, all of which one index has side by side.
struct Part
{
    QString index = {};
    QString where = {}; ///< the index's first columns
    QVariantList values = {};
};

/// What a filter comes to.
struct Plan
{
    QList<Part> parts = {}; ///< their lines together; none: nothing can match
    QString rest = {}; ///< " AND …" for what no index knows
    QVariantList restValues = {};
    QString since = NoTime;
    QString until = EveryTime;
    bool isByTime = false;
};

/// The smallest text above all that begin with `prefix`.
QString above(QString prefix)
{
    const QChar last = prefix.back();
    prefix.chop(1);
    return prefix % QChar(static_cast<char16_t>(last.unicode() + 1));
}

/// The types that the journal has, each found by one step in its index.
QStringList typesIn(Transaction &tx, const Filter &filter)
{
    QSqlQuery &rows = tx.exec(
        u"WITH RECURSIVE known(type) AS (SELECT min(type) FROM journal UNION ALL "
        "SELECT (SELECT min(type) FROM journal WHERE type > known.type) FROM known "
        "WHERE known.type IS NOT NULL) SELECT type, (SELECT channel FROM journal j "
        "INDEXED BY journal_by_type WHERE j.type = known.type ORDER BY sequence DESC LIMIT 1) "
        "FROM known WHERE type IS NOT NULL"_s);
    QStringList types;
    while (rows.next()) {
        const QString type = rows.value(0).toString();
        const bool isWanted = type.startsWith(filter.typePrefix)
            && (filter.channel.isEmpty() || rows.value(1).toString() == filter.channel);
        if (isWanted) {
            types.append(type);
        }
    }
    return types;
}

QString timeWhere(const Plan &plan)
{
    return plan.isByTime ? u" AND timestamp >= ? AND timestamp < ?"_s : QString();
}

QVariantList timeValues(const Plan &plan)
{
    return plan.isByTime ? QVariantList{plan.since, plan.until} : QVariantList();
}

/// A cause has few lines: what else they are to be is looked up in each.
void addCause(Plan &plan, const Filter &filter)
{
    plan.parts.append({.index = u"journal_by_cause"_s,
                       .where = u"cause = ? AND cause > 0"_s,
                       .values = {filter.cause}});
    if (!filter.channel.isEmpty()) {
        plan.rest += u" AND channel = ?"_s;
        plan.restValues.append(filter.channel);
    }
    if (!filter.typePrefix.isEmpty()) {
        plan.rest += u" AND type >= ? AND type < ?"_s;
        plan.restValues += {filter.typePrefix, above(filter.typePrefix)};
    }
}

Plan planFor(Transaction &tx, const Filter &filter)
{
    Plan plan{.isByTime = filter.since || filter.until};
    plan.since = filter.since ? protocol::toIso(*filter.since) : NoTime;
    plan.until = filter.until ? protocol::toIso(*filter.until) : EveryTime;
    if (filter.cause != 0) {
        addCause(plan, filter);
    } else if (filter.channel.isEmpty() && filter.typePrefix.isEmpty()) {
        plan.parts.append(
            {.index = plan.isByTime ? u"journal_by_time"_s : QString(), .where = u"true"_s});
    } else {
        const QString index = plan.isByTime ? u"journal_by_type_time"_s : u"journal_by_type"_s;
        const QStringList types = typesIn(tx, filter);
        for (const QString &type : types) {
            plan.parts.append({.index = index, .where = u"type = ?"_s, .values = {type}});
        }
    }
    return plan;
}

QString from(const QString &index)
{
    return index.isEmpty() ? u" FROM journal "_s : u" FROM journal INDEXED BY %1 "_s.arg(index);
}

/// The place behind which a page begins.
struct Place
{
    QString time = EveryTime;
    qint64 sequence = std::numeric_limits<qint64>::max();
};

/// The line itself may be gone: then what is next to it. The end of the time is a place too: no
/// line has the number 0.
Place placeOf(Transaction &tx, const Filter &filter, const Plan &plan)
{
    if (!plan.isByTime) {
        return filter.before == 0 ? Place() : Place{.sequence = filter.before};
    }
    Place end{.time = plan.until, .sequence = 0};
    if (filter.before == 0) {
        return end;
    }
    QSqlQuery &row = tx.exec(u"SELECT sequence, timestamp FROM journal WHERE sequence <= ? "
                             "ORDER BY sequence DESC LIMIT 1"_s,
                             {filter.before});
    if (!row.next()) {
        return {.time = NoTime, .sequence = 0};
    }
    const qint64 found = row.value(0).toLongLong();
    const Place place{.time = row.value(1).toString(),
                      .sequence = found == filter.before ? found : found + 1};
    return place.time < end.time ? place : end;
}

/// The first lines of each part, and of these the first ones of all.
QList<Event> linesFor(Transaction &tx, const Plan &plan, const Place &place, int limit)
{
    const QString order =
        plan.isByTime ? u" ORDER BY timestamp DESC, sequence DESC"_s : u" ORDER BY sequence DESC"_s;
    const QString behind = plan.isByTime
        ? u" AND timestamp >= ? AND timestamp <= ? AND (timestamp, sequence) < (?, ?)"_s
        : u" AND sequence < ?"_s;
    const QString keys = plan.isByTime ? u"sequence, timestamp"_s : u"sequence"_s;
    QStringList searches;
    QVariantList values;
    for (const Part &part : plan.parts) {
        searches.append(u"SELECT * FROM (SELECT "_s % keys % from(part.index) % u"WHERE "_s
                        % part.where % plan.rest % behind % order % u" LIMIT ?)"_s);
        values += part.values + plan.restValues;
        // The bounds of the time alone are there for the index, which is read between them only.
        values += plan.isByTime
            ? QVariantList{plan.since, place.time, place.time, place.sequence, limit}
            : QVariantList{place.sequence, limit};
    }
    values.append(limit);
    return linesOf(tx.exec(lineColumns() % u"WHERE sequence IN (SELECT sequence FROM ("_s
                               % searches.join(u" UNION ALL "_s) % u")"_s % order % u" LIMIT ?)"_s
                               % order,
                           values));
}

protocol::Total totalFor(Transaction &tx, const Plan &plan)
{
    qint64 counted = 0;
    for (const Part &part : plan.parts) {
        // Without a condition the smallest index is the quickest to count in.
        const QString index = part.index.isEmpty() ? u"journal_by_time"_s : part.index;
        QSqlQuery &count = tx.exec(u"SELECT count(*) FROM (SELECT 1"_s % from(index) % u"WHERE "_s
                                       % part.where % timeWhere(plan) % plan.rest % u" LIMIT ?)"_s,
                                   part.values + timeValues(plan) + plan.restValues
                                       + QVariantList{protocol::MostCounted + 1 - counted});
        counted += count.next() ? count.value(0).toLongLong() : 0;
        if (counted > protocol::MostCounted) {
            break;
        }
    }
    return protocol::totalOf(counted);
}

} // namespace

QString lineColumns()
{
    return u"SELECT sequence, type, channel, data, timestamp, cause FROM journal "_s;
}

QList<Event> linesOf(QSqlQuery &rows)
{
    QList<Event> lines;
    while (rows.next()) {
        lines.append(
            {.sequence = rows.value(0).toLongLong(),
             .type = rows.value(1).toString(),
             .channel = rows.value(2).toString(),
             .data = QJsonDocument::fromJson(rows.value(3).toString().toUtf8()).object(),
             .timestamp =
                 protocol::fromIso(rows.value(4).toString()).value_or(protocol::WallTime{}),
             .cause = rows.value(5).toLongLong()});
    }
    return lines;
}

Page pageIn(Transaction &tx, const Filter &filter)
{
    const Plan plan = planFor(tx, filter);
    if (plan.parts.isEmpty()) {
        return {};
    }
    const Place place = placeOf(tx, filter, plan);
    Page page{.lines = linesFor(tx, plan, place, filter.limit + 1)};
    page.hasMore = page.lines.size() > filter.limit;
    if (page.hasMore) {
        page.lines.removeLast();
    }
    page.total = totalFor(tx, plan);
    return page;
}

} // namespace journal
