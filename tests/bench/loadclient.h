// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <chrono>

/// What a run of requests gave.
struct LoadResult
{
    double requestsPerSecond = 0;
    double p50Milliseconds = 0;
    double p99Milliseconds = 0;
    qint64 requests = 0;
    qint64 failures = 0; ///< connections that ended
};

/// Sends `request` over kept-alive loopback connections, one at a time on each, and counts the
/// answers, which must tell their length. Blocks; for a thread of its own.
LoadResult load(quint16 port, const QByteArray &request, int connections,
                std::chrono::milliseconds duration);
