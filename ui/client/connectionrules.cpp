// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/connectionrules.h"

#include <algorithm>

namespace ui {

using namespace std::chrono;

namespace {

/// The window looks once a pulse: what would be too old before it has looked again and painted is
/// too old now.
bool isTooOld(protocol::SteadyTime::duration age, const Timings &timings)
{
    return age + std::min(2 * timings.pulse, timings.staleAfter / 4) > timings.staleAfter;
}

} // namespace

milliseconds silence(const ConnectionFacts &facts, protocol::SteadyTime now)
{
    return duration_cast<milliseconds>(now - facts.vouchedAt.value_or(facts.begun));
}

ConnectionState connectionState(const ConnectionFacts &facts, protocol::SteadyTime now,
                                const Timings &timings)
{
    const milliseconds silent = silence(facts, now);
    if (silent >= timings.disconnectedAfter) {
        return ConnectionState::Disconnected;
    }
    if (!facts.open) {
        return facts.vouchedAt ? ConnectionState::Reconnecting : ConnectionState::Connecting;
    }
    if (isTooOld(silent, timings)) {
        return ConnectionState::Stale;
    }
    if (!facts.vouchedAt) {
        return ConnectionState::Connecting;
    }
    return facts.level ? ConnectionState::Live : ConnectionState::CatchingUp;
}

milliseconds backoff(int attempt, double jitter, const Timings &timings)
{
    const int doublings = std::clamp(attempt, 0, 16);
    const milliseconds full = std::min(timings.backoffFirst * (1 << doublings), timings.backoffCap);
    const double kept = 1.0 - std::clamp(jitter, 0.0, 1.0) / 2;
    return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(full.count()) * kept));
}

bool isVouched(const ResourceFacts &facts, ConnectionState connection, protocol::SteadyTime now,
               const Timings &timings)
{
    if (connection != ConnectionState::Live && connection != ConnectionState::CatchingUp) {
        return false;
    }
    if (!facts.answered || facts.failing) {
        return false;
    }
    return !facts.dirtySince || !isTooOld(now - *facts.dirtySince, timings);
}

milliseconds retryAfter(int status, milliseconds usual, const Timings &timings)
{
    // 429 is told to nobody but who comes with wrong tokens.
    const bool isRefused = status == 401 || status == 403 || status == 429;
    return isRefused ? std::max(usual, timings.refused) : usual;
}

milliseconds restOf(milliseconds cost, const Timings &timings)
{
    return std::max(timings.reread, std::min(20 * cost, timings.staleAfter / 6));
}

bool clockJumped(const protocol::Now &before, const protocol::Now &after)
{
    const auto wall = after.wall - before.wall;
    const auto steady = duration_cast<milliseconds>(after.steady - before.steady);
    return wall - steady > seconds(3) || steady - wall > seconds(3);
}

} // namespace ui
