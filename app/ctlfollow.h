// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkRequest>

#include <functional>

namespace app {

/// A job that has begun, until its end.
struct Follow
{
    QNetworkRequest request = {}; ///< with the token; its path is replaced
    QString statusPath = {}; ///< a GET gives {"job": {"id", "state", …}}
    QJsonObject job = {}; ///< as it began
    std::function<void(const QJsonObject &job)> progress = {}; ///< whenever it has moved
};

/// Asks each second until the job runs no more; gives it as it is then. The error: no answer
/// (Unavailable), or one that is not about that job.
protocol::Result<QJsonObject> followJob(QNetworkAccessManager &network, const Follow &follow);

} // namespace app
