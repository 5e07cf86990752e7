// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/factstable.h"

#include "ui/frame/wholetext.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QHeaderView>
#include <QPainter>

namespace ui {

FactsTable::FactsTable(const QString &name, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(name);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setFrameShape(QFrame::NoFrame);
    viewport()->setBackgroundRole(QPalette::Button); // it lies on a panel
    verticalHeader()->hide();
    keepRowHeight(*this, 8);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void FactsTable::setFreshness(const Freshness &freshness, const QString &emptyText)
{
    const bool isHatched = !m_freshness.vouched && m_freshness.asOf;
    m_freshness = freshness;
    m_emptyText = emptyText;
    const bool differs = isHatched != (!freshness.vouched && freshness.asOf);
    if (differs || accessibleDescription() != trust()) {
        setAccessibleDescription(trust());
        viewport()->update();
    }
}

/// What is to be said about the rows: how old they are, or why there are none.
QString FactsTable::trust() const
{
    if (m_freshness.vouched || !m_freshness.asOf) {
        return sentence();
    }
    const QString old = tr("Out of date, as of %1").arg(clockTime(*m_freshness.asOf));
    const QString reason = m_freshness.reason();
    return reason.isEmpty() ? old : tr("%1: %2").arg(old, reason);
}

QString FactsTable::sentence() const
{
    if (model() != nullptr && model()->rowCount() > 0) {
        return {};
    }
    if (m_freshness.asOf) {
        return m_emptyText;
    }
    return m_freshness.error.isEmpty() ? tr("Loading…") : m_freshness.error;
}

bool FactsTable::viewportEvent(QEvent *event)
{
    return tellsWholeText(*this, *event) || QTableView::viewportEvent(event);
}

void FactsTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    const Tokens tokens = tokensOf(palette());
    const QRect box = viewport()->rect();
    painter.setPen(tokens.muted);
    painter.drawText(box.adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap, sentence());
    if (m_freshness.vouched || !m_freshness.asOf) {
        return;
    }
    drawHatch(painter, box, tokens);
    const int line = fontMetrics().height() + 6;
    const QRectF note(0, box.bottom() - line, box.width(), line + 1);
    painter.fillRect(note, tokens.panel);
    drawLine(painter, note.adjusted(6, 0, -6, 0), accessibleDescription(), tokens.text);
}

} // namespace ui
