// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QRectF>
#include <QString>
#include <QWidget>

namespace tests {

/// A line of text as a widget drew it; in the window's coordinates.
struct DrawnText
{
    QPointer<QWidget> widget = {};
    QString text = {}; ///< as drawn: an elided one ends with "…"
    QRectF room = {}; ///< from its first letter to its last, from its lowest to its highest
    QRectF seen = {}; ///< the part of it that is not cut off
};

/// Every line that the visible widgets of a window draw, delegates and charts included: the window
/// is drawn once, on something that keeps the words and nothing else.
QList<DrawnText> drawnTexts(QWidget &window);

} // namespace tests
