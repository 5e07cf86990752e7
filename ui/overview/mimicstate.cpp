// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/mimicstate.h"

#include "backend/protocol/names.h"
#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Mimic)
};

Look attentionMark(const QString &words)
{
    return {Glyph::Triangle, Tone::Warning, words};
}

Station workerStation(const MimicSources &sources, QStringView name)
{
    Station station{.name = name.toString(), .trust = sources.workersTrust};
    station.look = {Glyph::Question, Tone::Unknown, Text::tr("Not supervised")};
    for (const protocol::Worker &worker : sources.workers) {
        if (worker.name == name) {
            station.look = lookOf(worker);
        }
    }
    return station;
}

/// Files that were left out as decided, as opposed to lost.
bool isOnPurpose(const QString &reason)
{
    return reason == u"duplicate" || reason == u"too_old" || reason == u"ignored";
}

QString lossText(const QString &reason, qint64 count)
{
    if (reason == u"duplicate") {
        return Text::tr("Duplicates left out: %1").arg(count);
    }
    if (reason == u"too_old") {
        return Text::tr("Left out, older than the retention: %1").arg(count);
    }
    if (reason == u"ignored") {
        return Text::tr("Left out, no image of a camera: %1").arg(count);
    }
    if (reason == u"rejected") {
        return Text::tr("Lost, refused or unreadable: %1").arg(count);
    }
    if (reason == u"incomplete") {
        return Text::tr("Lost, never written to the end: %1").arg(count);
    }
    return Text::tr("Lost, %1: %2").arg(reason, QString::number(count));
}

void addLosses(Station &station, const QList<protocol::StageAccount> &accounts)
{
    qint64 lost = 0;
    for (const protocol::StageAccount &account : accounts) {
        for (auto it = account.lost.begin(); it != account.lost.end(); ++it) {
            // Dead letters are shown at the worker that they were meant for.
            if (it.value() == 0 || it.key() == u"dead") {
                continue;
            }
            station.notes.append(lossText(it.key(), it.value()));
            lost += isOnPurpose(it.key()) ? 0 : it.value();
        }
    }
    if (lost > 0) {
        station.mark = attentionMark(Text::tr("%1 lost").arg(lost));
    }
}

Station watcherStation(const MimicSources &sources)
{
    Station station = workerStation(sources, protocol::FileWatcher);
    const auto &watcher = sources.pipeline.fileWatcher;
    if (!watcher) {
        return station;
    }
    station.trust = std::min(station.trust, sources.pipelineTrust);
    if (watcher->error) {
        // What the worker itself has is worse than what it said last.
        if (station.look.tone == Tone::Quiet) {
            station.look = attentionMark(Text::tr("Fault"));
        }
        station.figure = watcher->error->simplified();
        station.notes.append(station.figure);
    } else {
        station.waiting = watcher->pendingTasks;
    }
    addLosses(station, sources.pipeline.accounts);
    return station;
}

/// The worker behind the queue whose name begins with `stage`.
Station queueStation(const MimicSources &sources, QStringView worker, QStringView stage)
{
    Station station = workerStation(sources, worker);
    for (const protocol::QueueStatus &queue : sources.pipeline.queues) {
        if (!queue.name.startsWith(stage)) {
            continue;
        }
        station.trust = std::min(station.trust, sources.pipelineTrust);
        station.waiting = queue.waiting;
        if (queue.dead > 0) {
            station.mark = attentionMark(Text::tr("%1 dead").arg(queue.dead));
            station.notes.append(
                Text::tr("Dead letters, given up after the last attempt: %1").arg(queue.dead));
        }
    }
    return station;
}

QStringList attentionOf(const protocol::PipelineStatus &pipeline)
{
    QStringList lines;
    if (pipeline.fileWatcher && pipeline.fileWatcher->error) {
        lines << Text::tr("%1: %2").arg(protocol::FileWatcher,
                                        pipeline.fileWatcher->error->simplified());
    }
    for (const protocol::QueueStatus &queue : pipeline.queues) {
        if (queue.dead > 0) {
            lines << Text::tr("%1: dead letters %2").arg(queue.name, QString::number(queue.dead));
        }
    }
    return lines;
}

Station batchStation(const MimicSources &sources)
{
    const auto &batches = sources.pipeline.batches;
    Station station{.name = Text::tr("batches"),
                    .look = {Glyph::None, Tone::Quiet,
                             Text::tr("%n open", nullptr, static_cast<int>(batches.size()))},
                    .trust = sources.pipelineTrust};
    if (!batches.isEmpty()) {
        const auto oldest =
            std::min_element(batches.begin(), batches.end(), [](const auto &a, const auto &b) {
                return a.startedAt < b.startedAt;
            });
        station.figure =
            Text::tr("oldest %1").arg(shortDuration(sources.pipelineNow - oldest->startedAt));
    }
    return station;
}

// A closed breaker does not mean that there is a service behind it.
QString serviceText(const protocol::AiServiceHealth &service)
{
    if (service.responseTimeMs || service.status == protocol::Health::Healthy) {
        return latency(service.responseTimeMs);
    }
    return Text::tr("service %1")
        .arg(lookOfHealth(protocol::toText(service.status)).word.toLower());
}

Switch switchOf(const MimicSources &sources, const protocol::Breaker &breaker)
{
    Switch result{.name = breaker.name, .look = lookOf(breaker), .trust = sources.breakersTrust};
    if (breaker.state == protocol::BreakerState::Open && breaker.nextProbeAt) {
        result.figure =
            Text::tr("probe %1").arg(countdown(*breaker.nextProbeAt, sources.breakersNow));
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

void addStations(MimicState &state, const MimicSources &sources)
{
    state.stations.append(
        {.name = Text::tr("cameras"),
         .look = {Glyph::None, Tone::Quiet, {}},
         .boxed = false,
         .figure = sources.cameras == 0
             ? Text::tr("none yet")
             : Text::tr("%1 of %2 online").arg(sources.camerasOnline).arg(sources.cameras),
         .trust = sources.camerasTrust});
    state.stations.append(watcherStation(sources));
    state.stations.append(queueStation(sources, protocol::DetectionWorker, u"detect"));
    state.stations.append(batchStation(sources));
    state.stations.append(queueStation(sources, protocol::AnalysisWorker, u"analy"));
    state.stations.append(
        {.name = Text::tr("events"),
         .look = {Glyph::None, Tone::Quiet, {}},
         .boxed = false,
         .figure = sources.lastEvent
             ? Text::tr("last %1 ago").arg(age(sources.lastEvent, sources.eventsNow))
             : Text::tr("none yet"),
         .trust = sources.eventsTrust});
}

/// What was never read has no state and no figure, rather than a harmless one.
void blankNeverRead(QList<Station> &stations)
{
    for (Station &station : stations) {
        if (station.trust == Trust::Never) {
            station.look = {station.boxed ? Glyph::Question : Glyph::None, Tone::Unknown,
                            station.boxed ? Text::tr("Not read yet") : QString()};
            station.waiting.reset();
            station.mark = {Glyph::None, Tone::Quiet, {}};
            station.notes.clear();
            station.figure = noValue();
        }
    }
}

} // namespace

MimicState mimicState(const MimicSources &sources)
{
    MimicState state;
    addStations(state, sources);
    for (const auto &service : protocol::AiServices) {
        for (const protocol::Breaker &breaker : sources.breakers) {
            if (breaker.name == service.name) {
                auto &side = service.name == u"yolo26" ? state.detection : state.analysis;
                side.append(switchOf(sources, breaker));
            }
        }
    }
    state.foundations.append(
        foundation(sources.health.postgres, Text::tr("store"), sources.healthTrust));
    state.foundations.append(
        foundation(sources.health.redis, Text::tr("queue"), sources.healthTrust));
    const auto &degradation = sources.pipeline.degradation;
    state.foundations.append({.name = Text::tr("mode"),
                              .look = lookOfMode(protocol::toText(degradation.mode)),
                              .boxed = false,
                              .figure = degradation.availableFeatures.join(u", "_s),
                              .trust = sources.pipelineTrust});
    if (sources.pipelineTrust == Trust::Present) {
        state.attention = attentionOf(sources.pipeline);
    } else {
        state.unknown << Text::tr("pipeline: not known now");
        state.notesAsOf = sources.pipelineAsOf;
    }
    blankNeverRead(state.stations);
    blankNeverRead(state.foundations);
    return state;
}

} // namespace ui
