// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/load.h"

namespace http {
class Router;
}

namespace config {

/// GET /api/config: {settings[{key, value, origin}], timestamp}, secrets masked; 200 (added). What
/// is told is what the program was started with.
void addRoutes(http::Router &router, const Loaded &loaded);

} // namespace config
