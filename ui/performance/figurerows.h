// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panelrow.h"

/// How the rows of the page Performance tell a figure.
namespace ui {

/// "34 %".
QString percent(const std::optional<double> &figure);

/// The figure in a pattern with %1; "—" without one.
QString withUnit(const std::optional<double> &figure, const QString &pattern);

/// "0.4 GB", "31 GB".
QString gigabytes(const std::optional<double> &figure);

/// "38 MB".
QString megabytes(const std::optional<double> &figure);

/// A figure against its limits, with the sign of the limit that it has reached.
PanelRow measured(const QString &name, const Gauge &gauge, const QString &value,
                  const QString &note = {});

PanelRow fact(const QString &name, const QString &note);

/// healthy | unhealthy | unreachable.
Look lookOfStatus(const QString &status);

} // namespace ui
