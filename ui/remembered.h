// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>
#include <QVariant>

class QWidget;

namespace ui {

/// What the operator arranged, kept from one start to the next. A program without a name of its
/// own, as in tests, keeps nothing.
QVariant remembered(QStringView key);
void remember(QStringView key, const QVariant &value);

/// Where the window of the program stands, and how large it is.
void rememberPlace(const QWidget &window);
void restorePlace(QWidget &window);

} // namespace ui
