// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace pipeline {

/// Names the schemas of security events and detections.
void defineEventSchemas(http::Router &router);

} // namespace pipeline
