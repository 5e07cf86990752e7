// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/settingsportal.h"

#include "ui/notify/sessionbus.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QMap>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

const QString Service = u"org.freedesktop.portal.Desktop"_s;
const QString Path = u"/org/freedesktop/portal/desktop"_s;
const QString Settings = u"org.freedesktop.portal.Settings"_s;
const QString Appearance = u"org.freedesktop.appearance"_s;

} // namespace

SettingsPortal::SettingsPortal(QObject *parent)
    : QObject(parent)
{
    if (isSessionBusNamed()) {
        connectSessionBus(this, [this](const QDBusConnection &bus) { begin(bus); });
    }
}

void SettingsPortal::begin(const QDBusConnection &bus)
{
    if (!bus.isConnected()) {
        return;
    }
    m_bus = bus;
    // From whoever it comes: to ask whose the name of the portal is would be to wait.
    m_bus->connect({}, Path, Settings, u"SettingChanged"_s, this,
                   SLOT(onSetting(QString, QString, QDBusVariant)));
    auto *watcher =
        new QDBusServiceWatcher(Service, bus, QDBusServiceWatcher::WatchForRegistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &SettingsPortal::ask);
    ask();
}

/// In one call, which every version of the portal has. Without a portal it fails, and nothing is
/// said.
void SettingsPortal::ask()
{
    QDBusMessage message = QDBusMessage::createMethodCall(Service, Path, Settings, u"ReadAll"_s);
    message.setArguments({QStringList(Appearance)});
    auto *watcher = new QDBusPendingCallWatcher(m_bus->asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusMessage reply = watcher->reply();
        if (reply.type() == QDBusMessage::ReplyMessage && reply.signature() == u"a{sa{sv}}") {
            QMap<QString, QVariantMap> spaces;
            reply.arguments().first().value<QDBusArgument>() >> spaces;
            Q_EMIT told(spaces.value(Appearance));
        }
    });
}

void SettingsPortal::onSetting(const QString &space, const QString &key, const QDBusVariant &value)
{
    if (space == Appearance) {
        Q_EMIT changed(key, value.variant());
    }
}

} // namespace ui
