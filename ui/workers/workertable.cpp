// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/workertable.h"

#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"
#include "ui/models/workersmodel.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QHeaderView>
#include <QPainter>
#include <QSortFilterProxyModel>

namespace ui {

namespace {

const protocol::Worker *workerAt(const QModelIndex &index)
{
    const auto *proxy = qobject_cast<const QSortFilterProxyModel *>(index.model());
    if (proxy == nullptr) {
        return nullptr;
    }
    const auto *model = qobject_cast<const WorkersModel *>(proxy->sourceModel());
    const QModelIndex source = proxy->mapToSource(index);
    return model == nullptr || !source.isValid() ? nullptr : &model->row(source.row());
}

void paintState(QPainter &painter, const QRectF &box, const protocol::Worker &worker,
                const Tokens &tokens)
{
    const Look look = lookOf(worker);
    if (severity(look.tone) >= severity(Tone::Warning)) {
        drawChip(painter, box, look, look.word, tokens);
        return;
    }
    const qreal side = QFontMetricsF(painter.font()).height() * 0.9;
    drawGlyph(painter, QRectF(box.left() + 7, box.center().y() - side / 2, side, side), look,
              tokens);
    drawLine(painter, box.adjusted(7 + side + 5, 0, 0, 0), look.word, tokens.text);
}

void paintName(QPainter &painter, const QRectF &box, const protocol::Worker &worker,
               const Tokens &tokens)
{
    drawLine(painter, box, worker.name, tokens.text);
    if (worker.critical) {
        const QFontMetricsF metrics(painter.font());
        const qreal side = metrics.height() * 0.75;
        const qreal left = box.left() + metrics.horizontalAdvance(worker.name) + 7;
        drawStar(painter, QRectF(left, box.center().y() - side / 2, side, side), tokens.ink);
    }
}

void paintRestarts(QPainter &painter, const QRectF &box, const protocol::Worker &worker,
                   const QString &text, const Tokens &tokens)
{
    const qreal figure = QFontMetricsF(painter.font()).horizontalAdvance(text) + 8;
    drawLine(painter, QRectF(box.left(), box.top(), figure, box.height()), text, tokens.text);
    drawSlots(painter, box.adjusted(figure, 0, 0, 0), worker.restartCount, worker.maxRestarts,
              tokens);
}

} // namespace

void WorkerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const protocol::Worker *worker = workerAt(index);
    const int column = index.column();
    if (worker == nullptr) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem background = option;
    initStyleOption(&background, index);
    background.text.clear();
    const QStyle *style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);
    painter->save();
    painter->setFont(option.font);
    const Tokens tokens = tokensOf(option.palette);
    const QRectF box = QRectF(option.rect).adjusted(6, 0, -6, 0);
    if (column == WorkersModel::State) {
        paintState(*painter, box.adjusted(-3, 0, 3, 0), *worker, tokens);
    } else if (column == WorkersModel::Name) {
        paintName(*painter, box, *worker, tokens);
    } else if (column == WorkersModel::Restarts) {
        paintRestarts(*painter, box, *worker, index.data().toString(), tokens);
    } else {
        const QString text = index.data().toString();
        drawLine(*painter, box, text, text == noValue() ? tokens.muted : tokens.text,
                 Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()));
    }
    painter->restore();
}

QSize WorkerDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + 12);
    return size;
}

WorkerTable::WorkerTable(QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(tr("Workers"));
    setItemDelegate(new WorkerDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setShowGrid(false);
    setAlternatingRowColors(false);
    setSortingEnabled(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(QFrame::StyledPanel);
    verticalHeader()->hide();
    keepRowHeight(*this, 12);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void WorkerTable::setFreshness(const Freshness &freshness, const QString &emptyText,
                               protocol::WallTime now)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    const bool differs = second != m_second || emptyText != m_emptyText
        || freshness.vouched != m_freshness.vouched
        || freshness.asOf.has_value() != m_freshness.asOf.has_value();
    m_freshness = freshness;
    m_emptyText = emptyText;
    m_second = second;
    const bool isEmpty = model() == nullptr || model()->rowCount() == 0;
    if (const QString spoken = isEmpty ? emptyText : QString(); accessibleDescription() != spoken) {
        setAccessibleDescription(spoken);
    }
    if (differs) {
        viewport()->update();
    }
}

bool WorkerTable::viewportEvent(QEvent *event)
{
    const bool done = QTableView::viewportEvent(event);
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) {
        Q_EMIT useChanged();
    }
    return done;
}

void WorkerTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    Q_EMIT useChanged();
}

void WorkerTable::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    Q_EMIT useChanged();
}

void WorkerTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    const Tokens tokens = tokensOf(palette());
    if (model() == nullptr || model()->rowCount() == 0) {
        painter.setPen(tokens.muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    }
    if (!m_freshness.vouched && m_freshness.asOf) {
        drawHatch(painter, viewport()->rect(), tokens);
    }
}

} // namespace ui
