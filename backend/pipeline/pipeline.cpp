// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pipeline.h"

#include "backend/pipeline/imagestore.h"
#include "backend/protocol/names.h"

#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(pipelineLog, "signalbox.pipeline")

namespace pipeline {

namespace {

constexpr int DecoderCount = 2;
constexpr auto CountPause = 250ms; ///< queue depths are read at most so often
constexpr auto StoreRetry = 1s;

struct CountedQueue
{
    QString name = {};
    queue::Depth depth = {};
};

struct Counted
{
    QList<CountedQueue> queues = {};
    CameraCounts cameras = {};
    protocol::WallTime at = {};
};

Counted countAll(storage::Transaction &tx)
{
    Counted counted{.at = tx.now.wall};
    for (const QStringView name : {DetectionQueue, AnalysisQueue, VideoQueue}) {
        counted.queues.append(
            {.name = name.toString(), .depth = queue::depth(tx, name.toString())});
    }
    counted.cameras = countCameras(tx);
    return counted;
}

} // namespace

Pipeline::Pipeline(storage::Storage &store, breakers::Registry &breakers, services::Prober &prober,
                   Settings settings, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_prober(prober)
    , m_settings(std::move(settings))
    , m_decoders(m_settings.decoderCommand, DecoderCount)
    , m_intake(store, m_decoders, m_settings.cameraRoot, m_settings.intake)
    , m_aggregator(store, m_settings.batches)
    , m_detection(store, breakers, detectionKind())
    , m_analysis(store, breakers, analysisKind())
    , m_videos(store, m_decoders, m_settings.videos)
{
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(CountPause);
    connect(&m_countTimer, &QTimer::timeout, this, &Pipeline::countQueues);
    const auto recount = [this] {
        if (!m_countTimer.isActive()) {
            m_countTimer.start();
        }
    };
    connect(&m_intake, &Intake::accepted, &m_detection, &Dispatcher::wake);
    connect(&m_intake, &Intake::accepted, &m_videos, &VideoCutter::wake);
    connect(&m_videos, &VideoCutter::framesReady, &m_detection, &Dispatcher::wake);
    connect(&m_videos, &VideoCutter::ended, &m_intake, &Intake::finished);
    connect(&m_videos, &VideoCutter::changed, this, recount);
    connect(&m_aggregator, &Aggregator::closed, &m_analysis, &Dispatcher::wake);
    connect(&m_intake, &Intake::changed, this, recount);
    connect(&m_aggregator, &Aggregator::changed, this, &Pipeline::changed);
    connect(&m_detection, &Dispatcher::changed, this, recount);
    connect(&m_analysis, &Dispatcher::changed, this, recount);
    connect(&m_intake, &Intake::toWatcher, this, [this](const QByteArray &line) {
        Q_EMIT toWorker(protocol::FileWatcher.toString(), line);
    });
    connect(&m_detection, &Dispatcher::toWorker, this, [this](const QByteArray &line) {
        Q_EMIT toWorker(protocol::DetectionWorker.toString(), line);
    });
    connect(&m_analysis, &Dispatcher::toWorker, this, [this](const QByteArray &line) {
        Q_EMIT toWorker(protocol::AnalysisWorker.toString(), line);
    });
}

void Pipeline::start(std::function<void()> done)
{
    m_store.write<int>(this, queue::voidLeases,
                       [this, done = std::move(done)](const protocol::Result<int> &voided) {
                           if (!voided) {
                               qCWarning(pipelineLog)
                                   << "the queues cannot be opened yet:" << voided.error().detail;
                               QTimer::singleShot(StoreRetry, this, [this, done] { start(done); });
                               return;
                           }
                           m_intake.start();
                           m_videos.start();
                           m_aggregator.start(done);
                           countQueues();
                       });
}

void Pipeline::drain(const std::function<void()> &done)
{
    m_decoders.stop();
    m_aggregator.stop();
    const auto left = std::make_shared<int>(3);
    const auto one = [left, done] {
        if (--*left == 0) {
            done();
        }
    };
    m_detection.drain(one);
    m_analysis.drain(one);
    m_videos.drain(one);
}

void Pipeline::workerReady(const QString &worker)
{
    if (worker == protocol::FileWatcher) {
        m_intake.watcherReady();
    } else if (worker == protocol::DetectionWorker) {
        m_detection.workerReady();
    } else if (worker == protocol::AnalysisWorker) {
        m_analysis.workerReady();
    }
}

void Pipeline::workerGone(const QString &worker, bool blameless)
{
    if (worker == protocol::FileWatcher) {
        m_intake.watcherGone();
    } else if (worker == protocol::DetectionWorker) {
        m_detection.workerGone(blameless);
    } else if (worker == protocol::AnalysisWorker) {
        m_analysis.workerGone(blameless);
    }
}

void Pipeline::take(const QString &worker, const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (worker == protocol::FileWatcher) {
        m_intake.take(object);
    } else if (object.value(u"type").toString() != u"result") {
        return;
    } else if (worker == protocol::DetectionWorker) {
        m_detection.take(object);
    } else if (worker == protocol::AnalysisWorker) {
        m_analysis.take(object);
    }
}

void Pipeline::setAddress(const QString &service, const QUrl &url)
{
    if (service == u"yolo26") {
        m_detection.setUrl(url.toString());
    } else if (service == u"nemotron") {
        m_analysis.setUrl(url.toString());
    } else {
        m_analysis.setHelperUrl(service, url.toString());
    }
}

protocol::PipelineStatus Pipeline::status(protocol::Now now) const
{
    const DegradationVerdict verdict = degradation();
    protocol::PipelineStatus status{
        .fileWatcher = m_intake.status(),
        .batches = m_aggregator.status(now),
        .batchWindowSeconds = std::chrono::duration<double>(m_aggregator.limits().window).count(),
        .idleTimeoutSeconds =
            std::chrono::duration<double>(m_aggregator.limits().idleTimeout).count(),
        .degradation = {.mode = verdict.mode,
                        .redisHealthy = !m_store.isFaulted(),
                        .services = services(),
                        .availableFeatures = verdict.features},
        .queues = m_queues,
        .accounts = {m_intake.account()},
    };
    if (status.fileWatcher && !status.fileWatcher->error && m_videos.fault()) {
        status.fileWatcher->error = u"videos wait: "_s % *m_videos.fault();
    }
    for (qsizetype i = 0; i < status.queues.size(); ++i) {
        if (const auto oldest = m_oldest.at(i)) {
            const auto age = std::chrono::duration<double>(now.wall - *oldest).count();
            status.queues[i].oldestSeconds = std::max(0.0, age);
        }
    }
    return status;
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
    m_store.read<Counted>(this, countAll, [this](const protocol::Result<Counted> &counted) {
        m_isCounting = false;
        if (!counted) {
            return;
        }
        m_queues.clear();
        m_oldest.clear();
        for (const CountedQueue &one : counted.value().queues) {
            m_queues.append({.name = one.name,
                             .waiting = one.depth.waiting,
                             .leased = one.depth.leased,
                             .dead = one.depth.dead,
                             .observedAt = counted.value().at});
            m_oldest.append(one.depth.oldestWaiting);
        }
        m_cameras = counted.value().cameras;
        Q_EMIT changed();
    });
}

QList<protocol::ServiceStatus> Pipeline::services() const
{
    QList<protocol::ServiceStatus> all;
    for (const protocol::AiServiceHealth &service : m_prober.status()) {
        all.append({.name = service.name,
                    .status = serviceWord(service.status),
                    .lastCheck = service.lastCheck,
                    .consecutiveFailures = m_prober.consecutiveFailures(service.name),
                    .errorMessage = service.error});
    }
    return all;
}

} // namespace pipeline
