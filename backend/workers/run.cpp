// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/run.h"

#include "backend/protocol/names.h"
#include "backend/workers/analysisworker.h"
#include "backend/workers/cleanupservice.h"
#include "backend/workers/decoder.h"
#include "backend/workers/detectionworker.h"
#include "backend/workers/filewatcher.h"
#include "backend/workers/heartbeat.h"
#include "backend/workers/jobanswer.h"
#include "backend/workers/jobrunner.h"
#include "backend/workers/linechannel.h"
#include "backend/workers/sandbox.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

constexpr int BadArguments = 2;
constexpr int NotShutIn = 3;

int refuse(const QString &reason, int status = BadArguments)
{
    std::fputs(qPrintable(reason + u'\n'), stderr);
    return status;
}

/// Leaves at once when the backend closes its end: a job in work belongs to nobody any more.
void leaveWith(const LineChannel &channel)
{
    QObject::connect(&channel, &LineChannel::closed, &channel, [] { ::_exit(0); });
}

int runFileWatcher(const QStringList &args)
{
    const auto options = watcherOptions(args);
    if (!options) {
        return refuse(options.error().detail);
    }
    LineChannel channel;
    leaveWith(channel);
    FileWatcher watcher(options.value(), channel);
    Heartbeat heartbeat;
    heartbeat.start();
    watcher.start();
    return QCoreApplication::exec();
}

/// A job's answer carries its id and token, so that late ones are known as such.
QJsonObject resultOf(const QJsonObject &job, QJsonObject answer)
{
    answer.insert(u"type"_s, u"result"_s);
    answer.insert(u"id"_s, job.value(u"id"));
    answer.insert(u"token"_s, job.value(u"token"));
    return answer;
}

int runJobs(JobRunner::Perform perform)
{
    LineChannel channel;
    leaveWith(channel);
    JobRunner runner(std::move(perform));
    QObject::connect(&channel, &LineChannel::received, &runner, [&](const QJsonObject &job) {
        if (job.value(u"type") == u"job"_s && !runner.submit(job)) {
            channel.write(
                resultOf(job, failedJob(u"busy"_s, u"the worker has two jobs already"_s)));
        }
    });
    QObject::connect(&runner, &JobRunner::finished, &channel,
                     [&](const QJsonObject &job, const QJsonObject &answer) {
                         channel.write(resultOf(job, answer));
                     });
    Heartbeat heartbeat;
    heartbeat.start();
    return QCoreApplication::exec();
}

int runCleanup()
{
    LineChannel channel;
    leaveWith(channel);
    CleanupService service;
    JobRunner runner([&service](const QJsonObject &request) { return service.perform(request); });
    const auto tell = [&channel](const QString &state) {
        channel.write(QJsonObject{{u"type"_s, u"status"_s}, {u"state"_s, state}});
    };
    QObject::connect(&channel, &LineChannel::received, &runner, [&](const QJsonObject &request) {
        if (CleanupService::knows(request.value(u"type").toString()) && !runner.submit(request)) {
            channel.write(QJsonObject{{u"type"_s, u"busy"_s}, {u"id"_s, request.value(u"id")}});
        }
    });
    QObject::connect(&runner, &JobRunner::finished, &channel,
                     [&channel](const QJsonObject &request, QJsonObject answer) {
                         answer.insert(u"id"_s, request.value(u"id")); // one that failed has none
                         channel.write(answer);
                     });
    QObject::connect(&runner, &JobRunner::idle, &channel, [tell] { tell(u"idle"_s); });
    Heartbeat heartbeat;
    heartbeat.start();
    tell(u"idle"_s);
    return QCoreApplication::exec();
}

} // namespace

int runWorker(const QString &name, const QStringList &args)
{
    if (name == protocol::FileWatcher) {
        return runFileWatcher(args);
    }
    if (name == protocol::DetectionWorker) {
        return runJobs(performDetection);
    }
    if (name == protocol::AnalysisWorker) {
        return runJobs(performAnalysis);
    }
    if (name == protocol::CleanupService) {
        return runCleanup();
    }
    return refuse(u"unknown worker: "_s + name);
}

int runDecoder(const QStringList &args)
{
    if (!args.isEmpty()) {
        return refuse(u"the decoder takes no arguments"_s);
    }
    const QString fault = shutIn();
    return fault.isEmpty() ? decoderLoop() : refuse(fault, NotShutIn);
}

} // namespace workers
