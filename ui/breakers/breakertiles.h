// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/breakers/breakerstate.h"
#include "ui/client/freshness.h"
#include "ui/look/tokens.h"

#include <QAbstractButton>

class QButtonGroup;
class QGridLayout;

namespace ui {

/// One breaker as an electrical switch, with the service behind it.
class BreakerTile final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit BreakerTile(QWidget *parent);

    void setRow(const BreakerRow &row, const Freshness &freshness, protocol::WallTime now);

    const BreakerRow &row() const { return m_row; }

    QSize sizeHint() const override;

    QSize minimumSizeHint() const override { return {170, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    static QString callsText(const protocol::Breaker &breaker);
    void paintFacts(QPainter &painter, QRectF line, const Tokens &tokens) const;
    void paintLatency(QPainter &painter, const QRectF &line, const Tokens &tokens) const;

    BreakerRow m_row;
    Freshness m_freshness;
    protocol::WallTime m_now{};
};

/// The tiles; one of them is chosen.
class BreakerTiles final : public QWidget
{
    Q_OBJECT

public:
    /// More than these are shown as a table.
    static constexpr int Most = 12;

    explicit BreakerTiles(QWidget *parent);

    void setRows(const QList<BreakerRow> &rows, const Freshness &freshness, protocol::WallTime now);
    void choose(const QString &name);

    QList<BreakerTile *> tiles() const { return m_tiles; }

Q_SIGNALS:
    void chosen(const QString &name);

private:
    QGridLayout *m_grid;
    QButtonGroup *m_group;
    QList<BreakerTile *> m_tiles;
};

} // namespace ui
