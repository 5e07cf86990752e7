// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/services.h"

#include "backend/vision/captionservice.h"
#include "backend/vision/detectionservice.h"
#include "backend/vision/embeddingservice.h"
#include "backend/vision/enrichmentservice.h"
#include "backend/vision/healthanswers.h"
#include "backend/vision/riskservice.h"

using namespace Qt::StringLiterals;

namespace vision {

namespace {

/// What only trained models can do. Source: parent system 7.1 and 7.3.
QByteArrayList withoutModel()
{
    return {"/yolo26/segment",
            "/yolo26/track",
            "/florence/ocr",
            "/florence/ocr-with-regions",
            "/florence/detect",
            "/florence/dense-caption",
            "/florence/describe-region",
            "/florence/phrase-grounding",
            "/clip/classify"};
}

Response notAvailable(const Request &)
{
    return success(
        {{u"available"_s, false}, {u"reason"_s, u"the embedded service has no model for this"_s}});
}

} // namespace

Services::Services(Finder finder)
    : m_finder(std::move(finder))
    , m_healths(healthAnswers(m_finder))
{
    add("/yolo26/detect", [](Finder &with, const auto &image) { return detect(with, image); });
    add("/florence/extract", [](Finder &with, const auto &image) { return caption(with, image); });
    add("/clip/embed", [](Finder &, const auto &image) { return embed(image); });
    add("/clip/anomaly-score", [](Finder &, const auto &image) { return anomalyScore(image); });
    for (const QByteArray &task : enrichmentTasks()) {
        m_handlers.insert("/enrichment/" + task, [task](const Request &request) {
            return withImage(request, [&task](const auto &image) { return enrich(task, image); });
        });
    }
    m_handlers.insert("/nemotron/completion", [](const Request &request) {
        return complete(request, CompletionStyle::Plain);
    });
    m_handlers.insert("/nemotron/v1/chat/completions", [](const Request &request) {
        return complete(request, CompletionStyle::Chat);
    });
    for (const QByteArray &path : withoutModel()) {
        m_handlers.insert(path, notAvailable);
    }
}

void Services::add(const QByteArray &path, Response (*answer)(Finder &, const ImageRequest &))
{
    m_handlers.insert(path, [this, answer](const Request &request) {
        return withImage(request,
                         [this, answer](const auto &image) { return answer(m_finder, image); });
    });
}

std::optional<Response> Services::quick(const Request &request) const
{
    if (const auto health = m_healths.constFind(request.path); health != m_healths.cend()) {
        return request.method == "GET" ? success(*health)
                                       : failure(405, u"only GET is allowed here"_s);
    }
    if (!m_handlers.contains(request.path)) {
        return failure(404, u"there is nothing at this path"_s);
    }
    return request.method == "POST" ? std::nullopt
                                    : std::optional(failure(405, u"only POST is allowed here"_s));
}

Response Services::work(const Request &request)
{
    return m_handlers.value(request.path)(request);
}

} // namespace vision
