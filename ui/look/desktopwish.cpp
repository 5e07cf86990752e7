// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/desktopwish.h"

namespace ui {

namespace {

constexpr uint PreferDark = 1;
constexpr uint PreferLight = 2;
constexpr uint HigherContrast = 1;

std::optional<uint> numberIn(const QVariant &value)
{
    return value.metaType() == QMetaType::fromType<uint>() ? std::optional(value.toUInt())
                                                           : std::nullopt;
}

} // namespace

Scheme schemeOf(const DesktopWish &wish)
{
    if (wish.contrast == HigherContrast) {
        return Scheme::HighContrast;
    }
    if (wish.colourScheme == PreferDark) {
        return Scheme::Dark;
    }
    // A desktop may have no preference; what it looks like is one then.
    return wish.colourScheme == PreferLight || !wish.hasDarkPalette ? Scheme::Light : Scheme::Dark;
}

void take(DesktopWish &wish, const QString &key, const QVariant &value)
{
    if (key == u"color-scheme") {
        wish.colourScheme = numberIn(value);
    } else if (key == u"contrast") {
        wish.contrast = numberIn(value);
    }
}

} // namespace ui
