// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace ui {

/// What the program is known by in task bars and lists of windows; also installed, for menus.
QIcon programIcon();

} // namespace ui
