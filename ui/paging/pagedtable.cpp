// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paging/pagedtable.h"

#include "ui/client/freshness.h"
#include "ui/frame/wholetext.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>

namespace ui {

PagedTable::PagedTable(PagedModelBase &model, const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setAccessibleName(name);
    setShowGrid(false);
    setWordWrap(true);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    viewport()->setBackgroundRole(QPalette::Button);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    keepRowHeight(*this, 8);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setModel(&model);
    // The table moves its rows by itself before it tells; what is in view is put back afterwards.
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this](const QModelIndex &, int first) { onAboutToInsert(first); });
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_newAbove = 0;
        Q_EMIT newAboveChanged();
    });
    for (const auto signal :
         {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&model, signal, this, &PagedTable::tellLook, Qt::QueuedConnection);
    }
    connect(&model, &QAbstractItemModel::modelReset, this, &PagedTable::tellLook,
            Qt::QueuedConnection);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PagedTable::onScrolled);
}

bool PagedTable::viewportEvent(QEvent *event)
{
    return tellsWholeText(*this, *event) || QTableView::viewportEvent(event);
}

// At the top the list flows, unless somebody points at it or works in it.
bool PagedTable::isHeld() const
{
    return verticalScrollBar()->value() > 0 || viewport()->underMouse() || hasFocus();
}

void PagedTable::onAboutToInsert(int first)
{
    m_isAbove = m_model.rowCount() > 0 && isHeld() && first <= std::max(0, rowAt(1));
}

void PagedTable::onInserted(int first, int last)
{
    if (!m_isAbove) {
        return;
    }
    updateGeometries(); // the scroll bar is to know of the new rows
    QScrollBar *bar = verticalScrollBar();
    const int before = bar->value();
    bar->setValue(before + (last - first + 1) * rowHeight(first));
    // Where all has room nothing is above the view.
    m_newAbove += (bar->value() - before) / std::max(1, rowHeight(first));
    Q_EMIT newAboveChanged();
}

void PagedTable::onScrolled()
{
    if (verticalScrollBar()->value() == 0 && m_newAbove > 0) {
        m_newAbove = 0;
        Q_EMIT newAboveChanged();
    }
    tellLook();
}

void PagedTable::goToTop()
{
    verticalScrollBar()->setValue(0);
}

void PagedTable::tellLook()
{
    if (m_model.rowCount() == 0) {
        Q_EMIT looked(0, 0);
        return;
    }
    const int first = std::max(0, rowAt(0));
    const int below = rowAt(viewport()->height() - 1);
    const int last = below < 0 ? m_model.rowCount() - 1 : below;
    Q_EMIT looked(first, last);
}

void PagedTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    tellLook();
}

void PagedTable::setFreshness(const Freshness &freshness, const QString &emptyText)
{
    const bool hatched = !freshness.vouched && freshness.asOf;
    QString note;
    if (hatched) {
        note = tr("Out of date, as of %1").arg(clockTime(*freshness.asOf));
        note = freshness.reason().isEmpty() ? note : tr("%1: %2").arg(note, freshness.reason());
    }
    QString sentence;
    if (m_model.rowCount() == 0) {
        sentence = freshness.asOf       ? emptyText
            : freshness.error.isEmpty() ? tr("Loading…")
                                        : freshness.error;
    }
    if (hatched == m_hatched && note == m_note && sentence == m_sentence) {
        return;
    }
    m_hatched = hatched;
    m_note = note;
    m_sentence = sentence;
    setAccessibleDescription(note.isEmpty() ? sentence : note);
    viewport()->update();
}

void PagedTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    const Tokens tokens = tokensOf(palette());
    const QRect box = viewport()->rect();
    painter.setPen(tokens.muted);
    painter.drawText(box.adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
    if (!m_hatched) {
        return;
    }
    drawHatch(painter, box, tokens);
    const int line = fontMetrics().height() + 6;
    const QRectF note(0, box.bottom() - line, box.width(), line + 1);
    painter.fillRect(note, tokens.panel);
    drawLine(painter, note.adjusted(6, 0, -6, 0), m_note, tokens.text);
}

} // namespace ui
