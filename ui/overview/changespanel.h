// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/panel.h"
#include "ui/models/changesmodel.h"

namespace ui {

/// What changed last, newest first, with its moment and its cause in words.
class ChangesPanel final : public Panel
{
    Q_OBJECT

public:
    ChangesPanel(const ChangesModel &model, QWidget *parent);

    void refresh(const Freshness &freshness);

protected:
    void paintContent(QPainter &painter, const QRectF &box) override;
    QString emptyText() const override;
    QString spoken() const override;
    Facts facts() const override;
    QStringList hints() const override;

private:
    const ChangesModel &m_model;
};

} // namespace ui
