// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "backend/protocol/page.h"
#include "backend/storage/transaction.h"

#include <QList>
#include <QString>
#include <QVariantList>

#include <optional>

namespace pipeline {

/// So many rows a page looks at for what no index knows, and so many a total does: the answer then
/// comes at once, and the cursor goes on from there.
inline constexpr int LookedAt = 4000;

/// What one index of a table has side by side in the order of its times.
struct WalkPart
{
    QString index = {}; ///< empty: the rows are few
    QString where = QStringLiteral("true"); ///< SQL on the index's first columns
    QVariantList values = {};
};

/// Which rows of a table, newest first.
struct Walk
{
    QString table = {};
    QString time = {}; ///< the column
    QList<WalkPart> parts = {}; ///< their rows together
    QString rest = {}; ///< SQL on what no index knows; empty: nothing
    QVariantList restValues = {};
    std::optional<protocol::WallTime> since = {};
    std::optional<protocol::WallTime> until = {}; ///< not any more
    QString cursor = {}; ///< empty: the first page
    int limit = 50;
};

/// One page of a walk. With a `next` it may have fewer rows than were asked for, or none.
struct Walked
{
    QList<qint64> ids = {};
    std::optional<QString> next = {};
    protocol::Total total = {}; ///< of all pages
};

/// True for the `next` of a page.
bool isWalkCursor(const QString &text);

/// Storage thread, inside the caller's transaction: one page. Costs the same however many rows
/// there are.
Walked walkPage(storage::Transaction &tx, const Walk &walk);

} // namespace pipeline
