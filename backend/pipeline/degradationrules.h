// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/health.h"
#include "backend/protocol/pipeline.h"

#include <QList>
#include <QString>

namespace pipeline {

/// What the rules need to know of one AI service.
struct ServiceFacts
{
    QString name = {};
    bool critical = false;
    bool configured = false; ///< has an address; one without counts for features, not for the mode
    bool healthy = false; ///< its last probe found it healthy
    bool wasHealthy = false; ///< before the failures in a row, that is: now, if there are none
    int consecutiveFailures = 0;
};

/// The mode and the features that go with it.
struct DegradationVerdict
{
    protocol::DegradationMode mode = protocol::DegradationMode::Normal;
    QStringList features = {};

    bool operator==(const DegradationVerdict &) const = default;
};

/// A service is down for the mode after `failureThreshold` failures in a row. None down: normal.
/// Only non-critical ones: degraded. Any critical one, but not all five: minimal. All five:
/// offline. A failure or two do not take a feature from a service that was healthy before.
/// Features: detection needs yolo26, analysis nemotron, entity_tracking clip, enrichment
/// both enrichment and florence. Source: specification, "Degradation Modes".
DegradationVerdict judge(const QList<ServiceFacts> &services, int failureThreshold);

/// The word for a service among the degradation's services, which knows healthy, unhealthy and
/// unknown only: one that says itself that it is degraded is no healthy one.
QString serviceWord(protocol::Health health);

} // namespace pipeline
