// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace workers {

/// One object that the detector found; the box in pixels of the image.
struct Detection
{
    QString objectType = {};
    double confidence = 0;
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    /// What found it, in the service's own word; empty when it does not say.
    QString source = {};

    bool operator==(const Detection &) const = default;
};

/// What the detector said about one image.
struct DetectionAnswer
{
    QList<Detection> detections = {};
    int imageWidth = 0;
    int imageHeight = 0;
    double inferenceMs = 0;
};

/// Reads yolo26's answer {detections:[{class,confidence,bbox{x,y,width,height}}], image_width,
/// image_height, inference_time_ms}.
///
/// Keeps the classes of the parent system, faces and motion with at least `threshold`; boxes are
/// clipped to the image. A `source` is carried on, cut to 64 characters.
/// Anything that breaks the contract (wrong types, a confidence outside 0..1, a box outside
/// the image) makes the whole answer an error: half of a broken answer is no result.
protocol::Result<DetectionAnswer> parseDetections(const QByteArray &body, double threshold);

/// {"class","confidence","bbox":{…},"source"}; the source is null when it is not known.
QJsonObject toJson(const Detection &detection);

/// A multipart/form-data body with the part `file`, before it `camera_id` unless that is empty;
/// `boundary` must occur in neither.
QByteArray multipartFile(const QByteArray &content, const QByteArray &boundary,
                         const QString &cameraId = {});

/// image/jpeg, image/png, image/webp or application/octet-stream, by the first bytes.
QByteArray mimeOf(const QByteArray &content);

} // namespace workers
