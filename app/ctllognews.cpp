// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctllognews.h"

#include <algorithm>

namespace app {

QJsonArray lastOf(const QJsonArray &lines, qsizetype count)
{
    QJsonArray last;
    for (qsizetype i = std::max<qsizetype>(0, lines.size() - count); i < lines.size(); ++i) {
        last.append(lines.at(i));
    }
    return last;
}

LogNews newsOf(const QJsonArray &before, const QJsonArray &now)
{
    // The most that both have in common: the end of the one is the beginning of the other.
    for (qsizetype common = std::min(before.size(), now.size()); common > 0; --common) {
        const auto begin = before.end() - common;
        if (std::equal(begin, before.end(), now.begin())) {
            return {.lines = lastOf(now, now.size() - common)};
        }
    }
    return {.lines = now, .isTorn = !before.isEmpty() && !now.isEmpty()};
}

} // namespace app
