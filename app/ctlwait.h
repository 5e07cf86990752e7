// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlapi.h"

#include <functional>

namespace app {

/// A job that has begun, until its end.
struct Follow
{
    QJsonObject job = {}; ///< as it began
    std::optional<std::chrono::seconds> longest = {};
    std::function<void(const QJsonObject &job)> progress = {}; ///< whenever it has moved
};

/// Asks until the job runs no more; gives it as it is then. The error: no answer (Unavailable), one
/// that is not about that job, or the time is over.
protocol::Result<QJsonObject> followJob(Api &api, const Follow &follow);

/// Asks until the worker is running, or stopped. The error says how it is instead: failed, or when
/// the time was over.
protocol::Result<protocol::Done> waitForWorker(Api &api, const QString &name, Goal goal,
                                               std::chrono::seconds longest);

/// Asks until the whole is healthy or the time is over; gives the last answer.
Answer waitForHealth(Api &api, const Question &question, std::chrono::seconds longest);

} // namespace app
