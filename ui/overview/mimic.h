// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panel.h"
#include "ui/overview/mimicstate.h"

#include <array>

namespace ui {

/// The picture of the flow, left to right in every language: cameras to events, with the breakers
/// as switches below the workers that depend on them.
class Mimic final : public Panel
{
    Q_OBJECT

public:
    explicit Mimic(QWidget *parent);

    void setState(const MimicState &state, const Freshness &freshness);

    const MimicState &state() const { return m_state; }

    QSize sizeHint() const override;

    /// What the part at that place has to say in full, as a tooltip; empty where there is nothing
    /// to add.
    QString hintAt(const QPointF &place) const;

protected:
    bool event(QEvent *event) override;
    void paintContent(QPainter &painter, const QRectF &box) override;
    QString emptyText() const override;
    QString spoken() const override;
    Facts facts() const override;

private:
    QString dated(const QString &part, Trust trust) const;
    QStringList linesAt(const QPointF &place) const;
    std::array<QRectF, 6> stationBoxes() const; ///< left to right, as painted
    void paintArrow(QPainter &painter, qreal from, qreal to, qreal y) const;
    void paintSwitches(QPainter &painter, const QRectF &box, qreal feed,
                       const QList<Switch> &switches) const;
    void paintSwitch(QPainter &painter, const QRectF &box, const Switch &one) const;
    QRectF foundationBox(qsizetype number) const;
    static QString foundationText(const Station &part);
    void paintFoundations(QPainter &painter) const;

    MimicState m_state;
};

} // namespace ui
