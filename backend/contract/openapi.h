// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace http {
class Router;
}

namespace contract {

/// The HTTP routes as an OpenAPI 3.1 document, from the table that the router itself works with.
/// Source: spec.openapis.org/oas/v3.1.0.
QByteArray openApi(const http::Router &router);

} // namespace contract
