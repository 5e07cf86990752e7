// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/transaction.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

namespace pipeline {

/// What the helping services have said of one detection.
struct Finding
{
    qint64 detectionId = 0;
    QByteArray embedding = {}; ///< empty: none
    QJsonObject data = {};
};

/// Reads the `findings` of the analysis worker's result.
QList<Finding> findingsFromJson(const QJsonArray &findings);

/// Storage thread, inside the caller's transaction: writes what was learnt to the detections of
/// that batch, and who it was; true when somebody was recognised or is new.
bool storeFindings(storage::Transaction &tx, const QString &batchId,
                   const QList<Finding> &findings);

} // namespace pipeline
