// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/settingsportal.h"

#include <QDBusMetaType>

namespace tests {

using namespace Qt::StringLiterals;

namespace {

const QString Connection = u"settingsPortal"_s;
const QString Service = u"org.freedesktop.portal.Desktop"_s;

} // namespace

SettingsPortal::SettingsPortal(const QVariantMap &appearance)
    : m_spaces({{u"org.freedesktop.appearance"_s, appearance}})
    , m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, Connection))
{
    qDBusRegisterMetaType<SettingSpaces>();
    m_isThere =
        m_bus.registerObject(u"/org/freedesktop/portal/desktop"_s, this,
                             QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals)
        && m_bus.registerService(Service);
}

SettingsPortal::~SettingsPortal()
{
    m_bus.unregisterService(Service);
    QDBusConnection::disconnectFromBus(Connection);
}

void SettingsPortal::change(const QString &key, const QVariant &value, const QString &space)
{
    m_spaces[space].insert(key, value);
    Q_EMIT SettingChanged(space, key, QDBusVariant(value));
}

SettingSpaces SettingsPortal::ReadAll(const QStringList &spaces)
{
    ++m_asked;
    SettingSpaces found;
    for (const QString &space : spaces) {
        found.insert(space, m_spaces.value(space));
    }
    return found;
}

} // namespace tests
