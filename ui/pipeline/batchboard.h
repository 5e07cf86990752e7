// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panel.h"
#include "ui/pipeline/batchboardstate.h"

namespace ui {

/// The open batches against both limits that close them, and what became of the last ones.
class BatchBoard final : public Panel
{
    Q_OBJECT

public:
    explicit BatchBoard(QWidget *parent);

    void setRows(const QList<BoardRow> &rows, const Freshness &freshness);

    const QList<BoardRow> &rows() const { return m_rows; }

protected:
    void paintContent(QPainter &painter, const QRectF &box) override;
    QString emptyText() const override;
    QString spoken() const override;
    Facts facts() const override;
    QStringList hints() const override;

private:
    QStringList told() const;
    void paintRow(QPainter &painter, const QRectF &line, const BoardRow &row) const;
    void paintBar(QPainter &painter, const QRectF &box, const BoardRow &row) const;

    QList<BoardRow> m_rows;
};

} // namespace ui
