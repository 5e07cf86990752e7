// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/response.h"

#include <atomic>
#include <functional>
#include <memory>

namespace http {

/// One request on its way to one answer.
///
/// May be kept, moved to another thread or dropped: the first answer wins, from any thread; an
/// exchange that is dropped without one answers 500. A client that has left is never touched.
class Exchange final
{
public:
    /// `deliver` is called once, in the thread that answers.
    using Deliver = std::function<void(Response)>;

    explicit Exchange(Deliver deliver);
    ~Exchange();
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    /// Goes out with whatever the answer will be; only before the exchange is shared.
    void addHeader(const QByteArray &name, const QByteArray &value);

    /// Called once, with the status of the answer, in the thread that answers; only before the
    /// exchange is shared.
    void onReply(std::function<void(int status)> told) { m_told = std::move(told); }

    void reply(Response response);

private:
    Deliver m_deliver;
    std::function<void(int)> m_told;
    Headers m_headers;
    std::atomic_flag m_isAnswered = ATOMIC_FLAG_INIT;
};

using ExchangePtr = std::shared_ptr<Exchange>;

} // namespace http
