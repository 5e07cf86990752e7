// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/mimicstate.h"

#include "backend/protocol/names.h"
#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Mimic", text);
}

std::optional<qint64> waitingIn(const protocol::PipelineStatus &pipeline, QStringView stage)
{
    for (const protocol::QueueStatus &queue : pipeline.queues) {
        if (queue.name.startsWith(stage)) {
            return queue.waiting;
        }
    }
    return std::nullopt;
}

Station workerStation(const MimicSources &sources, QStringView name)
{
    Station station{.name = name.toString(), .trust = sources.workersTrust};
    station.look = {Glyph::Question, Tone::Unknown, tr("Not supervised")};
    for (const protocol::Worker &worker : sources.workers) {
        if (worker.name == name) {
            station.look = lookOf(worker);
        }
    }
    return station;
}

Station batchStation(const MimicSources &sources, protocol::WallTime now)
{
    const auto &batches = sources.pipeline.batches;
    Station station{.name = tr("batches"),
                    .look = {Glyph::None, Tone::Quiet,
                             QCoreApplication::translate("Mimic", "%n open", nullptr,
                                                         static_cast<int>(batches.size()))},
                    .trust = sources.pipelineTrust};
    if (!batches.isEmpty()) {
        const auto oldest =
            std::min_element(batches.begin(), batches.end(), [](const auto &a, const auto &b) {
                return a.startedAt < b.startedAt;
            });
        station.figure = tr("oldest %1").arg(shortDuration(now - oldest->startedAt));
    }
    return station;
}

// A closed breaker does not mean that there is a service behind it.
QString serviceText(const protocol::AiServiceHealth &service)
{
    if (service.responseTimeMs || service.status == protocol::Health::Healthy) {
        return latency(service.responseTimeMs);
    }
    return tr("service %1").arg(lookOfHealth(protocol::toText(service.status)).word.toLower());
}

Switch switchOf(const MimicSources &sources, const protocol::Breaker &breaker,
                protocol::WallTime now)
{
    Switch result{.name = breaker.name, .look = lookOf(breaker), .trust = sources.breakersTrust};
    if (breaker.state == protocol::BreakerState::Open && breaker.nextProbeAt) {
        result.figure = tr("probe %1").arg(countdown(*breaker.nextProbeAt, now));
        return result;
    }
    for (const protocol::AiServiceHealth &service : sources.health.aiServices) {
        if (service.name == breaker.name) {
            result.figure = serviceText(service);
            result.trust = std::min(result.trust, sources.healthTrust);
        }
    }
    return result;
}

Station foundation(const protocol::InfrastructureHealth &part, const QString &name, Trust trust)
{
    return {.name = name,
            .look = lookOfHealth(protocol::toText(part.status)),
            .boxed = false,
            .figure = part.message,
            .trust = trust};
}

void addStations(MimicState &state, const MimicSources &sources, protocol::WallTime now)
{
    const auto &pipeline = sources.pipeline;
    state.stations.append(
        {.name = tr("cameras"),
         .look = {Glyph::None, Tone::Quiet, {}},
         .boxed = false,
         .figure = sources.cameras == 0
             ? tr("none yet")
             : tr("%1 of %2 online").arg(sources.camerasOnline).arg(sources.cameras),
         .trust = sources.camerasTrust});
    Station watcher = workerStation(sources, protocol::FileWatcher);
    if (pipeline.fileWatcher) {
        watcher.waiting = pipeline.fileWatcher->pendingTasks;
    }
    state.stations.append(watcher);
    Station detection = workerStation(sources, protocol::DetectionWorker);
    detection.waiting = waitingIn(pipeline, u"detect");
    state.stations.append(detection);
    state.stations.append(batchStation(sources, now));
    Station analysis = workerStation(sources, protocol::AnalysisWorker);
    analysis.waiting = waitingIn(pipeline, u"analy");
    state.stations.append(analysis);
    for (Station &station : state.stations) {
        if (station.waiting) {
            station.trust = std::min(station.trust, sources.pipelineTrust);
        }
    }
    state.stations.append({.name = tr("events"),
                           .look = {Glyph::None, Tone::Quiet, {}},
                           .boxed = false,
                           .figure = sources.lastEvent
                               ? tr("last %1 ago").arg(age(sources.lastEvent, now))
                               : tr("none yet"),
                           .trust = sources.eventsTrust});
}

/// What was never read has no state and no figure, rather than a harmless one.
void blankNeverRead(QList<Station> &stations)
{
    for (Station &station : stations) {
        if (station.trust == Trust::Never) {
            station.look = {station.boxed ? Glyph::Question : Glyph::None, Tone::Unknown,
                            station.boxed ? tr("Not read yet") : QString()};
            station.waiting.reset();
            station.figure = noValue();
        }
    }
}

} // namespace

MimicState mimicState(const MimicSources &sources, protocol::WallTime now)
{
    MimicState state;
    addStations(state, sources, now);
    for (const auto &service : protocol::AiServices) {
        for (const protocol::Breaker &breaker : sources.breakers) {
            if (breaker.name == service.name) {
                auto &side = service.name == u"yolo26" ? state.detection : state.analysis;
                side.append(switchOf(sources, breaker, now));
            }
        }
    }
    state.foundations.append(foundation(sources.health.postgres, tr("store"), sources.healthTrust));
    state.foundations.append(foundation(sources.health.redis, tr("queue"), sources.healthTrust));
    const auto &degradation = sources.pipeline.degradation;
    state.foundations.append({.name = tr("mode"),
                              .look = lookOfMode(protocol::toText(degradation.mode)),
                              .boxed = false,
                              .figure = degradation.availableFeatures.join(u", "_s),
                              .trust = sources.pipelineTrust});
    blankNeverRead(state.stations);
    blankNeverRead(state.foundations);
    return state;
}

} // namespace ui
