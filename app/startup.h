// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/backend.h"
#include "backend/config/commandline.h"

#include <QStringList>

#include <optional>

namespace app {

/// The exit status for whatever is wrong before the work begins.
inline constexpr int CannotStart = 2;

/// What a program of ours does after its options were read: end with a status, or go on with
/// settings.
struct Startup
{
    std::optional<int> exitStatus = {};
    QStringList faults = {}; ///< printed; to be shown too where there are windows, else empty
    config::CommandLine options = {};
    Backend::Settings settings = {};
};

/// Reads options and configuration, answers --help, --version, --check-config and --print-config,
/// prints every fault on standard error.
Startup prepare(config::Program program, const QStringList &arguments);

/// The same for options that were changed while the program runs: nothing is printed, and an exit
/// status only says that `faults` are in the way.
Startup prepare(const config::CommandLine &options);

/// One printable line for each message, with its time and category, on standard error.
void installLog(const QString &level);

/// SIGTERM and SIGINT as a descriptor that a loop can wait for. To be called before any thread
/// exists.
int blockStopSignals();

} // namespace app
