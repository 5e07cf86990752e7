// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/embeddingservice.h"

#include "backend/protocol/result.h"
#include "backend/vision/descriptor.h"

#include <QElapsedTimer>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace vision {

namespace {

/// Beyond this the squares of the numbers could not be added up.
constexpr double MaxNumber = 1e100;

Error bad(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

Result<QList<double>> baselineOf(const QJsonObject &fields)
{
    const QJsonArray array = fields.value(u"baseline_embedding").toArray();
    if (array.size() != DescriptorSize) {
        return bad(u"baseline_embedding needs %1 numbers"_s.arg(DescriptorSize));
    }
    QList<double> numbers;
    for (const auto &value : array) {
        if (!value.isDouble() || std::abs(value.toDouble()) > MaxNumber) {
            return bad(u"baseline_embedding holds something that is no number"_s);
        }
        numbers.append(value.toDouble());
    }
    if (std::all_of(numbers.begin(), numbers.end(), [](double n) { return n == 0; })) {
        return bad(u"baseline_embedding holds nothing but zeros"_s);
    }
    return numbers;
}

} // namespace

Response embed(const ImageRequest &request)
{
    QElapsedTimer timer;
    timer.start();
    QJsonArray numbers;
    for (const double number : describe(request.image)) {
        numbers.append(number);
    }
    return success({{u"embedding"_s, numbers}, {u"inference_time_ms"_s, elapsedMs(timer)}});
}

Response anomalyScore(const ImageRequest &request)
{
    QElapsedTimer timer;
    timer.start();
    const Result<QList<double>> baseline = baselineOf(request.fields);
    if (!baseline) {
        return failure(400, baseline.error().detail);
    }
    const double likeness = similarity(describe(request.image), baseline.value());
    return success({{u"anomaly_score"_s, 1 - likeness},
                    {u"similarity_to_baseline"_s, likeness},
                    {u"inference_time_ms"_s, elapsedMs(timer)}});
}

} // namespace vision
