// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tokens.h"

#include <QString>
#include <QVariant>

#include <optional>

namespace ui {

/// What a desktop says about the look of programs, in its palette and in its settings.
struct DesktopWish
{
    bool hasDarkPalette = false;
    std::optional<uint> colourScheme = {}; ///< of org.freedesktop.appearance; nothing: not said
    std::optional<uint> contrast = {};

    bool operator==(const DesktopWish &) const = default;
};

/// Contrast goes before colours, and what is said before what the palette looks like.
Scheme schemeOf(const DesktopWish &wish);

/// Takes one setting of org.freedesktop.appearance; what is of another type or name is none.
void take(DesktopWish &wish, const QString &key, const QVariant &value);

} // namespace ui
