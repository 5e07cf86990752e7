// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/desktoplook.h"

#include "ui/look/settingsportal.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QEvent>
#include <QTimer>

#include <utility>

namespace ui {

DesktopLook::DesktopLook(QApplication &application, std::function<bool()> readsDark)
    : m_application(application)
    , m_readsDark(std::move(readsDark))
    , m_wish({.hasDarkPalette = desktopScheme(application) == Scheme::Dark})
{
    application.installEventFilter(this);
    const auto *portal = new SettingsPortal(this);
    connect(portal, &SettingsPortal::told, this, [this](const QVariantMap &settings) {
        DesktopWish wish{.hasDarkPalette = m_wish.hasDarkPalette};
        for (auto it = settings.begin(); it != settings.end(); ++it) {
            take(wish, it.key(), it.value());
        }
        apply(wish);
    });
    connect(portal, &SettingsPortal::changed, this,
            [this](const QString &key, const QVariant &value) {
                DesktopWish wish = m_wish;
                take(wish, key, value);
                apply(wish);
            });
}

bool DesktopLook::eventFilter(QObject *watched, QEvent *event)
{
    const bool isCovered = event->type() == QEvent::ApplicationPaletteChange
        && watched == &m_application && !isThemed(m_application);
    const bool isChange = isCovered || event->type() == QEvent::ThemeChange;
    if (isChange && !m_isReading && !std::exchange(m_isPlanned, true)) {
        // Later: Qt is in the middle of it.
        QTimer::singleShot(0, this, &DesktopLook::readPalette);
    }
    return QObject::eventFilter(watched, event);
}

void DesktopLook::readPalette()
{
    m_isPlanned = false;
    m_wish.hasDarkPalette = m_readsDark ? m_readsDark() : isPaletteDark();
    setDesktopScheme(m_application, schemeOf(m_wish));
}

/// Ours covers that of the desktop in all parts: it has to step aside for a moment, unless another
/// one has covered it.
bool DesktopLook::isPaletteDark()
{
    const QPalette shown = QApplication::palette();
    if (!isThemed(m_application)) {
        return isDark(shown);
    }
    m_isReading = true;
    QApplication::setPalette(QPalette());
    const bool isDarkNow = isDark(QApplication::palette());
    QApplication::setPalette(shown);
    m_isReading = false;
    return isDarkNow;
}

void DesktopLook::apply(const DesktopWish &wish)
{
    if (std::exchange(m_wish, wish) != wish) {
        setDesktopScheme(m_application, schemeOf(m_wish));
    }
}

} // namespace ui
