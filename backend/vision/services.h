// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/detector.h"
#include "backend/vision/httpserver.h"

namespace vision {

/// The five AI services with the parent system's contracts, on classical computer vision.
///
/// GET /yolo26/health, /nemotron/health, /florence/health, /clip/health, /enrichment/health: 200.
/// POST /yolo26/detect: multipart `file` or JSON {image_base64} → {detections, inference_time_ms,
/// image_width, image_height}. POST /nemotron/completion {prompt} → {content}; also
/// /nemotron/v1/chat/completions. POST /florence/extract {image, prompt} → {result, …}. POST
/// /clip/embed {image} → {embedding}; /clip/anomaly-score {image, baseline_embedding}. POST
/// /enrichment/<task> {image, bbox?}. A bad image is 400, a file above 10 MB 413; every error is
/// {"detail": text}.
class Services final
{
public:
    /// Health, and the refusal of unknown paths and methods; nothing for real work.
    std::optional<Response> quick(const Request &request) const;
    /// Does the work of one POST. Not re-entrant.
    Response work(const Request &request) const;

private:
    Response detect(const Request &request) const;
    Response extract(const Request &request) const;

    PersonDetector m_detector;
};

} // namespace vision
