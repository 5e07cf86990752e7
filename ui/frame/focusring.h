// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace ui {

/// A ring around what has the keyboard, in a window and its dialogs, for who uses it: what a style
/// draws of the focus is thin and pale, and of a table without rows it is nothing.
class FocusRing final : public QObject
{
    Q_OBJECT

public:
    explicit FocusRing(QWidget &window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *focus);
    void place();

    QWidget &m_window;
    QPointer<QWidget> m_focus;
    QPointer<QWidget> m_ring; ///< it goes with the window that it lies on
    QList<QPointer<QWidget>> m_watched; ///< the focus and all around it
};

} // namespace ui
