// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/desktopnotices.h"

#include "ui/notify/sessionbus.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

const QString Service = u"org.freedesktop.Notifications"_s;
const QString Path = u"/org/freedesktop/Notifications"_s;

const QString Default = u"default"_s; // a click on the notification itself
const QString Open = u"open"_s;
const QString Acknowledge = u"acknowledge"_s;

QDBusMessage callOf(const QString &method, const QVariantList &arguments = {})
{
    QDBusMessage message = QDBusMessage::createMethodCall(Service, Path, Service, method);
    message.setArguments(arguments);
    return message;
}

} // namespace

DesktopNotices::DesktopNotices(QObject *parent)
    : QObject(parent)
{
    if (!isSessionBusNamed()) {
        m_isHopeless = true;
        return;
    }
    connectSessionBus(this, [this](const QDBusConnection &bus) { begin(bus); });
}

DesktopNotices::~DesktopNotices()
{
    for (const Entry &entry : std::as_const(m_entries)) {
        close(entry.id);
    }
}

void DesktopNotices::begin(const QDBusConnection &bus)
{
    if (!bus.isConnected()) {
        m_isHopeless = true;
        giveUp();
        return;
    }
    m_bus = bus;
    m_bus->connect(Service, Path, Service, u"ActionInvoked"_s, this, SLOT(onAction(uint, QString)));
    m_bus->connect(Service, Path, Service, u"NotificationClosed"_s, this,
                   SLOT(onClosed(uint, uint)));
    auto *watcher =
        new QDBusServiceWatcher(Service, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &DesktopNotices::onOwner);
    askAbilities();
}

/// Another one knows nothing of what the one before showed.
void DesktopNotices::onOwner(const QString &, const QString &, const QString &after)
{
    for (Entry &entry : m_entries) {
        entry.id = 0;
    }
    m_isReady = false;
    if (!after.isEmpty()) {
        askAbilities();
    }
}

// The bus starts the service for this where it can.
void DesktopNotices::askAbilities()
{
    if (std::exchange(m_isAsking, true)) {
        return;
    }
    auto *watcher =
        new QDBusPendingCallWatcher(m_bus->asyncCall(callOf(u"GetCapabilities"_s)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_isAsking = false;
        const QDBusPendingReply<QStringList> reply = *watcher;
        if (reply.isError()) {
            giveUp();
            return;
        }
        m_abilities = reply.value();
        m_isReady = true;
        const QStringList keys = m_entries.keys();
        for (const QString &key : keys) {
            if (!m_entries.value(key).isClosed) {
                send(key);
            }
        }
    });
}

void DesktopNotices::giveUp()
{
    const auto entries = std::exchange(m_entries, {});
    for (const Entry &entry : entries) {
        if (!entry.isWithdrawn && !entry.isClosed) {
            Q_EMIT unshown(entry.notice);
        }
    }
}

void DesktopNotices::show(const Notice &notice)
{
    if (m_isHopeless) {
        Q_EMIT unshown(notice);
        return;
    }
    Entry &entry = m_entries[notice.key];
    entry.notice = notice;
    entry.isWithdrawn = false;
    entry.isClosed = false;
    if (m_isReady) {
        send(notice.key);
    } else if (m_bus) {
        askAbilities(); // it was away; it may be back
    }
}

void DesktopNotices::send(const QString &key)
{
    Entry &entry = m_entries[key];
    if (entry.isAsked) {
        entry.isOutdated = true;
        return;
    }
    const Notice &notice = entry.notice;
    QStringList actions;
    if (m_abilities.contains(u"actions"_s)) {
        actions << Default << tr("Open") << Open << tr("Open");
        if (!notice.target.isEmpty()) {
            actions << Acknowledge << tr("Acknowledge");
        }
    }
    const QString body =
        m_abilities.contains(u"body-markup"_s) ? notice.body.toHtmlEscaped() : notice.body;
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue(static_cast<uchar>(notice.urgency))},
                            {u"category"_s, u"device.error"_s},
                            {u"desktop-entry"_s, u"signalbox"_s}};
    constexpr int asTheServiceLikes = -1;
    entry.isAsked = true;
    entry.isOutdated = false;
    auto *watcher = new QDBusPendingCallWatcher(
        m_bus->asyncCall(callOf(u"Notify"_s,
                                {u"Signalbox"_s, entry.id, QString(), notice.title, body, actions,
                                 hints, asTheServiceLikes})),
        this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key, watcher] {
        watcher->deleteLater();
        onAnswer(key, *watcher);
    });
}

void DesktopNotices::onAnswer(const QString &key, QDBusPendingCallWatcher &watcher)
{
    const auto entry = m_entries.find(key);
    if (entry == m_entries.end()) {
        return;
    }
    const QDBusPendingReply<uint> reply = watcher;
    entry->isAsked = false;
    if (reply.isError()) {
        const Entry lost = m_entries.take(key);
        if (!lost.isWithdrawn) {
            Q_EMIT unshown(lost.notice);
        }
        return;
    }
    entry->id = reply.value();
    if (entry->isWithdrawn) {
        close(entry->id);
        m_entries.erase(entry);
    } else if (entry->isOutdated) {
        send(key);
    }
}

void DesktopNotices::withdraw(const QString &key)
{
    const auto entry = m_entries.find(key);
    if (entry == m_entries.end()) {
        return;
    }
    if (entry->isAsked) {
        entry->isWithdrawn = true; // its number is not known yet
        return;
    }
    close(entry->id);
    m_entries.erase(entry);
}

void DesktopNotices::close(uint id)
{
    if (id != 0 && m_bus) {
        m_bus->asyncCall(callOf(u"CloseNotification"_s, {id}));
    }
}

DesktopNotices::Entry *DesktopNotices::entryOf(uint id)
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [id](const Entry &some) { return some.id == id; });
    return id == 0 || entry == m_entries.end() ? nullptr : &*entry;
}

void DesktopNotices::onAction(uint id, const QString &action)
{
    const Entry *entry = entryOf(id);
    if (entry == nullptr) {
        return; // another program's
    }
    const Notice notice = entry->notice;
    if (action == Default || action == Open) {
        Q_EMIT opened(notice);
    } else if (action == Acknowledge && !notice.target.isEmpty()) {
        Q_EMIT acknowledged(notice);
    }
}

void DesktopNotices::onClosed(uint id, uint)
{
    if (Entry *entry = entryOf(id)) {
        entry->id = 0;
        entry->isClosed = true;
    }
}

} // namespace ui
