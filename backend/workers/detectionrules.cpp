// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/detectionrules.h"

#include "backend/protocol/json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::numberOf;
using protocol::Result;

namespace workers {

namespace {

/// Source: parent system 7.1; the last two are those that the embedded service adds.
constexpr std::array<QStringView, 11> KeptClasses{u"person", u"car",  u"truck",   u"dog",
                                                  u"cat",    u"bird", u"bicycle", u"motorcycle",
                                                  u"bus",    u"face", u"motion"};
constexpr double MaxSide = 65535;
constexpr qsizetype MaxSourceLength = 64;
constexpr qsizetype MaxDetections = 1000;

Error garbage(const QString &reason)
{
    return {.kind = ErrorKind::Unavailable, .detail = reason};
}

bool isKept(const QString &objectType)
{
    return std::find(KeptClasses.begin(), KeptClasses.end(), QStringView(objectType))
        != KeptClasses.end();
}

/// Absolute edges, so that clipping keeps the far edge in place.
struct Edges
{
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};

std::optional<Edges> edgesOf(const QJsonObject &box)
{
    const auto x = numberOf(box, u"x");
    const auto y = numberOf(box, u"y");
    const auto width = numberOf(box, u"width");
    const auto height = numberOf(box, u"height");
    if (!x || !y || !width || !height || *width < 1 || *height < 1) {
        return std::nullopt;
    }
    return Edges{.left = *x, .top = *y, .right = *x + *width, .bottom = *y + *height};
}

Result<Detection> parseOne(const QJsonObject &object, const DetectionAnswer &image)
{
    const QString objectType = object.value(u"class").toString();
    const auto confidence = numberOf(object, u"confidence");
    if (objectType.isEmpty()) {
        return garbage(u"a detection without a class"_s);
    }
    if (!confidence || *confidence < 0 || *confidence > 1) {
        return garbage(u"a confidence that is not between 0 and 1"_s);
    }
    const auto edges = edgesOf(object.value(u"bbox").toObject());
    if (!edges) {
        return garbage(u"a detection without a usable box"_s);
    }
    const double left = std::max(edges->left, 0.0);
    const double top = std::max(edges->top, 0.0);
    const double right = std::min(edges->right, static_cast<double>(image.imageWidth));
    const double bottom = std::min(edges->bottom, static_cast<double>(image.imageHeight));
    if (right - left < 1 || bottom - top < 1 || edges->right > 2 * MaxSide
        || edges->bottom > 2 * MaxSide) {
        return garbage(u"a box that lies outside the image"_s);
    }
    return Detection{.objectType = objectType,
                     .confidence = *confidence,
                     .x = static_cast<int>(left),
                     .y = static_cast<int>(top),
                     .width = static_cast<int>(std::lround(right - left)),
                     .height = static_cast<int>(std::lround(bottom - top)),
                     .source = object.value(u"source").toString().left(MaxSourceLength)};
}

Result<DetectionAnswer> parseImage(const QJsonObject &object)
{
    const auto width = numberOf(object, u"image_width");
    const auto height = numberOf(object, u"image_height");
    if (!width || !height || *width < 1 || *height < 1 || *width > MaxSide || *height > MaxSide) {
        return garbage(u"no usable image_width and image_height"_s);
    }
    if (!object.value(u"detections").isArray()) {
        return garbage(u"no list of detections"_s);
    }
    return DetectionAnswer{.imageWidth = static_cast<int>(*width),
                           .imageHeight = static_cast<int>(*height),
                           .inferenceMs = numberOf(object, u"inference_time_ms").value_or(0)};
}

} // namespace

Result<DetectionAnswer> parseDetections(const QByteArray &body, double threshold)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject()) {
        return garbage(u"the answer is not a JSON object"_s);
    }
    Result<DetectionAnswer> answer = parseImage(document.object());
    if (!answer) {
        return answer;
    }
    const QJsonArray list = document.object().value(u"detections").toArray();
    if (list.size() > MaxDetections) {
        return garbage(u"%1 detections in one image"_s.arg(list.size()));
    }
    for (const auto &value : list) {
        const Result<Detection> one = parseOne(value.toObject(), answer.value());
        if (!one) {
            return one.error();
        }
        if (isKept(one.value().objectType) && one.value().confidence >= threshold) {
            answer.value().detections.append(one.value());
        }
    }
    return answer;
}

QJsonObject toJson(const Detection &detection)
{
    return {
        {u"class"_s, detection.objectType},
        {u"confidence"_s, detection.confidence},
        {u"bbox"_s,
         QJsonObject{{u"x"_s, detection.x},
                     {u"y"_s, detection.y},
                     {u"width"_s, detection.width},
                     {u"height"_s, detection.height}}},
        {u"source"_s, detection.source.isEmpty() ? QJsonValue() : QJsonValue(detection.source)}};
}

QByteArray mimeOf(const QByteArray &content)
{
    if (content.startsWith("\xff\xd8\xff")) {
        return QByteArrayLiteral("image/jpeg");
    }
    if (content.startsWith("\x89PNG")) {
        return QByteArrayLiteral("image/png");
    }
    return content.startsWith("RIFF") ? QByteArrayLiteral("image/webp")
                                      : QByteArrayLiteral("application/octet-stream");
}

QByteArray multipartFile(const QByteArray &content, const QByteArray &boundary,
                         const QString &cameraId)
{
    const QByteArray mime = mimeOf(content);
    // The real name is nobody's business: it may be anything that a file name may be.
    const QByteArray name = mime == "image/png" ? "image.png"
        : mime == "image/webp"                  ? "image.webp"
                                                : "image.jpg";
    QByteArray body;
    if (!cameraId.isEmpty()) {
        body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"camera_id\"\r\n\r\n"
            + cameraId.toUtf8() + "\r\n";
    }
    body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
        + name + "\"\r\nContent-Type: " + mime + "\r\n\r\n";
    body += content;
    body += "\r\n--" + boundary + "--\r\n";
    return body;
}

} // namespace workers
