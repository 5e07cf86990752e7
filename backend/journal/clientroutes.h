// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace http {
class Router;
}

namespace journal {

class EventHub;

/// GET /api/clients: who listens on the sockets of these hubs, which outlive the router's.
void addClientRoutes(http::Router &router, const QList<EventHub *> &hubs);

} // namespace journal
