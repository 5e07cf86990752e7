// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>

namespace workers {

/// One POST to an AI service.
struct HttpRequest
{
    QString url = {};
    QByteArray contentType = {};
    QByteArray body = {};
    std::chrono::milliseconds timeout{30000};
};

/// Why a call brought no usable answer; the words go out as `kind`.
enum class CallFailure
{
    None,
    Timeout,
    Refused, ///< no connection: nobody was asked
    Closed, ///< the connection broke: whoever was asked may have died of it
    Http, ///< another status than 2xx
    TooLarge,
    Garbage, ///< an answer that breaks the contract
};

QString wordOf(CallFailure failure);

struct HttpAnswer
{
    CallFailure failure = CallFailure::None;
    /// 0 when no answer came.
    int status = 0;
    QByteArray body = {};
    QString error = {};
    std::chrono::milliseconds elapsed{0};
};

/// Posts and waits. `timeout` bounds the whole call; redirects are not followed; at most 16 MiB are
/// read, of JSON that is at most 64 deep; proxies of the environment are not used.
HttpAnswer post(const HttpRequest &request);

/// The reason that a service gives for a refusal: its `detail` or `error`, shortened.
QString reasonIn(const QByteArray &body);

} // namespace workers
