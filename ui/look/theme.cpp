// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/theme.h"

#include "ui/look/tokens.h"
#include "ui/remembered.h"

#include <QApplication>
#include <QFont>
#include <QProxyStyle>
#include <QVariant>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double LeastPointSize = 10;
constexpr QStringView ThemeKey = u"look/theme";

/// Fusion with room around the text of cells, headers and list items.
class RoomyStyle final : public QProxyStyle
{
public:
    RoomyStyle()
        : QProxyStyle(u"Fusion"_s)
    { }

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
            ? 0
            : QProxyStyle::styleHint(hint, option, widget, data);
    }

    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override
    {
        constexpr int room = 6;
        return metric == PM_HeaderMargin || metric == PM_FocusFrameHMargin
            ? room
            : QProxyStyle::pixelMetric(metric, option, widget);
    }
};

/// Without a desktop's font settings Qt takes nine points, too small to read from a step away.
void raiseFont()
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0 && font.pointSizeF() < LeastPointSize) {
        font.setPointSizeF(LeastPointSize);
        QApplication::setFont(font);
    }
}

} // namespace

QPalette themePalette(bool dark)
{
    const Tokens t = tokens(dark);
    QPalette palette(t.panel, t.ground);
    palette.setColor(QPalette::Window, t.ground);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.field);
    palette.setColor(QPalette::AlternateBase, t.panel);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.muted);
    palette.setColor(QPalette::Button, t.panel);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.onCritical);
    palette.setColor(QPalette::ToolTipBase, t.panel);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.info);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Midlight, t.panel);
    palette.setColor(QPalette::Light, t.field);
    palette.setColor(QPalette::Dark, t.line.darker(dark ? 140 : 115));
    QColor dim = t.muted;
    dim.setAlpha(150);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, dim);
    }
    return palette;
}

Theme rememberedTheme()
{
    const QString word = remembered(ThemeKey).toString();
    return word == u"light" ? Theme::Light : word == u"dark" ? Theme::Dark : Theme::System;
}

void applyTheme(QApplication &application, Theme theme)
{
    // Qt 6.4 has no QStyleHints::colorScheme(): what the desktop wants is read from the palette
    // that the platform gave before ours covered it.
    constexpr auto remembered = "signalboxDesktopIsDark";
    if (!application.property(remembered).isValid()) {
        const bool desktopDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
        application.setProperty(remembered, desktopDark);
        QApplication::setStyle(new RoomyStyle);
        raiseFont();
    }
    const bool dark = theme == Theme::Dark
        || (theme == Theme::System && application.property(remembered).toBool());
    QApplication::setPalette(themePalette(dark));
}

void chooseTheme(Theme theme)
{
    remember(ThemeKey,
             theme == Theme::Light      ? u"light"_s
                 : theme == Theme::Dark ? u"dark"_s
                                        : u"system"_s);
    if (auto *application = qobject_cast<QApplication *>(QCoreApplication::instance())) {
        applyTheme(*application, theme);
    }
}

} // namespace ui
