// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "backend/protocol/event.h"
#include "backend/protocol/page.h"
#include "backend/storage/transaction.h"

#include <QList>
#include <QString>

#include <optional>

namespace journal {

/// Which lines a page of history shows.
struct Filter
{
    QString channel = {}; ///< empty: every channel
    QString typePrefix = {}; ///< such as "camera."; empty: every type
    std::optional<protocol::WallTime> since = {};
    std::optional<protocol::WallTime> until = {}; ///< not any more
    qint64 cause = 0; ///< lines that followed on this one; 0: on whatever
    qint64 before = 0; ///< the sequence of the last line of the page before; 0: the newest
    int limit = 50;
};

/// One page of history, newest first.
struct Page
{
    QList<protocol::Event> lines = {};
    bool hasMore = false;
    protocol::Total total = {}; ///< of all pages
};

// The following run on the storage thread, inside the caller's transaction.

/// The columns that linesOf() reads.
QString lineColumns();
QList<protocol::Event> linesOf(QSqlQuery &rows);

/// One page, in the order of the sequences; between two times in the order of the times, which is
/// another one where a clock was set. Costs the same however many lines there are.
Page pageIn(storage::Transaction &tx, const Filter &filter);

} // namespace journal
