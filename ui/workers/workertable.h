// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/resource.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace ui {

/// Paints state, critical star and restart slots of a row of WorkersModel.
class WorkerDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A table that is hatched while nobody vouches for its rows, and says why it is empty.
class WorkerTable final : public QTableView
{
    Q_OBJECT

public:
    explicit WorkerTable(QWidget *parent);

    /// Paints anew when the trust differs, and once a second for the ages in its rows.
    void setFreshness(const Freshness &freshness, const QString &emptyText, protocol::WallTime now);

    /// Somebody points at its rows or goes through them by keyboard.
    bool isInUse() const { return viewport()->underMouse() || hasFocus(); }

Q_SIGNALS:
    void useChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    Freshness m_freshness;
    QString m_emptyText;
    std::chrono::sys_seconds m_second{};
};

} // namespace ui
