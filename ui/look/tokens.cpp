// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/tokens.h"

#include <QPalette>

namespace ui {

namespace {

/// The chips are the same on every ground.
Tokens chips()
{
    return {.critical = QColor(0xB3, 0x20, 0x1A),
            .onCritical = QColor(0xFF, 0xFF, 0xFF),
            .warning = QColor(0xF2, 0xB3, 0x3D),
            .onWarning = QColor(0x1B, 0x1F, 0x24)};
}

Tokens lightTokens()
{
    Tokens result = chips();
    result.ground = QColor(0xD9, 0xDC, 0xE0);
    result.panel = QColor(0xE6, 0xE8, 0xEB);
    result.field = QColor(0xEE, 0xF0, 0xF2);
    result.line = QColor(0xB9, 0xBF, 0xC6);
    result.text = QColor(0x1B, 0x1F, 0x24);
    result.muted = QColor(0x4A, 0x52, 0x5B);
    result.ink = QColor(0x59, 0x62, 0x6C);
    result.info = QColor(0x1F, 0x6F, 0xBF);
    result.selection = QColor(0xC6, 0xD0, 0xDB);
    return result;
}

Tokens darkTokens()
{
    Tokens result = chips();
    result.dark = true;
    result.ground = QColor(0x24, 0x27, 0x2B);
    result.panel = QColor(0x2E, 0x32, 0x37);
    result.field = QColor(0x29, 0x2C, 0x31);
    result.line = QColor(0x45, 0x4B, 0x52);
    result.text = QColor(0xE8, 0xEA, 0xED);
    result.muted = QColor(0xB3, 0xBA, 0xC2);
    result.ink = QColor(0xA7, 0xB0, 0xBA);
    result.info = QColor(0x6F, 0xB6, 0xFF);
    result.selection = QColor(0x3D, 0x47, 0x53);
    return result;
}

Tokens highContrastTokens()
{
    Tokens result = chips();
    result.dark = true;
    result.ground = QColor(0x00, 0x00, 0x00);
    result.panel = QColor(0x00, 0x00, 0x00);
    result.field = QColor(0x3C, 0x3C, 0x3C);
    result.line = QColor(0xC8, 0xC8, 0xC8);
    result.text = QColor(0xFF, 0xFF, 0xFF);
    result.muted = QColor(0xF0, 0xF0, 0xF0);
    result.ink = QColor(0xE6, 0xE6, 0xE6);
    result.info = QColor(0xAA, 0xD7, 0xFF);
    result.selection = QColor(0x00, 0x3C, 0x78);
    return result;
}

} // namespace

Tokens tokens(Scheme scheme)
{
    switch (scheme) {
    case Scheme::Light:
        return lightTokens();
    case Scheme::Dark:
        return darkTokens();
    case Scheme::HighContrast:
        return highContrastTokens();
    }
    return lightTokens();
}

Tokens tokensOf(const QPalette &palette)
{
    const QColor ground = palette.color(QPalette::Window);
    if (ground == highContrastTokens().ground) {
        return highContrastTokens();
    }
    return ground.lightness() < 128 ? darkTokens() : lightTokens();
}

} // namespace ui
