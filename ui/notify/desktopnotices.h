// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/notify/noticerules.h"

#include <QDBusConnection>
#include <QObject>
#include <QStringList>

#include <optional>

class QDBusPendingCallWatcher;

namespace ui {

/// The notifications of the desktop (org.freedesktop.Notifications). Nothing here waits: where
/// there is no bus or no such service, each notice comes back through unshown().
class DesktopNotices final : public QObject
{
    Q_OBJECT

public:
    explicit DesktopNotices(QObject *parent = nullptr);
    ~DesktopNotices() override; ///< withdraws all

    /// In place of the one with the same key, if there is one.
    void show(const Notice &notice);

    void withdraw(const QString &key);

Q_SIGNALS:
    void opened(const ui::Notice &notice);
    void acknowledged(const ui::Notice &notice);

    /// There is nobody who would show it.
    void unshown(const ui::Notice &notice);

private Q_SLOTS:
    void onAction(uint id, const QString &action);
    void onClosed(uint id, uint reason);

private:
    struct Entry
    {
        Notice notice = {};
        uint id = 0; ///< of the service; 0: it does not stand there
        bool isAsked = false; ///< the service has not answered yet
        bool isOutdated = false; ///< `notice` is another one than was sent
        bool isWithdrawn = false;
        bool isClosed = false; ///< by somebody; only another one comes again
    };

    void begin(const QDBusConnection &bus);
    void onOwner(const QString &service, const QString &before, const QString &after);
    void askAbilities();
    void send(const QString &key);
    void onAnswer(const QString &key, QDBusPendingCallWatcher &watcher);
    void close(uint id);
    void giveUp();
    Entry *entryOf(uint id);

    std::optional<QDBusConnection> m_bus; ///< nothing until it is known whether there is one
    QStringList m_abilities;
    bool m_isAsking = false; ///< for its abilities
    bool m_isReady = false; ///< they are known
    bool m_isHopeless = false; ///< there is no bus
    QHash<QString, Entry> m_entries; ///< by key
};

} // namespace ui
