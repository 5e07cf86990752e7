// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/theme.h"

#include "ui/look/density.h"
#include "ui/look/tokens.h"
#include "ui/remembered.h"

#include <QApplication>
#include <QFont>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>
#include <QVariant>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double LeastPointSize = 10;
constexpr QStringView ThemeKey = u"look/theme";
constexpr auto DesktopProperty = "signalboxDesktopScheme";
constexpr auto ThemeProperty = "signalboxTheme";

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
        return metric == PM_HeaderMargin || metric == PM_FocusFrameHMargin
            ? Room
            : QProxyStyle::pixelMetric(metric, option, widget);
    }

    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override
    {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return type == CT_HeaderSection ? size - QSize(0, 2 * missing()) : size;
    }

    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override
    {
        const auto *newer = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option);
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        if (element == CE_HeaderLabel && newer != nullptr) {
            drawLabel(*newer, painter, widget);
        } else if (element == CE_HeaderLabel && header != nullptr) {
            drawLabel(*header, painter, widget);
        } else {
            QProxyStyle::drawControl(element, option, painter, widget);
        }
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        if (element != PE_IndicatorHeaderArrow || header == nullptr) {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
            if (element == PE_IndicatorCheckBox) {
                outline(*painter, *option);
            }
            return;
        }
        QStyleOptionHeader arrow = *header;
        arrow.rect.adjust(0, -missing(), 0, missing());
        QProxyStyle::drawPrimitive(element, &arrow, painter, widget);
    }

private:
    /// The base takes its margins from above and below too.
    template<typename Option>
    void drawLabel(Option label, QPainter *painter, const QWidget *widget) const
    {
        label.rect.adjust(0, -missing(), 0, missing());
        QProxyStyle::drawControl(CE_HeaderLabel, &label, painter, widget);
    }

    /// Fusion makes the edge of a box from the ground: on a dark one it cannot be seen.
    static void outline(QPainter &painter, const QStyleOption &box)
    {
        const bool isEnabled = (box.state & State_Enabled) != 0;
        const Tokens tokens = tokensOf(box.palette);
        painter.save();
        painter.setPen(QPen(isEnabled ? tokens.ink : tokens.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(box.rect).adjusted(0.5, 0.5, -0.5, -0.5));
        painter.restore();
    }

    static constexpr int Room = 6;

    /// What compact headers leave out above and below; beside it a word stands over those of its
    /// column.
    static int missing() { return Room - roomIn(Room); }
};

QString wordOf(Theme theme)
{
    switch (theme) {
    case Theme::System:
        return u"system"_s;
    case Theme::Light:
        return u"light"_s;
    case Theme::Dark:
        return u"dark"_s;
    case Theme::HighContrast:
        return u"contrast"_s;
    }
    return {};
}

Scheme schemeOf(Theme theme, Scheme desktop)
{
    switch (theme) {
    case Theme::System:
        return desktop;
    case Theme::Light:
        return Scheme::Light;
    case Theme::Dark:
        return Scheme::Dark;
    case Theme::HighContrast:
        return Scheme::HighContrast;
    }
    return Scheme::Light;
}

Theme themeOf(const QApplication &application)
{
    return static_cast<Theme>(application.property(ThemeProperty).toInt());
}

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

QPalette themePalette(Scheme scheme)
{
    const Tokens t = tokens(scheme);
    QPalette palette(t.panel, t.ground);
    palette.setColor(QPalette::Window, t.ground);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.field);
    palette.setColor(QPalette::AlternateBase, t.panel);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.muted);
    palette.setColor(QPalette::Button, t.panel);
    palette.setColor(QPalette::ButtonText, t.text);
    if (scheme == Scheme::HighContrast) {
        // Fusion makes the outline of a button from the ground: black has none.
        palette.setColor(QPalette::Button, t.field);
    }
    palette.setColor(QPalette::BrightText, t.onCritical);
    palette.setColor(QPalette::ToolTipBase, t.panel);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.info);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Midlight, t.panel);
    palette.setColor(QPalette::Light, t.field);
    palette.setColor(QPalette::Dark, t.line.darker(t.dark ? 140 : 115));
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
    for (const Theme theme : {Theme::Light, Theme::Dark, Theme::HighContrast}) {
        if (word == wordOf(theme)) {
            return theme;
        }
    }
    return Theme::System;
}

void applyTheme(QApplication &application, Theme theme)
{
    // What the desktop wants is read from the palette that the platform gave before ours covered
    // it. What changes later comes by setDesktopScheme().
    if (!application.property(DesktopProperty).isValid()) {
        const Scheme desktop = isDark(QApplication::palette()) ? Scheme::Dark : Scheme::Light;
        application.setProperty(DesktopProperty, static_cast<int>(desktop));
        QApplication::setStyle(new RoomyStyle);
        raiseFont();
    }
    application.setProperty(ThemeProperty, static_cast<int>(theme));
    QApplication::setPalette(themePalette(schemeOf(theme, desktopScheme(application))));
}

void setDesktopScheme(QApplication &application, Scheme scheme)
{
    application.setProperty(DesktopProperty, static_cast<int>(scheme));
    applyTheme(application, themeOf(application));
}

bool isThemed(const QApplication &application)
{
    const Scheme scheme = schemeOf(themeOf(application), desktopScheme(application));
    return QApplication::palette() == themePalette(scheme);
}

Scheme desktopScheme(const QApplication &application)
{
    return static_cast<Scheme>(application.property(DesktopProperty).toInt());
}

bool isDark(const QPalette &palette)
{
    constexpr int middle = 128;
    return palette.color(QPalette::Window).lightness() < middle;
}

void chooseTheme(Theme theme)
{
    remember(ThemeKey, wordOf(theme));
    if (auto *application = qobject_cast<QApplication *>(QCoreApplication::instance())) {
        applyTheme(*application, theme);
    }
}

} // namespace ui
