// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/normalband.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr qsizetype LeastForABand = 12;

double percentile(const QList<double> &sorted, double part)
{
    const auto place =
        static_cast<qsizetype>(std::round(part * static_cast<double>(sorted.size() - 1)));
    return sorted.at(place);
}

} // namespace

std::optional<NormalBand> normalBand(const QList<double> &values)
{
    if (values.size() <= LeastForABand) {
        return std::nullopt;
    }
    QList<double> before = values;
    before.removeLast();
    std::sort(before.begin(), before.end());
    return NormalBand{percentile(before, 0.05) / 1.25, percentile(before, 0.95) * 1.25};
}

} // namespace ui
