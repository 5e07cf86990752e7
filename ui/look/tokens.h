// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QPalette;

namespace ui {

/// The colours that the console may use. Three hues only; normal is grey, not green.
/// Checked for contrast and for colour-blind distance; do not add a hue.
struct Tokens
{
    bool dark = false; ///< its ground is
    QColor ground = {};
    QColor panel = {};
    QColor field = {}; ///< lists and text fields
    QColor line = {}; ///< borders and rules
    QColor text = {};
    QColor muted = {};
    QColor ink = {}; ///< what is normal
    QColor critical = {};
    QColor onCritical = {};
    QColor warning = {};
    QColor onWarning = {};
    QColor info = {};
    QColor selection = {};
};

enum class Scheme ///< which grounds there are
{
    Light,
    Dark,
    HighContrast
};

Tokens tokens(Scheme scheme); ///< those of a scheme

/// The tokens that go with a palette, by its window colour.
Tokens tokensOf(const QPalette &palette);

} // namespace ui
