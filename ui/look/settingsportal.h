// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>
#include <QVariantMap>

#include <optional>

namespace ui {

/// org.freedesktop.appearance in the settings portal of the desktop, where there is one. Nobody
/// waits for it.
class SettingsPortal final : public QObject
{
    Q_OBJECT

public:
    explicit SettingsPortal(QObject *parent);

Q_SIGNALS:
    /// All that it says, at first and when another portal has come.
    void told(const QVariantMap &settings);

    /// One of them is another now.
    void changed(const QString &key, const QVariant &value);

private Q_SLOTS:
    void onSetting(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void begin(const QDBusConnection &bus);
    void ask();

    std::optional<QDBusConnection> m_bus;
};

} // namespace ui
