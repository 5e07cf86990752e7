// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>

namespace app {

/// What the log of a worker has to say since it was read last.
struct LogNews
{
    QJsonArray lines = {};
    bool isTorn = false; ///< lines between the two readings are missing
};

/// Each reading holds the last lines, oldest first, as the API gives them.
LogNews newsOf(const QJsonArray &before, const QJsonArray &now);

/// The last `count` of them.
QJsonArray lastOf(const QJsonArray &lines, qsizetype count);

} // namespace app
