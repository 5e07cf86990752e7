// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"
#include "backend/supervisor/worker.h"

#include <QByteArray>

namespace supervisor {

/// GET /api/system/supervisor/workers/{name}. In the definition secrets are masked.
QByteArray workerDocument(const Worker &worker, const protocol::RestartHistory &newest,
                          protocol::WallTime now);

/// Which lines of a log are asked for.
struct LogWish
{
    int tail = 100;
    std::optional<qint64> after = {}; ///< only those behind this one
};

/// GET …/{name}/logs.
QByteArray logDocument(const Worker &worker, const LogWish &wish);

} // namespace supervisor
