// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/panel.h"

#include "ui/frame/accessiblerole.h"
#include "ui/frame/factsdelegate.h"
#include "ui/frame/factstable.h"
#include "ui/frame/tabletoggle.h"
#include "ui/frame/trusttext.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QAbstractItemModel>
#include <QEvent>
#include <QFont>
#include <QFontMetricsF>
#include <QHeaderView>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr qreal Margin = 10;

QFont titleFont(const QFont &base)
{
    QFont font = base;
    font.setBold(true);
    font.setPointSizeF(base.pointSizeF() * 0.88);
    return font;
}

/// The moment of a vouched answer is not shown.
bool showsAlike(const Freshness &a, const Freshness &b)
{
    return a.vouched == b.vouched && a.error == b.error && a.note == b.note
        && a.asOf.has_value() == b.asOf.has_value() && (a.vouched || a.asOf == b.asOf);
}

} // namespace

Panel::Panel(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_facts(this)
    , m_toggle(new TableToggle(*this, this))
{
    tellAs(*this, QAccessible::Graphic);
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_toggle->setSubject(title);
    connect(m_toggle, &TableToggle::tableWanted, this, &Panel::setTable);
}

bool Panel::isTable() const
{
    return m_table != nullptr && !m_table->isHidden();
}

void Panel::setTable(bool isTable)
{
    m_toggle->setChecked(isTable);
    if (isTable && m_table == nullptr) {
        makeTable();
    }
    if (m_table != nullptr) {
        m_table->setVisible(isTable);
        m_isUntold = true;
        describe();
        place();
        update();
    }
}

void Panel::makeTable()
{
    m_table = new FactsTable(tr("%1 as a table").arg(m_title), this);
    m_table->setModel(&m_facts);
    m_table->setItemDelegate(new FactsDelegate(m_table));
    m_table->setCursor(Qt::ArrowCursor);
    m_table->horizontalHeader()->setStretchLastSection(true);
    setTabOrder(m_toggle, m_table);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT factChosen(m_facts.row(index.row()).key); });
}

// The widths are made once, so that nothing moves sideways while one reads.
void Panel::fillTable()
{
    const bool isFirst = m_facts.rowCount() == 0;
    const Facts shown = m_freshness.asOf ? facts() : Facts();
    m_facts.setFacts(shown);
    m_table->setFreshness(m_freshness, emptyText());
    if (isFirst && m_facts.rowCount() > 0) {
        m_table->resizeColumnsToContents();
        if (shown.stateColumn >= 0) {
            m_table->setColumnWidth(shown.stateColumn,
                                    m_table->columnWidth(shown.stateColumn)
                                        + fontMetrics().height() * 3 / 2); // for the sign
        }
    }
}

void Panel::place()
{
    const QSize button = m_toggle->sizeHint();
    m_toggle->setGeometry(width() - button.width() - 1, 1, button.width(), button.height());
    if (m_table != nullptr) {
        m_table->setGeometry(
            QRectF(rect()).adjusted(1, contentBox().top() - 4, -1, -1).toAlignedRect());
    }
}

void Panel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void Panel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        place();
    }
}

// It is told four times a second; painting text that has not changed would keep a core warm.
void Panel::setFreshness(const Freshness &freshness)
{
    const bool differs = !showsAlike(m_freshness, freshness);
    m_freshness = freshness;
    if (differs) {
        contentChanged();
    }
}

void Panel::setSummary(const QString &summary)
{
    if (summary != m_summary) {
        m_summary = summary;
        update();
    }
}

void Panel::contentChanged()
{
    update();
    m_isUntold = true;
    if (isVisible()) { // else when it is shown
        describe();
    }
}

// A model tells of each row by itself: what is said of all of them is put together once, when it
// has said all.
void Panel::rowChanged()
{
    update();
    if (!std::exchange(m_isUntold, true) && isVisible()) {
        QMetaObject::invokeMethod(this, &Panel::describe, Qt::QueuedConnection);
    }
}

void Panel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    describe();
}

void Panel::describe()
{
    if (!std::exchange(m_isUntold, false)) {
        return;
    }
    QStringList told{trustText(m_freshness)};
    if (m_freshness.asOf) {
        told << spoken();
    }
    told.removeAll(QString());
    setAccessibleDescription(told.join(u' '));
    if (isTable()) {
        fillTable();
    }
    setToolTip(datedTip(hints(), m_freshness));
}

void Panel::follow(const QAbstractItemModel &model) const
{
    using Model = QAbstractItemModel;
    connect(&model, &Model::dataChanged, this, &Panel::rowChanged);
    connect(&model, &Model::rowsInserted, this, &Panel::rowChanged);
    connect(&model, &Model::rowsRemoved, this, &Panel::rowChanged);
    connect(&model, &Model::rowsMoved, this, &Panel::rowChanged);
}

Tokens Panel::look() const
{
    return tokensOf(palette());
}

qreal Panel::lineHeight() const
{
    return QFontMetricsF(font()).height() + roomIn(5);
}

/// The button has to fit too.
qreal Panel::titleHeight() const
{
    return std::max(QFontMetricsF(titleFont(font())).height() + 10,
                    m_toggle->sizeHint().height() + 1.0);
}

QRectF Panel::contentBox() const
{
    return QRectF(rect()).adjusted(Margin, titleHeight() + 5, -Margin, -5);
}

QSize Panel::sizeHint() const
{
    const qreal frame = height() - contentBox().height();
    return {280, static_cast<int>(frame + wantedLines() * lineHeight())};
}

QString Panel::sentence() const
{
    if (m_freshness.asOf) {
        return emptyText();
    }
    return m_freshness.error.isEmpty() ? tr("Loading…") : m_freshness.error;
}

void Panel::paintTitle(QPainter &painter, const Tokens &tokens) const
{
    painter.setFont(titleFont(font()));
    const qreal height = titleHeight();
    QRectF box(Margin, 0, m_toggle->x() - 4 - Margin, height);
    drawLine(painter, box, m_title, tokens.muted);
    painter.setFont(font());
    QString right = m_freshness.asOf ? m_summary : QString();
    if (!m_freshness.vouched && m_freshness.asOf) {
        right = tr("as of %1").arg(clockTime(*m_freshness.asOf));
        const QFontMetricsF metrics(font());
        const qreal side = metrics.height() * 0.85;
        drawGlyph(painter,
                  QRectF(box.right() - metrics.horizontalAdvance(right) - side - 6,
                         box.center().y() - side / 2, side, side),
                  {Glyph::Clock, Tone::Quiet, {}}, tokens);
    }
    box.setLeft(box.left() + QFontMetricsF(titleFont(font())).horizontalAdvance(m_title) + 30);
    drawLine(painter, box, right, tokens.muted, Qt::AlignRight | Qt::AlignVCenter);
    painter.setPen(tokens.line);
    painter.drawLine(QPointF(1, height + 0.5), QPointF(width() - 1, height + 0.5));
}

void Panel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = look();
    painter.setPen(tokens.line);
    painter.setBrush(tokens.panel);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    paintTitle(painter, tokens);
    if (isTable()) {
        return; // which tells all that follows
    }
    const QRectF box = contentBox();
    const QString instead = sentence();
    if (!instead.isEmpty()) {
        painter.setPen(tokens.muted);
        painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, instead);
    } else {
        painter.save();
        painter.setClipRect(box.adjusted(-2, -2, 2, 2));
        paintContent(painter, box);
        painter.restore();
    }
    if (!m_freshness.vouched && m_freshness.asOf) {
        drawHatch(painter, QRectF(rect()).adjusted(1, box.top() - 4, -1, -1), tokens);
        if (!m_freshness.reason().isEmpty()) {
            const QRectF note(box.left(), box.bottom() - lineHeight(), box.width(), lineHeight());
            painter.fillRect(QRectF(1, note.top(), width() - 2, height() - 1 - note.top()),
                             tokens.panel);
            drawLine(painter, note,
                     m_freshness.error.isEmpty() ? m_freshness.note
                                                 : tr("Cannot be read: %1").arg(m_freshness.error),
                     tokens.text);
        }
    }
}

} // namespace ui
