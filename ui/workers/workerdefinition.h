// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>

namespace ui {

/// How a process came to its end: one of the two numbers.
struct WorkerExit
{
    std::optional<protocol::WallTime> at = {};
    std::optional<int> code = {};
    std::optional<int> signal = {};

    bool operator==(const WorkerExit &) const = default;
};

/// What GET /api/system/supervisor/workers/{name} tells beyond the list: how the worker is defined,
/// with its secrets masked by the backend, and how it ended last.
struct WorkerDefinition
{
    QStringList command = {};
    QString directory = {}; ///< empty: the backend's own
    QStringList environment = {}; ///< NAME=VALUE
    QStringList after = {}; ///< what has to run before it
    bool autostart = true;
    QString ready = {}; ///< started | notify
    QString restart = {}; ///< always | on-failure | never
    QList<int> expectedExitCodes = {};
    int memoryLimitMb = 0; ///< 0: none
    int maxRestarts = 0;
    std::chrono::milliseconds backoffBase{};
    std::chrono::milliseconds backoffCap{};
    std::chrono::milliseconds startTimeout{};
    std::chrono::milliseconds stopTimeout{};
    std::chrono::milliseconds watchdog{}; ///< 0: none
    std::optional<WorkerExit> lastExit = {};
    QString logFile = {};

    bool operator==(const WorkerDefinition &) const = default;
};

WorkerDefinition workerDefinitionFromJson(const QJsonObject &body);

/// "Code 3, 14:06:22 UTC, 4m12s ago"; "—" without an exit.
QString exitText(const std::optional<WorkerExit> &exit, protocol::WallTime now);

/// The other workers by name; nothing for one that is not there.
using WorkerLookup = std::function<std::optional<protocol::Worker>(const QString &name)>;

/// Each worker that has to run before this one, a line each, and which of them it waits for.
QString needsText(const WorkerDefinition &definition, const protocol::Worker &worker,
                  const WorkerLookup &others);

/// When and how often it is started again.
QString restartText(const WorkerDefinition &definition);

/// How long it may take to do what it is asked, and how much memory it may have.
QString limitsText(const WorkerDefinition &definition);

} // namespace ui
