// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/request.h"
#include "backend/protocol/result.h"

#include <functional>
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

/// Which page of a list is asked for.
struct PageWish
{
    int limit = 50; ///< 1 to 100
    QString cursor = {}; ///< empty: the first one
};

/// The parameters `limit` and `cursor`, or BadRequest that names the field and the rule. `isCursor`
/// knows a next_cursor of that list.
protocol::Result<PageWish> pageParameters(const Request &request,
                                          const std::function<bool(const QString &)> &isCursor);

/// The value of a query parameter that is "true" or "false", `fallback` when it is missing; else
/// BadRequest.
protocol::Result<bool> booleanParameter(const Request &request, const QString &name, bool fallback);

} // namespace http
