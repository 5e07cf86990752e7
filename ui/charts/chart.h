// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartmodel.h"
#include "ui/client/freshness.h"

#include <QPen>
#include <QWidget>

#include <memory>

class QStackedWidget;
class QTableView;
class QToolButton;

namespace ui {

class ChartCanvas;
class HatchOverlay;

/// What a chart says about itself.
struct ChartTexts
{
    QString title = {};
    QString unit = {}; ///< of the vertical axis
    QString empty = {}; ///< while no value is known
};

/// How the numbers of a chart are drawn.
enum class ChartKind
{
    Lines,
    StackedLines,
    LogLines,
    StackedBars, ///< the growth of counts, five minutes a bar
};

/// The last hour of a few figures as a picture, or as a table. The only place that knows Qt Charts.
class Chart final : public QWidget
{
    Q_OBJECT

public:
    Chart(ChartTexts texts, ChartKind kind, QWidget *parent);
    ~Chart() override;

    /// Draws these lines as they were at `now`; hatched where nobody vouches for them.
    void show(const QList<ChartLine> &lines, const Freshness &freshness, protocol::WallTime now);

    /// A widget beside the title, such as a choice of what is drawn.
    void setHeadWidget(QWidget *widget);

    /// Picture or table.
    void setTable(bool isTable);

    QTableView *table() const { return m_table; }

    /// The sentence instead of a picture; empty when there is a picture.
    QString sentence() const;

    QSize sizeHint() const override { return {280, 170}; }

    QSize minimumSizeHint() const override { return {200, 110}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void redraw();
    void place();
    qreal headHeight() const;
    void paintLegend(QPainter &painter, QRectF box) const;

    ChartTexts m_texts;
    ChartKind m_kind;
    QList<ChartLine> m_given;
    QList<ChartLine> m_lines; ///< as told in the legend and the table
    Freshness m_freshness;
    protocol::WallTime m_now{};
    ChartModel m_model;
    std::unique_ptr<ChartCanvas> m_canvas;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QToolButton *m_toggle;
    HatchOverlay *m_hatch;
    QWidget *m_head = nullptr;
};

/// How line number `number` is drawn: told apart by its dashes, not by its colour.
QPen chartPen(int number, const QPalette &palette);

} // namespace ui
