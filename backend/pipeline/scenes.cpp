// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/scenes.h"

#include "backend/pipeline/scenestore.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(scenesLog, "signalbox.pipeline.scenes")

namespace pipeline {

Scenes::Scenes(storage::Storage &store, SceneLimits limits, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_limits(limits)
{ }

void Scenes::take(const QString &cameraId, const View &view)
{
    const auto verdict = look(m_scenes[cameraId], view, m_limits, protocol::Now::read().steady);
    if (!verdict) {
        return;
    }
    qCInfo(scenesLog) << cameraId << toText(verdict->change) << verdict->similarity;
    m_store.write<protocol::Done>(
        this,
        [cameraId, verdict = *verdict](storage::Transaction &tx) {
            storeSceneChange(tx, cameraId, verdict);
            return protocol::Done{};
        },
        [cameraId](const protocol::Result<protocol::Done> &stored) {
            if (!stored) {
                qCWarning(scenesLog)
                    << "the change of" << cameraId << "cannot be stored:" << stored.error().detail;
            }
        });
}

} // namespace pipeline
