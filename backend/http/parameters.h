// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/request.h"
#include "backend/protocol/result.h"

#include <limits>

namespace http {

/// The bounds of an integer query parameter, both inclusive.
struct IntegerRule
{
    QString name = {};
    qint64 least = 0;
    qint64 most = std::numeric_limits<qint64>::max();
    qint64 fallback = 0; ///< when the parameter is missing
};

/// The value of an integer query parameter, or BadRequest that names the field, the value and the
/// rule.
protocol::Result<qint64> integerParameter(const Request &request, const IntegerRule &rule);

/// The value of a query parameter that is "true" or "false", `fallback` when it is missing; else
/// BadRequest.
protocol::Result<bool> booleanParameter(const Request &request, const QString &name, bool fallback);

} // namespace http
