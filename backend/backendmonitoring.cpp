// SPDX-License-Identifier: GPL-3.0-or-later
// How Prometheus gets into the whole.
#include "backend/backendparts.h"
#include "backend/monitoring/monitoringroutes.h"

using namespace Qt::StringLiterals;

monitoring::Settings definitions::monitoring(const config::Config &config)
{
    return {.url = config.prometheus.url,
            .interval = config.prometheus.pollInterval,
            .timeout = config.prometheus.timeout};
}

void BackendParts::wireMonitoring()
{
    monitoring::addRoutes(m_http.router(), m_poller);
    connect(&m_poller, &monitoring::Poller::healthChanged, this,
            [this] { changed(u"/api/system/monitoring/health"_s); });
    connect(&m_poller, &monitoring::Poller::targetsChanged, this,
            [this] { changed(u"/api/system/monitoring/targets"_s); });
}
