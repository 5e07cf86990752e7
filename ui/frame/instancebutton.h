// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection.h"

#include <QPointer>
#include <QPushButton>

class QMenu;

namespace ui {

/// Which instance the window shows, and the way to the others.
class InstanceButton final : public QPushButton
{
    Q_OBJECT

public:
    InstanceButton(Connection connection, QWidget *parent);

    /// What a press of it opens.
    void setChoice(QMenu &menu);

    QSize sizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void open();
    qreal tagSide() const;
    qreal nameRoom() const;

    Connection m_connection;
    QPointer<QMenu> m_menu;
};

} // namespace ui
