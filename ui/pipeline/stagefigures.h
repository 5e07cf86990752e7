// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartrules.h"

namespace ui {

/// How many jobs wait in each queue.
QList<ChartLine> queueLines(const FlowRing &ring);

/// The three percentiles of one stage.
QList<ChartLine> latencyLines(const FlowRing &ring, const QString &stage);

/// In and out of one stage.
QList<ChartLine> flowLines(const FlowRing &ring, const QString &stage);

/// How many batches were closed for each reason since the start.
QList<ChartLine> closingLines(const FlowRing &ring);

/// The stages that have figures, in the order of the flow; those that are not known come last.
QStringList stagesOf(const FlowRing &ring);

} // namespace ui
