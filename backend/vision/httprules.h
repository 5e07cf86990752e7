// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace vision {

/// The head of a request as far as this server cares.
struct RequestHead
{
    QByteArray method = {};
    QByteArray path = {};
    QByteArray contentType = {};
    qint64 contentLength = 0;
    bool keepAlive = true;
    bool expectsContinue = false;
    /// From which on the body starts.
    qsizetype bytes = 0;
    /// 0, or the status with which the request is refused.
    int refusal = 0;
    QString reason = {};
};

/// Reads a head once its blank line is there; nothing before. Strict: a request that could be read
/// in two ways is refused. A foreign Host (421) or any Origin (403) is refused too: no web page may
/// talk to this server.
std::optional<RequestHead> parseHead(const QByteArray &bytes);

/// The largest head that is waited for.
inline constexpr qsizetype MaxHeadBytes = 16384;
/// The largest image, and the largest body (base64 is a third longer, then the wrapping).
inline constexpr qint64 MaxFileBytes = qint64{10} * 1024 * 1024;
inline constexpr qint64 MaxBodyBytes = MaxFileBytes * 4 / 3 + 65536;

} // namespace vision
