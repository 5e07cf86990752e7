// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace workers {

/// {"type":"delete","id","root","paths"} → {"type":"deleted","id","deleted","bytes","failed":
/// [{"path","reason"}]}: removes regular files beneath the root, never through a symbolic link; a
/// file that is gone already counts as failed with that reason.
/// {"type":"usage","id","root"} → {"type":"usage","id","cameras":[{"camera_folder","files",
/// "bytes"}]}. Blocks.
QJsonObject performCleanup(const QJsonObject &request);

} // namespace workers
