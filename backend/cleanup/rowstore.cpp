// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/rowstore.h"

#include "backend/alerts/alertstore.h"
#include "backend/pipeline/entitystore.h"
#include "backend/pipeline/eventchanges.h"
#include "backend/pipeline/setaside.h"
#include "backend/queue/jobqueue.h"
#include "backend/storage/schema.h"

#include <QList>
#include <QStringList>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cleanup {

namespace {

using storage::stored;
using storage::Transaction;

/// So long a batch may work; what is left then is the next one's.
constexpr auto MaxWork = 8ms;

struct Row
{
    qint64 id = 0;
    QString at = {};
    bool isNeeded = false;
};

QList<Row> rowsOf(QSqlQuery &query)
{
    QList<Row> rows;
    while (query.next()) {
        rows.append({.id = query.value(0).toLongLong(),
                     .at = query.value(1).toString(),
                     .isNeeded = query.value(2).toBool()});
    }
    return rows;
}

/// Removes one row; how many there were.
using Removal = std::function<int(qint64)>;

/// Removes what is not needed, or counts it.
Slab take(const Portion &portion, const QList<Row> &rows, const Removal &remove)
{
    const auto end = std::chrono::steady_clock::now() + MaxWork;
    Slab slab{.next = portion.from};
    for (const Row &row : rows) {
        if (!row.isNeeded) {
            slab.rows += portion.mode == Mode::Remove ? remove(row.id) : 1;
        }
        ++slab.looked;
        slab.next.at = row.at;
        slab.next.id = row.id;
        if (slab.looked < rows.size() && std::chrono::steady_clock::now() > end) {
            return slab;
        }
    }
    slab.isEnd = rows.size() < portion.limit;
    return slab;
}

Slab take(Transaction &tx, const Portion &portion, const QList<Row> &rows, const QString &removal)
{
    return take(portion, rows, [&tx, &removal](qint64 id) { return tx.change(removal, {id}); });
}

/// The last part ends the walk, any other one goes on with the next.
void endPart(Slab &slab, int parts)
{
    if (slab.isEnd && slab.next.part + 1 < parts) {
        slab.next = {.part = slab.next.part + 1};
        slab.isEnd = false;
    }
}

/// The rows of a table by one of its columns, which has an index.
QString byTime(const QString &what, const QString &time, const QString &id)
{
    return u"SELECT %1 WHERE %2 < ? AND (%2, %3) > (?, ?) ORDER BY %2, %3 LIMIT ?"_s.arg(what, time,
                                                                                         id);
}

QVariantList placeOf(const Portion &portion)
{
    return {stored(portion.before), portion.from.at, portion.from.id, portion.limit};
}

Slab sweepDetections(Transaction &tx, const Portion &portion)
{
    static const QString select =
        byTime(u"d.id, d.detected_at, "_s % isNeededByBatch()
                   % u" FROM detections d LEFT JOIN batches b ON b.id = d.batch_id"_s,
               u"d.detected_at"_s, u"d.id"_s);
    return take(tx, portion,
                rowsOf(tx.exec(select, QVariantList{stored(portion.before)} + placeOf(portion))),
                u"DELETE FROM detections WHERE id = ?"_s);
}

Slab sweepEvents(Transaction &tx, const Portion &portion)
{
    static const QString select =
        byTime(u"id, started_at, 0 FROM events"_s, u"started_at"_s, u"id"_s);
    int lines = 0;
    const auto remove = [&](qint64 id) {
        const QString live = u"SELECT 1 FROM events WHERE id = ? AND deleted_at IS NULL"_s;
        if (lines < portion.lines && tx.exec(live, {id}).next()) {
            pipeline::tellDeleted(tx, id, u"retention"_s);
            ++lines;
        }
        return tx.change(u"DELETE FROM events WHERE id = ?"_s, {id});
    };
    Slab slab = take(portion, rowsOf(tx.exec(select, placeOf(portion))), remove);
    slab.lines = lines;
    return slab;
}

Slab sweepBatches(Transaction &tx, const Portion &portion)
{
    static const QStringList states{u"analysed"_s, u"closed"_s, u"dead"_s, u"discarded"_s};
    static const QString select =
        u"SELECT b.rowid, b.started_at, "
        "CASE WHEN b.closed_at >= ? THEN true WHEN EXISTS (SELECT 1 FROM "
        "detections WHERE batch_id = b.id AND detected_at >= ?) THEN true "
        "ELSE "_s
        % hasJob(u"batch_id"_s, u"b.id"_s)
        % u" END FROM batches b WHERE b.state = ? AND b.started_at < ? "
          "AND (b.started_at, b.rowid) > (?, ?) ORDER BY b.started_at, b.rowid LIMIT ?"_s;
    const QVariant before = stored(portion.before);
    Slab slab =
        take(tx, portion,
             rowsOf(tx.exec(select,
                            QVariantList{before, before, before, states.at(portion.from.part)}
                                + placeOf(portion))),
             u"DELETE FROM batches WHERE rowid = ?"_s);
    endPart(slab, static_cast<int>(states.size()));
    return slab;
}

/// What another room removes by itself: the oldest first, until none is left.
Slab removed(int rows)
{
    return {.rows = rows, .looked = rows, .isEnd = rows == 0};
}

Slab sweepJobs(Transaction &tx, const Portion &portion)
{
    if (portion.mode == Mode::Remove) {
        return removed(queue::prune(tx, portion.before, portion.limit));
    }
    static const QStringList states{u"done"_s, u"dead"_s};
    static const QString select =
        u"SELECT id, finished_at, 0 FROM jobs WHERE state = ? AND finished_at < ? "
        "AND (finished_at, id) > (?, ?) ORDER BY finished_at, id LIMIT ?"_s;
    Slab slab = take(
        tx, portion,
        rowsOf(tx.exec(select, QVariantList{states.at(portion.from.part)} + placeOf(portion))), {});
    endPart(slab, static_cast<int>(states.size()));
    return slab;
}

Slab sweepEntities(Transaction &tx, const Portion &portion)
{
    if (portion.mode == Mode::Remove) {
        return removed(pipeline::pruneEntities(tx, portion.before, portion.limit));
    }
    static const QString select =
        byTime(u"id, last_seen_at, 0 FROM entities"_s, u"last_seen_at"_s, u"id"_s);
    return take(tx, portion, rowsOf(tx.exec(select, placeOf(portion))), {});
}

Slab sweepSetAside(Transaction &tx, const Portion &portion)
{
    if (portion.mode == Mode::Remove) {
        return removed(pipeline::pruneSetAside(tx, portion.before, portion.limit));
    }
    static const QString select = byTime(u"id, seen_at, 0 FROM set_aside"_s, u"seen_at"_s, u"id"_s);
    return take(tx, portion, rowsOf(tx.exec(select, placeOf(portion))), {});
}

Slab sweepAlerts(Transaction &tx, const Portion &portion)
{
    if (portion.mode == Mode::Remove) {
        return removed(alerts::prune(tx, portion.before, portion.limit));
    }
    static const QString age = storage::ageOfAlert();
    static const QString select = byTime(u"number, %1, 0 FROM alerts"_s.arg(age), age, u"number"_s);
    return take(tx, portion, rowsOf(tx.exec(select, placeOf(portion))), {});
}

/// The journal and the restart history prune themselves: only their beginning, up to the first
/// young line.
Slab countBeginning(Transaction &tx, const Portion &portion, const QString &table,
                    const QString &id)
{
    const QList<Row> rows =
        rowsOf(tx.exec(u"SELECT %1, timestamp, timestamp >= ? FROM %2 "
                       "WHERE %1 > ? ORDER BY %1 LIMIT ?"_s.arg(id, table),
                       {stored(portion.before), portion.from.id, portion.limit}));
    const auto young =
        std::find_if(rows.begin(), rows.end(), [](const Row &row) { return row.isNeeded; });
    return take(tx, portion, QList<Row>(rows.begin(), young), {});
}

} // namespace

// The plus takes its affinity from the column: with one, the index of the expression cannot be
// searched, only read from end to end.
QString hasJob(const QString &key, const QString &value)
{
    return u"EXISTS (SELECT 1 FROM jobs WHERE %1 = +%2 AND state <> 'done' "
           "AND NOT (state = 'dead' AND finished_at < ?))"_s.arg(storage::jobSubject(key), value);
}

QString isNeededByBatch()
{
    return u"CASE WHEN b.id IS NULL THEN false WHEN b.state = 'open' THEN true "
           "WHEN b.state IN ('closed', 'dead') THEN %1 ELSE false END"_s.arg(
               hasJob(u"batch_id"_s, u"b.id"_s));
}

Slab sweep(Transaction &tx, Phase phase, const Portion &portion)
{
    switch (phase) {
    case Phase::Jobs:
        return sweepJobs(tx, portion);
    case Phase::Detections:
        return sweepDetections(tx, portion);
    case Phase::Events:
        return sweepEvents(tx, portion);
    case Phase::Batches:
        return sweepBatches(tx, portion);
    case Phase::Entities:
        return sweepEntities(tx, portion);
    case Phase::SetAside:
        return sweepSetAside(tx, portion);
    case Phase::Alerts:
        return sweepAlerts(tx, portion);
    case Phase::RestartHistory:
        return countBeginning(tx, portion, u"restart_history"_s, u"id"_s);
    case Phase::Journal:
        return countBeginning(tx, portion, u"journal"_s, u"sequence"_s);
    case Phase::Images:
    case Phase::Frames:
    case Phase::Spill:
    case Phase::Media:
        break;
    }
    return {.isEnd = true};
}

} // namespace cleanup
