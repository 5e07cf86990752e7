// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/finder.h"
#include "backend/vision/httpserver.h"

#include <QHash>
#include <QJsonObject>

namespace vision {

struct ImageRequest;

/// The five AI services with the parent system's contracts, on classical computer vision.
///
/// GET /yolo26/health, /nemotron/health, /florence/health, /clip/health, /enrichment/health: 200.
/// POST /yolo26/detect, /nemotron/completion, /nemotron/v1/chat/completions, /florence/extract,
/// /clip/embed, /clip/anomaly-score, /enrichment/<task>: see the file of each service. What the
/// parent system's services do beyond that is answered with {available: false, reason}. A bad
/// image is 400, a file above 10 MB 413; every error is {"detail": text}.
class Services final
{
public:
    explicit Services(Finder finder = Finder());
    Services(const Services &) = delete;
    Services &operator=(const Services &) = delete;

    /// Health, and the refusal of unknown paths and methods; nothing for real work. From any
    /// thread.
    std::optional<Response> quick(const Request &request) const;
    /// Does the work of one POST. Not re-entrant.
    Response work(const Request &request);

private:
    using Handler = std::function<Response(const Request &)>;

    void add(const QByteArray &path, Response (*answer)(Finder &, const ImageRequest &));

    Finder m_finder;
    QHash<QByteArray, QJsonObject> m_healths;
    QHash<QByteArray, Handler> m_handlers;
};

} // namespace vision
