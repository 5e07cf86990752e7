// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/freshness.h"
#include "ui/frame/verdict.h"

namespace ui {

/// The sign of the tray. Its shape alone tells how things are.
enum class TraySign
{
    Dot, ///< all is well
    Triangle, ///< degraded
    Octagon, ///< unhealthy
    Question, ///< nobody knows
};

struct TrayState
{
    TraySign sign = TraySign::Question;
    QString hint = {}; ///< the instance, and its verdict in one sentence

    bool operator==(const TrayState &) const = default;
};

/// What the tray says of the instance `name`. Of what nobody vouches for it says that it is not
/// known.
TrayState trayState(const Verdict &verdict, const Freshness &freshness, const QString &name);

/// Several instances in one sign: the worst of theirs, and what is said of each.
TrayState trayStateOfAll(const QList<TrayState> &states);

} // namespace ui
