// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace app {

/// What is to be done about one message of /ws/events.
struct ChainStep
{
    bool isNews = false; ///< an event that was not told yet
    QList<QJsonObject> send = {};
    QString note = {}; ///< for people
};

/// Follows the events of a backend over any number of connections, each event once and in order. A
/// connection begins with a replay of what it missed, and has another one whenever an event does
/// not follow on the one before.
class EventChain final
{
public:
    /// Only types that match a pattern, all without one. Begins behind the event `after`; -1: with
    /// what is yet to come.
    EventChain(QStringList patterns, qint64 after);

    ChainStep take(const QJsonObject &message);

    /// What came on the connection that is gone has nothing to do with the next one.
    void disconnected() { m_level = false; }

private:
    ChainStep greeted(const QJsonObject &message);
    ChainStep replayed(const QJsonObject &message);
    ChainStep told(const QJsonObject &message);
    QJsonObject resync() const;

    QStringList m_patterns;
    qint64 m_last; ///< everything up to it was told
    qint64 m_previous = 0; ///< the last one that this connection brought
    QString m_journal; ///< whose sequences these are
    bool m_isFirst = true;
    bool m_level = false; ///< no replay is under way
};

} // namespace app
