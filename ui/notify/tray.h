// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/fleetwatch.h"
#include "ui/notify/noticerules.h"
#include "ui/notify/trayrules.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace ui {

/// The console in the tray of the desktop: how things are, as a shape, and the way back to the
/// window.
class Tray final : public QObject
{
    Q_OBJECT

public:
    explicit Tray(QObject *parent);

    void setState(const TrayState &state);
    void setMuted(bool isMuted);

    /// The instances of the list, each with its verdict, at the top of the menu.
    void setFleet(const QList<FleetMember> &members);

    /// Says it in the desktop's own way; it can be neither replaced nor taken back.
    void say(const Notice &notice);

    QString hint() const { return m_state.hint; }

    QMenu &menu() { return m_menu; }

    /// The sign on a ground of its own: nobody knows the colour of a panel.
    static QIcon icon(TraySign sign);

Q_SIGNALS:
    void showWanted();
    void instanceWanted(const QString &id);
    void muteWanted(bool isWanted);
    void quitWanted();
    void sayingClicked();

private:
    QMenu m_menu;
    QAction *m_fleetEnd;
    QList<QAction *> m_fleet; ///< as many as there are instances
    QAction *m_mute;
    QSystemTrayIcon m_icon;
    TrayState m_state;
};

} // namespace ui
