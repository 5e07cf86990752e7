// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace vision {

/// The body as a JSON object.
///
/// An error when it is none, nested deeper than 64 or of more than 10,000 values: a few megabytes
/// of commas would take hundreds of megabytes of memory.
protocol::Result<QJsonObject> jsonBody(const QByteArray &body);

/// The bytes of a base64 text under `key` (with or without a data: prefix); an error otherwise.
protocol::Result<QByteArray> base64Of(const QJsonObject &object, QStringView key);

/// The prompt of a completion request, or the contents of a chat's messages one after the other.
protocol::Result<QString> promptOf(const QJsonObject &object);

/// The text under `key`: empty when it is missing or null; an error when it is no text, longer than
/// 128 characters, or holds control characters.
protocol::Result<QString> shortTextOf(const QJsonObject &object, QStringView key);

/// True for a JPEG of more passes than any camera writes: each one takes the time of a whole image.
bool isScanBomb(const QByteArray &image);

} // namespace vision
