// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panel.h"
#include "ui/models/workersmodel.h"

namespace ui {

/// The workers at a glance, worst first; a click opens one on its page.
class WorkersPanel final : public Panel
{
    Q_OBJECT

public:
    WorkersPanel(const WorkersModel &model, QWidget *parent);

    void refresh(const Freshness &freshness, protocol::WallTime now);

Q_SIGNALS:
    void workerChosen(const QString &name);

protected:
    void paintContent(QPainter &painter, const QRectF &box) override;
    QString emptyText() const override;
    QString spoken() const override;
    Facts facts() const override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void paintRow(QPainter &painter, const QRectF &box, const protocol::Worker &worker) const;
    QList<protocol::Worker> worstFirst() const;
    QList<protocol::Worker> inShownOrder() const;
    qsizetype room(const QRectF &box) const;
    QString timeText(const protocol::Worker &worker) const;

    const WorkersModel &m_model;
    protocol::WallTime m_now{};
    QStringList m_times; ///< as shown
    QStringList m_order; ///< as painted last
};

} // namespace ui
