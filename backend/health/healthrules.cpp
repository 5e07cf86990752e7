// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/health/healthrules.h"

#include "backend/protocol/names.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace health {

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
    const bool isWatched =
        std::any_of(parts.workers.begin(), parts.workers.end(), [](const auto &worker) {
            return worker.name == protocol::FileWatcher;
        });
    if (!isWatched) {
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

} // namespace health
