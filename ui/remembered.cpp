// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remembered.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QWidget>

#include <algorithm>

namespace ui {

namespace {

constexpr QStringView GeometryKey = u"window/geometry";

bool isKept()
{
    return !QCoreApplication::organizationName().isEmpty();
}

} // namespace

QVariant remembered(QStringView key)
{
    return isKept() ? QSettings().value(key.toString()) : QVariant();
}

void remember(QStringView key, const QVariant &value)
{
    if (isKept()) {
        QSettings().setValue(key.toString(), value);
    }
}

void rememberPlace(const QWidget &window)
{
    remember(GeometryKey, window.saveGeometry());
}

void restorePlace(QWidget &window)
{
    if (!window.restoreGeometry(remembered(GeometryKey).toByteArray())) {
        return;
    }
    // Without a window manager Qt leaves room for a title bar that there is not, and the lower end
    // would be below the screen.
    const QRect box = window.geometry();
    const QScreen *there = QGuiApplication::screenAt(box.center());
    const QRect room = (there != nullptr ? there : window.screen())->availableGeometry();
    window.move(std::max(room.left(), std::min(box.left(), room.right() - box.width() + 1)),
                std::max(room.top(), std::min(box.top(), room.bottom() - box.height() + 1)));
}

} // namespace ui
