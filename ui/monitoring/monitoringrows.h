// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panelrow.h"
#include "ui/monitoring/monitoringstate.h"

#include <QList>

namespace ui {

/// The exporters that the specification tracks: state, address, age of the last scrape, error.
QList<PanelRow> exporterRows(const MonitoringPicture &picture, protocol::WallTime now);

/// Whether figures come in: from where, how often, since when not, how many.
QList<PanelRow> collectionRows(const MonitoringPicture &picture, protocol::WallTime now);

/// What is wrong, a line each, in the backend's words.
QList<PanelRow> issueRows(const protocol::MonitoringHealth &health);

} // namespace ui
