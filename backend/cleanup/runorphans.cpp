// SPDX-License-Identifier: GPL-3.0-or-later
// The phases of a run that look for files that nothing knows.
#include "backend/cleanup/run.h"
#include "backend/cleanup/runstore.h"
#include "backend/cleanup/servicelines.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cleanup {

namespace {

constexpr qsizetype MostOrphans = 20; ///< that are named

QString listOf(Phase phase)
{
    return phase == Phase::Frames ? u"folders"_s
        : phase == Phase::Spill   ? u"temporary"_s
                                  : u"media"_s;
}

QString kindOf(Phase phase)
{
    return phase == Phase::Frames ? u"frames"_s : listOf(phase);
}

protocol::WallTime modifiedAt(const File &file)
{
    return protocol::WallTime(std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::nanoseconds(file.mtimeNs)));
}

} // namespace

QString Run::root() const
{
    return phase() == Phase::Frames ? m_settings.places.framesRoot
        : phase() == Phase::Spill   ? m_settings.places.spillRoot
                                    : m_settings.places.cameraRoot;
}

void Run::listOrphans()
{
    ask(listRequest(listOf(phase()), root(), m_listCursor),
        [this](const QJsonObject &answer) { listed(answer); });
}

void Run::listed(const QJsonObject &answer)
{
    // Nobody has needed the folder so far; that of the cameras is another matter.
    if (phase() != Phase::Media && answer.value(u"gone").toBool()) {
        endPhase();
        return;
    }
    if (hasFault(answer)) {
        return;
    }
    m_listCursor = answer.value(u"cursor").toString();
    m_isLastPiece = m_listCursor.isEmpty();
    const QList<File> files = filesFrom(answer);
    progress().done += files.size();
    if (files.isEmpty() || m_stopReason) {
        pieceDone();
    } else {
        findOrphans(files);
    }
}

void Run::findOrphans(const QList<File> &files)
{
    if (phase() == Phase::Spill) {
        orphansFound(files);
        return;
    }
    const protocol::WallTime before = m_settings.before;
    const QString cameraRoot = m_settings.places.cameraRoot;
    const bool isMedia = phase() == Phase::Media;
    inStore<QList<File>>(
        storage::Mode::Read,
        [files, before, cameraRoot, isMedia](storage::Transaction &tx) {
            return isMedia ? unknownFiles(tx, files, cameraRoot, before)
                           : unneededFrames(tx, files);
        },
        [this](const QList<File> &orphans) { orphansFound(orphans); });
}

void Run::orphansFound(const QList<File> &orphans)
{
    QList<File> toDelete;
    for (const File &file : orphans) {
        if (m_job.orphans.size() < MostOrphans) {
            m_job.orphans.append({.kind = kindOf(phase()),
                                  .path = file.path,
                                  .sizeBytes = file.sizeBytes,
                                  .modifiedAt = modifiedAt(file)});
        }
        if (phase() != Phase::Media || mayDeleteMedia(modifiedAt(file), m_settings.before)) {
            toDelete.append(file);
        }
    }
    m_job.counts.orphansFound += orphans.size();
    if (m_job.kind != protocol::CleanupKind::Orphans || toDelete.isEmpty() || m_stopReason) {
        pieceDone();
        return;
    }
    QJsonObject request = filesRequest(u"delete"_s, root(), toDelete,
                                       phase() == Phase::Frames ? Thing::Folder : Thing::File);
    request.insert(u"dry_run"_s, isDry());
    ask(request, [this](const QJsonObject &answer) { orphansDeleted(answer); });
}

void Run::orphansDeleted(const QJsonObject &answer)
{
    if (hasFault(answer)) {
        return;
    }
    m_job.counts.orphansDeleted += answer.value(u"deleted").toInteger();
    m_job.counts.spaceReclaimedBytes += answer.value(u"bytes").toInteger();
    noteFailures(answer.value(u"failed").toArray());
    pieceDone();
}

void Run::pieceDone()
{
    if (m_isLastPiece) {
        m_listCursor.clear();
        endPhase();
    } else {
        goOn();
    }
}

} // namespace cleanup
