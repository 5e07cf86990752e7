// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/wholetext.h"

#include "ui/frame/factsdelegate.h"
#include "ui/look/format.h"

#include <QHelpEvent>
#include <QTableView>
#include <QTextDocumentFragment>
#include <QToolTip>

namespace ui {

namespace {

constexpr int Padding = 8; ///< of a cell, left and right, and a little

/// True when the text has not all of its room.
bool isShortened(const QTableView &table, const QModelIndex &index, const QString &text)
{
    const QFontMetrics metrics = table.fontMetrics();
    QRect cell = table.visualRect(index).adjusted(Padding, 0, -Padding, 0);
    if (index.data(LookRole).isValid()) {
        cell.setLeft(cell.left() + metrics.height() * 2); // its sign, or the edges of its chip
    }
    if (index.data(GaugeRole).isValid()) {
        cell.setLeft(cell.center().x());
    }
    const int flags = table.wordWrap() ? Qt::TextWordWrap : Qt::TextSingleLine;
    const QRect wanted = metrics.boundingRect(QRect(0, 0, cell.width(), 100000), flags, text);
    return wanted.width() > cell.width() || wanted.height() > cell.height();
}

/// What one reads of a tooltip, written in a line as a cell is.
QString readText(const QString &tip)
{
    return (Qt::mightBeRichText(tip) ? QTextDocumentFragment::fromHtml(tip).toPlainText() : tip)
        .simplified();
}

} // namespace

bool tellsWholeText(const QTableView &table, QEvent &event)
{
    if (event.type() != QEvent::ToolTip) {
        return false;
    }
    const auto &help = static_cast<const QHelpEvent &>(event);
    const QModelIndex index = table.indexAt(help.pos());
    const QString text = index.data().toString();
    const QString more = readText(index.data(Qt::ToolTipRole).toString());
    if (!index.isValid() || more.contains(text.simplified()) || !isShortened(table, index, text)) {
        return false; // what the model has to add is enough
    }
    QToolTip::showText(help.globalPos(), plainTip(text), table.viewport());
    return true;
}

} // namespace ui
