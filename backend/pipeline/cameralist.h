// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/storage/transaction.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace pipeline {

// Both run on the storage thread, inside the caller's transaction. `waiting` are the files, by
// camera, that wait for it to be enabled.

/// GET /api/cameras: {items: […], total}.
QByteArray camerasPage(storage::Transaction &tx, const QMap<QString, qint64> &waiting);

/// GET /api/cameras/{id}: one item of these; NotFound.
protocol::Result<QByteArray> cameraDocument(storage::Transaction &tx, const QString &id,
                                            const QMap<QString, qint64> &waiting);

} // namespace pipeline
