// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pipeline.h"

#include "backend/protocol/names.h"

#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(pipelineLog, "signalbox.pipeline")

namespace pipeline {

namespace {

constexpr int DecoderCount = 2;
constexpr auto CountPause = 250ms; ///< queue depths are read at most so often
constexpr auto StoreRetry = 1s;

} // namespace

Pipeline::Pipeline(storage::Storage &store, breakers::Registry &breakers, services::Prober &prober,
                   Settings settings, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_prober(prober)
    , m_settings(std::move(settings))
    , m_decoders(m_settings.decoderCommand, DecoderCount)
    , m_intake(store, m_decoders, m_settings.cameraRoot, m_settings.intake, m_settings.fallback)
    , m_aggregator(store, m_settings.batches)
    , m_detection(store, breakers, detectionKind())
    , m_analysis(store, breakers, analysisKind())
    , m_videos(store, m_decoders, m_settings.videos)
    , m_deadLetters(store)
    , m_cameraWatch(store, [this] { return m_intake.isWatching(); })
    , m_pictures({.decoderCommand = m_settings.decoderCommand,
                  .cameraRoot = m_settings.cameraRoot,
                  .framesRoot = m_settings.videos.framesRoot})
    , m_scenes(store)
{
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(CountPause);
    connect(&m_countTimer, &QTimer::timeout, this, &Pipeline::countQueues);
    connect(&m_intake, &Intake::accepted, &m_detection, &Dispatcher::wake);
    connect(&m_intake, &Intake::accepted, &m_videos, &VideoCutter::wake);
    connect(&m_videos, &VideoCutter::framesReady, &m_detection, &Dispatcher::wake);
    connect(&m_intake, &Intake::seen, &m_cameraWatch, &Cameras::seen);
    connect(&m_intake, &Intake::viewed, &m_scenes, &Scenes::take);
    connect(&m_aggregator, &Aggregator::closed, &m_analysis, &Dispatcher::wake);
    connect(&m_deadLetters, &DeadLetters::replayed, &m_detection, &Dispatcher::wake);
    connect(&m_deadLetters, &DeadLetters::replayed, &m_analysis, &Dispatcher::wake);
    connect(&m_deadLetters, &DeadLetters::replayed, &m_videos, &VideoCutter::wake);
    connect(&m_aggregator, &Aggregator::changed, this, &Pipeline::changed);
    connect(&m_prober, &services::Prober::probed, this, &Pipeline::noteMode);
    wireCounts();
    wireFlow(m_detectionFlow, m_detection);
    wireFlow(m_analysisFlow, m_analysis);
    connect(&m_intake, &Intake::accepted, this,
            [this] { noteIn(m_detectionFlow, protocol::Now::read().steady); });
    connect(&m_aggregator, &Aggregator::closed, this,
            [this] { noteIn(m_analysisFlow, protocol::Now::read().steady); });
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

void Pipeline::wireCounts()
{
    const auto recount = [this] {
        if (!m_countTimer.isActive()) {
            m_countTimer.start();
        }
    };
    connect(&m_intake, &Intake::changed, this, recount);
    connect(&m_aggregator, &Aggregator::closed, this, recount);
    connect(&m_detection, &Dispatcher::changed, this, recount);
    connect(&m_analysis, &Dispatcher::changed, this, recount);
    connect(&m_deadLetters, &DeadLetters::changed, this, recount);
    connect(&m_videos, &VideoCutter::changed, this, recount);
}

void Pipeline::wireFlow(FlowWindow &flow, const Dispatcher &dispatcher)
{
    flow.since = protocol::Now::read().steady;
    m_wayFlow.since = flow.since;
    connect(&dispatcher, &Dispatcher::left, this,
            [&flow] { noteOut(flow, protocol::Now::read().steady); });
    connect(&dispatcher, &Dispatcher::concluded, this, [&flow](std::chrono::milliseconds latency) {
        noteLatency(flow, latency, protocol::Now::read().steady);
    });
}

void Pipeline::start(std::function<void()> done)
{
    m_ready = std::move(done);
    m_intake.setShut(true);
    m_intake.start();
    // A store that is away keeps the queues shut; workers may run.
    connect(&m_store, &storage::Storage::faulted, this, &Pipeline::tellReady);
    openQueues();
}

void Pipeline::openQueues()
{
    m_store.write<int>(this, queue::voidLeases, [this](const protocol::Result<int> &voided) {
        if (m_isDraining) {
            return;
        }
        if (!voided) {
            if (m_ready) {
                qCWarning(pipelineLog)
                    << "the queues cannot be opened yet:" << voided.error().detail;
            }
            tellReady();
            QTimer::singleShot(StoreRetry, this, &Pipeline::openQueues);
            return;
        }
        countQueues();
        m_videos.start();
        m_cameraWatch.start();
        m_aggregator.start([this] { takeWorkers(); });
    });
}

/// From now on jobs may be leased: no lease is from before, and the open batches are known.
void Pipeline::takeWorkers()
{
    if (m_isDraining) {
        return;
    }
    m_isOpen = true;
    for (const QString &worker : std::exchange(m_early, {})) {
        workerReady(worker);
    }
    tellReady();
}

void Pipeline::tellReady()
{
    if (const auto ready = std::exchange(m_ready, {})) {
        ready();
    }
}

void Pipeline::drain(const std::function<void()> &done)
{
    m_isDraining = true;
    m_ready = {};
    m_decoders.stop();
    m_pictures.stop();
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
    } else if (!m_isOpen) {
        m_early.insert(worker);
    } else if (worker == protocol::DetectionWorker) {
        m_detection.workerReady();
    } else if (worker == protocol::AnalysisWorker) {
        m_analysis.workerReady();
    }
}

void Pipeline::workerGone(const QString &worker, bool blameless)
{
    m_early.remove(worker);
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

} // namespace pipeline
