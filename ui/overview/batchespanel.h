// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panel.h"
#include "ui/models/batchesmodel.h"

namespace ui {

/// The open batches: how full their window is, and where the idle timeout will close them.
class BatchesPanel final : public Panel
{
    Q_OBJECT

public:
    BatchesPanel(const BatchesModel &model, QWidget *parent);

    void refresh(const Freshness &freshness, protocol::WallTime now);

protected:
    void paintContent(QPainter &painter, const QRectF &box) override;
    QString emptyText() const override;
    QString spoken() const override;
    Facts facts() const override;

private:
    static QString ageText(const BatchRow &row, const BatchProgress &progress);
    void paintBar(QPainter &painter, const QRectF &box, const BatchProgress &progress) const;

    const BatchesModel &m_model;
    protocol::WallTime m_now{};
};

} // namespace ui
