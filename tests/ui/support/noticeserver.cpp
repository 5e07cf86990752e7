// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/noticeserver.h"

namespace tests {

using namespace Qt::StringLiterals;

namespace {

const QString Connection = u"noticeServer"_s;
const QString Service = u"org.freedesktop.Notifications"_s;
constexpr uint ByPerson = 2;
constexpr uint ByCall = 3;

} // namespace

NoticeServer::NoticeServer(const QStringList &abilities)
    : m_abilities(abilities)
    , m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, Connection))
{
    m_isThere =
        m_bus.registerObject(u"/org/freedesktop/Notifications"_s, this,
                             QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals)
        && m_bus.registerService(Service);
}

NoticeServer::~NoticeServer()
{
    m_bus.unregisterService(Service);
    QDBusConnection::disconnectFromBus(Connection);
}

uint NoticeServer::Notify(const QString &, uint replaces, const QString &, const QString &title,
                          const QString &body, const QStringList &actions, const QVariantMap &hints,
                          int)
{
    m_titles << title;
    const bool isReplacing = m_shown.contains(replaces);
    m_replaced += isReplacing ? 1 : 0;
    const uint id = isReplacing ? replaces : ++m_lastId;
    m_shown.insert(id, {title, body, actions, hints});
    return id;
}

void NoticeServer::CloseNotification(uint id)
{
    if (m_shown.remove(id) > 0) {
        Q_EMIT NotificationClosed(id, ByCall);
    }
}

void NoticeServer::dismiss(uint id)
{
    if (m_shown.remove(id) > 0) {
        Q_EMIT NotificationClosed(id, ByPerson);
    }
}

} // namespace tests
