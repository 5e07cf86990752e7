// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/desktopwish.h"

#include <QObject>

#include <functional>

class QApplication;

namespace ui {

/// Follows what the desktop wants programs to look like: its palette, and
/// org.freedesktop.appearance of its settings portal where there is one. Waits for neither.
class DesktopLook final : public QObject
{
    Q_OBJECT

public:
    /// After applyTheme(). `readsDark` tells whether the palette of the desktop is dark now.
    explicit DesktopLook(QApplication &application, std::function<bool()> readsDark = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void readPalette();
    bool isPaletteDark();
    void apply(const DesktopWish &wish);

    QApplication &m_application;
    std::function<bool()> m_readsDark;
    DesktopWish m_wish;
    bool m_isReading = false; ///< and the palette changes because of that
    bool m_isPlanned = false; ///< it is about to be read
};

} // namespace ui
