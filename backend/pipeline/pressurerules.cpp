// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pressurerules.h"

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace pipeline {

namespace {

constexpr auto Window = 60s;
constexpr auto LeastWatched = 5s;
constexpr auto Spacing = 1s;

} // namespace

bool isHeldBack(bool wasHeldBack, qint64 waiting, qint64 capacity)
{
    constexpr qint64 goOnPercent = 80;
    if (capacity <= 0) {
        return false;
    }
    if (waiting >= capacity) {
        return true;
    }
    return wasHeldBack && waiting * 100 >= capacity * goOnPercent;
}

void addSample(DepthWindow &window, DepthSample sample)
{
    const size_t size = window.size();
    if (size >= 2 && sample.at - window[size - 2].at < Spacing) {
        window.back() = sample;
    } else {
        window.push_back(sample);
    }
    while (window.size() > 1 && sample.at - window[1].at >= Window) {
        window.pop_front();
    }
}

std::optional<double> drainSeconds(const DepthWindow &window, protocol::SteadyTime now)
{
    if (window.empty() || window.back().waiting == 0) {
        return std::nullopt;
    }
    size_t first = 0;
    while (first + 1 < window.size() && now - window[first + 1].at >= Window) {
        ++first;
    }
    const auto begin = std::max(window[first].at, now - Window);
    const qint64 gone = window[first].waiting - window.back().waiting;
    const double watched = std::chrono::duration<double>(now - begin).count();
    if (gone <= 0 || watched < std::chrono::duration<double>(LeastWatched).count()) {
        return std::nullopt;
    }
    return static_cast<double>(window.back().waiting) * watched / static_cast<double>(gone);
}

} // namespace pipeline
