// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/httpserver.h"

#include <QJsonObject>

#include <opencv2/core.hpp>

class QElapsedTimer;

namespace vision {

/// A request about one image: the image, and what else was said.
struct ImageRequest
{
    cv::Mat image = {};
    /// The keys of the JSON body without the image, or the texts of a form.
    QJsonObject fields = {};
};

/// 200 with that object.
Response success(const QJsonObject &object);

/// Milliseconds with two decimals.
double elapsedMs(const QElapsedTimer &timer);

/// Reads a multipart `file`, or the JSON key `image_base64` or `image`, and hands it on; the
/// refusal (400, or 413 above 10 MB) otherwise.
Response withImage(const Request &request,
                   const std::function<Response(const ImageRequest &)> &use);

} // namespace vision
