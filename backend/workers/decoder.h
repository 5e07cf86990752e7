// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace workers {

/// Checks one image: {"id","path","root"} → {"id","ok":true,"sha256","format","width","height",
/// "size","inode","mtime_ns"} or {"id","ok":false,"reason"}.
QJsonObject decodeRequest(const QJsonObject &request);

/// Answers lines on standard input, one file at a time, until it closes.
int decoderLoop();

} // namespace workers
