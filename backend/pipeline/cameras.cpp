// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/cameras.h"

#include "backend/pipeline/camerastore.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace pipeline {

namespace {

constexpr std::chrono::milliseconds ShortestNap = 50ms;
constexpr std::chrono::milliseconds LongestNap = 1min;

} // namespace

Cameras::Cameras(storage::Storage &store, std::function<bool()> isWatching, CameraLimits limits,
                 QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_isWatching(std::move(isWatching))
    , m_limits(limits)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Cameras::sweep);
}

void Cameras::start()
{
    m_store.read<QHash<QString, CameraRhythm>>(
        this, [limits = m_limits](storage::Transaction &tx) { return recentRhythms(tx, limits); },
        [this](const protocol::Result<QHash<QString, CameraRhythm>> &rhythms) {
            if (!rhythms) {
                return; // then they are learnt from now on
            }
            const protocol::SteadyTime now = protocol::Now::read().steady;
            for (auto it = rhythms.value().begin(); it != rhythms.value().end(); ++it) {
                m_cameras.insert(it.key(), {.rhythm = it.value(), .silentSince = now});
            }
            arm();
        });
}

void Cameras::seen(const QString &cameraId)
{
    const protocol::Now now = protocol::Now::read();
    Watched &camera = m_cameras[cameraId];
    noteImage(camera.rhythm, m_limits, now.wall);
    camera.silentSince = now.steady;
    const bool wasBlamed = std::exchange(camera.isBlamed, false);
    if (wasBlamed || !m_timer.isActive()) {
        arm();
    }
}

void Cameras::switched(const QString &cameraId)
{
    const auto camera = m_cameras.find(cameraId);
    if (camera != m_cameras.end()) {
        camera->silentSince = protocol::Now::read().steady;
        camera->isBlamed = false;
        arm();
    }
}

// Who has slept has not listened.
void Cameras::sweep()
{
    const protocol::Now now = protocol::Now::read();
    const bool isAwake = !hasJumped(std::exchange(m_swept, now), now);
    for (auto it = m_cameras.begin(); it != m_cameras.end(); ++it) {
        if (!isAwake || !m_isWatching()) {
            it->silentSince = now.steady;
            continue;
        }
        const auto patience = patienceWith(it->rhythm, m_limits);
        if (patience && !it->isBlamed && now.steady - it->silentSince >= *patience) {
            it->isBlamed = true;
            blame(it.key(), *patience);
        }
    }
    arm();
}

void Cameras::blame(const QString &cameraId, std::chrono::milliseconds silence)
{
    m_store.write<bool>(
        this,
        [cameraId, silence](storage::Transaction &tx) {
            return markOffline(tx, cameraId, silence);
        },
        [this, cameraId](const protocol::Result<bool> &marked) {
            if (!marked) {
                m_cameras[cameraId].isBlamed = false; // the next sweep tries again
            }
        });
}

// The nap is short, so that a clock that was set, or eyes that were closed, are noticed soon.
void Cameras::arm()
{
    const protocol::SteadyTime now = protocol::Now::read().steady;
    std::chrono::milliseconds nap = LongestNap;
    for (const Watched &camera : std::as_const(m_cameras)) {
        const auto patience = patienceWith(camera.rhythm, m_limits);
        if (patience && !camera.isBlamed) {
            const auto left = camera.silentSince + *patience - now;
            nap = std::min(nap, std::chrono::ceil<std::chrono::milliseconds>(left));
        }
    }
    if (!m_cameras.isEmpty()) {
        m_timer.start(std::max(nap, ShortestNap));
    }
}

} // namespace pipeline
