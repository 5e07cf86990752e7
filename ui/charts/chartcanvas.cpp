// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartcanvas.h"

#include "ui/look/tokens.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChartView>
#include <QGraphicsLayout>
#include <QLocale>
#include <QLogValueAxis>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

ChartScale scaleOf(ChartKind kind)
{
    return kind == ChartKind::LogLines ? ChartScale::Logarithmic : ChartScale::Linear;
}

/// The bars need names that are all different; nobody sees them.
QStringList barNames(int count)
{
    QStringList names;
    for (int i = 0; i < count; ++i) {
        names << QString::number(i);
    }
    return names;
}

} // namespace

ChartCanvas::ChartCanvas(ChartKind kind, QWidget *parent)
    : m_owner(*parent)
    , m_kind(kind)
    , m_view(new QChartView(parent))
    , m_chart(m_view->chart())
{
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus); // the table is what the keyboard reads
    m_view->viewport()->setFocusPolicy(Qt::NoFocus);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setMinimumSize(40, 30);
    m_chart->legend()->hide();
    m_chart->setMargins({0, 0, 0, 0});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundVisible(false);
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    m_chart->setLocale(locale);
    m_chart->setLocalizeNumbers(true); // formats need a precision then, or there are no labels
    auto *time = new QValueAxis;
    time->setLabelFormat(u"%.0f"_s);
    addAxes(time,
            kind == ChartKind::LogLines ? static_cast<QAbstractAxis *>(new QLogValueAxis)
                                        : new QValueAxis);
    if (kind == ChartKind::StackedBars) {
        addBars();
    }
    setFrame({});
    dress();
}

void ChartCanvas::setFrame(const ChartFrame &frame)
{
    m_frame = frame;
    const protocol::WallTime now{};
    setTimes({now - frame.span, now}, now);
    if (m_kind == ChartKind::StackedBars) {
        setBars();
    }
    for (QLineSeries **line : {&m_warning, &m_critical}) {
        if (*line == nullptr && frame.warning) {
            *line = newSeries();
        }
    }
}

void ChartCanvas::addBars()
{
    m_names = new QBarCategoryAxis;
    m_names->setVisible(false);
    m_chart->addAxis(m_names, Qt::AlignBottom);
    m_bars = new QStackedBarSeries;
    m_bars->setBarWidth(0.8);
    m_chart->addSeries(m_bars);
    m_bars->attachAxis(m_names);
    m_bars->attachAxis(m_value);
}

/// A name a bar, and hours along the axis where minutes would be many.
void ChartCanvas::setBars()
{
    m_names->clear();
    m_names->append(barNames(m_frame.bars));
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(m_frame.span);
    if (hours > std::chrono::hours(3)) {
        auto *time = qobject_cast<QValueAxis *>(m_time);
        time->setRange(-static_cast<double>(hours.count()), 0);
        time->setTickCount(ticksOf(std::chrono::minutes(hours.count())));
    }
}

QWidget *ChartCanvas::widget() const
{
    return m_view;
}

QWidget *ChartCanvas::surface() const
{
    return m_view->viewport();
}

qreal ChartCanvas::shareOf(qreal x) const
{
    const QRectF paper = m_chart->plotArea();
    return paper.width() <= 0 ? 0 : std::clamp((x - paper.left()) / paper.width(), 0.0, 1.0);
}

void ChartCanvas::addAxes(QAbstractAxis *time, QAbstractAxis *value)
{
    m_time = time;
    m_value = value;
    m_chart->addAxis(time, Qt::AlignBottom);
    m_chart->addAxis(value, Qt::AlignLeft);
}

void ChartCanvas::dress()
{
    const Tokens tokens = tokensOf(m_owner.palette());
    m_view->setBackgroundBrush(tokens.panel);
    QFont small = m_owner.font();
    small.setPointSizeF(small.pointSizeF() * 0.8);
    for (QAbstractAxis *axis : {m_time, m_value}) {
        axis->setLabelsFont(small);
        axis->setLabelsColor(tokens.muted);
        axis->setLinePen(QPen(tokens.ink, 1));
        axis->setGridLinePen(QPen(tokens.line, 1));
    }
    m_time->setGridLineVisible(false);
}

void ChartCanvas::setRange(const ChartRange &range)
{
    if (auto *log = qobject_cast<QLogValueAxis *>(m_value)) {
        log->setBase(10);
        log->setLabelFormat(u"%.6g"_s);
        log->setRange(range.low, range.high);
        return;
    }
    auto *axis = qobject_cast<QValueAxis *>(m_value);
    axis->setLabelFormat(u"%.6g"_s);
    axis->setTickCount(3);
    axis->setRange(range.low, range.high);
}

void ChartCanvas::draw(const QList<ChartLine> &lines, const ChartWindow &window,
                       protocol::WallTime now)
{
    if (m_kind == ChartKind::StackedBars) {
        drawBars(lines, now);
    } else {
        drawLines(lines, window, now);
    }
}

/// In minutes before now, as exactly as the window needs.
void ChartCanvas::setTimes(const ChartWindow &window, protocol::WallTime now)
{
    auto *time = qobject_cast<QValueAxis *>(m_time);
    const auto whole = std::chrono::duration_cast<std::chrono::minutes>(window.length());
    const bool isWhole = window.to == now && whole == window.length();
    const int digits = isWhole ? 0 : whole.count() >= 4 ? 1 : 2;
    time->setRange(minutesBefore(window.from, now), minutesBefore(window.to, now));
    time->setTickCount(isWhole ? ticksOf(whole) : 3);
    time->setLabelFormat(isWhole ? u"%.0f"_s : u"%.%1f"_s.arg(digits));
}

QLineSeries *ChartCanvas::series(qsizetype number)
{
    if (number == m_series.size()) {
        m_series.append(newSeries());
    }
    return m_series.at(number);
}

QLineSeries *ChartCanvas::newSeries()
{
    auto *made = new QLineSeries;
    m_chart->addSeries(made);
    made->attachAxis(m_time);
    made->attachAxis(m_value);
    return made;
}

void ChartCanvas::drawLimit(QLineSeries *line, const std::optional<double> &limit,
                            const ChartRange &range, Qt::PenStyle style)
{
    if (line == nullptr) {
        return;
    }
    const bool isSeen = limit && *limit > range.low && *limit <= range.high;
    line->setVisible(isSeen);
    if (isSeen) {
        line->setPen(QPen(tokensOf(m_owner.palette()).muted, 1, style));
        const auto *time = qobject_cast<QValueAxis *>(m_time);
        line->replace(QList<QPointF>{{time->min(), *limit}, {time->max(), *limit}});
    }
}

void ChartCanvas::drawLines(const QList<ChartLine> &lines, const ChartWindow &window,
                            protocol::WallTime now)
{
    const ChartRange range = rangeOf(lines, scaleOf(m_kind), m_frame);
    // Else Qt Charts lays out the old points once for each change of an axis.
    for (QLineSeries *one : std::as_const(m_series)) {
        one->clear();
    }
    setTimes(window, now);
    setRange(range);
    drawLimit(m_warning, m_frame.warning, range, Qt::DashDotDotLine);
    drawLimit(m_critical, m_frame.critical, range, Qt::DashDotDotLine);
    // What is plotted is laid out later, and not wider. The columns are those of the window.
    const double zoom = std::chrono::duration<double>(m_frame.span) / window.length();
    const int pixels = static_cast<int>(m_view->width() * std::max(1.0, zoom));
    qsizetype used = 0;
    for (int i = 0; i < lines.size(); ++i) {
        for (const auto &run :
             runsOf(lines.at(i).points, now, m_frame.span, pixels, scaleOf(m_kind))) {
            QLineSeries *one = series(used++);
            one->setPen(isDense(run, m_frame.span, pixels) ? thinPen(i, m_owner.palette())
                                                           : chartPen(i, m_owner.palette()));
            one->replace(run);
            // A lone point has no line.
            one->setPointsVisible(run.size() == 1);
            one->setVisible(true);
        }
    }
    for (qsizetype i = used; i < m_series.size(); ++i) {
        m_series.at(i)->setVisible(false);
    }
}

void ChartCanvas::drawBars(const QList<ChartLine> &lines, protocol::WallTime now)
{
    static constexpr std::array<Qt::BrushStyle, 4> patterns{Qt::SolidPattern, Qt::BDiagPattern,
                                                            Qt::Dense5Pattern, Qt::NoBrush};
    const Tokens tokens = tokensOf(m_owner.palette());
    m_bars->clear();
    QList<double> sums(m_frame.bars, 0.0);
    for (int i = 0; i < lines.size(); ++i) {
        auto *set = new QBarSet(lines.at(i).name);
        for (int bucket = 0; bucket < m_frame.bars; ++bucket) {
            const double value = lines.at(i).points.at(bucket).value.value_or(0);
            set->append(value);
            sums[bucket] += value;
        }
        set->setBrush(QBrush(tokens.ink, patterns.at(static_cast<std::size_t>(i) % 4)));
        set->setPen(QPen(tokens.ink, 1));
        m_bars->append(set);
    }
    const FlowPoint highest{now, *std::max_element(sums.begin(), sums.end())};
    setRange(rangeOf({{{}, {highest}}}, ChartScale::Linear));
}

} // namespace ui
