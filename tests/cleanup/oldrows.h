// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/storage.h"
#include "tests/storage/storagesupport.h"

#include <QStringList>

/// Rows as a pipeline leaves them, of long ago and of now.
namespace oldrows {

inline const QString Old = QStringLiteral("2020-01-01T00:00:00.000Z");
inline const QString Young = QStringLiteral("2030-01-01T00:00:00.000Z");
inline const protocol::WallTime Before = *protocol::fromIso(u"2025-01-01T00:00:00Z");

/// Runs the statements in one commit; the text of the fault.
inline QString change(storage::Storage &store, const QStringList &statements)
{
    const auto done = written<protocol::Done>(store, [statements](storage::Transaction &tx) {
        for (const QString &statement : statements) {
            tx.exec(statement);
        }
        return protocol::Done{};
    });
    return done ? QString() : done.error().detail;
}

inline QString camera()
{
    return QStringLiteral("INSERT INTO cameras (id, name, folder_path, created_at) "
                          "VALUES ('cam', 'cam', '/c/cam', '%1') ON CONFLICT DO NOTHING")
        .arg(Old);
}

/// Of state open | closed | analysed | dead.
inline QString batch(const QString &id, const QString &state, const QString &at = Old)
{
    return QStringLiteral("INSERT INTO batches (id, camera_id, state, started_at, "
                          "last_activity_at, closed_at) VALUES ('%1', 'cam', '%2', '%3', '%3', "
                          "CASE '%2' WHEN 'open' THEN NULL ELSE '%3' END)")
        .arg(id, state, at);
}

inline QString image(int id, const QString &state, const QString &at = Old,
                     const QString &type = QStringLiteral("image"))
{
    return QStringLiteral("INSERT INTO images (id, camera_id, path, inode, size, mtime_ns, state, "
                          "accepted_at, finished_at, media_type) VALUES (%1, 'cam', "
                          "'/c/cam/%1.jpg', %1, 1000, 1, '%2', '%3', '%3', '%4')")
        .arg(QString::number(id), state, at, type);
}

/// `batch` and `image` as SQL wants them: NULL for none.
inline QString detection(int id, const QString &batch, const QString &image,
                         const QString &at = Old)
{
    return QStringLiteral("INSERT INTO detections (id, camera_id, file_path, detected_at, "
                          "batch_id, image_id) VALUES (%1, 'cam', '/c/cam/x.jpg', '%2', %3, %4)")
        .arg(QString::number(id), at, batch, image);
}

/// Of kind detection | analysis | video and state waiting | leased | done | dead.
inline QString job(const QString &kind, const QString &state, const QString &payload,
                   const QString &finished = Old)
{
    return QStringLiteral("INSERT INTO jobs (kind, state, payload, created_at, available_at, "
                          "finished_at) VALUES ('%1', '%2', '%3', '%4', '%4', '%5')")
        .arg(kind, state, payload, Old, finished);
}

} // namespace oldrows
