// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/dispatchrules.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace pipeline {

namespace {

constexpr int RequestTimeout = 408;
constexpr int TooManyRequests = 429;

bool isBadInput(const JobFailure &failure)
{
    return failure.kind == u"http" && failure.httpStatus >= 400 && failure.httpStatus < 500
        && failure.httpStatus != RequestTimeout && failure.httpStatus != TooManyRequests;
}

// Source: P 3.2.
std::chrono::milliseconds delayAfter(int attemptsBefore, double chance)
{
    constexpr std::chrono::milliseconds longestDelay = 30s;
    constexpr int maxShift = 5;
    constexpr double jitter = 0.25;
    const auto delay = std::min<std::chrono::milliseconds>(
        longestDelay, 1s * (1 << std::min(attemptsBefore, maxShift)));
    const double more = static_cast<double>(delay.count()) * jitter * std::clamp(chance, 0.0, 1.0);
    return delay + std::chrono::milliseconds(std::llround(more));
}

bool isOurs(const JobFailure &failure)
{
    return failure.kind == u"file" || failure.kind == u"facts" || failure.kind == u"batch"
        || failure.kind == u"internal";
}

} // namespace

Consequence consequence(const JobFailure &failure, int attemptsBefore,
                        protocol::BreakerState breaker, double chance)
{
    Consequence result{.outcome = breakers::Outcome::Failure,
                       .delay = delayAfter(attemptsBefore, chance)};
    if (failure.kind == u"root") {
        result.outcome = breakers::Outcome::Excluded;
        result.counted = false;
        result.delay = 0ms;
        result.pause = 2s;
    } else if (failure.kind == u"refused" || failure.kind == u"busy") {
        result.counted = false;
        result.delay = 0ms;
    } else if (failure.kind == u"replaced" || isBadInput(failure)) {
        result.outcome = breakers::Outcome::Excluded;
        result.maxAttempts = 1;
    } else if (isOurs(failure)) {
        result.outcome = breakers::Outcome::Excluded;
    } else if (breaker == protocol::BreakerState::HalfOpen) {
        result.counted = false;
    }
    return result;
}

breakers::Outcome outcomeOf(const HelperCall &call)
{
    if (!call.wasCalled) {
        return breakers::Outcome::Excluded;
    }
    return call.isOk ? breakers::Outcome::Success
                     : consequence(call.failure, 0, protocol::BreakerState::Closed, 0).outcome;
}

} // namespace pipeline
