// SPDX-License-Identifier: GPL-3.0-or-later
// How performance is told: on the system's socket, and in the journal where there is a GPU.
#include "backend/backendparts.h"
#include "backend/performance/figurerules.h"
#include "backend/performance/performanceroutes.h"

using namespace Qt::StringLiterals;

void BackendParts::wirePerformance()
{
    performance::addRoutes(m_http.router(), m_performance);
    connect(&m_performance, &performance::Collector::collected, this,
            &BackendParts::tellPerformance);
}

void BackendParts::tellPerformance()
{
    const auto &latest = m_performance.latest();
    if (m_system.clients() > 0) {
        m_system.push(R"({"type":"performance_update","data":)"
                      + m_performance.document(*latest->observedAt) + '}');
    }
    if (latest->gpu) {
        m_journal.append({.type = u"gpu.stats_updated"_s, .data = performance::gpuEvent(latest)});
    }
}
