// SPDX-License-Identifier: GPL-3.0-or-later
// What the pipeline says of itself, and the counts that it says it from; what it does is in
// pipeline.cpp.
#include "backend/pipeline/accounts.h"
#include "backend/pipeline/camerastore.h"
#include "backend/pipeline/imagestore.h"
#include "backend/pipeline/pipeline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

constexpr QStringView WholeWay = u"pipeline";

} // namespace

struct Pipeline::Counted
{
    QList<CountedQueue> queues = {};
    QList<protocol::StageAccount> accounts = {};
    CameraCounts cameras = {};
    QSet<QString> disabled = {};
};

protocol::PipelineStatus Pipeline::status(protocol::Now now) const
{
    using Seconds = std::chrono::duration<double>;
    const DegradationVerdict verdict = degradation();
    protocol::PipelineStatus status{
        .fileWatcher = m_intake.status(),
        .batches = m_aggregator.status(now),
        .closedBatches = m_aggregator.closedBatches(),
        .batchWindowSeconds = Seconds(m_aggregator.limits().window).count(),
        .idleTimeoutSeconds = Seconds(m_aggregator.limits().idleTimeout).count(),
        .degradation = {.mode = verdict.mode,
                        .redisHealthy = !m_store.isFaulted(),
                        .memoryQueueSize = m_intake.fallback().inMemory(),
                        .fallbackQueues = m_intake.fallback().onDisk(),
                        .services = services(),
                        .availableFeatures = verdict.features,
                        .statusSince = verdict.mode == m_mode ? m_modeSince : now.wall},
        .accounts = m_accounts,
        .stages = {m_intake.flow(now.steady),
                   flowOf(m_detectionFlow, DetectionQueue.toString(), now.steady),
                   flowOf(m_analysisFlow, AnalysisQueue.toString(), now.steady)},
    };
    if (status.fileWatcher && !status.fileWatcher->error && m_videos.fault()) {
        status.fileWatcher->error = u"videos wait: "_s % *m_videos.fault();
    }
    for (const CountedQueue &queue : m_queues) {
        status.queues.append(queueStatus(queue, now));
    }
    return status;
}

protocol::StageFlow Pipeline::way(protocol::SteadyTime now) const
{
    return flowOf(m_wayFlow, WholeWay.toString(), now);
}

QList<StageTimes> Pipeline::times() const
{
    return {{u"intake"_s, m_intake.durations()},
            {DetectionQueue.toString(), m_detectionFlow.durations},
            {AnalysisQueue.toString(), m_analysisFlow.durations},
            {WholeWay.toString(), m_wayFlow.durations}};
}

protocol::QueueStatus Pipeline::queueStatus(const CountedQueue &queue, protocol::Now now) const
{
    protocol::QueueStatus status{.name = queue.name,
                                 .waiting = queue.depth.waiting,
                                 .leased = queue.depth.leased,
                                 .dead = queue.depth.dead,
                                 .capacity = m_intake.capacity(),
                                 .drainSeconds = drainSeconds(queue.window, now.steady),
                                 .observedAt = queue.at};
    if (const auto oldest = queue.depth.oldestWaiting) {
        const auto age = std::chrono::duration<double>(now.wall - *oldest).count();
        status.oldestSeconds = std::max(0.0, age);
    }
    return status;
}

void Pipeline::noteMode()
{
    if (const auto mode = degradation().mode; mode != m_mode) {
        m_mode = mode;
        m_modeSince = protocol::Now::read().wall;
    }
}

DegradationVerdict Pipeline::degradation() const
{
    QList<ServiceFacts> facts;
    for (const protocol::AiServiceHealth &service : m_prober.status()) {
        facts.append({.name = service.name,
                      .critical = service.critical,
                      .configured = !service.url.isEmpty(),
                      .healthy = service.status == protocol::Health::Healthy,
                      .wasHealthy = m_prober.wasHealthy(service.name),
                      .consecutiveFailures = m_prober.consecutiveFailures(service.name)});
    }
    return judge(facts, m_settings.degradationThreshold);
}

void Pipeline::countQueues()
{
    if (m_isCounting) {
        m_countTimer.start();
        return;
    }
    m_isCounting = true;
    m_store.read<Counted>(
        this,
        [](storage::Transaction &tx) {
            Counted counted{.accounts = readAccounts(tx),
                            .cameras = countCameras(tx),
                            .disabled = disabledCameras(tx)};
            for (const QStringView name : {DetectionQueue, AnalysisQueue, VideoQueue}) {
                counted.queues.append({.name = name.toString(),
                                       .depth = queue::depth(tx, name.toString()),
                                       .at = tx.now.wall});
            }
            return counted;
        },
        [this](const protocol::Result<Counted> &counted) {
            m_isCounting = false;
            if (counted) {
                takeCounts(counted.value());
            } else {
                Q_EMIT changed(); // what is not counted in the store may have changed
                if (!m_cameras) {
                    m_countTimer.start(); // nothing is taken in before the first count
                }
            }
        });
}

void Pipeline::setCameraEnabled(
    const QString &cameraId, const CameraSwitch &wish,
    const std::function<void(const protocol::Result<protocol::Done> &)> &done)
{
    m_store.write<QSet<QString>>(
        this,
        [cameraId, wish](storage::Transaction &tx) {
            if (const auto set = pipeline::setCameraEnabled(tx, cameraId, wish); !set) {
                tx.fail(set.error());
            }
            return disabledCameras(tx);
        },
        [this, done, cameraId](const protocol::Result<QSet<QString>> &disabled) {
            if (!disabled) {
                done(disabled.error());
                return;
            }
            m_cameraWatch.switched(cameraId);
            m_intake.setDisabled(disabled.value());
            countQueues();
            done(protocol::Done{});
        });
}

void Pipeline::takeCounts(const Counted &counted)
{
    const protocol::SteadyTime now = protocol::Now::read().steady;
    QList<CountedQueue> queues = counted.queues;
    for (qsizetype i = 0; i < queues.size(); ++i) {
        if (i < m_queues.size()) {
            queues[i].window = m_queues.at(i).window;
        }
        addSample(queues[i].window, {.at = now, .waiting = queues[i].depth.waiting});
    }
    m_queues = queues;
    m_accounts = counted.accounts;
    m_cameras = counted.cameras;
    m_intake.setDisabled(counted.disabled);
    m_intake.setShut(false);
    m_intake.setQueued(m_queues.at(0).depth.waiting);
    m_isAnalysisFull =
        isHeldBack(m_isAnalysisFull, m_queues.at(1).depth.waiting, m_intake.capacity());
    m_detection.holdBack(m_isAnalysisFull);
    Q_EMIT changed();
}

QList<protocol::ServiceStatus> Pipeline::services() const
{
    QList<protocol::ServiceStatus> all;
    for (const protocol::AiServiceHealth &service : m_prober.status()) {
        all.append({.name = service.name,
                    .status = serviceWord(service.status),
                    .lastCheck = service.lastCheck,
                    .consecutiveFailures = m_prober.consecutiveFailures(service.name),
                    .errorMessage = service.error,
                    .statusSince = service.statusSince});
    }
    return all;
}

} // namespace pipeline
