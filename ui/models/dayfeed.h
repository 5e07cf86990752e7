// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/overview/ribbonstate.h"

#include <QObject>

namespace ui {

struct Answer;
class Session;

/// The changes of workers, breakers, services and of the whole in the last day: read from the
/// journal once, taken from the stream afterwards.
class DayFeed final : public QObject
{
    Q_OBJECT

public:
    DayFeed(Session &session, QObject *parent);

    /// Oldest first.
    const QList<protocol::Event> &changes() const { return m_changes; }

    /// How far back the changes are known; nothing before they have been read.
    std::optional<protocol::WallTime> knownSince() const { return m_since; }

    /// Why they cannot be read.
    QString error() const { return m_error; }

Q_SIGNALS:
    void changed();

private:
    void begin();
    void ask(const QString &type, const QString &cursor);
    void take(const QString &type, const Answer &answer);
    void fail(const QString &error);
    void finish();
    void takeEvent(const protocol::Event &event);

    Session &m_session;
    QList<protocol::Event> m_changes;
    QList<protocol::Event> m_found; ///< by the read that is under way
    QList<protocol::Event> m_meanwhile; ///< came by the stream since it began
    std::optional<protocol::WallTime> m_since;
    protocol::WallTime m_asked{}; ///< the beginning of the day that is being read
    QString m_error;
    int m_question = 0; ///< an answer to an earlier read comes too late
    int m_awaited = 0;
    int m_pages = 0;
    bool m_isRead = false;
    bool m_reading = false;
};

} // namespace ui
