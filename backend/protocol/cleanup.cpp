// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/cleanup.h"

#include "backend/protocol/enumtable.h"
#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace protocol {

namespace {

constexpr std::array<EnumWord<CleanupKind>, 2> Kinds{{
    {CleanupKind::Retention, u"retention"},
    {CleanupKind::Orphans, u"orphans"},
}};

constexpr std::array<EnumWord<CleanupState>, 4> States{{
    {CleanupState::Running, u"running"},
    {CleanupState::Finished, u"done"},
    {CleanupState::Failed, u"failed"},
    {CleanupState::Cancelled, u"cancelled"},
}};

struct CountKey
{
    QStringView key;
    qint64 CleanupCounts::*count;
};

constexpr std::array<CountKey, 15> Counts{{
    {u"events", &CleanupCounts::events},
    {u"detections", &CleanupCounts::detections},
    {u"batches", &CleanupCounts::batches},
    {u"image_rows", &CleanupCounts::imageRows},
    {u"entities", &CleanupCounts::entities},
    {u"jobs", &CleanupCounts::jobs},
    {u"set_aside", &CleanupCounts::setAside},
    {u"alerts", &CleanupCounts::alerts},
    {u"restart_history", &CleanupCounts::restartHistory},
    {u"journal_lines", &CleanupCounts::journalLines},
    {u"thumbnails", &CleanupCounts::thumbnails},
    {u"images", &CleanupCounts::images},
    {u"orphans_found", &CleanupCounts::orphansFound},
    {u"orphans_deleted", &CleanupCounts::orphansDeleted},
    {u"space_reclaimed", &CleanupCounts::spaceReclaimedBytes},
}};

void writeLists(JsonWriter &json, const CleanupJob &job)
{
    json.key(u"phases").beginArray();
    for (const CleanupPhase &phase : job.phases) {
        json.beginObject()
            .field(u"name", phase.name)
            .field(u"done", phase.done)
            .field(u"total", phase.total)
            .endObject();
    }
    json.endArray().key(u"result").beginObject();
    for (const CountKey &count : Counts) {
        json.field(count.key, job.counts.*count.count);
    }
    json.endObject().field(u"failed_files", job.failedFiles).key(u"failures").beginArray();
    for (const CleanupFailure &failure : job.failures) {
        json.beginObject()
            .field(u"path", failure.path)
            .field(u"reason", failure.reason)
            .endObject();
    }
    json.endArray().key(u"orphans").beginArray();
    for (const CleanupOrphan &orphan : job.orphans) {
        json.beginObject()
            .field(u"kind", orphan.kind)
            .field(u"path", orphan.path)
            .field(u"size_bytes", orphan.sizeBytes)
            .field(u"modified_at", orphan.modifiedAt)
            .endObject();
    }
    json.endArray();
}

void readLists(CleanupJob &job, const QJsonObject &object)
{
    const QJsonArray phases = object.value(u"phases").toArray();
    for (const auto &value : phases) {
        const QJsonObject phase = value.toObject();
        job.phases.append({.name = phase.value(u"name").toString(),
                           .done = phase.value(u"done").toInteger(),
                           .total = integerOf(phase, u"total")});
    }
    const QJsonObject counts = object.value(u"result").toObject();
    for (const CountKey &count : Counts) {
        job.counts.*count.count = counts.value(count.key).toInteger();
    }
    const QJsonArray failures = object.value(u"failures").toArray();
    for (const auto &value : failures) {
        const QJsonObject failure = value.toObject();
        job.failures.append({.path = failure.value(u"path").toString(),
                             .reason = failure.value(u"reason").toString()});
    }
    const QJsonArray orphans = object.value(u"orphans").toArray();
    for (const auto &value : orphans) {
        const QJsonObject orphan = value.toObject();
        job.orphans.append({.kind = orphan.value(u"kind").toString(),
                            .path = orphan.value(u"path").toString(),
                            .sizeBytes = orphan.value(u"size_bytes").toInteger(),
                            .modifiedAt = timeOf(orphan, u"modified_at")});
    }
}

} // namespace

QString toText(CleanupKind kind)
{
    return wordOf(Kinds, kind);
}

QString toText(CleanupState state)
{
    return wordOf(States, state);
}

void write(JsonWriter &json, const CleanupJob &job)
{
    json.beginObject()
        .field(u"id", job.id)
        .field(u"kind", toText(job.kind))
        .field(u"dry_run", job.isDryRun)
        .field(u"state", toText(job.state))
        .field(u"phase", job.phase)
        .field(u"waiting_for", job.waitingFor);
    writeLists(json, job);
    json.field(u"started_at", job.startedAt)
        .field(u"finished_at", job.finishedAt)
        .field(u"error", job.error)
        .endObject();
}

void write(JsonWriter &json, const CleanupStatus &status, WallTime now)
{
    json.beginObject()
        .field(u"running", status.running)
        .field(u"retention_days", status.retentionDays)
        .field(u"cleanup_time", status.cleanupTime)
        .field(u"delete_images", status.deleteImages)
        .field(u"next_cleanup", status.nextCleanup)
        .field(u"last_cleanup", status.lastCleanup)
        .key(u"job");
    if (status.job) {
        write(json, *status.job);
    } else {
        json.value(nullptr);
    }
    json.field(u"timestamp", now).endObject();
}

CleanupJob cleanupJobFromJson(const QJsonObject &object)
{
    CleanupJob job{.id = object.value(u"id").toString(),
                   .kind = valueOf(Kinds, object.value(u"kind").toString()),
                   .isDryRun = object.value(u"dry_run").toBool(),
                   .state = valueOf(States, object.value(u"state").toString()),
                   .phase = textOf(object, u"phase"),
                   .waitingFor = textOf(object, u"waiting_for"),
                   .failedFiles = object.value(u"failed_files").toInteger(),
                   .startedAt = timeOf(object, u"started_at"),
                   .finishedAt = timeOf(object, u"finished_at"),
                   .error = textOf(object, u"error")};
    readLists(job, object);
    return job;
}

CleanupStatus cleanupStatusFromJson(const QJsonObject &object)
{
    CleanupStatus status{.running = object.value(u"running").toBool(),
                         .retentionDays = object.value(u"retention_days").toInteger(),
                         .cleanupTime = object.value(u"cleanup_time").toString(),
                         .deleteImages = object.value(u"delete_images").toBool(),
                         .nextCleanup = timeOf(object, u"next_cleanup"),
                         .lastCleanup = timeOf(object, u"last_cleanup")};
    if (object.value(u"job").isObject()) {
        status.job = cleanupJobFromJson(object.value(u"job").toObject());
    }
    return status;
}

} // namespace protocol
