// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace ui {

class Resource;

/// Has these resources read while `widget` is on the screen, and only then.
void wantWhileShown(QWidget &widget, const QList<Resource *> &resources);

} // namespace ui
