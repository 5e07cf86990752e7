// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/health.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace health {

/// The word for the whole, whether work can be taken, and the sentence that says why.
struct Verdict
{
    protocol::Health status = protocol::Health::Unknown;
    bool ready = false;
    QString message = {};
    QStringList critical = {}; ///< names of what makes it unhealthy
    QStringList degraded = {}; ///< names of what makes it degraded

    bool operator==(const Verdict &) const = default;
};

/// Any critical part that is not healthy: unhealthy, not ready. Else any other part that is not
/// healthy: degraded, ready. Else healthy. Critical: store, queue, yolo26, nemotron and every
/// worker marked critical; anything but "healthy" counts as not healthy. A file watcher that nobody
/// tells of does not run. Source: specification, "Overall Status Determination".
Verdict judge(const protocol::FullHealth &parts);

/// The status of every part that the verdict weighs, by name; a worker's is "worker:<name>", and
/// only running is healthy.
QJsonObject componentsOf(const protocol::FullHealth &parts);

} // namespace health
