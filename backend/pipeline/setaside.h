// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "backend/storage/transaction.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace pipeline {

/// A thing below the camera root that the watcher has not handed over.
struct SetAside
{
    QString kind = {}; ///< incomplete | rejected | ignored
    QString path = {}; ///< absolute
    QString cameraId = {}; ///< empty: it lies in no camera's folder
    qint64 inode = 0;
    qint64 sizeBytes = 0;
    qint64 mtimeNs = 0;
    QString reason = {};
};

/// Reads an "incomplete", "rejected" or "ignored" line of the watcher for this root.
std::optional<SetAside> setAsideFromLine(const QJsonObject &line, const QString &root);

/// What GET /api/intake/set-aside can be asked for: the kinds above, and the states of images that
/// were looked into and not taken.
QStringList setAsideKinds();

/// True for a `next_cursor` of setAsidePage().
bool isSetAsideCursor(const QString &text);

// All of these run on the storage thread, inside the caller's transaction.

/// Writes it down; false when it was there already.
bool setAside(storage::Transaction &tx, const SetAside &thing);

/// The file was taken after all, or judged anew: what was said of its path is gone.
void takeBack(storage::Transaction &tx, const QString &path);

/// How many of each kind there are.
QMap<QString, qint64> setAsideCounts(storage::Transaction &tx);

/// Which page of the list. `cursor` is the last one's `next_cursor`.
struct SetAsideFilter
{
    QString kind = {}; ///< empty: all
    QString cursor = {};
    int limit = 50;
};

/// `{"items": [{kind, path, camera_id, size_bytes, reason, seen_at}], "next_cursor"}`, newest
/// first.
QByteArray setAsidePage(storage::Transaction &tx, const SetAsideFilter &filter);

/// Removes at most `limit` that are older than `time`; gives their number.
int pruneSetAside(storage::Transaction &tx, protocol::WallTime time, int limit);

} // namespace pipeline
