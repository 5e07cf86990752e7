// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QObject;

namespace http {
class Router;
}

namespace tokens {

class Registry;

/// GET and POST /api/tokens, DELETE /api/tokens/{id}: for admins only.
void addRoutes(http::Router &router, Registry &registry, QObject *context);

} // namespace tokens
