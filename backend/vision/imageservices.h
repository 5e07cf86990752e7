// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/httpserver.h"
#include "backend/vision/measure.h"

#include <QJsonObject>

class QElapsedTimer;

namespace vision {

/// 200 with that object.
Response success(const QJsonObject &object);

/// Milliseconds with two decimals.
double elapsedMs(const QElapsedTimer &timer);

/// clip's {embedding, inference_time_ms}.
Response embed(const cv::Mat &image);

/// clip's {anomaly_score, similarity_to_baseline}; 400 without a baseline_embedding of 768 numbers.
Response anomalyScore(const Request &request, const cv::Mat &image);

/// enrichment's {available, reason, measured, inference_time_ms} of the image or of its `bbox`.
/// What needs a trained model is said not to be available, not guessed.
Response enrich(const Request &request, const cv::Mat &image);

/// florence's caption, from what was measured and how many people were found.
QString captionOf(const Measured &measured, qsizetype people);

} // namespace vision
