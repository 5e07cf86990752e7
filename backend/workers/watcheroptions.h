// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/workers/filerules.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace workers {

/// How the camera root is observed.
enum class Observer
{
    Auto, ///< inotify where it works, else polling
    Native, ///< inotify also where the file system is not known to be capable of it
    Polling,
};

struct WatcherOptions
{
    QString root = {};
    Observer observer = Observer::Auto;
    std::chrono::milliseconds pollInterval{1000};
    Patience patience = {};
    QString mounts = QStringLiteral("/proc/self/mountinfo"); ///< what is mounted where
};

/// Reads --root, --observer, --poll-interval, --stability and --incomplete-after (seconds),
/// --mounts.
protocol::Result<WatcherOptions> watcherOptions(const QStringList &args);

} // namespace workers
