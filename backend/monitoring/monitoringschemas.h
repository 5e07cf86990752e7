// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace monitoring {

/// The shapes of this room's answers, by name.
void defineSchemas(http::Router &router);

} // namespace monitoring
