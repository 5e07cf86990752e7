// SPDX-License-Identifier: GPL-3.0-or-later
// What is read of the alerts in the store.
#include "backend/alerts/alertstore.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;
using protocol::Alert;

namespace alerts {

namespace {

constexpr qint64 CountedTotal = 10'000;
const QString Columns =
    u"SELECT number, id, event_id, rule, severity, message, status, subject_kind, subject, count, "
    "created_at, updated_at, last_seen_at, cleared_at, acknowledged_at, acknowledged_by, "
    "acknowledged_reason, ended_at, ended_by, ended_reason FROM alerts "_s;
const QString Active = u"status IN ('pending', 'delivered', 'acknowledged')"_s;

std::optional<QString> textOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toString());
}

std::optional<protocol::WallTime> timeOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : protocol::fromIso(value.toString());
}

Alert alertOf(const QSqlQuery &row)
{
    const QVariant event = row.value(u"event_id"_s);
    return {.id = row.value(u"id"_s).toString(),
            .eventId = event.isNull() ? std::nullopt : std::optional(event.toLongLong()),
            .ruleId = row.value(u"rule"_s).toString(),
            .severity = protocol::alertSeverity(row.value(u"severity"_s).toString()),
            .message = row.value(u"message"_s).toString(),
            .status = protocol::alertStatus(row.value(u"status"_s).toString()),
            .subjectKind = row.value(u"subject_kind"_s).toString(),
            .subject = row.value(u"subject"_s).toString(),
            .count = row.value(u"count"_s).toLongLong(),
            .createdAt = timeOf(row.value(u"created_at"_s)),
            .updatedAt = timeOf(row.value(u"updated_at"_s)),
            .lastSeenAt = timeOf(row.value(u"last_seen_at"_s)),
            .clearedAt = timeOf(row.value(u"cleared_at"_s)),
            .acknowledgedAt = timeOf(row.value(u"acknowledged_at"_s)),
            .acknowledgedBy = textOf(row.value(u"acknowledged_by"_s)),
            .acknowledgedReason = textOf(row.value(u"acknowledged_reason"_s)),
            .endedAt = timeOf(row.value(u"ended_at"_s)),
            .endedBy = textOf(row.value(u"ended_by"_s)),
            .endedReason = textOf(row.value(u"ended_reason"_s))};
}

/// The rows that a filter takes, whatever the page.
struct Where
{
    QString sql = u"WHERE true"_s;
    QVariantList values = {};

    void equal(const QString &column, const QString &value)
    {
        if (!value.isEmpty()) {
            sql += u" AND "_s + column + u" = ?"_s;
            values.append(value);
        }
    }
};

Where whereOf(const Filter &filter)
{
    Where where;
    if (filter.status == u"active") {
        where.sql += u" AND "_s + Active;
    } else {
        where.equal(u"status"_s, filter.status);
    }
    where.equal(u"severity"_s, filter.severity);
    where.equal(u"rule"_s, filter.rule);
    return where;
}

qint64 countUpTo(storage::Transaction &tx, const Where &where, qint64 most)
{
    QSqlQuery &query =
        tx.exec(u"SELECT count(*) FROM (SELECT 1 FROM alerts "_s + where.sql + u" LIMIT ?)"_s,
                where.values + QVariantList{most});
    return query.next() ? query.value(0).toLongLong() : 0;
}

} // namespace

protocol::Result<Alert> find(storage::Transaction &tx, const QString &id)
{
    QSqlQuery &query = tx.exec(Columns + u"WHERE id = ?"_s, {id});
    if (!query.next()) {
        return protocol::Error{protocol::ErrorKind::NotFound, u"Alert '%1' not found"_s.arg(id)};
    }
    return alertOf(query);
}

protocol::AlertPage page(storage::Transaction &tx, const Filter &filter)
{
    const Where where = whereOf(filter);
    protocol::AlertPage page;
    const qint64 counted = countUpTo(tx, where, CountedTotal + 1);
    page.totalAtLeast = std::min(counted, qint64{CountedTotal});
    if (counted <= CountedTotal) {
        page.total = counted;
    }
    Where paged = where;
    if (filter.before > 0) {
        paged.sql += u" AND number < ?"_s;
        paged.values.append(filter.before);
    }
    QSqlQuery &query = tx.exec(Columns + paged.sql + u" ORDER BY number DESC LIMIT ?"_s,
                               paged.values + QVariantList{filter.limit + 1});
    qint64 last = 0;
    while (query.next()) {
        if (page.items.size() == filter.limit) {
            page.nextCursor = QString::number(last);
            break;
        }
        last = query.value(0).toLongLong();
        page.items.append(alertOf(query));
    }
    return page;
}

QList<Standing> standing(storage::Transaction &tx)
{
    QList<Standing> all;
    QSqlQuery &query = tx.exec(u"SELECT id, rule, subject_kind, subject, severity FROM alerts "
                               "WHERE cleared_at IS NULL AND event_id IS NULL"_s);
    while (query.next()) {
        all.append({.id = query.value(0).toString(),
                    .rule = query.value(1).toString(),
                    .subjectKind = query.value(2).toString(),
                    .subject = query.value(3).toString(),
                    .severity = protocol::alertSeverity(query.value(4).toString())});
    }
    return all;
}

QList<protocol::Event> eventsAfter(storage::Transaction &tx, qint64 sequence)
{
    QList<protocol::Event> events;
    QSqlQuery &query = tx.exec(u"SELECT sequence, type, data, timestamp FROM journal "
                               "WHERE type IN ('event.created', 'event.deleted') "
                               "AND sequence > ? ORDER BY sequence LIMIT ?"_s,
                               {sequence, MostEvents});
    while (query.next()) {
        events.append(
            {.sequence = query.value(0).toLongLong(),
             .type = query.value(1).toString(),
             .data = QJsonDocument::fromJson(query.value(2).toString().toUtf8()).object(),
             .timestamp =
                 protocol::fromIso(query.value(3).toString()).value_or(protocol::WallTime{})});
    }
    return events;
}

} // namespace alerts
