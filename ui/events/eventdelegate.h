// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

class EventListModel;
class Thumbnails;

/// Draws the picture, the risk as a chip, and the summary on as many lines as there is room for.
class EventDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    EventDelegate(const EventListModel &model, const Thumbnails &thumbnails, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void paintPicture(QPainter &painter, const QStyleOptionViewItem &option, int row) const;

    const EventListModel &m_model;
    const Thumbnails &m_thumbnails;
};

} // namespace ui
