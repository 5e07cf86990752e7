// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace http {

/// Reads the body of a request: a JSON object in UTF-8, at most 64 deep, no key twice in an object.
/// An empty body is an object without keys. BadRequest says what is wrong and where.
protocol::Result<QJsonObject> readBody(const QByteArray &body);

} // namespace http
