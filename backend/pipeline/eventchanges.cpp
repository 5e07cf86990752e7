// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/eventchanges.h"

#include "backend/pipeline/eventlist.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace pipeline {

protocol::Result<protocol::Done> changeEvent(storage::Transaction &tx, qint64 id,
                                             const EventChange &change)
{
    QSqlQuery &row = tx.exec(u"SELECT reviewed, coalesce(notes, ''), risk_score, risk_level "
                             "FROM events WHERE id = ? AND deleted_at IS NULL"_s,
                             {id});
    if (!row.next()) {
        return noSuchEvent(id);
    }
    const bool wasReviewed = row.value(0).toBool();
    const QString oldNotes = row.value(1).toString();
    const auto orNull = [&row](int column) {
        return row.isNull(column) ? QJsonValue() : QJsonValue::fromVariant(row.value(column));
    };
    QJsonObject data{
        {u"event_id"_s, id}, {u"risk_score"_s, orNull(2)}, {u"risk_level"_s, orNull(3)}};
    QJsonArray fields;
    if (change.reviewed && *change.reviewed != wasReviewed) {
        tx.change(u"UPDATE events SET reviewed = ? WHERE id = ?"_s, {*change.reviewed ? 1 : 0, id});
        fields.append(u"reviewed"_s);
    }
    if (change.notes && *change.notes != oldNotes) {
        tx.change(u"UPDATE events SET notes = ? WHERE id = ?"_s,
                  {change.notes->isEmpty() ? QVariant() : *change.notes, id});
        fields.append(u"notes"_s);
    }
    if (!fields.isEmpty()) {
        data.insert(u"updated_fields"_s, fields);
        data.insert(u"updated_at"_s, protocol::toIso(tx.now.wall));
        tx.journal({.type = u"event.updated"_s, .data = data});
    }
    return protocol::Done{};
}

protocol::Result<protocol::Done> deleteEvent(storage::Transaction &tx, qint64 id,
                                             const std::optional<QString> &reason)
{
    const int changed =
        tx.change(u"UPDATE events SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL"_s,
                  {storage::stored(tx.now.wall), id});
    if (changed == 0) {
        return noSuchEvent(id);
    }
    tellDeleted(tx, id, reason);
    return protocol::Done{};
}

void tellDeleted(storage::Transaction &tx, qint64 id, const std::optional<QString> &reason)
{
    tx.journal({.type = u"event.deleted"_s,
                .data = {{u"event_id"_s, id},
                         {u"reason"_s, reason ? QJsonValue(*reason) : QJsonValue()}}});
}

} // namespace pipeline
