// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <csignal>

namespace supervisor {

/// When a program counts as ready: when it executes, or when it has said READY=1.
enum class Ready
{
    Started,
    Notify
};

/// What follows an exit that nobody asked for.
enum class RestartPolicy
{
    Always, ///< every exit is a crash, also one with code 0
    OnFailure, ///< an expected exit code ends the worker in peace
    Never ///< like OnFailure, and a crash is not mended either
};

/// How often and how fast a crashed worker is started again. Source: decisions, [supervisor].
struct RestartLimits
{
    int maxRestarts = 5; ///< so many automatic restarts; the next crash is final
    std::chrono::milliseconds backoffBase{1000}; ///< the delay is min(base * 2^count, cap)
    std::chrono::milliseconds backoffCap{60000};
    double jitter = 0.0; ///< 0..1: the part of the delay that chance may take away
    std::chrono::milliseconds stableAfter{86400000}; ///< so long ready zeroes the count; 0: never

    bool operator==(const RestartLimits &) const = default;
};

/// Everything the supervisor has to know about one worker, built-in or of the user's ([[worker]]).
struct WorkerDefinition
{
    QString name = {};
    QStringList command = {}; ///< program and arguments, run without a shell
    QString directory = {}; ///< empty: ours
    QMap<QString, QString> environment = {}; ///< added to ours
    bool critical = false;
    bool builtin = false; ///< a program of ours: speaks JSON lines, never forks, needs no leash
    bool autostart = true;
    QStringList after = {}; ///< started when these are ready, stopped before them
    Ready ready = Ready::Started;
    int stopSignal = SIGTERM;
    QList<int> expectedExitCodes{0};
    RestartPolicy restart = RestartPolicy::Always;
    int memoryLimitMb = 0; ///< RLIMIT_AS; 0: none
    RestartLimits limits = {};
    std::chrono::milliseconds startTimeout{10000}; ///< from start to ready
    std::chrono::milliseconds stopTimeout{10000}; ///< stop signal, then KILL, to the whole group
    std::chrono::milliseconds watchdog{30000}; ///< silence of one that promised heartbeats; 0: off

    bool operator==(const WorkerDefinition &) const = default;
};

} // namespace supervisor
