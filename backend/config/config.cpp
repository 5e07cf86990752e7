// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/config.h"

#include "backend/protocol/names.h"

#include <QHostAddress>

#include <algorithm>

namespace config {

bool isLoopback(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

bool needsToken(const Config &config)
{
    return config.security.requireToken || !isLoopback(config.server.host);
}

QList<AiService> defaultAiServices()
{
    QList<AiService> services;
    for (const auto &service : protocol::AiServices) {
        services.append({.name = service.name.toString()});
    }
    return services;
}

bool Ai::runsEmbedded() const
{
    if (embedded != Embedded::Auto) {
        return embedded == Embedded::True;
    }
    return std::all_of(services.begin(), services.end(),
                       [](const AiService &service) { return service.url.isEmpty(); });
}

} // namespace config
