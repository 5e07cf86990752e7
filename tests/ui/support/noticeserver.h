// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QMap>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace tests {

/// A notification service as the Desktop Notifications Specification has it, on a bus connection of
/// its own. It shows nothing, and remembers what it would show.
class NoticeServer final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        QString title = {};
        QString body = {};
        QStringList actions = {};
        QVariantMap hints = {};
    };

    explicit NoticeServer(const QStringList &abilities);
    ~NoticeServer() override;

    bool isThere() const { return m_isThere; }

    const QMap<uint, Shown> &shown() const { return m_shown; }

    /// Of all that came.
    const QStringList &titles() const { return m_titles; }

    /// How many came in place of another one.
    int replaced() const { return m_replaced; }

    void press(uint id, const QString &action) { Q_EMIT ActionInvoked(id, action); }

    /// As if a person had closed it.
    void dismiss(uint id);

public Q_SLOTS: // NOLINT(readability-redundant-access-specifiers): what the bus may call

    // The names are those of the specification.
    QStringList GetCapabilities() const
    {
        return m_abilities;
    } // NOLINT(readability-identifier-naming)

    uint Notify(const QString &program, uint replaces, const QString &icon, const QString &title,
                const QString &body, const QStringList &actions, const QVariantMap &hints,
                int timeout); // NOLINT(readability-identifier-naming,readability-function-size)
    void CloseNotification(uint id); // NOLINT(readability-identifier-naming)

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action); // NOLINT(readability-identifier-naming)
    void NotificationClosed(uint id, uint reason); // NOLINT(readability-identifier-naming)

private:
    QStringList m_abilities;
    QDBusConnection m_bus;
    QMap<uint, Shown> m_shown;
    QStringList m_titles;
    uint m_lastId = 0;
    int m_replaced = 0;
    bool m_isThere = false;
};

} // namespace tests
