// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tokens.h"

#include <QPalette>

class QApplication;

namespace ui {

enum class Theme
{
    System, ///< as the desktop wants it
    Light,
    Dark,
    HighContrast ///< black and white, for who sees little
};

/// The palette of a scheme, for the Fusion style.
QPalette themePalette(Scheme scheme);

/// The theme that was chosen in an earlier run; System when none was.
Theme rememberedTheme();

/// Sets style and palette of the whole program. May be called again at any time; System is what the
/// desktop wanted last, at first what its palette says.
void applyTheme(QApplication &application, Theme theme);

/// What the desktop wants from now on, shown at once where the theme is System. After applyTheme().
void setDesktopScheme(QApplication &application, Scheme scheme);

/// The palette is the one that applyTheme() has set; nobody has set another since.
bool isThemed(const QApplication &application);

/// What it wanted last.
Scheme desktopScheme(const QApplication &application);

/// Light letters on a dark ground.
bool isDark(const QPalette &palette);

/// Applies a theme to the running program and remembers it for the next start.
void chooseTheme(Theme theme);

} // namespace ui
