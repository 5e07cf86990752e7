// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/batchstore.h"
#include "tests/storage/storagesupport.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUuid>

inline const QJsonArray OnePerson{QJsonObject{{QStringLiteral("class"), QStringLiteral("person")},
                                              {QStringLiteral("confidence"), 0.9},
                                              {QStringLiteral("bbox"),
                                               QJsonObject{{QStringLiteral("x"), 1},
                                                           {QStringLiteral("y"), 2},
                                                           {QStringLiteral("width"), 3},
                                                           {QStringLiteral("height"), 4}}}}};

/// Stores an image of the camera "gate" with one person in it, in that batch.
inline protocol::Result<protocol::Done> store(storage::Storage &storage, const QString &batchId,
                                              const QJsonArray &found = OnePerson)
{
    return written<protocol::Done>(storage, [batchId, found](storage::Transaction &tx) {
        tx.exec(QStringLiteral("INSERT INTO cameras (id, name, folder_path, created_at) "
                               "VALUES ('gate', 'Gate', '/gate', 'now') ON CONFLICT DO NOTHING"));
        const qint64 image =
            tx.insert(QStringLiteral("INSERT INTO images (camera_id, path, inode, size, mtime_ns, "
                                     "accepted_at) VALUES ('gate', ?, 1, 1, 1, 'now')"),
                      {QUuid::createUuid().toString()});
        pipeline::storeDetections(tx,
                                  {.cameraId = QStringLiteral("gate"),
                                   .filePath = QStringLiteral("/gate/a.jpg"),
                                   .imageId = image,
                                   .batchId = batchId,
                                   .batchStartedAt = tx.now.wall,
                                   .imageWidth = 64,
                                   .imageHeight = 64},
                                  found);
        return protocol::Done{};
    });
}
