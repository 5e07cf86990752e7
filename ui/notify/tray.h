// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/fleetwatch.h"
#include "ui/notify/noticerules.h"
#include "ui/notify/trayrules.h"

#include <QMap>
#include <QMenu>
#include <QSystemTrayIcon>

namespace ui {

/// The program in the tray of the desktop: how things are, as a shape, and the way back to the
/// window. There is one for all windows.
class Tray final : public QObject
{
    Q_OBJECT

public:
    explicit Tray(QObject *parent);

    /// What a window shows; the sign is the worst of all.
    void setState(const QObject *window, const TrayState &state);
    void forget(const QObject *window);

    /// Says everything again, in the language of now.
    void retranslate();

    void setMuted(bool isMuted);

    /// The instances of the list, each with its verdict, at the top of the menu.
    void setFleet(const QList<FleetMember> &members);

    /// Says it in the desktop's own way; it can be neither replaced nor taken back.
    void say(const Notice &notice);

    QString hint() const { return m_state.hint; }

    TraySign sign() const { return m_state.sign; }

    QMenu &menu() { return m_menu; }

    /// The sign on a ground of its own: nobody knows the colour of a panel.
    static QIcon icon(TraySign sign);

Q_SIGNALS:
    void showWanted();
    void instanceWanted(const QString &id);
    void muteWanted(bool isWanted);

    /// One of the windows was told what notifications are wanted from now on.
    void wishesChanged();
    void quitWanted();
    void sayingClicked();

private:
    void refresh();

    QMenu m_menu;
    QAction *m_fleetEnd;
    QList<QAction *> m_fleet; ///< as many as there are instances
    QAction *m_show;
    QAction *m_mute;
    QAction *m_quit;
    QSystemTrayIcon m_icon;
    QMap<const QObject *, TrayState> m_states; ///< of each window
    TrayState m_state; ///< of all
};

} // namespace ui
