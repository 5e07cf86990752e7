// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/monitoring.h"
#include "backend/protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace monitoring {

/// How a GET of Prometheus ended.
enum class CallEnd
{
    Failed, ///< as the error text says
    Answered,
    Refused,
    TimedOut,
    TooLarge
};

/// What one GET brought home.
struct CallAnswer
{
    CallEnd end = CallEnd::Failed;
    int httpStatus = 0;
    QByteArray body = {};
    QString errorText = {}; ///< for CallEnd::Failed
    std::chrono::milliseconds timeout{5000};
};

/// One target with how often it is scraped.
struct ActiveTarget
{
    protocol::ScrapeTarget target = {};
    std::optional<std::chrono::milliseconds> interval = {};

    bool operator==(const ActiveTarget &) const = default;
};

/// Why this is no answer of 200: "Connection refused", "Timeout after 5.0s", "HTTP 500", with what
/// Prometheus says of it where it says something; empty when it is one.
QString faultOf(const CallAnswer &answer);

/// data.activeTargets of /api/v1/targets, or why there is no such list: an answer of which a part
/// is not understood vouches for nothing. Whatever else is no health of the specification is
/// unknown. Source of the shape: Prometheus 2.42, "HTTP API", Targets.
protocol::Result<QList<ActiveTarget>> targetsOf(const CallAnswer &answer);

/// data.headStats.numSeries of /api/v1/status/tsdb, or why there is no such number.
protocol::Result<qint64> seriesOf(const CallAnswer &answer);

/// A time as Prometheus writes it: the fraction is cut off behind the milliseconds, any offset is
/// converted. Go's zero time, which stands for never, is nothing.
std::optional<protocol::WallTime> scrapeTime(const QString &text);

/// "15s", "1m30s", "500ms": whole numbers with y, w, d, h, m, s and ms in this order, each at most
/// once. Nothing for whatever else.
std::optional<std::chrono::milliseconds> durationOf(QStringView text);

} // namespace monitoring
