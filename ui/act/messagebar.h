// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace ui {

class Commander;

/// The inline message near what was done: countdown with Undo, waiting, done, or why not.
class MessageBar final : public QWidget
{
    Q_OBJECT

public:
    MessageBar(Commander &commander, QWidget *parent);

    QString text() const;

    /// Reads the commander anew; called on changes and while it counts down.
    void refresh();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Commander &m_commander;
    QPushButton *m_undo;
    QPushButton *m_now;
    QPushButton *m_close;
};

} // namespace ui
