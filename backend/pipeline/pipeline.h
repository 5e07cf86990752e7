// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/breakers/registry.h"
#include "backend/pipeline/aggregator.h"
#include "backend/pipeline/decoders.h"
#include "backend/pipeline/degradationrules.h"
#include "backend/pipeline/dispatcher.h"
#include "backend/pipeline/eventstore.h"
#include "backend/pipeline/intake.h"
#include "backend/pipeline/videocutter.h"
#include "backend/protocol/pipeline.h"
#include "backend/services/prober.h"
#include "backend/storage/storage.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace pipeline {

/// What the pipeline is configured with.
struct Settings
{
    QString cameraRoot = {}; ///< absolute
    IntakeLimits intake{};
    BatchLimits batches{};
    double confidenceThreshold = 0.5;
    int degradationThreshold = 3;
    QStringList decoderCommand = {};
    VideoCutter::Settings videos = {};
    std::chrono::milliseconds detectionTimeout{30'000};
    std::chrono::milliseconds analysisTimeout{30'000};
    QList<HelperService> helpers = {}; ///< of the analysis
};

/// From file to event: intake, detection, batches, analysis. Owns the flow; every step is a commit.
class Pipeline final : public QObject
{
    Q_OBJECT

public:
    Pipeline(storage::Storage &store, breakers::Registry &breakers, services::Prober &prober,
             Settings settings, QObject *parent = nullptr);

    /// Voids old leases, reads counts and open batches; `done` when workers may come.
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

    /// As of the last count; nothing before the first one.
    std::optional<CameraCounts> cameras() const { return m_cameras; }

Q_SIGNALS:
    void toWorker(const QString &worker, const QByteArray &line);
    void changed();
    /// A security event was committed.
    void eventStored();
    /// Somebody was recognised, or seen for the first time.
    void entitiesChanged();

private:
    JobKind detectionKind();
    JobKind analysisKind();
    Work concludeDetection(const queue::Job &job, const QJsonObject &result);
    Work concludeAnalysis(const queue::Job &job, const QJsonObject &result);
    void countQueues();
    QList<protocol::ServiceStatus> services() const;
    void imageConcluded(const queue::Job &job);

    storage::Storage &m_store;
    services::Prober &m_prober;
    Settings m_settings;
    /// In which state the image of the job that is being concluded has ended, if it has.
    std::shared_ptr<std::optional<QString>> m_imageEnd = std::make_shared<std::optional<QString>>();
    std::shared_ptr<bool> m_isSomebodySeen = std::make_shared<bool>(false);
    Decoders m_decoders;
    Intake m_intake;
    Aggregator m_aggregator;
    Dispatcher m_detection;
    Dispatcher m_analysis;
    VideoCutter m_videos;
    QList<protocol::QueueStatus> m_queues;
    QList<std::optional<protocol::WallTime>> m_oldest;
    std::optional<CameraCounts> m_cameras;
    QTimer m_countTimer;
    bool m_isCounting = false;
};

} // namespace pipeline
