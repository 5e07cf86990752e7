// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/services.h"

#include "backend/vision/imageservices.h"
#include "backend/vision/measure.h"
#include "backend/vision/requestrules.h"
#include "backend/vision/riskrules.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace vision {

namespace {

struct Health
{
    QByteArray path;
    QString model;
};

const QList<Health> &healths()
{
    static const QList<Health> all{{"/yolo26/health", u"opencv-hog-people"_s},
                                   {"/nemotron/health", u"signalbox-risk-rules"_s},
                                   {"/florence/health", u"opencv-measured-caption"_s},
                                   {"/clip/health", u"opencv-colour-hog-768"_s},
                                   {"/enrichment/health", u"opencv-measurements"_s}};
    return all;
}

const QByteArrayList &workPaths()
{
    static const QByteArrayList all{"/yolo26/detect",
                                    "/nemotron/completion",
                                    "/nemotron/v1/chat/completions",
                                    "/florence/extract",
                                    "/clip/embed",
                                    "/clip/anomaly-score",
                                    "/enrichment/vehicle-classify",
                                    "/enrichment/pet-classify",
                                    "/enrichment/clothing-classify",
                                    "/enrichment/depth-estimate",
                                    "/enrichment/object-distance",
                                    "/enrichment/pose-analyze"};
    return all;
}

Response healthOf(const Health &health)
{
    QJsonObject answer{{u"status"_s, u"healthy"_s},
                       {u"model_loaded"_s, true},
                       {u"model"_s, health.model},
                       {u"model_name"_s, health.model},
                       {u"device"_s, u"cpu"_s},
                       {u"cuda_available"_s, false},
                       {u"vram_used_gb"_s, QJsonValue::Null},
                       {u"embedded"_s, true}};
    if (health.path.startsWith("/clip")) {
        answer.insert(u"embedding_dimension"_s, DescriptorSize);
    } else if (health.path.startsWith("/enrichment")) {
        const QJsonObject model{
            {u"name"_s, health.model}, {u"loaded"_s, true}, {u"vram_mb"_s, QJsonValue::Null}};
        answer.insert(u"models"_s, QJsonArray{model});
        answer.insert(u"total_vram_used_gb"_s, QJsonValue::Null);
    }
    return success(answer);
}

/// The file of a multipart body, else the base64 under one of the keys that clients use.
Result<QByteArray> imageBytes(const Request &request)
{
    if (const auto part = multipartPart(request.contentType, request.body, "file")) {
        return *part;
    }
    const Result<QJsonObject> json = jsonBody(request.body);
    if (!json) {
        return protocol::Error{.kind = protocol::ErrorKind::BadRequest,
                               .detail = u"neither a multipart file nor a JSON object"_s};
    }
    return base64Of(json.value(),
                    json.value().contains(u"image_base64") ? u"image_base64" : u"image");
}

/// Reads the image and hands it on; the refusal otherwise.
template<typename Use>
Response withImage(const Request &request, Use use)
{
    const Result<QByteArray> bytes = imageBytes(request);
    if (!bytes) {
        return failure(400, bytes.error().detail);
    }
    if (bytes.value().size() > MaxFileBytes) {
        return failure(413, u"the image is larger than 10 MB"_s);
    }
    const Result<cv::Mat> image = readImage(bytes.value());
    return image ? use(image.value()) : failure(400, image.error().detail);
}

QString assessmentText(const workers::Assessment &assessment)
{
    const QJsonObject object{{u"risk_score"_s, assessment.riskScore},
                             {u"risk_level"_s, assessment.riskLevel},
                             {u"summary"_s, assessment.summary},
                             {u"reasoning"_s, assessment.reasoning}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Response complete(const Request &request, bool chat)
{
    const Result<QJsonObject> json = jsonBody(request.body);
    const Result<QString> prompt = json ? promptOf(json.value()) : Result<QString>(json.error());
    if (!prompt) {
        return failure(400, prompt.error().detail);
    }
    const auto facts = workers::parsePrompt(prompt.value());
    if (!facts) {
        return failure(400, u"the prompt holds no detections that the rules can read"_s);
    }
    const QString text = assessmentText(assess(*facts));
    if (!chat) {
        return success(
            {{u"content"_s, text}, {u"model"_s, u"signalbox-risk-rules"_s}, {u"stop"_s, true}});
    }
    const QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, text}};
    const QJsonObject choice{
        {u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, u"stop"_s}};
    return success({{u"object"_s, u"chat.completion"_s},
                    {u"model"_s, u"signalbox-risk-rules"_s},
                    {u"choices"_s, QJsonArray{choice}}});
}

} // namespace

std::optional<Response> Services::quick(const Request &request) const
{
    for (const Health &health : healths()) {
        if (health.path == request.path) {
            return request.method == "GET" ? healthOf(health)
                                           : failure(405, u"only GET is allowed here"_s);
        }
    }
    if (!workPaths().contains(request.path)) {
        return failure(404, u"there is nothing at this path"_s);
    }
    return request.method == "POST" ? std::nullopt
                                    : std::optional(failure(405, u"only POST is allowed here"_s));
}

Response Services::detect(const Request &request) const
{
    return withImage(request, [this](const cv::Mat &image) {
        QElapsedTimer timer;
        timer.start();
        QJsonArray detections;
        for (const workers::Detection &detection : m_detector.detect(image)) {
            detections.append(workers::toJson(detection));
        }
        return success({{u"detections"_s, detections},
                        {u"inference_time_ms"_s, elapsedMs(timer)},
                        {u"image_width"_s, image.cols},
                        {u"image_height"_s, image.rows}});
    });
}

Response Services::extract(const Request &request) const
{
    return withImage(request, [this, &request](const cv::Mat &image) {
        QElapsedTimer timer;
        timer.start();
        const QList<workers::Detection> people = m_detector.detect(image);
        const auto sure = std::count_if(people.begin(), people.end(), [](const auto &person) {
            return person.confidence >= 0.5;
        });
        const Result<QJsonObject> json = jsonBody(request.body);
        const QString prompt = json ? json.value().value(u"prompt").toString() : QString();
        return success({{u"result"_s, captionOf(measure(image), sure)},
                        {u"prompt_used"_s, prompt.isEmpty() ? u"<CAPTION>"_s : prompt},
                        {u"inference_time_ms"_s, elapsedMs(timer)}});
    });
}

Response Services::work(const Request &request) const
{
    if (request.path == "/yolo26/detect") {
        return detect(request);
    }
    if (request.path.startsWith("/nemotron/")) {
        return complete(request, request.path.endsWith("/chat/completions"));
    }
    if (request.path == "/florence/extract") {
        return extract(request);
    }
    if (request.path == "/clip/embed") {
        return withImage(request, embed);
    }
    return withImage(request, [&request](const cv::Mat &image) {
        return request.path == "/clip/anomaly-score" ? anomalyScore(request, image)
                                                     : enrich(request, image);
    });
}

} // namespace vision
