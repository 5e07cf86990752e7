// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panel.h"
#include "ui/pipeline/degradationstate.h"

namespace ui {

/// What still works, and what the system falls back on.
class DegradationCard final : public Panel
{
    Q_OBJECT

public:
    explicit DegradationCard(QWidget *parent);

    void setLines(const QList<CardLine> &lines, const Freshness &freshness);

    const QList<CardLine> &lines() const { return m_lines; }

protected:
    void paintContent(QPainter &painter, const QRectF &box) override;

    QString emptyText() const override { return {}; }

    QString spoken() const override;
    Facts facts() const override;
    QStringList hints() const override;

    int wantedLines() const override { return 8; }

private:
    void paintLine(QPainter &painter, QRectF rest, const CardLine &line) const;
    void paintDepth(QPainter &painter, QRectF &box, qint64 depth) const;

    QList<CardLine> m_lines;
};

} // namespace ui
