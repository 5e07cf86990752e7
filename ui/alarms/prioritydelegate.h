// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/states.h"

#include <QStyledItemDelegate>

#include <functional>

namespace ui {

/// Draws a priority as colour, shape and digit.
class PriorityDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using LookOf = std::function<Look(const QModelIndex &)>;

    PriorityDelegate(LookOf lookOf, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    LookOf m_lookOf;
};

} // namespace ui
