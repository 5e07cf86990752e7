// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartlegend.h"
#include "ui/charts/chartmodel.h"
#include "ui/client/freshness.h"

#include <QWidget>

#include <memory>

class QStackedWidget;
class QTableView;
class QToolButton;

namespace ui {

class ChartCanvas;
class ChartZoomer;
class HatchOverlay;
class TableToggle;

/// What a chart says about itself.
struct ChartTexts
{
    QString title = {};
    QString unit = {}; ///< of the vertical axis
    QString empty = {}; ///< while no value is known

    bool operator==(const ChartTexts &) const = default;
};

/// The last minutes of a few figures as a picture, or as a table. The only place that knows Qt
/// Charts.
class Chart final : public QWidget
{
    Q_OBJECT

public:
    Chart(ChartTexts texts, ChartKind kind, QWidget *parent);
    ~Chart() override;

    /// Draws these lines as they were at `now`; hatched where nobody vouches for them.
    void show(const QList<ChartLine> &lines, const Freshness &freshness, protocol::WallTime now);

    /// Other words, for what is drawn instead.
    void setTexts(const ChartTexts &texts);

    /// How far back it goes, how high, and the limits; of bars before they are first shown.
    void setFrame(const ChartFrame &frame);

    /// A widget beside the title, such as a choice of what is drawn.
    void setHeadWidget(QWidget *widget);

    /// Picture or table.
    void setTable(bool isTable);

    QTableView *table() const { return m_table; }

    /// Which part of it is looked at.
    ChartZoomer &zoomer() const { return *m_zoomer; }

    /// The sentence instead of a picture; empty when there is a picture.
    QString sentence() const;

    QSize sizeHint() const override { return {280, 170}; }

    QSize minimumSizeHint() const override { return {200, 110}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void nameParts();
    void redraw();
    void drawCanvas();
    void place();
    qreal headHeight() const;
    QString titleText() const;
    int leftmostButton() const;
    QString limitsText() const;
    QString remark() const;

    ChartTexts m_texts;
    ChartKind m_kind;
    ChartFrame m_frame;
    QList<ChartLine> m_given;
    QList<ChartLine> m_lines; ///< as told in the legend and the table
    QList<ChartLine> m_sums; ///< the same, each on top of those before it; only where stacked
    Freshness m_freshness;
    protocol::WallTime m_now{};
    ChartModel m_model;
    std::unique_ptr<ChartCanvas> m_canvas;
    QStackedWidget *m_stack;
    QTableView *m_table;
    TableToggle *m_toggle;
    QToolButton *m_all; ///< there while a part of it is looked at
    ChartZoomer *m_zoomer;
    HatchOverlay *m_hatch;
    QWidget *m_head = nullptr;
};

} // namespace ui
