// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

// Steps of the schema that have a file of their own; for migrations().
namespace storage {

/// The restart history numbered without a hole, for all workers and for each of them, so that a
/// page at any offset is found by its number.
///
/// It stays so because rows come at its end and go from its beginning only, and a work that fails
/// gives its number back.
QStringList denseHistory();

/// The same for PostgreSQL, whose own numbers do not go back when a work fails.
QStringList denseHistoryNumbers();

/// The indexes that pages of the journal, of the events and of the detections are read by.
QStringList pageIndexes();

/// What a camera's row knows of its status and of what came from it, counted by triggers.
QStringList cameraColumns();

/// An alert stands until its condition is over: one for each rule and subject. One about a security
/// event stands for good, so that the same event never raises it twice.
QStringList alertTables();

/// The indexes that pages of the alerts by more than one filter are read by.
QStringList alertIndexes();

/// When a camera's view has changed.
QStringList sceneTables();

/// The index that pages of one camera's reviewed or unreviewed events are read by.
QStringList reviewIndexes();

/// What tells files from each other on PostgreSQL, also where their paths are long.
QStringList longPaths();

} // namespace storage
