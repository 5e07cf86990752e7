// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection.h"

#include <QColor>
#include <QMetaType>
#include <QString>
#include <QStyledItemDelegate>

class QPainter;

namespace ui {

/// The coloured mark of an instance, as it was chosen, else from its name; never red, amber or
/// blue.
struct InstanceTag
{
    QColor colour = {};
    QString letters = {};
};

InstanceTag instanceTag(const Connection &connection);

/// "[HO] home-nvr", for where its colour cannot be seen.
QString taggedName(const Connection &connection);

void drawInstanceMark(QPainter &painter, const QRectF &square, const InstanceTag &tag);

/// A name with its mark before it: a cell whose decoration is an InstanceTag.
class InstanceNameDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace ui

Q_DECLARE_METATYPE(ui::InstanceTag)
