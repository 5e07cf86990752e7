// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/engine.h"

#include <QString>
#include <QStringList>

namespace storage {

// What differs between the engines' SQL, and nowhere else. Every statement is written once, as
// SQLite takes it, within what can be said in both:
//   - a flag is compared (`enabled <> 0`), never taken for a truth; a truth is `true` or `false`
//   - a conflict that is repaired names its columns, and the old value its table
//   - a value's place (`?`) stands where its type can be seen

/// The statement as PostgreSQL takes it: mostly one, a trigger is two. What is written for both
/// stays as it is.
QStringList forPostgres(const QString &sql);

/// Once in a new PostgreSQL store: the functions that SQLite has built in.
QStringList postgresFunctions();

/// The column that numbers the rows of the table which an INSERT is about.
QString numberColumn(const QString &insert);

/// Reads the highest sequence that the journal ever had, also of lines that are gone; 0 without.
QString lastSequenceQuery(Engine engine);

/// What begins a transaction that may write, or one that may not.
QString beginWriting(Engine engine);
QString beginReading(Engine engine);

/// PostgreSQL prepares what reads and changes rows, and nothing else.
bool isPreparable(const QString &sql);

} // namespace storage
