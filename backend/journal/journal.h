// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/journal/hubhealthrules.h"
#include "backend/journal/journalpages.h"
#include "backend/protocol/event.h"
#include "backend/protocol/eventregistry.h"
#include "backend/storage/storage.h"

#include <QList>
#include <QObject>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace journal {

/// A line on its way into the journal, to be named as the cause of later ones: its sequence, which
/// is 0 until the line is written.
using Line = std::shared_ptr<std::atomic<qint64>>;

/// What a replay found: the first lines after a sequence, oldest first.
struct Replay
{
    QList<protocol::Event> lines = {};
    bool complete = false; ///< false: lines in between are gone, or the sequence is not of ours
    bool hasMore = false; ///< the limit cut it short
    qint64 oldest = 0; ///< the oldest line that there is; last + 1 without any
    qint64 last = 0; ///< up to where the journal was read
};

/// Everything that happens is one line here: durable, numbered over all channels, in order.
///
/// A line becomes visible (`appended`, sockets, history) after its commit, whether it came by
/// append() or, inside a work, by Transaction::journal(). Lines that break their registry schema
/// are counted, logged and left out. While the store cannot be written, appended lines wait in
/// memory (at most 1,000; what is lost beyond that is counted) and follow when it can.
class Journal final : public QObject
{
    Q_OBJECT

public:
    Journal(storage::Storage &store, const protocol::EventRegistry &registry, const QString &node,
            QObject *parent = nullptr);

    /// `cause` is an earlier line that led to this one, when there is one that did.
    Line append(const protocol::Event &event, const Line &cause = {});

    qint64 sequence() const { return m_sequence; } ///< of the newest visible line

    qint64 oldest() const { return m_oldest; } ///< of the oldest line

    /// Sequences of one id belong together; another one is another installation's journal.
    QString id() const { return m_store.id(); }

    qint64 invalid() const { return m_invalid; } ///< lines left out since the start

    qint64 dropped() const { return m_dropped; } ///< lines lost since the start

    /// How the writing gets on.
    JournalCondition condition() const;

    /// Reads at most `limit` lines after a sequence. When the answer is given, exactly the lines up
    /// to `last` have been appended(): what is appended later follows without a gap.
    void replay(qint64 afterSequence, int limit, QObject *context,
                const std::function<void(protocol::Result<Replay>)> &done);

    void page(const Filter &filter, QObject *context,
              const std::function<void(protocol::Result<Page>)> &done);

    /// Removes at most `limit` of the oldest lines that are older than `time`; gives their number,
    /// 0 when none is left. Costs the same however many there are.
    void prune(protocol::WallTime time, int limit, QObject *context,
               const std::function<void(protocol::Result<int>)> &done);

Q_SIGNALS:
    void appended(const protocol::Event &event);

private:
    struct Draft
    {
        qint64 number = 0; ///< in the order of append()
        protocol::Event event = {};
        Line line = {};
        Line cause = {};
        bool hasWaited = false; ///< in m_kept
    };

    void take(const QList<protocol::Event> &lines);
    void write(const Draft &draft);
    void keep(const Draft &draft);
    void appendKept();
    void leaveOut(const storage::Refusal &refusal);

    storage::Storage &m_store;
    QList<Draft> m_kept = {};
    qint64 m_drafts = 0;
    qint64 m_followingUp = 0; ///< lines that had been kept and are being written now
    qint64 m_sequence = 0;
    qint64 m_oldest = 1;
    qint64 m_invalid = 0;
    qint64 m_dropped = 0;
    qint64 m_failures = 0; ///< writes in a row
    std::optional<protocol::WallTime> m_lastDropped = {};
};

} // namespace journal
