// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alertstore.h"

#include "backend/storage/schema.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;
using protocol::Alert;
using protocol::AlertStatus;

namespace alerts {

namespace {

QJsonValue orNull(const std::optional<QString> &text)
{
    return text ? QJsonValue(*text) : QJsonValue();
}

/// What every line about an alert says.
QJsonObject lineOf(const Alert &alert)
{
    return {{u"alert_id"_s, alert.id},
            {u"event_id"_s, alert.eventId ? QJsonValue(*alert.eventId) : QJsonValue()}};
}

/// What a line says of an alert that somebody may never have heard of.
QJsonObject wholeLineOf(const Alert &alert)
{
    QJsonObject data = lineOf(alert);
    data.insert(u"rule_id"_s, orNull(alert.ruleId));
    data.insert(u"severity"_s, protocol::toText(alert.severity));
    data.insert(u"priority"_s, protocol::priorityOf(alert.severity));
    data.insert(u"message"_s, alert.message);
    data.insert(u"status"_s, protocol::toText(alert.status));
    data.insert(u"subject_kind"_s, alert.subjectKind);
    data.insert(u"subject"_s, alert.subject);
    data.insert(u"count"_s, alert.count);
    return data;
}

void tellEnd(storage::Transaction &tx, const Alert &alert, qint64 cause)
{
    const bool isResolved = alert.status == AlertStatus::Resolved;
    const QString word = isResolved ? u"resolved"_s : u"dismissed"_s;
    QJsonObject data = lineOf(alert);
    data.insert(word + u"_at", protocol::toIso(alert.endedAt.value_or(tx.now.wall)));
    data.insert(word + u"_by", orNull(alert.endedBy));
    data.insert(u"reason"_s, orNull(alert.endedReason));
    tx.journal({.type = u"alert."_s + word, .data = data, .cause = cause});
}

void end(storage::Transaction &tx, Alert &alert, const std::optional<QString> &by,
         const std::optional<QString> &reason)
{
    alert.endedAt = tx.now.wall;
    alert.endedBy = by;
    alert.endedReason = reason;
    alert.updatedAt = tx.now.wall;
    tx.change(u"UPDATE alerts SET status = ?, updated_at = ?, ended_at = ?, ended_by = ?, "
              "ended_reason = ? WHERE id = ?"_s,
              {protocol::toText(alert.status), storage::stored(alert.updatedAt),
               storage::stored(alert.endedAt), storage::stored(by), storage::stored(reason),
               alert.id});
}

void acknowledge(storage::Transaction &tx, Alert &alert, const Handling &handling)
{
    alert.acknowledgedAt = tx.now.wall;
    alert.acknowledgedBy = handling.by;
    alert.acknowledgedReason = handling.reason;
    alert.updatedAt = tx.now.wall;
    tx.change(u"UPDATE alerts SET status = ?, updated_at = ?, acknowledged_at = ?, "
              "acknowledged_by = ?, acknowledged_reason = ? WHERE id = ?"_s,
              {protocol::toText(alert.status), storage::stored(alert.updatedAt),
               storage::stored(alert.acknowledgedAt), handling.by, storage::stored(handling.reason),
               alert.id});
    QJsonObject data = lineOf(alert);
    data.insert(u"acknowledged_at"_s, protocol::toIso(tx.now.wall));
    data.insert(u"acknowledged_by"_s, handling.by);
    data.insert(u"reason"_s, orNull(handling.reason));
    tx.journal({.type = u"alert.acknowledged"_s, .data = data});
}

} // namespace

bool raise(storage::Transaction &tx, const Draft &draft, qint64 cause)
{
    const Alert alert{.id = draft.id,
                      .eventId = draft.eventId,
                      .ruleId = draft.rule,
                      .severity = draft.severity,
                      .message = draft.message,
                      .status = AlertStatus::Pending,
                      .subjectKind = draft.subjectKind,
                      .subject = draft.subject};
    const QVariant at = storage::stored(draft.at);
    const int added = tx.change(
        u"INSERT INTO alerts (id, event_id, rule, severity, message, status, subject_kind, "
        "subject, dedup_key, created_at, updated_at, last_seen_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s,
        {draft.id, draft.eventId ? QVariant(*draft.eventId) : QVariant(), draft.rule,
         protocol::toText(draft.severity), draft.message, protocol::toText(alert.status),
         draft.subjectKind, draft.subject, dedupKey(draft.rule, draft.subjectKind, draft.subject),
         at, at, at});
    if (added == 0) {
        return false;
    }
    QJsonObject data = wholeLineOf(alert);
    data.insert(u"created_at"_s, protocol::toIso(draft.at));
    tx.journal({.type = u"alert.created"_s, .data = data, .cause = cause});
    return true;
}

void repeat(storage::Transaction &tx, const QString &id, protocol::WallTime at)
{
    tx.change(u"UPDATE alerts SET count = count + 1, last_seen_at = ?, updated_at = ? "
              "WHERE id = ?"_s,
              {storage::stored(at), storage::stored(tx.now.wall), id});
}

void clear(storage::Transaction &tx, const QString &id, const QString &reason, qint64 cause)
{
    auto alert = find(tx, id);
    if (!alert) {
        return; // the retention has taken it
    }
    tx.change(u"UPDATE alerts SET cleared_at = ? WHERE id = ? AND cleared_at IS NULL"_s,
              {storage::stored(tx.now.wall), id});
    if (protocol::isActive(alert.value().status)) {
        alert.value().status = AlertStatus::Resolved;
        end(tx, alert.value(), std::nullopt, reason);
        tellEnd(tx, alert.value(), cause);
    }
}

void setSeverity(storage::Transaction &tx, const QString &id, protocol::AlertSeverity severity)
{
    const int changed = tx.change(
        u"UPDATE alerts SET severity = ?, updated_at = ? WHERE id = ? "
        "AND severity <> ?"_s,
        {protocol::toText(severity), storage::stored(tx.now.wall), id, protocol::toText(severity)});
    if (changed > 0) {
        tellUpdate(tx, id);
    }
}

void tellUpdate(storage::Transaction &tx, const QString &id)
{
    const auto found = find(tx, id);
    if (!found) {
        return; // the retention has taken it
    }
    const Alert &alert = found.value();
    QJsonObject data = wholeLineOf(alert);
    data.insert(u"updated_at"_s, protocol::toIso(alert.updatedAt.value_or(tx.now.wall)));
    data.insert(u"last_seen_at"_s,
                alert.lastSeenAt ? QJsonValue(protocol::toIso(*alert.lastSeenAt)) : QJsonValue());
    tx.journal({.type = u"alert.updated"_s, .data = data});
}

void clearEvent(storage::Transaction &tx, qint64 eventId, qint64 cause)
{
    QStringList ids;
    QSqlQuery &query = tx.exec(u"SELECT id FROM alerts WHERE event_id = ?"_s, {eventId});
    while (query.next()) {
        ids.append(query.value(0).toString());
    }
    for (const QString &id : std::as_const(ids)) {
        clear(tx, id, u"event deleted"_s, cause);
    }
}

protocol::Result<Alert> handle(storage::Transaction &tx, const QString &id,
                               const Handling &handling)
{
    auto found = find(tx, id);
    if (!found) {
        return found;
    }
    Alert &alert = found.value();
    const auto next = after(alert.status, handling.wish);
    if (!next) {
        return next.error();
    }
    const bool isLate = handling.wish == Wish::Acknowledge && !alert.acknowledgedAt
        && alert.status == AlertStatus::Resolved;
    if (next.value() == alert.status && !isLate) {
        return found; // somebody was faster, with the same wish
    }
    alert.status = next.value();
    if (handling.wish == Wish::Acknowledge) {
        acknowledge(tx, alert, handling);
    } else {
        end(tx, alert, handling.by, handling.reason);
        tellEnd(tx, alert, 0);
    }
    return found;
}

std::optional<qint64> cursor(storage::Transaction &tx)
{
    QSqlQuery &query = tx.exec(u"SELECT value FROM settings WHERE key = 'alerts.cursor'"_s);
    return query.next() ? std::optional(query.value(0).toString().toLongLong()) : std::nullopt;
}

void setCursor(storage::Transaction &tx, qint64 sequence)
{
    tx.change(u"INSERT INTO settings (key, value, updated_at) VALUES ('alerts.cursor', ?, ?) "
              "ON CONFLICT (key) DO UPDATE SET value = excluded.value, "
              "updated_at = excluded.updated_at"_s,
              {QString::number(sequence), storage::stored(tx.now.wall)});
}

int prune(storage::Transaction &tx, protocol::WallTime time, int limit)
{
    // What stands keeps its row, handled or not: without it the same condition would raise anew.
    return tx.change(
        u"DELETE FROM alerts WHERE number IN "
        "(SELECT number FROM alerts WHERE %1 < ? ORDER BY %1 LIMIT ?)"_s.arg(storage::ageOfAlert()),
        {storage::stored(time), limit});
}

} // namespace alerts
