// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/states.h"
#include "ui/look/tokens.h"
#include "ui/models/normalband.h"

#include <QRectF>

#include <optional>

class QPainter;

namespace ui {

/// On which side of its limits a figure is bad.
enum class BadSide
{
    Above, ///< at the limit or above it
    Below,
};

/// A figure against what is normal for it.
struct Gauge
{
    std::optional<double> value = {}; ///< nothing: not measured
    double top = 100; ///< of the scale, which begins at zero
    std::optional<double> warning = {};
    std::optional<double> critical = {};
    std::optional<NormalBand> usual = {};
    BadSide bad = BadSide::Above;

    bool operator==(const Gauge &) const = default;
};

/// Which of its limits the figure has reached.
Tone toneOf(const Gauge &gauge);

/// Draws it as a bar: the usual band as a ground, the limits as ticks. What is not measured has no
/// bar, which is not the same as one of no length.
void drawGauge(QPainter &painter, const QRectF &box, const Gauge &gauge, const Tokens &tokens);

} // namespace ui
