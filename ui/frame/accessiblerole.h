// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

class QLabel;
class QWidget;

namespace ui {

/// What a widget that paints itself is for assistive tools. Without it Qt calls it a filler, which
/// they pass by whatever its name says.
void tellAs(QWidget &widget, QAccessible::Role role);
void tellAs(QWidget &widget, QAccessible::Role role, const QString &name);

/// Shows a text that can be selected: one that says nothing is no stop for the keyboard.
void tell(QLabel &label, const QString &text);

} // namespace ui
