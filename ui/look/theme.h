// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

class QApplication;

namespace ui {

enum class Theme
{
    System, ///< light or dark as the desktop's own palette is
    Light,
    Dark
};

/// The palette of a theme, for the Fusion style.
QPalette themePalette(bool dark);

/// Sets style and palette of the whole program. May be called again at any time; System goes back
/// to what the desktop had when the program started.
void applyTheme(QApplication &application, Theme theme);

} // namespace ui
