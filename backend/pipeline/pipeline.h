// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/breakers/registry.h"
#include "backend/pipeline/aggregator.h"
#include "backend/pipeline/cameras.h"
#include "backend/pipeline/camerastore.h"
#include "backend/pipeline/deadletters.h"
#include "backend/pipeline/decoders.h"
#include "backend/pipeline/degradationrules.h"
#include "backend/pipeline/dispatcher.h"
#include "backend/pipeline/eventstore.h"
#include "backend/pipeline/flowrules.h"
#include "backend/pipeline/intake.h"
#include "backend/pipeline/pictures.h"
#include "backend/pipeline/pressurerules.h"
#include "backend/pipeline/scenes.h"
#include "backend/pipeline/videocutter.h"
#include "backend/protocol/pipeline.h"
#include "backend/services/prober.h"
#include "backend/storage/storage.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>

namespace pipeline {

/// What the pipeline is configured with.
struct Settings
{
    QString cameraRoot = {}; ///< absolute
    IntakeLimits intake{};
    Fallback::Settings fallback = {};
    BatchLimits batches{};
    double confidenceThreshold = 0.5;
    int degradationThreshold = 3;
    QStringList decoderCommand = {};
    VideoCutter::Settings videos = {};
    std::chrono::milliseconds detectionTimeout{30'000};
    std::chrono::milliseconds analysisTimeout{30'000};
    QList<HelperService> helpers = {}; ///< of the analysis
};

/// How long things were in a stage, since the start.
struct StageTimes
{
    QString stage = {};
    protocol::StageDurations durations = {};
};

/// From file to event: intake, detection, batches, analysis. Owns the flow; every step is a commit.
class Pipeline final : public QObject
{
    Q_OBJECT

public:
    Pipeline(storage::Storage &store, breakers::Registry &breakers, services::Prober &prober,
             Settings settings, QObject *parent = nullptr);

    /// Voids old leases, reads counts and open batches; `done` when workers may come. While the
    /// store is away they may, too: what they bring waits, and they get no job before it has come.
    void start(std::function<void()> done);

    /// No new work; `done` when nothing is in hand any more.
    void drain(const std::function<void()> &done);

    void workerReady(const QString &worker);
    void workerGone(const QString &worker, bool blameless);
    /// One line of JSON from a built-in worker.
    void take(const QString &worker, const QByteArray &line);
    /// A service's address is another one now.
    void setAddress(const QString &service, const QUrl &url);

    /// GET /api/system/pipeline. Queue depths are those of the last commit that moved them.
    protocol::PipelineStatus status(protocol::Now now) const;
    DegradationVerdict degradation() const;

    /// The whole way of what became events: from an image's acceptance to its event.
    protocol::StageFlow way(protocol::SteadyTime now) const;
    /// How long things took since the start, by stage; the whole way is the last one.
    QList<StageTimes> times() const;

    /// The jobs that were given up, to look at, replay and discard.
    DeadLetters &deadLetters() { return m_deadLetters; }

    /// The images in which things were found.
    Pictures &pictures() { return m_pictures; }

    /// Files, by camera, that wait for it to be enabled.
    QMap<QString, qint64> waitingFiles() const { return m_intake.waitingOfDisabled(); }

    /// Switches a camera on or off; NotFound.
    void
    setCameraEnabled(const QString &cameraId, const CameraSwitch &wish,
                     const std::function<void(const protocol::Result<protocol::Done> &)> &done);

    /// As of the last count; nothing before the first one.
    std::optional<CameraCounts> cameras() const { return m_cameras; }

Q_SIGNALS:
    void toWorker(const QString &worker, const QByteArray &line);
    void changed();
    /// Somebody was recognised, or seen for the first time.
    void entitiesChanged();

private:
    /// One queue at the last count, and the minute before it.
    struct CountedQueue
    {
        QString name = {};
        queue::Depth depth = {};
        DepthWindow window = {};
        protocol::WallTime at = {};
    };

    struct Counted;

    JobKind detectionKind();
    JobKind analysisKind();
    void openQueues();
    void takeWorkers();
    void tellReady();
    void removeFrames(QList<qint64> &videos) const;
    Work concludeDetection(const queue::Job &job, const QJsonObject &result);
    void wireCounts();
    void wireFlow(FlowWindow &flow, const Dispatcher &dispatcher);
    Work concludeAnalysis(const queue::Job &job, const QJsonObject &result);
    void noteWay();
    void noteMode();
    void countQueues();
    void takeCounts(const Counted &counted);
    protocol::QueueStatus queueStatus(const CountedQueue &queue, protocol::Now now) const;
    QList<protocol::ServiceStatus> services() const;

    storage::Storage &m_store;
    services::Prober &m_prober;
    Settings m_settings;
    /// Of which videos the commit that is under way has shown that nobody needs the frames any
    /// more; one list for each dispatcher, since both may be committing.
    std::shared_ptr<QList<qint64>> m_videosThrough = std::make_shared<QList<qint64>>();
    std::shared_ptr<QList<qint64>> m_videosAssessed = std::make_shared<QList<qint64>>();
    std::shared_ptr<bool> m_isSomebodySeen = std::make_shared<bool>(false);
    /// Of the event that is being committed.
    std::shared_ptr<std::optional<std::chrono::milliseconds>> m_way =
        std::make_shared<std::optional<std::chrono::milliseconds>>();
    Decoders m_decoders;
    Intake m_intake;
    Aggregator m_aggregator;
    Dispatcher m_detection;
    Dispatcher m_analysis;
    VideoCutter m_videos;
    DeadLetters m_deadLetters;
    Cameras m_cameraWatch;
    Pictures m_pictures;
    Scenes m_scenes;
    FlowWindow m_detectionFlow;
    FlowWindow m_analysisFlow;
    FlowWindow m_wayFlow;
    QList<CountedQueue> m_queues; ///< as of the last count
    QList<protocol::StageAccount> m_accounts; ///< of the same moment
    std::optional<CameraCounts> m_cameras;
    protocol::DegradationMode m_mode = protocol::DegradationMode::Normal; ///< as of the last probe
    protocol::WallTime m_modeSince = protocol::Now::read().wall;
    std::function<void()> m_ready; ///< until workers may come
    QSet<QString> m_early; ///< workers that were ready before the queues were open
    bool m_isOpen = false;
    bool m_isDraining = false;
    QTimer m_countTimer;
    bool m_isCounting = false;
    bool m_isAnalysisFull = false;
};

} // namespace pipeline
