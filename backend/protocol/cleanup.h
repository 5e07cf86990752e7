// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace protocol {

class JsonWriter;

enum class CleanupKind
{
    Unknown,
    Retention, ///< what is older than the retention goes; orphans are reported
    Orphans ///< files that nothing knows
};

enum class CleanupState
{
    Unknown,
    Running,
    Finished, ///< "done"
    Failed,
    Cancelled
};

QString toText(CleanupKind kind);
QString toText(CleanupState state);

/// How far one step of a job is.
struct CleanupPhase
{
    QString name = {};
    qint64 done = 0; ///< rows or files looked at
    std::optional<qint64> total = {}; ///< nothing: not counted

    bool operator==(const CleanupPhase &) const = default;
};

/// What was removed; in a dry run, what would be. Source of the words: P 3.7.
struct CleanupCounts
{
    qint64 events = 0;
    qint64 detections = 0;
    qint64 batches = 0;
    qint64 imageRows = 0;
    qint64 entities = 0;
    qint64 jobs = 0;
    qint64 setAside = 0;
    qint64 alerts = 0;
    qint64 restartHistory = 0;
    qint64 journalLines = 0;
    qint64 thumbnails = 0; ///< none are made
    qint64 images = 0; ///< files
    qint64 orphansFound = 0;
    qint64 orphansDeleted = 0;
    qint64 spaceReclaimedBytes = 0;

    bool operator==(const CleanupCounts &) const = default;
};

/// A file that could not be deleted.
struct CleanupFailure
{
    QString path = {};
    QString reason = {};

    bool operator==(const CleanupFailure &) const = default;
};

/// A thing on the disk that nothing knows.
struct CleanupOrphan
{
    QString kind = {}; ///< frames | temporary | media
    QString path = {};
    qint64 sizeBytes = 0; ///< of a folder: what the file system says of itself
    std::optional<WallTime> modifiedAt = {};

    bool operator==(const CleanupOrphan &) const = default;
};

/// One run of the cleanup, at work or over.
struct CleanupJob
{
    QString id = {};
    CleanupKind kind = CleanupKind::Retention;
    bool isDryRun = false;
    CleanupState state = CleanupState::Running;
    std::optional<QString> phase = {}; ///< at work
    std::optional<QString> waitingFor = {}; ///< why it does not move, while that is so
    QList<CleanupPhase> phases = {};
    CleanupCounts counts = {};
    qint64 failedFiles = 0;
    QList<CleanupFailure> failures = {}; ///< the first of them
    QList<CleanupOrphan> orphans = {}; ///< the first of them
    std::optional<WallTime> startedAt = {};
    std::optional<WallTime> finishedAt = {};
    std::optional<QString> error = {};

    bool operator==(const CleanupJob &) const = default;
};

/// GET /api/system/cleanup/status.
struct CleanupStatus
{
    bool running = false;
    qint64 retentionDays = 0;
    QString cleanupTime = {}; ///< "03:00", UTC
    bool deleteImages = false;
    std::optional<WallTime> nextCleanup = {};
    std::optional<WallTime> lastCleanup = {}; ///< the end of the last one that was through
    std::optional<CleanupJob> job = {}; ///< the one at work, else the last one

    bool operator==(const CleanupStatus &) const = default;
};

void write(JsonWriter &json, const CleanupJob &job);
void write(JsonWriter &json, const CleanupStatus &status, WallTime now);

CleanupJob cleanupJobFromJson(const QJsonObject &object);
CleanupStatus cleanupStatusFromJson(const QJsonObject &object);

} // namespace protocol
