// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QEvent;
class QTableView;

namespace ui {

/// Tells the whole text of a cell that is drawn shortened, where the model's own tooltip does not;
/// true when the event is answered by that.
bool tellsWholeText(const QTableView &table, QEvent &event);

} // namespace ui
