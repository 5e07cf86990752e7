// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panel.h"
#include "ui/models/eventsmodel.h"

namespace ui {

/// The newest security events with their risk.
class EventsPanel final : public Panel
{
    Q_OBJECT

public:
    EventsPanel(const EventsModel &model, QWidget *parent);

    void refresh(const Freshness &freshness);

protected:
    void paintContent(QPainter &painter, const QRectF &box) override;
    QString emptyText() const override;
    QString spoken() const override;
    Facts facts() const override;
    QStringList hints() const override;

private:
    const EventsModel &m_model;
};

} // namespace ui
