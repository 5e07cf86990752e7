// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/journal/eventsocketrules.h"
#include "backend/journal/eventtext.h"
#include "backend/journal/journal.h"
#include "backend/journal/socketcounts.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

class QWebSocket;

namespace journal {

/// Bounds and times of a connection; defaults are those of the decisions.
struct Limits
{
    qint64 messageBytes = 65536; ///< of the client; more closes with 1009
    qint64 backlogBytes = 1048576; ///< unsent; more: too_slow, closed with 4013
    qint64 replayLines = 10000; ///< a resync from further back is incomplete
    int replayChunk = 200;
    std::chrono::milliseconds ping = std::chrono::seconds(30);
    std::chrono::milliseconds silence = std::chrono::seconds(300);
    std::chrono::milliseconds authentication = std::chrono::seconds(10);
    std::chrono::milliseconds goodbye = std::chrono::seconds(10); ///< for the closing handshake
    std::chrono::milliseconds dismissal = std::chrono::seconds(1); ///< the same, not logged in
};

/// What a token allows.
struct Grant
{
    QString scope = {}; ///< read, operate or admin
    QString tokenId = {}; ///< empty: no token was needed
    QString tokenName = {};
};

/// Who is at the other end.
struct Access
{
    bool tokenNeeded = false; ///< the upgrade brought none: it must come as a message
    Grant grant = {.scope = QStringLiteral("admin")}; ///< until then
    QString peer = {}; ///< its address
    std::function<std::optional<Grant>(const QString &token)> check = {};
};

/// What is known of one connection.
struct ClientInfo
{
    QString id = {}; ///< as `connected` gave it
    QString path = {};
    QString peer = {};
    Grant grant = {}; ///< empty until it has logged in
    protocol::WallTime since{};
    std::optional<QStringList> patterns = {}; ///< nothing: everything
    qint64 backlogBytes = 0; ///< not sent yet
    qint64 acknowledged = 0; ///< the newest sequence that it has acknowledged; 0: none
};

/// One client of /ws/events or /ws/system. Owns its QWebSocket.
///
/// Each event goes out with `previous`, the sequence of the last event that this connection was to
/// get (at first `connected.sequence`); `ping`, `pong` and `resync_ack.last_sequence` carry the
/// same position. A resync rewinds: everything after `last_sequence` comes (again) with `replay:
/// true`, then `resync_ack`, then live events go on. So a client that has sent a resync skips
/// events without `replay` until the ack, and then has each event once and in order.
/// When `complete` is false, lines are gone for good: read everything anew.
class EventSocket final : public QObject
{
    Q_OBJECT

public:
    struct Role
    {
        QString name = {}; ///< events or system
        QString channel = {}; ///< only this one; empty: all
    };

    /// What a connection works with; borrowed things outlive it.
    struct Setup
    {
        QWebSocket *socket = nullptr; ///< taken over
        std::function<qint64()> unsent = {}; ///< bytes not sent yet, those under TLS included
        Access access = {};
        Role role = {};
        Names names = Names::Registry;
        Limits limits = {};
        std::shared_ptr<SocketCounts> counts = std::make_shared<SocketCounts>(); ///< of its path
    };

    EventSocket(Setup setup, Journal &journal, const protocol::EventRegistry &registry,
                QObject *parent = nullptr);
    ~EventSocket() override;

    /// Says `connected`, and shows the last known status where there is one.
    void welcome(const std::optional<protocol::Event> &status);

    /// A journal line has come: sent when this connection wants it.
    void offer(EventText &line);
    /// A message outside the registry, without a sequence, under the same filter.
    void offerOther(const QString &type, const QByteArray &message);
    /// A message that everybody gets.
    void offerNotice(const QByteArray &message);

    ClientInfo info() const;

    const QString &tokenId() const { return m_access.grant.tokenId; }

    qint64 acknowledged() const { return m_acknowledged; }

    qint64 sent() const { return m_sent; } ///< messages

    qint64 unsent() const { return m_unsent(); } ///< bytes

    /// Cut off because it did not keep up.
    bool isTooSlow() const { return m_isTooSlow; }

    void close(int code, const QString &reason);

Q_SIGNALS:
    /// The connection is over; delete this later.
    void finished();

private:
    void listen();
    void startTimers();
    void read(const QString &text);
    void handle(const ClientMessage &message);
    void authenticate(const QString &token);
    void startReplay(const Resync &wish);
    void continueReplay();
    void replayed(const protocol::Result<Replay> &answer);
    void endReplay();
    void tell(EventText &line);
    void send(const QByteArray &message);
    void send(const QString &message);
    void sendPosition(QStringView type);
    bool wants(const EventText &line) const;

    QString m_id;
    protocol::WallTime m_since;
    Role m_role;
    Names m_names;
    Access m_access;
    QWebSocket *m_socket;
    std::function<qint64()> m_unsent;
    Journal &m_journal;
    const protocol::EventRegistry &m_registry;
    Limits m_limits;
    std::shared_ptr<SocketCounts> m_counts;
    Subscription m_subscription = {};
    QTimer m_ping;
    QTimer m_silence;
    QTimer m_deadline; ///< for authentication, later for the closing handshake
    QTimer m_pace; ///< a replay waits for the client to read
    qint64 m_previous = 0;
    qint64 m_acknowledged = 0;
    qint64 m_sent = 0;
    bool m_isTooSlow = false;
    bool m_authenticated = true;
    bool m_closing = false;

    struct Rewind
    {
        qint64 after = 0; ///< read so far
        bool complete = true;
        qint64 oldest = 0;
        QString channel = {}; ///< that the client named
    };

    std::optional<Rewind> m_rewind = {}; ///< while a replay is under way
};

} // namespace journal
