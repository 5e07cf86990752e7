// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/helperrules.h"

#include <QJsonObject>
#include <QList>

namespace workers {

/// What the helpers have said of a batch, and how each of them did.
struct CloserLook
{
    QList<Finding> findings = {}; ///< only such as hold something
    QJsonObject services = {}; ///< {name: {called, ok, kind, http_status, error, elapsed_ms}}
};

/// Asks the services that an analysis job names (`services`: {name: {url, timeout_ms}}) about its
/// best detections: all services at once, one question after another to each, none after its first
/// failure, and nothing after 20 s. Images are read beneath the job's `root` and only as they were
/// accepted. Never fails; blocks.
CloserLook lookCloser(const QJsonObject &job);

} // namespace workers
