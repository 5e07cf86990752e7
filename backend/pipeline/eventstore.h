// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/transaction.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>

#include <chrono>
#include <optional>

namespace pipeline {

/// What the assessment said of a batch.
struct Assessment
{
    int riskScore = 0;
    QString summary = {};
    QString reasoning = {};
    QString prompt = {};
};

/// Reads the analysis worker's result; the level is derived from the score and not read.
Assessment assessmentFromJson(const QJsonObject &result);

// The following run on the storage thread, inside the caller's transaction.

/// Writes the security event of a batch, once: a second call for the same batch changes nothing and
/// gives false.
/// The batch becomes "analysed", its images' event is announced by event.created (and by its older
/// name); `cause` is the journal line of the batch's end.
bool storeEvent(storage::Transaction &tx, const QString &batchId, const Assessment &assessment,
                qint64 cause);

/// How long the first image of a batch has been on its way, from its acceptance to now; nothing
/// when its images are gone.
std::optional<std::chrono::milliseconds> wayOf(storage::Transaction &tx, const QString &batchId);

/// Cameras that the store knows, and those among them that are taken in.
struct CameraCounts
{
    qint64 active = 0;
    qint64 total = 0;
};

/// Active: enabled and online.
CameraCounts countCameras(storage::Transaction &tx);

} // namespace pipeline
