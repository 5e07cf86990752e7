// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlcleanup.h"

#include "app/ctlcells.h"
#include "backend/protocol/cleanup.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace app {

namespace {

QString kindOf(const protocol::CleanupJob &job)
{
    return protocol::toText(job.kind) % (job.isDryRun ? u", dry run"_s : QString());
}

void addCounts(QList<QStringList> &rows, const protocol::CleanupCounts &counts)
{
    const auto row = [&rows](const QString &what, qint64 count) {
        if (count > 0) {
            rows.append({what, QString::number(count)});
        }
    };
    row(u"detections"_s, counts.detections);
    row(u"events"_s, counts.events);
    row(u"batches"_s, counts.batches);
    row(u"entities"_s, counts.entities);
    row(u"jobs"_s, counts.jobs);
    row(u"set aside"_s, counts.setAside);
    row(u"alerts"_s, counts.alerts);
    row(u"restarts"_s, counts.restartHistory);
    row(u"journal"_s, counts.journalLines);
    row(u"image rows"_s, counts.imageRows);
    row(u"images"_s, counts.images);
    row(u"orphans"_s, counts.orphansFound);
    row(u"orphans deleted"_s, counts.orphansDeleted);
    row(u"bytes freed"_s, counts.spaceReclaimedBytes);
}

void addJob(QList<QStringList> &rows, const QJsonObject &object)
{
    const protocol::CleanupJob job = protocol::cleanupJobFromJson(object);
    rows.append({u"job"_s, orDash(job.id) % u" ("_s % kindOf(job) % u")"_s});
    const QString state = protocol::toText(job.state);
    rows.append({u"state"_s,
                 job.state == protocol::CleanupState::Running
                     ? QString(state % u": "_s % cleanupProgress(object))
                     : job.error ? QString(state % u": "_s % *job.error)
                                 : state});
    rows.append({u"began"_s, stamp(job.startedAt)});
    rows.append({u"ended"_s, stamp(job.finishedAt)});
    addCounts(rows, job.counts);
    for (const protocol::CleanupOrphan &orphan : job.orphans) {
        rows.append({u"orphan"_s, orDash(orphan.path)});
    }
    if (job.failedFiles > 0) {
        rows.append({u"not deleted"_s, QString::number(job.failedFiles)});
    }
    for (const protocol::CleanupFailure &failure : job.failures) {
        rows.append({u"not deleted"_s, orDash(failure.path) % u": "_s % orDash(failure.reason)});
    }
}

} // namespace

Sheet cleanupSheet(const QJsonObject &answer)
{
    const protocol::CleanupStatus status = protocol::cleanupStatusFromJson(answer);
    QList<QStringList> rows{
        {u"retention"_s, u"%1 days"_s.arg(status.retentionDays)},
        {u"images"_s, status.deleteImages ? u"are deleted"_s : u"are kept"_s},
        {u"next"_s, stamp(status.nextCleanup)},
        {u"last"_s, stamp(status.lastCleanup)},
    };
    if (answer.value(u"job").isObject()) {
        addJob(rows, answer.value(u"job").toObject());
    }
    return {fields(rows)};
}

Sheet cleanupJobSheet(const QJsonObject &answer)
{
    QList<QStringList> rows;
    addJob(rows, answer);
    return {fields(rows)};
}

QString cleanupProgress(const QJsonObject &job)
{
    const protocol::CleanupJob read = protocol::cleanupJobFromJson(job);
    QString text = orDash(read.phase.value_or(QString()));
    for (const protocol::CleanupPhase &phase : read.phases) {
        if (phase.name == read.phase) {
            text += u" %1 of %2"_s.arg(phase.done)
                        .arg(phase.total ? QString::number(*phase.total) : dash());
        }
    }
    return read.waitingFor ? text % u", waits for "_s % orDash(*read.waitingFor) : text;
}

} // namespace app
