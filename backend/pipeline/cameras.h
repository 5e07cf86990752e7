// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/camerarules.h"
#include "backend/storage/storage.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace pipeline {

/// Learns when each camera's images come, and says that one is offline when it is silent beyond its
/// usual time. The next image brings it back. Lives on the backend thread.
class Cameras final : public QObject
{
    Q_OBJECT

public:
    /// `isWatching` is false while silence is no fault of the cameras.
    Cameras(storage::Storage &store, std::function<bool()> isWatching, CameraLimits limits = {},
            QObject *parent = nullptr);

    /// Learns from the images that the store has. Nobody is blamed for the time before.
    void start();

    /// An image of that camera was committed.
    void seen(const QString &cameraId);

    /// It was switched on or off: its silence begins anew.
    void switched(const QString &cameraId);

private:
    struct Watched
    {
        CameraRhythm rhythm = {};
        protocol::SteadyTime silentSince = {};
        bool isBlamed = false; ///< until the next image
    };

    void sweep();
    void blame(const QString &cameraId, std::chrono::milliseconds silence);
    void arm();

    storage::Storage &m_store;
    std::function<bool()> m_isWatching;
    CameraLimits m_limits;
    QHash<QString, Watched> m_cameras;
    protocol::Now m_swept = protocol::Now::read();
    QTimer m_timer;
};

} // namespace pipeline
