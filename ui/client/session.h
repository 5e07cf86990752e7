// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/apiclient.h"
#include "ui/client/eventstream.h"
#include "ui/client/resource.h"

#include <QList>
#include <QObject>
#include <QTimer>

namespace ui {

/// Why a backend that answers does not let the console in.
enum class Rejection
{
    None,
    Token, ///< there is none, it is not known there, or it has expired
    Scope, ///< the token may not look at this backend
    Certificate, ///< it is not believed
};

/// What the connection pill shows.
struct ConnectionStatus
{
    ConnectionState state = ConnectionState::Connecting;
    std::chrono::milliseconds silence{0};
    std::optional<std::chrono::milliseconds> retryIn = {};
    qint64 lastSequence = 0;
    qint64 replayed = 0;
    int waiting = 0; ///< resources not yet read since the connect
    int resources = 0;
    Rejection rejection = Rejection::None;
    bool abandoned = false; ///< there is nothing left to connect to
    QString error = {};
};

/// The mirror of one backend: its streams, its resources, and the one place that decides what is
/// stale.
class Session final : public QObject
{
    Q_OBJECT

public:
    Session(const Connection &connection, const Timings &timings, QObject *parent);
    ~Session() override;

    const Connection &connection() const { return m_connection; }

    const Timings &timings() const { return m_timings; }

    ApiClient &api() { return m_api; }

    Resource &supervisor() { return *m_supervisor; }

    Resource &pipeline() { return *m_pipeline; }

    Resource &health() { return *m_health; }

    Resource &breakers() { return *m_breakers; }

    Resource &events() { return *m_events; }

    Resource &journal() { return *m_journal; }

    Resource &cameras() { return *m_cameras; }

    Resource &deadLetters() { return *m_deadLetters; }

    Resource &alerts() { return *m_alerts; }

    /// A resource beside those that are always read: for what is looked at now and then. It is not
    /// read before it is wanted, and no connection waits for it to be level. It lives as long as
    /// the session.
    Resource &watch(const QString &path, On503 on503 = On503::Fails);

    /// The same for what does not change while a backend runs: it is read once a connection.
    Resource &watchFixed(const QString &path);

    ConnectionStatus status() const;

    /// Why the backend does not let the console in, as far as it has said so.
    Rejection rejection() const;

    /// "PATH: what is wrong" of each answer that is not as documented.
    QStringList foreignAnswers() const;

    /// How far `resource` can be trusted at this moment. What is kept in the store is not the
    /// present while the store is away: what happens meanwhile is written, and told, when it is
    /// back.
    Freshness freshness(const Resource &resource) const;

    /// The server's clock, run on from its last stamp while live; else it stands where it was last
    /// vouched for.
    protocol::WallTime serverNow() const;

    /// The server's clock as far as it is known, which no silence stops.
    protocol::WallTime serverClock() const { return now().wall + m_serverAhead; }

    /// serverNow() for what is told from one resource: it stands while nobody vouches for that one.
    protocol::WallTime serverNow(const Resource &resource) const;

    /// Reads everything again (F5).
    void resync();

    /// The backend is known to be gone: nothing is vouched for any more, nothing is tried.
    void abandon();

Q_SIGNALS:
    void statusChanged(); ///< the connection's state is another
    void pulsed(); ///< several times a second: repaint ages and countdowns
    void eventArrived(const protocol::Event &event);
    void gapFound(qint64 after, qint64 before);

private:
    Resource *addResource(const QString &path, On503 on503 = On503::Fails);
    QList<Resource *> allResources() const;
    void beginEpoch();
    Rejection toldRejection() const;
    void onClosed();
    void askWhy();
    void onVouched(protocol::SteadyTime askedAt);
    void onEvent(const protocol::Event &event);
    void markChanged(const QString &name);
    void learnServerClock(const Resource &resource);
    void learnStore();
    void pulse();
    ConnectionFacts facts() const;
    protocol::Now now() const;

    Connection m_connection;
    Timings m_timings;
    ApiClient m_api;
    EventStream m_eventStream;
    EventStream m_systemStream;
    QList<Resource *> m_resources; ///< always read, and waited for
    QList<Resource *> m_watched;
    Resource *m_supervisor;
    Resource *m_pipeline;
    Resource *m_health;
    Resource *m_breakers;
    Resource *m_events;
    Resource *m_journal;
    Resource *m_cameras;
    Resource *m_deadLetters;
    Resource *m_alerts;
    QTimer m_pulse;
    protocol::Now m_begun;
    protocol::Now m_lastPulse;
    std::optional<protocol::Now> m_telling; ///< the moment of the pulse that is being told
    std::optional<protocol::SteadyTime> m_vouchedAt;
    protocol::WallTime m_vouchedWall{}; ///< the same moment
    std::chrono::milliseconds m_serverAhead{0};
    std::optional<protocol::WallTime> m_storeAway; ///< since when, by the server's clock
    ConnectionState m_shown = ConnectionState::Connecting;
    Rejection m_rejection = Rejection::None;
    bool m_abandoned = false;
};

} // namespace ui
