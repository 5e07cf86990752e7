// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace performance {

/// The schemas of what the routes of this room answer.
void defineSchemas(http::Router &router);

} // namespace performance
