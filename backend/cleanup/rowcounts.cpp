// SPDX-License-Identifier: GPL-3.0-or-later
// How many old rows there are, as far as an index tells.
#include "backend/cleanup/rowstore.h"
#include "backend/storage/schema.h"

using namespace Qt::StringLiterals;

namespace cleanup {

namespace {

using storage::stored;
using storage::Transaction;

/// More is not counted.
constexpr int MaxCounted = 1'000'000;

qint64 countRows(Transaction &tx, const QString &rows, const QVariantList &values)
{
    QSqlQuery &count = tx.exec(
        u"SELECT count(*) FROM (SELECT 1 FROM %1 LIMIT %2)"_s.arg(rows).arg(MaxCounted), values);
    return count.next() ? count.value(0).toLongLong() : 0;
}

/// The tables that have an index to count old rows by.
QString oldRows(Phase phase)
{
    switch (phase) {
    case Phase::Jobs:
        return u"jobs WHERE state IN ('done', 'dead') AND finished_at < ?"_s;
    case Phase::Detections:
        return u"detections WHERE detected_at < ?"_s;
    case Phase::Events:
        return u"events WHERE started_at < ?"_s;
    case Phase::Batches:
        return u"batches WHERE state IN ('analysed', 'closed', 'dead', 'discarded') AND started_at < ?"_s;
    case Phase::Entities:
        return u"entities WHERE last_seen_at < ?"_s;
    case Phase::SetAside:
        return u"set_aside WHERE seen_at < ?"_s;
    case Phase::Alerts:
        return u"alerts WHERE %1 < ?"_s.arg(storage::ageOfAlert());
    case Phase::Journal:
        return u"journal WHERE timestamp < ?"_s;
    case Phase::RestartHistory:
    case Phase::Images:
    case Phase::Frames:
    case Phase::Spill:
    case Phase::Media:
        return {};
    }
    return {};
}

} // namespace

std::optional<qint64> countOld(Transaction &tx, Phase phase, protocol::WallTime before)
{
    if (phase == Phase::Images) {
        return countRows(tx, u"images"_s, {});
    }
    const QString rows = oldRows(phase);
    if (rows.isEmpty()) {
        return std::nullopt;
    }
    const qint64 count = countRows(tx, rows, {stored(before)});
    return count < MaxCounted ? std::optional(count) : std::nullopt;
}

} // namespace cleanup
