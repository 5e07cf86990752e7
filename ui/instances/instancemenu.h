// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection.h"

#include <QObject>

#include <memory>

class QAction;
class QActionGroup;
class QMenu;

namespace ui {

class Instances;

/// The instances by name in a menu, above what is already there; the one that is shown is checked.
class InstanceMenu final : public QObject
{
    Q_OBJECT

public:
    InstanceMenu(QMenu &menu, Instances &instances, Connection shown);
    ~InstanceMenu() override;

Q_SIGNALS:
    void chosen(const QString &id);

private:
    void arrange();
    void add(const QString &text, const QString &id, bool isShown);

    QMenu &m_menu;
    Instances &m_instances;
    Connection m_shown;
    QAction *m_end;
    std::unique_ptr<QActionGroup> m_group; ///< owns the actions
};

} // namespace ui
