// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/detectionservice.h"

#include "backend/vision/requestrules.h"

#include <QElapsedTimer>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace vision {

Response detect(Finder &finder, const ImageRequest &request)
{
    QElapsedTimer timer;
    timer.start();
    const protocol::Result<QString> camera = shortTextOf(request.fields, u"camera_id");
    if (!camera) {
        return failure(400, camera.error().detail);
    }
    QJsonArray detections;
    const auto found = finder.find(camera.value(), request.image, std::chrono::steady_clock::now());
    for (const workers::Detection &detection : found) {
        detections.append(workers::toJson(detection));
    }
    return success({{u"detections"_s, detections},
                    {u"inference_time_ms"_s, elapsedMs(timer)},
                    {u"image_width"_s, request.image.cols},
                    {u"image_height"_s, request.image.rows}});
}

} // namespace vision
