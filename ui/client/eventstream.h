// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"
#include "ui/client/connectionrules.h"
#include "ui/connection.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <deque>

namespace ui {

/// One WebSocket of the backend, kept open: says what changed, replays what was missed, proves by
/// pings that the other side lives.
class EventStream final : public QObject
{
    Q_OBJECT

public:
    EventStream(Connection connection, QString path, const Timings &timings, QObject *parent);
    ~EventStream() override;

    bool isOpen() const { return m_greeted; }

    /// Replay after a reconnect is over, or was not needed.
    bool isLevel() const { return m_greeted && m_level; }

    qint64 lastSequence() const { return m_last; }

    qint64 replayed() const { return m_replayed; }

    /// When the next attempt is planned; nothing while one is under way or the stream is open.
    std::optional<protocol::SteadyTime> retryAt() const { return m_retryAt; }

    QString error() const { return m_error; }

    /// Drops the connection, if there is one, and connects anew at once.
    void reconnect();

    /// The next attempt comes no sooner than so long from now.
    void holdOff(std::chrono::milliseconds pause);

    /// Closes for good.
    void stop();

Q_SIGNALS:
    void opened();
    void closed();
    void failed(); ///< an attempt to connect came to nothing
    void levelled(); ///< the replay is over
    void gapFound(qint64 after, qint64 before); ///< what lies between these sequences was missed
    void vouched(protocol::SteadyTime askedAt);
    void resourceChanged(const QString &resource);
    void eventArrived(const protocol::Event &event);

private:
    void open();
    void onText(const QString &text);
    void onGreeting(const QJsonObject &message);
    void onEvent(const QJsonObject &message);
    void onPong();
    void onReplayOver(const QJsonObject &message);
    void onPatienceOver();
    void onError();
    void onClosed();
    void send(const QJsonObject &message);
    void ping();

    Connection m_connection;
    QString m_path;
    Timings m_timings;
    QWebSocket m_socket;
    QTimer m_pinger;
    QTimer m_retry;
    QTimer m_patience; ///< for the greeting, and then for the end of the replay
    std::deque<protocol::SteadyTime> m_asked; ///< pings without a pong, oldest first
    std::optional<protocol::SteadyTime> m_retryAt;
    std::optional<qint64> m_chain; ///< sequence of the last event on this connection
    QString m_journal; ///< whose sequences these are
    qint64 m_last = 0;
    qint64 m_replayed = 0;
    int m_attempt = 0;
    bool m_trying = false; ///< an attempt is under way, or the stream is open
    bool m_greeted = false;
    bool m_level = false;
    QString m_error;
};

} // namespace ui
