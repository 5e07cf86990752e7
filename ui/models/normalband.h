// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <optional>

namespace ui {

/// Where a figure usually lies.
struct NormalBand
{
    double low = 0;
    double high = 0;

    bool operator==(const NormalBand &) const = default;
};

/// Learnt from what was measured before the latest value: from the 5th to the 95th percentile, a
/// quarter wider, as one in ten would lie outside otherwise. Nothing before a minute of figures.
std::optional<NormalBand> normalBand(const QList<double> &values);

} // namespace ui
