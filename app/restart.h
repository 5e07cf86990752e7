// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/commandline.h"

#include <QByteArray>
#include <QList>

#include <chrono>

namespace app {

/// The arguments of the program that takes this one's place: those that were given, Qt's own among
/// them, but of configuration, directory and address those of `options`.
QList<QByteArray> argumentsFor(const QList<QByteArray> &given, const config::CommandLine &options);

/// Puts the program anew in the place of this process, with these options. All that runs in it
/// ends, and with its threads die its workers. The lock file that it holds goes: what comes has the
/// same process number, and would take it for one that is held. Returns only when that cannot be:
/// why not.
QString startAnew(const config::CommandLine &options, const QString &lockFile);

/// Waits until the children are gone that the process had before startAnew(). A program that was
/// started in the usual way has none.
void awaitFormerChildren(std::chrono::milliseconds patience = std::chrono::seconds(5));

} // namespace app
