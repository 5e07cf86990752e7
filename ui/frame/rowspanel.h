// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panel.h"
#include "ui/frame/panelrow.h"

namespace ui {

/// Facts in lines, columns under each other.
class RowsPanel final : public Panel
{
    Q_OBJECT

public:
    RowsPanel(const QString &title, QWidget *parent);

    /// `emptyText` is told where there are no rows.
    void setRows(const QList<PanelRow> &rows, const Freshness &freshness,
                 const QString &emptyText = {});

    const QList<PanelRow> &rows() const { return m_rows; }

protected:
    void paintContent(QPainter &painter, const QRectF &box) override;

    QString emptyText() const override { return m_rows.isEmpty() ? m_emptyText : QString(); }

    QString spoken() const override;
    Facts facts() const override;
    QStringList hints() const override;
    int wantedLines() const override;

private:
    struct Columns
    {
        qreal sign = 0;
        qreal name = 0;
        qreal gauge = 0;
        qreal value = 0;
    };

    static QString usualText(const Gauge &gauge, const QString &unit);
    Columns columns(qreal width) const;
    qreal noteLeft(const PanelRow &row, const Columns &columns) const;
    int linesOf(const PanelRow &row, const Columns &columns, qreal width) const;
    void paintFigure(QPainter &painter, QRectF cell, const PanelRow &row,
                     const Columns &columns) const;
    void paintRow(QPainter &painter, QRectF box, const PanelRow &row, const Columns &columns) const;

    QList<PanelRow> m_rows;
    QString m_emptyText;
};

} // namespace ui
