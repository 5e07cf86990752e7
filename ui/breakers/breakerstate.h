// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/breaker.h"
#include "backend/protocol/health.h"
#include "ui/look/states.h"
#include "ui/models/flowring.h"
#include "ui/models/normalband.h"
#include "ui/overview/mimicstate.h"

namespace ui {

/// A breaker with the service behind it.
struct BreakerRow
{
    protocol::Breaker breaker = {};
    std::optional<Look> service = {}; ///< nothing: not known now, or no service of that name
    QString serviceError = {};
    std::optional<double> latencyMs = {};
    std::optional<NormalBand> band = {};

    bool operator==(const BreakerRow &) const = default;
};

/// One row a breaker. What is told of the services counts only while it is vouched for.
QList<BreakerRow> breakerRows(const QList<protocol::Breaker> &breakers,
                              const protocol::FullHealth &health, Trust healthTrust,
                              const FlowRing &ring);

/// "probe in 12 s" while open, "1 of 2 good trials" while half-open; "—" otherwise.
QString probeText(const protocol::Breaker &breaker, protocol::WallTime now);

/// "2 of 5"
QString failuresText(const protocol::Breaker &breaker);

/// "15 ms", with its band, and in words when it is outside.
QString latencyText(const BreakerRow &row);

/// The service's state and why; "—" when it is not known.
QString serviceText(const BreakerRow &row);

/// All that a tile says, for assistive tools.
QString breakerSpoken(const BreakerRow &row, protocol::WallTime now);

/// "5 breakers: 1 open, 1 half-open"
QString breakersSummary(const QList<BreakerRow> &rows);

} // namespace ui
