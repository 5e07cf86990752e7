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

/// The theme that was chosen in an earlier run; System when none was.
Theme rememberedTheme();
/// Sets style and palette of the whole program. May be called again at any time; System goes back
/// to what the desktop had when the program started.
void applyTheme(QApplication &application, Theme theme);

/// Applies a theme to the running program and remembers it for the next start.
void chooseTheme(Theme theme);

} // namespace ui
