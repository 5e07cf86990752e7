// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace ui {

/// Gives a newly built tree of widgets what somebody chose in an earlier one of the same build:
/// texts typed, boxes ticked, tabs, choices, widths. Where the two are not alike, nothing is
/// guessed. What is selected in a table is for its page to tell.
void arrangeAs(const QWidget &former, QWidget &now);

} // namespace ui
