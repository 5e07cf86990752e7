// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panel.h"
#include "ui/models/dayfeed.h"

namespace ui {

class Mirror;

/// The last day as ribbons: the whole, and what was in trouble. What is bad stands higher, so that
/// it is seen without colour; where there is nothing nobody knows how it was.
class RibbonsPanel final : public Panel
{
    Q_OBJECT

public:
    RibbonsPanel(Mirror &mirror, QWidget *parent);

    void refresh();

    /// The whole first, then what was in trouble latest.
    const QList<Ribbon> &ribbons() const { return m_ribbons; }

    /// What lies under a point, as a tooltip: "vision: Crashed 14:02:10 to 14:02:13"; empty where
    /// nothing does.
    QString hintAt(const QPointF &point) const;

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintContent(QPainter &painter, const QRectF &box) override;

    QString emptyText() const override { return {}; }

    QString spoken() const override;
    Facts facts() const override;

    int wantedLines() const override { return 4; }

private:
    void setRibbons(const QList<Ribbon> &ribbons);
    Freshness trust() const;
    QString lineAt(const QPointF &point) const;
    qsizetype shownRibbons(const QRectF &box) const;
    QRectF lane(const QRectF &box, qsizetype number) const;
    qreal placeOf(const QRectF &lane, protocol::WallTime time) const;
    qreal laneHeight(const QRectF &box) const;
    void paintRibbon(QPainter &painter, const QRectF &lane, const Ribbon &ribbon) const;
    void paintStretch(QPainter &painter, const QRectF &lane, const RibbonStretch &stretch) const;
    void paintHours(QPainter &painter, const QRectF &box, qsizetype lanes) const;

    Mirror &m_mirror;
    DayFeed m_feed;
    QList<Ribbon> m_ribbons;
    RibbonSpan m_span; ///< what the width stands for
    protocol::WallTime m_madeAt{};
    bool m_isDue = true; ///< something has changed since they were made
};

} // namespace ui
