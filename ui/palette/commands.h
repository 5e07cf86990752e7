// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/paletterules.h"

class QAction;
class QMenuBar;

namespace ui {

struct ListedAction
{
    QAction *action = nullptr;
    Command command = {};
};

/// All that the menus hold, as it is now.
QList<ListedAction> listedActions(const QMenuBar &menus);

} // namespace ui
