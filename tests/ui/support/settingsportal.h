// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QMap>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace tests {

using SettingSpaces = QMap<QString, QVariantMap>;

/// The settings portal of a desktop, on a bus connection of its own.
class SettingsPortal final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit SettingsPortal(const QVariantMap &appearance);
    ~SettingsPortal() override;

    bool isThere() const { return m_isThere; }

    /// How often it was asked.
    int asked() const { return m_asked; }

    /// Sets it, and tells so.
    void change(const QString &key, const QVariant &value,
                const QString &space = QStringLiteral("org.freedesktop.appearance"));

public Q_SLOTS: // NOLINT(readability-redundant-access-specifiers): what the bus may call

    // The names are those of the portal.
    tests::SettingSpaces
    ReadAll(const QStringList &spaces); // NOLINT(readability-identifier-naming)

Q_SIGNALS:
    void SettingChanged(const QString &space, const QString &key,
                        const QDBusVariant &value); // NOLINT(readability-identifier-naming)

private:
    SettingSpaces m_spaces;
    QDBusConnection m_bus;
    int m_asked = 0;
    bool m_isThere = false;
};

} // namespace tests

Q_DECLARE_METATYPE(tests::SettingSpaces)
