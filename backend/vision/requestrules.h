// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace vision {

/// The body as a JSON object; an error otherwise.
protocol::Result<QJsonObject> jsonBody(const QByteArray &body);

/// The bytes of a base64 text under `key` (with or without a data: prefix); an error otherwise.
protocol::Result<QByteArray> base64Of(const QJsonObject &object, QStringView key);

/// The prompt of a completion request, or the contents of a chat's messages one after the other.
protocol::Result<QString> promptOf(const QJsonObject &object);

} // namespace vision
