// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart.h"

#include "ui/charts/chartcanvas.h"
#include "ui/charts/chartlegend.h"
#include "ui/charts/charttable.h"
#include "ui/charts/chartzoomer.h"
#include "ui/frame/accessiblerole.h"
#include "ui/frame/hatchoverlay.h"
#include "ui/frame/tabletoggle.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QHeaderView>
#include <QPainter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int Margin = 8;

bool hasValue(const ChartLine &line)
{
    return std::any_of(line.points.begin(), line.points.end(),
                       [](const FlowPoint &point) { return point.value.has_value(); });
}

} // namespace

Chart::Chart(ChartTexts texts, ChartKind kind, QWidget *parent)
    : QWidget(parent)
    , m_texts(std::move(texts))
    , m_kind(kind)
    , m_model(this)
    , m_canvas(std::make_unique<ChartCanvas>(kind, this))
    , m_stack(new QStackedWidget(this))
    , m_table(makeChartTable(m_model, this))
    , m_toggle(new TableToggle(*this, this))
    , m_all(new QToolButton(this))
    , m_zoomer(new ChartZoomer(*m_canvas, this))
    , m_hatch(new HatchOverlay(m_stack, 0))
{
    tellAs(*this, QAccessible::Chart);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_stack->addWidget(m_canvas->widget());
    m_stack->addWidget(m_table);
    m_all->setObjectName(u"all"_s);
    m_all->setText(tr("All"));
    m_all->hide();
    m_hatch->raise();
    nameParts();
    if (m_kind != ChartKind::StackedBars) {
        setFocusPolicy(Qt::StrongFocus);
    }
    connect(m_all, &QToolButton::clicked, m_zoomer, &ChartZoomer::showAll);
    connect(m_zoomer, &ChartZoomer::changed, this, &Chart::redraw);
    connect(m_toggle, &TableToggle::tableWanted, this, &Chart::setTable);
}

Chart::~Chart() = default;

void Chart::nameParts()
{
    setAccessibleName(m_texts.title);
    m_canvas->widget()->setAccessibleName(m_texts.title);
    m_table->setAccessibleName(tr("%1 as a table").arg(m_texts.title));
    m_toggle->setSubject(m_texts.title);
    m_all->setToolTip(tr("Show all again: %1").arg(m_texts.title));
    m_all->setAccessibleName(m_all->toolTip());
    if (m_kind != ChartKind::StackedBars) {
        m_canvas->widget()->setToolTip(tr(
            "Ctrl and the wheel (or + and −): zoom. Drag (or the arrow keys): move. Double click "
            "(or Home): show all again."));
    }
}

QString Chart::titleText() const
{
    return tr("%1 (%2)").arg(m_texts.title, m_texts.unit);
}

void Chart::setTexts(const ChartTexts &texts)
{
    if (texts != m_texts) {
        m_texts = texts;
        nameParts();
        redraw();
    }
}

void Chart::setFrame(const ChartFrame &frame)
{
    if (frame != m_frame) {
        m_frame = frame;
        m_canvas->setFrame(frame);
        redraw();
    }
}

/// "limits 75, 85"; empty without any.
QString Chart::limitsText() const
{
    if (!m_frame.warning && !m_frame.critical) {
        return {};
    }
    return tr("limits %1, %2").arg(figureText(m_frame.warning), figureText(m_frame.critical));
}

qreal Chart::headHeight() const
{
    return std::max(24.0, QFontMetricsF(font()).height() + 6) + QFontMetricsF(font()).height() + 4;
}

QString Chart::sentence() const
{
    if (!m_freshness.asOf) {
        return m_freshness.error.isEmpty() ? tr("Loading…") : m_freshness.error;
    }
    return std::any_of(m_lines.begin(), m_lines.end(), hasValue) ? QString() : m_texts.empty;
}

void Chart::show(const QList<ChartLine> &lines, const Freshness &freshness, protocol::WallTime now)
{
    const bool differs = lines != m_given || freshness.vouched != m_freshness.vouched
        || freshness.asOf.has_value() != m_freshness.asOf.has_value()
        || freshness.error != m_freshness.error;
    m_freshness = freshness;
    m_now = now;
    if (differs) {
        m_given = lines;
        m_lines = m_kind == ChartKind::StackedBars ? grown(lines, now, m_frame.span, m_frame.bars)
                                                   : lines;
        m_sums = m_kind == ChartKind::StackedLines ? stacked(m_lines) : QList<ChartLine>();
        m_model.setLines(m_lines);
        if (m_model.columnCount() > 1) {
            m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
        }
        redraw();
    }
}

void Chart::setTable(bool isTable)
{
    m_toggle->setChecked(isTable);
    m_stack->setCurrentIndex(isTable ? 1 : 0);
}

/// What is drawn: of a part of the paper the points of that part alone.
void Chart::drawCanvas()
{
    if (m_kind == ChartKind::StackedBars) {
        m_canvas->draw(m_lines, {}, m_now);
        return;
    }
    m_zoomer->setWhole({m_now - m_frame.span, m_now});
    if (m_all->isHidden() == m_zoomer->isZoomed()) {
        m_all->setVisible(m_zoomer->isZoomed());
        place();
    }
    const ChartWindow window = m_zoomer->window();
    const QList<ChartLine> &lines = m_kind == ChartKind::StackedLines ? m_sums : m_lines;
    m_canvas->draw(m_zoomer->isZoomed() ? cutTo(window, lines) : lines, window, m_now);
}

/// At the right end of the legend: how old it is, or else what part of it is shown, or its limits.
QString Chart::remark() const
{
    if (!m_freshness.vouched && m_freshness.asOf) {
        return tr("as of %1").arg(clockTime(*m_freshness.asOf));
    }
    if (m_zoomer->isZoomed()) {
        const ChartWindow window = m_zoomer->window();
        return tr("%1 to %2").arg(clockTime(window.from), clockTime(window.to));
    }
    return limitsText();
}

void Chart::redraw()
{
    drawCanvas();
    const bool isStale = !m_freshness.vouched && m_freshness.asOf;
    m_hatch->setVisible(isStale);
    m_hatch->raise();
    m_stack->setVisible(sentence().isEmpty());
    QStringList told;
    for (const ChartLine &line : m_lines) {
        told << tr("%1 %2 %3")
                    .arg(
                        line.name,
                        figureText(line.points.isEmpty() ? std::nullopt : line.points.last().value),
                        m_texts.unit);
    }
    if (!limitsText().isEmpty()) {
        told << limitsText();
    }
    if (m_zoomer->isZoomed()) {
        told << remark();
    }
    const QString trust =
        isStale ? tr("Out of date, as of %1. ").arg(clockTime(*m_freshness.asOf)) : QString();
    setAccessibleDescription(trust + (sentence().isEmpty() ? told.join(u", ") : sentence()));
    // There may be too little room for its title and for the names.
    setToolTip(plainTip((titleText() + u'\n') + told.join(u'\n')));
    update();
}

void Chart::setHeadWidget(QWidget *widget)
{
    m_head = widget;
    place();
}

void Chart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
    redraw();
}

int Chart::leftmostButton() const
{
    return m_all->isHidden() ? m_toggle->x() : m_all->x();
}

void Chart::place()
{
    const QSize button = m_toggle->sizeHint();
    m_toggle->setGeometry(width() - button.width() - 3, 2, button.width(), button.height());
    const int top = static_cast<int>(headHeight());
    m_stack->setGeometry(Margin / 2, top, width() - Margin, height() - top - 4);
    const QSize all = m_all->sizeHint();
    m_all->setGeometry(m_toggle->x() - all.width() - 3, 2, all.width(), button.height());
    if (m_head != nullptr) {
        const QSize size = m_head->sizeHint();
        m_head->setGeometry(leftmostButton() - size.width() - 3, 2, size.width(), button.height());
    }
}

void Chart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_canvas->dress();
        redraw();
    }
}

void Chart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    painter.setPen(tokens.line);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    }
    painter.setBrush(tokens.panel);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    const qreal row = headHeight() - QFontMetricsF(font()).height() - 4;
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(font().pointSizeF() * 0.88);
    painter.setFont(bold);
    const int right = m_head == nullptr ? leftmostButton() : m_head->x();
    drawLine(painter, QRectF(Margin, 1, right - Margin - 4, row), titleText(), tokens.muted);
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.88);
    painter.setFont(small);
    const QString instead = sentence();
    if (instead.isEmpty()) {
        paintLegend(painter, QRectF(Margin, row, width() - 2 * Margin, headHeight() - row),
                    {.lines = m_lines,
                     .kind = m_kind,
                     .isPresent = m_freshness.vouched,
                     .remark = remark()},
                    palette());
        return;
    }
    painter.setFont(font());
    painter.setPen(tokens.muted);
    painter.drawText(QRectF(rect()).adjusted(Margin, row, -Margin, -Margin),
                     Qt::AlignCenter | Qt::TextWordWrap, instead);
}

} // namespace ui
