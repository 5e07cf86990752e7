// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/enrichmentservice.h"

#include "backend/vision/enrichmentrules.h"
#include "backend/vision/measure.h"
#include "backend/vision/requestrules.h"

#include <QElapsedTimer>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace vision {

namespace {

QJsonObject toJson(const Measured &measured, const QString &stamp)
{
    const auto time = timeOfDay(stamp);
    return {{u"width"_s, measured.width},
            {u"height"_s, measured.height},
            {u"brightness"_s, measured.brightness},
            {u"sharpness"_s, measured.sharpness},
            {u"dominant_color"_s, measured.dominantColour},
            {u"light"_s, measured.light},
            {u"time_of_day"_s, time ? QJsonValue(*time) : QJsonValue()}};
}

QJsonObject unavailable(const QString &reason)
{
    return {{u"available"_s, false}, {u"reason"_s, reason}};
}

QJsonObject available()
{
    return {{u"available"_s, true}, {u"reason"_s, QJsonValue()}};
}

/// The colour of what lies between two heights (fractions) in the middle of a person's box.
QString colourBetween(const cv::Mat &person, double top, double bottom)
{
    const int first = cvFloor(person.rows * top);
    const int last = std::max(cvFloor(person.rows * bottom), first + 1);
    const int left = person.cols / 5;
    const int right = std::max(person.cols - person.cols / 5, left + 1);
    return dominantColour(person(cv::Range(first, std::min(last, person.rows)),
                                 cv::Range(left, std::min(right, person.cols))));
}

/// Trunk and legs of somebody who stands upright and fills the box.
QJsonObject clothing(const cv::Mat &person)
{
    const QString upper = colourBetween(person, 0.18, 0.5);
    const QString lower = colourBetween(person, 0.55, 0.9);
    QJsonObject answer = available();
    answer.insert(u"upper_color"_s, upper);
    answer.insert(u"lower_color"_s, lower);
    answer.insert(u"colors"_s, upper == lower ? QJsonArray{upper} : QJsonArray{upper, lower});
    answer.insert(u"clothing_type"_s, QJsonValue());
    return answer;
}

QJsonObject distance(const ImageRequest &request, const cv::Rect &box, const QString &objectType)
{
    if (!request.fields.value(u"bbox").isObject()) {
        return unavailable(u"a distance needs the bbox of an object"_s);
    }
    const Result<Distance> estimate =
        distanceOf(objectType.isEmpty() ? u"person"_s : objectType, box, request.image.size());
    if (!estimate) {
        return unavailable(estimate.error().detail);
    }
    QJsonObject answer = available();
    answer.insert(u"estimated_distance_m"_s, std::round(estimate.value().metres * 10) / 10);
    answer.insert(u"assumption"_s, estimate.value().assumption);
    return answer;
}

/// What the task adds to the measurements.
QJsonObject answerTo(const QByteArray &task, const ImageRequest &request, const cv::Rect &box,
                     const QString &objectType)
{
    if (task == "clothing-classify") {
        return clothing(request.image(box));
    }
    if (task == "object-distance") {
        return distance(request, box, objectType);
    }
    return unavailable(u"the embedded service has no model for this"_s);
}

} // namespace

QByteArrayList enrichmentTasks()
{
    return {"vehicle-classify", "pet-classify",    "clothing-classify",
            "depth-estimate",   "object-distance", "pose-analyze"};
}

Response enrich(const QByteArray &task, const ImageRequest &request)
{
    QElapsedTimer timer;
    timer.start();
    const Result<cv::Rect> box = boxIn(request.fields, request.image.size());
    const Result<QString> stamp = shortTextOf(request.fields, u"timestamp");
    const Result<QString> objectType = shortTextOf(request.fields, u"object_type");
    if (!box || !stamp || !objectType) {
        return failure(400,
                       !box         ? box.error().detail
                           : !stamp ? stamp.error().detail
                                    : objectType.error().detail);
    }
    if (!stamp.value().isEmpty() && !timeOfDay(stamp.value())) {
        return failure(400, u"timestamp is not an ISO 8601 time"_s);
    }
    QJsonObject answer = answerTo(task, request, box.value(), objectType.value());
    answer.insert(u"measured"_s, toJson(measure(request.image(box.value())), stamp.value()));
    answer.insert(u"inference_time_ms"_s, elapsedMs(timer));
    return success(answer);
}

} // namespace vision
