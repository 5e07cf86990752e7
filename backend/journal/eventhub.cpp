// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/eventhub.h"

#include "backend/journal/eventmessages.h"

#include <QJsonDocument>
#include <QWebSocket>

using namespace Qt::StringLiterals;

namespace journal {

namespace {

using protocol::Event;
using protocol::Now;

constexpr int GoingAway = 1001;
constexpr int PolicyViolated = 1008;
const QString SystemStatus = u"system.status"_s;

EventSocket::Role roleOf(HubPath path)
{
    switch (path) {
    case HubPath::Events:
        return {.name = u"events"_s};
    case HubPath::System:
        return {.name = u"system"_s, .channel = u"system"_s};
    }
    return {};
}

} // namespace

EventHub::EventHub(HubPath path, Journal &journal, const protocol::EventRegistry &registry,
                   const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_journal(journal)
    , m_registry(registry)
    , m_limits(limits)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &EventHub::notifyDue);
    connect(&m_journal, &Journal::appended, this, &EventHub::take);
}

void EventHub::admit(QWebSocket *socket, std::function<qint64()> unsent, Access access, Names names)
{
    auto *client = new EventSocket({.socket = socket,
                                    .unsent = std::move(unsent),
                                    .access = std::move(access),
                                    .role = roleOf(m_path),
                                    .names = names,
                                    .limits = m_limits,
                                    .counts = m_counts},
                                   m_journal, m_registry, this);
    connect(client, &EventSocket::finished, this, [this, client] { remove(client); });
    m_sockets.append(client);
    ++m_counts->opened;
    ++m_past.admitted;
    client->welcome(m_status);
    Q_EMIT clientsChanged();
}

void EventHub::remove(EventSocket *socket)
{
    if (m_sockets.removeAll(socket) > 0) {
        m_past.sent += socket->sent();
        m_past.tooSlow += socket->isTooSlow() ? 1 : 0;
        socket->deleteLater();
        Q_EMIT clientsChanged();
    }
}

void EventHub::take(const Event &event)
{
    if (m_path == HubPath::System && event.type == SystemStatus) {
        m_status = event;
    }
    const QList<EventSocket *> sockets = m_sockets;
    EventText line(event, m_registry);
    for (EventSocket *socket : sockets) {
        socket->offer(line);
    }
}

HubFigures EventHub::figures() const
{
    HubFigures figures = m_past;
    figures.clients = m_sockets.size();
    for (const EventSocket *socket : m_sockets) {
        figures.sent += socket->sent();
        figures.tooSlow += socket->isTooSlow() ? 1 : 0;
        figures.backlogBytes += socket->unsent();
    }
    return figures;
}

protocol::Broadcaster EventHub::status(protocol::WallTime now) const
{
    if (m_path == HubPath::Events) {
        return broadcasterOf(u"Event"_s, figures(), m_journal.condition(), {}, now);
    }
    const StatusNews news{.last = m_status ? std::optional(m_status->timestamp) : std::nullopt};
    return broadcasterOf(u"System"_s, figures(), m_journal.condition(), news, now);
}

void EventHub::push(const QByteArray &message)
{
    const QString type = QJsonDocument::fromJson(message).object().value(u"type").toString();
    Q_ASSERT_X(!type.isEmpty(), "EventHub::push", "a message has a type");
    const QList<EventSocket *> sockets = m_sockets;
    for (EventSocket *socket : sockets) {
        socket->offerOther(type, message);
    }
}

void EventHub::changed(const QString &resource)
{
    if (m_notices.note(resource, Now::read().steady)) {
        notify(resource);
    }
    arm();
}

void EventHub::notify(const QString &resource)
{
    const QByteArray message = changedMessage(resource, m_journal.sequence());
    const QList<EventSocket *> sockets = m_sockets;
    for (EventSocket *socket : sockets) {
        socket->offerNotice(message);
    }
}

void EventHub::notifyDue()
{
    const QStringList resources = m_notices.due(Now::read().steady);
    for (const QString &resource : resources) {
        notify(resource);
    }
    arm();
}

void EventHub::arm()
{
    const auto next = m_notices.deadline();
    if (next && !m_timer.isActive()) {
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - Now::read().steady);
        m_timer.start(std::max(wait, std::chrono::milliseconds(0)));
    }
}

void EventHub::revoke(const QString &tokenId)
{
    const QList<EventSocket *> sockets = m_sockets;
    for (EventSocket *socket : sockets) {
        if (!tokenId.isEmpty() && socket->tokenId() == tokenId) {
            socket->close(PolicyViolated, u"The token is not valid any more"_s);
        }
    }
}

QList<ClientInfo> EventHub::clientInfos() const
{
    QList<ClientInfo> infos;
    for (const EventSocket *socket : m_sockets) {
        infos.append(socket->info());
    }
    return infos;
}

void EventHub::closeAll()
{
    const QList<EventSocket *> sockets = m_sockets;
    for (EventSocket *socket : sockets) {
        socket->close(GoingAway, u"Signalbox stops"_s);
    }
}

} // namespace journal
