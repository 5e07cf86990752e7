// SPDX-License-Identifier: GPL-3.0-or-later
// Files of cameras that are switched off; all other ones are in intake.cpp.
#include "backend/pipeline/intake.h"
#include "backend/pipeline/watcherlines.h"

namespace pipeline {

// It stays where it is: the watcher is to forget it, and tells of it with each of its scans.
void Intake::putOff(const FileIdentity &file)
{
    const size_t identity = qHashMulti(0, file.path, file.inode, file.sizeBytes, file.mtimeNs);
    QSet<size_t> &files = m_waitingOfDisabled[file.cameraId];
    const bool isNew = !files.contains(identity);
    files.insert(identity);
    if (m_status.running) {
        Q_EMIT toWatcher(forgetLine(file));
    }
    if (isNew) {
        Q_EMIT changed();
    }
}

QMap<QString, qint64> Intake::waitingOfDisabled() const
{
    QMap<QString, qint64> counts;
    for (auto it = m_waitingOfDisabled.begin(); it != m_waitingOfDisabled.end(); ++it) {
        counts.insert(it.key(), it->size());
    }
    return counts;
}

void Intake::setDisabled(const QSet<QString> &cameras)
{
    const QSet<QString> enabled = m_disabled - cameras;
    m_disabled = cameras;
    bool hasWaited = false;
    for (const QString &camera : enabled) {
        hasWaited = m_waitingOfDisabled.remove(camera) || hasWaited;
    }
    if (hasWaited && m_status.running) {
        Q_EMIT toWatcher(rescanLine());
    }
    if (hasWaited) {
        Q_EMIT changed();
    }
}

} // namespace pipeline
