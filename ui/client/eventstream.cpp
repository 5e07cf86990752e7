// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/eventstream.h"

#include "ui/client/trust.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QRandomGenerator>
#include <QSslError>

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

EventStream::EventStream(Connection connection, QString path, const Timings &timings,
                         QObject *parent)
    : QObject(parent)
    , m_connection(std::move(connection))
    , m_path(std::move(path))
    , m_timings(timings)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_retry.setSingleShot(true);
    m_patience.setSingleShot(true);
    m_pinger.setInterval(timings.ping);
    connect(&m_pinger, &QTimer::timeout, this, &EventStream::ping);
    connect(&m_retry, &QTimer::timeout, this, &EventStream::open);
    connect(&m_patience, &QTimer::timeout, this, &EventStream::onPatienceOver);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &EventStream::onText);
    connect(&m_socket, &QWebSocket::disconnected, this, &EventStream::onClosed);
    connect(&m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        // Of the peer itself: an error may be about another one of the chain that it shows.
        if (isAccepted(m_connection, m_socket.sslConfiguration().peerCertificate())) {
            m_socket.ignoreSslErrors(errors);
        }
    });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(&m_socket, &QWebSocket::errorOccurred, this, &EventStream::onError);
#else
    connect(&m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
            &EventStream::onError);
#endif
}

EventStream::~EventStream()
{
    // The socket says that it closes while it dies; by then our timers are gone.
    m_socket.disconnect(this);
}

void EventStream::reconnect()
{
    m_attempt = 0;
    m_socket.abort();
    onClosed();
    m_retry.stop();
    open();
}

void EventStream::holdOff(std::chrono::milliseconds pause)
{
    if (m_retry.isActive() && m_retry.remainingTimeAsDuration() < pause) {
        m_retryAt = protocol::Now::read().steady + pause;
        m_retry.start(pause);
    }
}

void EventStream::stop()
{
    m_socket.abort();
    onClosed();
    m_retry.stop();
    m_retryAt.reset();
}

void EventStream::open()
{
    m_trying = true;
    m_retryAt.reset();
    QUrl url = m_connection.url.resolved(QUrl(m_path));
    url.setScheme(url.scheme() == u"https" ? u"wss"_s : u"ws"_s);
    QNetworkRequest request(url);
    if (!m_connection.token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + m_connection.token.toUtf8());
    }
    m_socket.setSslConfiguration(tlsFor(m_connection));
    m_patience.start(m_timings.request);
    m_socket.open(request);
}

void EventStream::onPatienceOver()
{
    if (m_greeted) {
        onReplayOver({}); // the snapshot is fresh all the same
        return;
    }
    m_socket.abort();
    onClosed();
}

void EventStream::onError()
{
    m_error = m_socket.errorString();
    if (m_socket.state() == QAbstractSocket::UnconnectedState) {
        onClosed(); // a refused attempt emits no disconnected()
    }
}

void EventStream::onClosed()
{
    const bool wasOpen = std::exchange(m_greeted, false);
    const bool wasTrying = std::exchange(m_trying, false);
    m_level = false;
    m_chain.reset();
    m_asked.clear();
    m_pinger.stop();
    m_patience.stop();
    if (!m_retry.isActive()) {
        const auto wait =
            backoff(m_attempt, QRandomGenerator::global()->generateDouble(), m_timings);
        m_attempt = std::min(m_attempt + 1, 30);
        m_retryAt = protocol::Now::read().steady + wait;
        m_retry.start(wait);
    }
    if (wasOpen) {
        Q_EMIT closed();
    } else if (wasTrying) {
        Q_EMIT failed();
    }
}

void EventStream::onText(const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString type = message.value(u"type").toString();
    if (type == u"connected") {
        onGreeting(message);
    } else if (!m_greeted) {
        return; // nothing counts before the greeting
    } else if (type == u"pong") {
        onPong();
    } else if (type == u"ping") {
        send({{u"type"_s, u"pong"_s}, {u"sequence"_s, m_last}});
    } else if (type == u"changed") {
        Q_EMIT resourceChanged(message.value(u"resource").toString());
    } else if (type == u"resync_ack") {
        onReplayOver(message);
    } else if (message.contains(u"sequence") && message.contains(u"channel")) {
        onEvent(message);
    }
}

void EventStream::onGreeting(const QJsonObject &message)
{
    m_greeted = true;
    m_attempt = 0;
    m_replayed = 0;
    m_error.clear();
    m_patience.stop();
    const qint64 theirs = message.value(u"sequence").toInteger();
    const QString journal = message.value(u"journal").toString();
    const bool isAnother = theirs < m_last || (!m_journal.isEmpty() && journal != m_journal);
    m_journal = journal;
    // Of another journal there is nothing to replay, and everything to read.
    m_level = m_last <= 0 || theirs == m_last || isAnother;
    const qint64 ours = std::exchange(m_last, m_level ? theirs : m_last);
    send(
        {{u"type"_s, u"subscribe"_s}, {u"data"_s, QJsonObject{{u"events"_s, QJsonArray{u"*"_s}}}}});
    if (!m_level) {
        send({{u"type"_s, u"resync"_s}, {u"data"_s, QJsonObject{{u"last_sequence"_s, m_last}}}});
        m_patience.start(m_timings.request);
    }
    m_pinger.start();
    ping();
    if (isAnother) {
        Q_EMIT gapFound(ours, theirs);
    }
    Q_EMIT opened();
}

void EventStream::onEvent(const QJsonObject &message)
{
    const std::optional<protocol::Event> event = protocol::eventFromJson(message);
    if (!event) {
        return;
    }
    if (message.value(u"replay").toBool()) {
        ++m_replayed;
    } else if (!m_level) {
        return; // the replay that is under way brings it too
    } else {
        const qint64 previous = message.value(u"previous").toInteger();
        if (m_chain && previous != *m_chain) {
            Q_EMIT gapFound(*m_chain, event->sequence);
        }
        m_chain = event->sequence;
    }
    m_last = std::max(m_last, event->sequence);
    Q_EMIT eventArrived(*event);
}

void EventStream::onPong()
{
    if (m_asked.empty()) {
        return;
    }
    // Pongs come in the order of the pings, and vouch only for the moment of their ping.
    const protocol::SteadyTime askedAt = m_asked.front();
    m_asked.pop_front();
    Q_EMIT vouched(askedAt);
}

void EventStream::onReplayOver(const QJsonObject &message)
{
    m_patience.stop();
    if (m_level) {
        return;
    }
    m_level = true;
    const qint64 before = m_last;
    if (message.contains(u"last_sequence")) {
        m_chain = message.value(u"last_sequence").toInteger();
        m_last = std::max(m_last, *m_chain);
    }
    Q_EMIT levelled();
    if (!message.value(u"complete").toBool()) {
        Q_EMIT gapFound(before, m_last);
    }
}

void EventStream::send(const QJsonObject &message)
{
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void EventStream::ping()
{
    const auto now = protocol::Now::read().steady;
    if (!m_asked.empty() && now - m_asked.front() >= m_timings.disconnectedAfter) {
        reconnect(); // open but dead: only a new connection can tell
        return;
    }
    m_asked.push_back(now);
    send({{u"type"_s, u"ping"_s}, {u"sequence"_s, m_last}});
}

} // namespace ui
