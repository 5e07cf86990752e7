// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/definitions.h"

#include "backend/demo.h"
#include "backend/protocol/names.h"
#include "backend/supervisor/leashcommand.h"
#include "backend/workers/helperrules.h"

#include <QDir>
#include <QSysInfo>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace definitions {

namespace {

/// From the end of the longest stop to its answer, or to the end of the program: generous.
constexpr auto AfterStop = 10s;

QString seconds(std::chrono::milliseconds duration)
{
    return QString::number(static_cast<double>(duration.count()) / 1000.0);
}

QString observerText(config::Observer observer)
{
    switch (observer) {
    case config::Observer::Auto:
        return u"auto"_s;
    case config::Observer::Native:
        return u"native"_s;
    case config::Observer::Polling:
        return u"polling"_s;
    }
    return u"auto"_s;
}

void apply(const config::Restarts &restarts, supervisor::WorkerDefinition &worker)
{
    worker.limits = {.maxRestarts = restarts.maxRestarts,
                     .backoffBase = restarts.backoffBase,
                     .backoffCap = restarts.backoffCap,
                     .jitter = restarts.backoffJitter,
                     .stableAfter = restarts.stableAfter};
    worker.startTimeout = restarts.startTimeout;
    worker.stopTimeout = restarts.stopTimeout;
    worker.watchdog = restarts.watchdog;
}

supervisor::WorkerDefinition builtin(const config::Config &config, QStringView name,
                                     const QStringList &command)
{
    supervisor::WorkerDefinition worker{.name = name.toString(),
                                        .command = command,
                                        .critical = name == protocol::FileWatcher,
                                        .builtin = true,
                                        .ready = supervisor::Ready::Notify};
    apply(config.supervisor.restarts, worker);
    return worker;
}

QList<supervisor::WorkerDefinition> builtins(const config::Config &config,
                                             const Surroundings &surroundings)
{
    const QString program = surroundings.programDirectory % u"/signalboxd"_s;
    const auto command = [&program](QStringView name) {
        return QStringList{program, u"--worker"_s, name.toString()};
    };
    const QStringList watcher = command(protocol::FileWatcher)
        + QStringList{u"--root"_s,
                      cameraRoot(config, surroundings),
                      u"--observer"_s,
                      observerText(config.pipeline.observer),
                      u"--poll-interval"_s,
                      seconds(config.pipeline.pollInterval),
                      u"--stability"_s,
                      seconds(config.pipeline.stability),
                      u"--incomplete-after"_s,
                      seconds(config.pipeline.incompleteAfter)};
    QList<supervisor::WorkerDefinition> workers{
        builtin(config, protocol::FileWatcher, watcher),
        builtin(config, protocol::DetectionWorker, command(protocol::DetectionWorker)),
        builtin(config, protocol::AnalysisWorker, command(protocol::AnalysisWorker)),
        builtin(config, protocol::CleanupService, command(protocol::CleanupService))};
    if (config.ai.runsEmbedded()) {
        workers.append(
            builtin(config, protocol::VisionWorker,
                    {surroundings.programDirectory % u"/signalbox-vision"_s, u"--port"_s, u"0"_s}));
    }
    return workers;
}

supervisor::RestartPolicy policyOf(config::Restart restart)
{
    switch (restart) {
    case config::Restart::Always:
        return supervisor::RestartPolicy::Always;
    case config::Restart::OnFailure:
        return supervisor::RestartPolicy::OnFailure;
    case config::Restart::Never:
        return supervisor::RestartPolicy::Never;
    }
    return supervisor::RestartPolicy::Always;
}

supervisor::WorkerDefinition ofUser(const config::WorkerSection &section,
                                    const Surroundings &surroundings)
{
    supervisor::WorkerDefinition worker{
        .name = section.name,
        .command = section.command,
        .directory = QDir(surroundings.dataDirectory).absoluteFilePath(section.directory),
        .environment = section.environment,
        .critical = section.critical,
        .autostart = section.autostart,
        .after = section.after,
        .ready = section.ready == config::Ready::Notify ? supervisor::Ready::Notify
                                                        : supervisor::Ready::Started,
        .stopSignal = section.stopSignal,
        .expectedExitCodes = section.expectedExitCodes,
        .restart = policyOf(section.restart),
        .memoryLimitMb = section.memoryLimitMb};
    apply(section.restarts, worker);
    return worker;
}

QList<supervisor::WorkerDefinition> ofDemo(const config::Config &config,
                                           const Surroundings &surroundings)
{
    QList<supervisor::WorkerDefinition> workers{demo::camera(cameraRoot(config, surroundings))};
    if (!surroundings.prometheus.isEmpty()) {
        workers.append(demo::prometheus(surroundings.prometheus, QUrl(config.prometheus.url)));
    }
    for (supervisor::WorkerDefinition &worker : workers) {
        worker.directory = surroundings.dataDirectory;
        apply(config.supervisor.restarts, worker);
    }
    return workers;
}

/// The frames of the videos, one folder each.
QString framesRoot(const Surroundings &surroundings)
{
    return surroundings.dataDirectory % u"/frames"_s;
}

bool isHelper(const config::AiService &service)
{
    return service.name != u"yolo26" && service.name != u"nemotron";
}

/// A trial may be a call or a probe. What became of a helper is told when the batch that it helped
/// with is assessed.
std::chrono::milliseconds longestTrial(const config::Config &config,
                                       const config::AiService &service)
{
    const auto own =
        std::max<std::chrono::milliseconds>(service.timeout, services::Prober::Timeout);
    if (!isHelper(service)) {
        return own;
    }
    std::chrono::milliseconds sum = std::max(own, workers::LookTime);
    for (const config::AiService &other : config.ai.services) {
        if (other.name == u"nemotron") {
            sum += other.timeout;
        }
    }
    return sum;
}

std::chrono::milliseconds longestStopOfOne(const config::Config &config)
{
    std::chrono::milliseconds longest = config.supervisor.restarts.stopTimeout;
    for (const config::WorkerSection &worker : config.workers) {
        longest = std::max(longest, worker.restarts.stopTimeout);
    }
    return longest;
}

} // namespace

std::chrono::milliseconds longestStop(const config::Config &config)
{
    const auto own = static_cast<int>(protocol::reservedWorkerNames().size()) + 2; // the demo's
    std::chrono::milliseconds sum = own * (config.supervisor.restarts.stopTimeout + 1s);
    for (const config::WorkerSection &worker : config.workers) {
        sum += worker.restarts.stopTimeout + 1s;
    }
    return sum + AfterStop;
}

QString nodeName(const config::Server &server)
{
    return server.node.isEmpty() ? QSysInfo::machineHostName() : server.node;
}

QString cameraRoot(const config::Config &config, const Surroundings &surroundings)
{
    return QDir::cleanPath(
        QDir(surroundings.dataDirectory).absoluteFilePath(config.pipeline.cameraRoot));
}

QList<supervisor::WorkerDefinition> workers(const config::Config &config,
                                            const Surroundings &surroundings)
{
    QList<supervisor::WorkerDefinition> all = builtins(config, surroundings);
    for (const config::WorkerSection &section : config.workers) {
        all.append(ofUser(section, surroundings));
    }
    if (surroundings.demo) {
        all += ofDemo(config, surroundings);
    }
    return all;
}

QList<breakers::Definition> breakers(const config::Config &config)
{
    QList<breakers::Definition> all;
    for (const config::AiService &service : config.ai.services) {
        const config::Breaker breaker = config.breakers.of(service.name);
        const double recovery = std::chrono::duration<double>(breaker.recoveryTimeout).count();
        all.append({.name = service.name,
                    .settings = {.config = {.failureThreshold = breaker.failureThreshold,
                                            .recoveryTimeoutSeconds = recovery,
                                            .halfOpenMaxCalls = breaker.halfOpenMaxCalls,
                                            .successThreshold = breaker.successThreshold},
                                 .lease = longestTrial(config, service) + 1s}});
    }
    return all;
}

http::Limits httpLimits(const config::Config &config)
{
    const config::Limits &limits = config.limits;
    return {.maxConnections = limits.maxConnections,
            .maxPerAddress = limits.maxPerAddress,
            .maxHeadBytes = limits.maxHeadBytes,
            .maxHeaderFields = limits.maxHeaderFields,
            .maxBodyBytes = limits.maxBodyBytes,
            .headTimeout = limits.head,
            .bodyTimeout = limits.body,
            .idleTimeout = limits.idle,
            .writeTimeout = limits.write,
            .handlerTimeout =
                std::max(http::Limits().handlerTimeout, longestStopOfOne(config) + AfterStop),
            .websocketMessageBytes = limits.websocketMessageBytes,
            .websocketBacklogBytes = limits.websocketBacklogBytes};
}

journal::Limits socketLimits(const config::Limits &limits)
{
    return {.messageBytes = limits.websocketMessageBytes,
            .backlogBytes = limits.websocketBacklogBytes};
}

cleanup::Settings cleanup(const config::Config &config, const Surroundings &surroundings)
{
    return {.retentionDays = config.pipeline.retentionDays,
            .deleteImages = config.pipeline.deleteImages,
            .places = {.cameraRoot = cameraRoot(config, surroundings),
                       .framesRoot = framesRoot(surroundings),
                       .spillRoot = surroundings.dataDirectory % u"/spill"_s}};
}

pipeline::Settings pipeline(const config::Config &config, const Surroundings &surroundings)
{
    const QString program = surroundings.programDirectory % u"/signalboxd"_s;
    pipeline::Settings settings{
        .cameraRoot = cameraRoot(config, surroundings),
        .intake = {.dedupe = std::chrono::floor<std::chrono::seconds>(config.pipeline.dedupe),
                   .retention = std::chrono::hours(24) * config.pipeline.retentionDays},
        .fallback = {.folder = surroundings.dataDirectory % u"/spill"_s,
                     .limits = {.inMemory = config.degradation.memoryQueueSize}},
        .batches = {.window = config.pipeline.batchWindow,
                    .idleTimeout = config.pipeline.batchIdleTimeout,
                    .maxDetections = config.pipeline.batchMaxDetections},
        .confidenceThreshold = config.pipeline.confidenceThreshold,
        .degradationThreshold = config.degradation.failureThreshold,
        .decoderCommand = {program, u"--decoder"_s},
        .videos = {.cutterCommand = {program, u"--cutter"_s},
                   .leash = supervisor::leashCommand(surroundings.programDirectory),
                   .root = cameraRoot(config, surroundings),
                   .framesRoot = framesRoot(surroundings)}};
    for (const config::AiService &service : config.ai.services) {
        if (service.name == u"yolo26") {
            settings.detectionTimeout = service.timeout;
        } else if (service.name == u"nemotron") {
            settings.analysisTimeout = service.timeout;
        } else if (isHelper(service)) {
            settings.helpers.append({.name = service.name, .timeout = service.timeout});
        }
    }
    return settings;
}

} // namespace definitions
