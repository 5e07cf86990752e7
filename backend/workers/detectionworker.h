// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace workers {

/// One detection job: posts the file's bytes unchanged to `url`/detect, with the camera's name.
///
/// {"type":"job","id","token","path","root","url","camera_id","timeout_ms","confidence_threshold"}
/// →
/// {"ok":true,"detections","image_width","image_height","inference_ms","elapsed_ms"} or
/// {"ok":false,"kind":"timeout"|"refused"|"closed"|"http"|"garbage"|"file"|"too_large",
/// "http_status","error","elapsed_ms"}. Blocks.
QJsonObject performDetection(const QJsonObject &job);

} // namespace workers
