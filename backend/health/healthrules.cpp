// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/health/healthrules.h"

#include "backend/protocol/names.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace health {

namespace {

bool isWatched(const protocol::FullHealth &parts)
{
    return std::any_of(parts.workers.begin(), parts.workers.end(),
                       [](const auto &worker) { return worker.name == protocol::FileWatcher; });
}

} // namespace

Verdict judge(const protocol::FullHealth &parts)
{
    Verdict verdict;
    const auto note = [&verdict](const QString &name, bool healthy, bool critical) {
        if (!healthy) {
            (critical ? verdict.critical : verdict.degraded).append(name);
        }
    };
    note(parts.postgres.name, parts.postgres.status == protocol::Health::Healthy, true);
    note(parts.redis.name, parts.redis.status == protocol::Health::Healthy, true);
    for (const protocol::AiServiceHealth &service : parts.aiServices) {
        note(service.name, service.status == protocol::Health::Healthy, service.critical);
    }
    for (const protocol::WorkerHealth &worker : parts.workers) {
        note(worker.name, worker.running, worker.critical);
    }
    if (!isWatched(parts)) {
        note(protocol::FileWatcher.toString(), false, true);
    }
    if (!verdict.critical.isEmpty()) {
        verdict.status = protocol::Health::Unhealthy;
        verdict.message = u"Critical services unhealthy: "_s % verdict.critical.join(u", "_s);
        return verdict;
    }
    verdict.ready = true;
    if (!verdict.degraded.isEmpty()) {
        verdict.status = protocol::Health::Degraded;
        verdict.message = u"Degraded: "_s % verdict.degraded.join(u", "_s) % u" unavailable"_s;
        return verdict;
    }
    verdict.status = protocol::Health::Healthy;
    verdict.message = u"All systems operational"_s;
    return verdict;
}

QJsonObject componentsOf(const protocol::FullHealth &parts)
{
    QJsonObject components{{parts.postgres.name, protocol::toText(parts.postgres.status)},
                           {parts.redis.name, protocol::toText(parts.redis.status)}};
    for (const protocol::AiServiceHealth &service : parts.aiServices) {
        components.insert(service.name, protocol::toText(service.status));
    }
    const auto insert = [&components](const QString &worker, bool runs) {
        const auto status = runs ? protocol::Health::Healthy : protocol::Health::Unhealthy;
        components.insert(u"worker:"_s % worker, protocol::toText(status));
    };
    for (const protocol::WorkerHealth &worker : parts.workers) {
        insert(worker.name, worker.running);
    }
    if (!isWatched(parts)) {
        insert(protocol::FileWatcher.toString(), false);
    }
    return components;
}

} // namespace health
