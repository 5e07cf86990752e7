// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/imageservices.h"

#include "backend/vision/requestrules.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace vision {

namespace {

QJsonObject toJson(const Measured &measured)
{
    return {{u"width"_s, measured.width},
            {u"height"_s, measured.height},
            {u"brightness"_s, measured.brightness},
            {u"sharpness"_s, measured.sharpness},
            {u"dominant_color"_s, measured.dominantColour},
            {u"light"_s, measured.light}};
}

/// The part of the image that `bbox` names; all of it without one.
Result<cv::Mat> cropped(const Request &request, const cv::Mat &image)
{
    const Result<QJsonObject> json = jsonBody(request.body);
    const QJsonValue value = json ? json.value().value(u"bbox") : QJsonValue();
    if (value.isUndefined() || value.isNull()) {
        return image;
    }
    const QJsonObject box = value.toObject();
    const auto side = [&box](QStringView key) {
        return static_cast<int>(std::clamp(box.value(key).toDouble(), -1e6, 1e6));
    };
    const cv::Rect rect = cv::Rect(side(u"x"), side(u"y"), side(u"width"), side(u"height"))
        & cv::Rect(cv::Point(), image.size());
    if (rect.width < 1 || rect.height < 1) {
        return protocol::Error{.kind = protocol::ErrorKind::BadRequest,
                               .detail = u"bbox does not lie in the image"_s};
    }
    return image(rect).clone();
}

} // namespace

Response success(const QJsonObject &object)
{
    return {.json = QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

double elapsedMs(const QElapsedTimer &timer)
{
    return std::round(static_cast<double>(timer.nsecsElapsed()) / 1e4) / 100;
}

Response embed(const cv::Mat &image)
{
    QElapsedTimer timer;
    timer.start();
    QJsonArray numbers;
    for (const double number : describe(image)) {
        numbers.append(number);
    }
    return success({{u"embedding"_s, numbers}, {u"inference_time_ms"_s, elapsedMs(timer)}});
}

Response anomalyScore(const Request &request, const cv::Mat &image)
{
    const QJsonArray baseline = jsonBody(request.body).ok()
        ? jsonBody(request.body).value().value(u"baseline_embedding").toArray()
        : QJsonArray();
    if (baseline.size() != DescriptorSize) {
        return failure(400, u"baseline_embedding needs %1 numbers"_s.arg(DescriptorSize));
    }
    const QList<double> mine = describe(image);
    double product = 0;
    double length = 0;
    for (int i = 0; i < DescriptorSize; ++i) {
        const double other = baseline.at(i).toDouble();
        product += mine.at(i) * other;
        length += other * other;
    }
    if (length <= 0) {
        return failure(400, u"baseline_embedding is empty"_s);
    }
    const double similarity = std::clamp(product / std::sqrt(length), 0.0, 1.0);
    return success(
        {{u"anomaly_score"_s, 1 - similarity}, {u"similarity_to_baseline"_s, similarity}});
}

Response enrich(const Request &request, const cv::Mat &image)
{
    QElapsedTimer timer;
    timer.start();
    const Result<cv::Mat> part = cropped(request, image);
    if (!part) {
        return failure(400, part.error().detail);
    }
    // Whatever needs a trained model is said not to be available, not guessed.
    const bool clothing = request.path.endsWith("clothing-classify");
    QJsonObject answer{
        {u"available"_s, clothing},
        {u"reason"_s,
         clothing ? QJsonValue() : QJsonValue(u"the embedded service has no model for this"_s)},
        {u"measured"_s, toJson(measure(part.value()))}};
    if (clothing) {
        answer.insert(u"colors"_s, QJsonArray{measure(part.value()).dominantColour});
    }
    answer.insert(u"inference_time_ms"_s, elapsedMs(timer));
    return success(answer);
}

QString captionOf(const Measured &measured, qsizetype people)
{
    const QString who = people == 0 ? u"No person is seen"_s
        : people == 1               ? u"One person is seen"_s
                                    : u"%1 people are seen"_s.arg(people);
    const QString light = measured.light == u"night" ? u"dark"_s
        : measured.brightness > 0.6                  ? u"bright"_s
                                                     : u"evenly lit"_s;
    return u"%1 in a%2 %3 scene that is mostly %4."_s.arg(
        who, light == u"evenly lit" ? u"n"_s : QString(), light, measured.dominantColour);
}

} // namespace vision
