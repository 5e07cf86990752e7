// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/degradationrules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

bool works(const QList<ServiceFacts> &services, QStringView name, int failureThreshold)
{
    return std::any_of(services.begin(), services.end(), [&](const ServiceFacts &service) {
        return service.name == name && service.configured
            && (service.healthy
                || (service.wasHealthy && service.consecutiveFailures > 0
                    && service.consecutiveFailures < failureThreshold));
    });
}

protocol::DegradationMode modeOf(const QList<ServiceFacts> &services, int failureThreshold)
{
    const auto isDown = [failureThreshold](const ServiceFacts &service) {
        return service.configured && service.consecutiveFailures >= failureThreshold;
    };
    const auto isCriticalDown = [&isDown](const ServiceFacts &service) {
        return service.critical && isDown(service);
    };
    if (!services.isEmpty() && std::all_of(services.begin(), services.end(), isDown)) {
        return protocol::DegradationMode::Offline;
    }
    if (std::any_of(services.begin(), services.end(), isCriticalDown)) {
        return protocol::DegradationMode::Minimal;
    }
    return std::any_of(services.begin(), services.end(), isDown)
        ? protocol::DegradationMode::Degraded
        : protocol::DegradationMode::Normal;
}

} // namespace

DegradationVerdict judge(const QList<ServiceFacts> &services, int failureThreshold)
{
    DegradationVerdict verdict{.mode = modeOf(services, failureThreshold)};
    const auto offer = [&](bool available, const QString &feature) {
        if (available) {
            verdict.features.append(feature);
        }
    };
    offer(works(services, u"yolo26", failureThreshold), u"detection"_s);
    offer(works(services, u"nemotron", failureThreshold), u"analysis"_s);
    offer(works(services, u"clip", failureThreshold), u"entity_tracking"_s);
    offer(works(services, u"enrichment", failureThreshold)
              && works(services, u"florence", failureThreshold),
          u"enrichment"_s);
    return verdict;
}

QString serviceWord(protocol::Health health)
{
    return protocol::toText(health == protocol::Health::Degraded ? protocol::Health::Unhealthy
                                                                 : health);
}

} // namespace pipeline
