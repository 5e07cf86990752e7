// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace alerts {

void defineSchemas(http::Router &router);

} // namespace alerts
