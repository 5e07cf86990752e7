// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace workers {

/// Runs one of the built-in workers until its standard input closes; the exit status of the
/// process.
///
/// `name` is one of file_watcher, detection_worker, analysis_worker, cleanup_service (else 2 and a
/// line on standard error). A QCoreApplication must exist. All of them speak lines of JSON on
/// standard input and output and systemd's notify protocol.
int runWorker(const QString &name, const QStringList &args);

/// Checks images that standard input names until it closes; needs no application object.
///
/// Shuts itself in first: no network, no new processes, no files written, limited memory.
int runDecoder(const QStringList &args);

} // namespace workers
