// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tokens.h"

#include <QPalette>

class QApplication;

namespace ui {

enum class Theme
{
    System, ///< light or dark as the desktop's own palette is
    Light,
    Dark,
    HighContrast ///< black and white, for who sees little
};

/// The palette of a scheme, for the Fusion style.
QPalette themePalette(Scheme scheme);

/// The theme that was chosen in an earlier run; System when none was.
Theme rememberedTheme();
/// Sets style and palette of the whole program. May be called again at any time; System goes back
/// to what the desktop had when the program started.
void applyTheme(QApplication &application, Theme theme);

/// Applies a theme to the running program and remembers it for the next start.
void chooseTheme(Theme theme);

} // namespace ui
