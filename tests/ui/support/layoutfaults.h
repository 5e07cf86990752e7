// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace tests {

/// What is wrong with a shown window as far as a program can see it, a sentence each: texts that
/// are cut off, or shortened where no tooltip tells the rest, texts over texts, widgets beyond
/// their parent or over a sibling. Where one can scroll, what lies beyond the edge is no fault.
QStringList layoutFaults(QWidget &window);

/// The scroll bars in a widget along which it can be moved, by the names of their views.
QStringList scrolled(const QWidget &widget, Qt::Orientation orientation);

} // namespace tests
