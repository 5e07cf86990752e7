// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/eventsocket.h"

#include "backend/journal/eventmessages.h"

#include <QRandomGenerator>
#include <QWebSocket>

using namespace Qt::StringLiterals;

namespace journal {

namespace {

using protocol::Event;

constexpr int NormalClosure = 1000;
constexpr int NotText = 1003;
constexpr int PolicyViolated = 1008;
// 1013 (try again later) would be right, but Qt 6.4.2 takes it for an error.
constexpr int TooSlow = 4013;

template<typename... Cases>
struct Overloaded : Cases...
{
    using Cases::operator()...;
};

template<typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

} // namespace

EventSocket::EventSocket(Setup setup, Journal &journal, const protocol::EventRegistry &registry,
                         QObject *parent)
    : QObject(parent)
    , m_id(u"ws-%1-%2"_s.arg(setup.role.name)
               .arg(QRandomGenerator::system()->generate(), 8, 16, QChar(u'0')))
    , m_since(protocol::Now::read().wall)
    , m_role(std::move(setup.role))
    , m_names(setup.names)
    , m_access(std::move(setup.access))
    , m_socket(setup.socket)
    , m_unsent(std::move(setup.unsent))
    , m_journal(journal)
    , m_registry(registry)
    , m_limits(setup.limits)
    , m_counts(std::move(setup.counts))
    , m_ping(this)
    , m_silence(this)
    , m_deadline(this)
    , m_pace(this)
    , m_previous(journal.sequence())
    , m_authenticated(!m_access.tokenNeeded)
{
    m_socket->setParent(this);
    m_socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(m_limits.messageBytes));
    m_socket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(m_limits.messageBytes));
    if (!m_unsent) {
        m_unsent = [socket = m_socket] { return socket->bytesToWrite(); };
    }
    listen();
    startTimers();
}

void EventSocket::startTimers()
{
    m_silence.setSingleShot(true);
    m_deadline.setSingleShot(true);
    m_pace.setSingleShot(true);
    m_ping.start(m_limits.ping);
    m_silence.start(m_limits.silence);
    if (!m_authenticated) {
        m_deadline.start(m_limits.authentication);
    }
}

void EventSocket::listen()
{
    connect(m_socket, &QWebSocket::textMessageReceived, this, &EventSocket::read);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this,
            [this] { close(NotText, u"Only text messages are understood"_s); });
    connect(m_socket, &QWebSocket::disconnected, this, &EventSocket::finished);
    connect(&m_ping, &QTimer::timeout, this, [this] { sendPosition(u"ping"); });
    connect(&m_silence, &QTimer::timeout, this,
            [this] { close(NormalClosure, u"Idle timeout"_s); });
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_closing) {
            m_socket->abort();
        } else {
            close(PolicyViolated, u"No valid token in time"_s);
        }
    });
    connect(&m_pace, &QTimer::timeout, this, &EventSocket::continueReplay);
}

// Qt leaks the TCP socket below a QWebSocket that is deleted while connected.
EventSocket::~EventSocket()
{
    m_socket->disconnect(this);
    m_socket->abort();
}

void EventSocket::welcome(const std::optional<Event> &status)
{
    send(connectedMessage(m_id, m_previous, m_journal.oldest(), m_journal.id()));
    if (!status || !m_authenticated) {
        return;
    }
    EventText line(*status, m_registry, Telling::Replay);
    if (wants(line)) {
        send(line.toText(m_names, 0));
    }
}

ClientInfo EventSocket::info() const
{
    return {.id = m_id,
            .path = u"/ws/"_s % m_role.name,
            .peer = m_access.peer,
            .grant = m_authenticated ? m_access.grant : Grant(),
            .since = m_since,
            .patterns = m_subscription.isEverything() ? std::nullopt
                                                      : std::optional(m_subscription.patterns()),
            .backlogBytes = m_unsent(),
            .acknowledged = m_acknowledged};
}

void EventSocket::close(int code, const QString &reason)
{
    if (m_closing) {
        return;
    }
    m_closing = true;
    m_rewind.reset();
    m_ping.stop();
    m_silence.stop();
    m_pace.stop();
    m_deadline.start(m_authenticated ? m_limits.goodbye : m_limits.dismissal);
    m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

void EventSocket::send(const QByteArray &message)
{
    send(QString::fromUtf8(message));
}

void EventSocket::send(const QString &message)
{
    if (m_closing) {
        return;
    }
    ++m_counts->sent;
    // Many lines may come in one turn of the loop: then nothing was handed to the kernel yet.
    if (m_unsent() > m_limits.backlogBytes) {
        m_socket->flush();
    }
    if (m_unsent() > m_limits.backlogBytes) {
        ++m_counts->tooSlow;
        const Mistake tooSlow{.error = u"too_slow"_s,
                              .message = u"More is waiting for this client than it may"_s};
        m_isTooSlow = true;
        m_socket->sendTextMessage(QString::fromUtf8(toMessage(tooSlow)));
        close(TooSlow, u"too slow"_s);
        return;
    }
    ++m_sent;
    m_socket->sendTextMessage(message);
}

void EventSocket::sendPosition(QStringView type)
{
    send(positionMessage(type, m_previous));
}

bool EventSocket::wants(const EventText &line) const
{
    const Event &event = line.event();
    if (event.channel == protocol::AuditChannel) {
        return false; // it is in the journal, for who asks there
    }
    if (!m_role.channel.isEmpty() && event.channel != m_role.channel) {
        return false;
    }
    if (m_names == Names::Registry) {
        return m_subscription.wants(event.type, line.isDeprecated());
    }
    return line.type(m_names)
        && (m_subscription.isEverything() || m_subscription.wantsAny(askedByParent(event.type)));
}

void EventSocket::tell(EventText &line)
{
    if (wants(line)) {
        send(line.toText(m_names, m_previous));
        m_previous = line.event().sequence;
    }
}

// During a replay live lines are not sent: its last chunk reads them from the journal.
void EventSocket::offer(EventText &line)
{
    if (m_authenticated && !m_rewind) {
        tell(line);
    }
}

void EventSocket::offerOther(const QString &type, const QByteArray &message)
{
    if (m_authenticated && m_subscription.wants(type, false)) {
        send(message);
    }
}

void EventSocket::offerNotice(const QByteArray &message)
{
    if (m_authenticated) {
        send(message);
    }
}

void EventSocket::read(const QString &text)
{
    if (m_closing) {
        return;
    }
    m_silence.start(m_limits.silence);
    const ClientMessage message = readMessage(text);
    const bool isForAll = std::holds_alternative<Mistake>(message)
        || std::holds_alternative<Authenticate>(message) || std::holds_alternative<Ping>(message)
        || std::holds_alternative<Pong>(message);
    if (!m_authenticated && !isForAll) {
        send(toMessage(Mistake{.error = u"validation_error"_s,
                               .message = u"A token is needed first: authenticate"_s}));
        return;
    }
    handle(message);
}

void EventSocket::handle(const ClientMessage &message)
{
    std::visit(Overloaded{
                   [this](const Mistake &mistake) { send(toMessage(mistake)); },
                   [this](const Subscribe &wish) {
                       m_subscription.subscribe(wish.patterns);
                       send(subscriptionMessage(u"subscribed", wish.patterns));
                   },
                   [this](const Unsubscribe &wish) {
                       const QStringList gone = wish.patterns.value_or(m_subscription.patterns());
                       m_subscription.unsubscribe(wish.patterns);
                       send(subscriptionMessage(u"unsubscribed", gone));
                   },
                   [this](const Resync &wish) { startReplay(wish); },
                   [this](const Acknowledge &ack) {
                       m_acknowledged = std::max(m_acknowledged, ack.sequence);
                   },
                   [this](const Ping &) { sendPosition(u"pong"); },
                   [](const Pong &) {},
                   [this](const Authenticate &wish) { authenticate(wish.token); },
               },
               message);
}

void EventSocket::authenticate(const QString &token)
{
    const std::optional<Grant> grant =
        m_access.check ? m_access.check(token) : std::optional(m_access.grant);
    if (!grant) {
        close(PolicyViolated, u"Invalid token"_s);
        return;
    }
    m_access.grant = *grant;
    if (!m_authenticated) {
        m_authenticated = true;
        m_deadline.stop();
        // What happened in between was not for this client: `previous` shows it the gap.
        m_previous = m_journal.sequence();
    }
    send(authenticatedMessage(grant->scope));
}

} // namespace journal
