// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/storage/engine.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

class QSqlDatabase;

namespace storage {

/// The tables of the store, and how an older store becomes a newer one.
///
/// Conventions: names and main columns are those that people and tools know from the original
/// (cameras, images, detections, batches, events, event_detections), beside our own (jobs,
/// job_counts, stage_counts, restart_history, journal, settings).
/// Every time is ISO-8601 text in UTC with milliseconds and Z (protocol::toIso): people can read
/// it, and since the form has a fixed width, comparing the text compares the times. The one
/// exception is `images.mtime_ns`, an identity and not a time to show: integer nanoseconds.
/// Booleans are 0 and 1, JSON is text, absent is NULL.
/// `images.state` and `batches.state` are the pipeline's words; only `open` means something here:
/// a camera has at most one open batch.

/// "SBOX" in the file's header, or in the table store_info of a server: tells our store from any
/// other program's database.
inline constexpr int ApplicationId = 0x53424F58;

/// One step of the schema. Its statements and the new version number are one transaction.
struct Migration
{
    int version = 0;
    QStringList statements = {}; ///< for both engines, as SQLite takes them
    QStringList onPostgres = {}; ///< what PostgreSQL needs beside them, as it takes it
};

/// All steps, oldest first; the last one's version is the version that this program knows.
QList<Migration> migrations();

/// What a job is about, by a key of its payload, as the indexes over the jobs that are not done
/// have it: "batch_id" or "image_id". NULL for a payload without that key.
QString jobSubject(const QString &key);

/// Since when an alert may go, as the index over the alerts has it: one about a security event
/// when that came, another one when it ended. NULL for one whose condition stands.
QString ageOfAlert();

/// Called before each statement of a migration, with its number from 0 on; for tests that end the
/// process there.
using StatementHook = std::function<void(int)>;

/// Brings the store to the newest version that `steps` know. Killed at any moment, the store has
/// the old version or the new one, never a mixture.
protocol::Result<protocol::Done> migrate(QSqlDatabase &database, Engine engine,
                                         const QList<Migration> &steps,
                                         const StatementHook &beforeStatement = {});

} // namespace storage
