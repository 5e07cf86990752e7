// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panelrow.h"
#include "ui/performance/performancestate.h"

namespace ui {

/// The figures of now with those of the time before, against which they are shown.
struct PerformancePicture
{
    protocol::Performance now = {};
    QList<protocol::Performance> past = {}; ///< oldest first
};

QList<PanelRow> hostRows(const PerformancePicture &picture);

/// Empty without a GPU.
QList<PanelRow> gpuRows(const PerformancePicture &picture);

/// The AI services as they describe themselves.
QList<PanelRow> serviceRows(const PerformancePicture &picture);

/// How long the work takes, how much of it is done, how much of it waits.
QList<PanelRow> inferenceRows(const PerformancePicture &picture);

/// The store and the queue, and what stands in for them.
QList<PanelRow> storeRows(const PerformancePicture &picture);

/// What is beyond its limits, in the backend's words, worst first.
QList<PanelRow> alertRows(const PerformancePicture &picture);

} // namespace ui
