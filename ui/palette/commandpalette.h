// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/commands.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;

namespace ui {

/// Everything that the window can do, found by a few letters of its name. What cannot be done now
/// says why.
class CommandPalette final : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(const QList<ListedAction> &actions, QWidget *parent);

    QLineEdit *field() const { return m_field; }

    QListWidget *list() const { return m_list; }

    /// What is said below the list.
    QString hint() const;

protected:
    /// Up and down move in the list while one types.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter();
    void refreshHint();
    void take();
    const ListedAction *chosen() const;

    QList<ListedAction> m_actions;
    QLineEdit *m_field;
    QListWidget *m_list;
    QLabel *m_hint;
};

/// The keys of the window, by menu.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT

public:
    ShortcutsDialog(const QList<ListedAction> &actions, QWidget *parent);
};

} // namespace ui
