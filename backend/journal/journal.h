// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/journal/backlog.h"
#include "backend/journal/hubhealthrules.h"
#include "backend/journal/journalpages.h"
#include "backend/journal/keptlines.h"
#include "backend/protocol/event.h"
#include "backend/protocol/eventregistry.h"
#include "backend/storage/storage.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace journal {

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
/// are counted, logged and left out. While the store cannot be written, appended lines wait on the
/// disk, also for another process after this one, and follow in their order when it can. There is
/// room for 64 MiB of them there and 1,000 in memory; what is lost beyond that is counted. What is
/// handed to the store and not yet written goes with a process that is killed.
class Journal final : public QObject
{
    Q_OBJECT

public:
    /// Without a folder lines wait in memory alone.
    Journal(storage::Storage &store, const protocol::EventRegistry &registry, const QString &node,
            const QString &spillFolder = {}, QObject *parent = nullptr);

    /// `cause` is an earlier line that led to this one, when there is one that did.
    Line append(const protocol::Event &event, const Line &cause = {});

    qint64 sequence() const { return m_sequence; } ///< of the newest visible line

    qint64 oldest() const { return m_oldest; } ///< of the oldest line

    /// Sequences of one id belong together; another one is another installation's journal.
    QString id() const { return m_store.id(); }

    qint64 invalid() const { return m_invalid; } ///< lines left out since the start

    qint64 dropped() const { return m_backlog.lost(); } ///< lines lost since the start

    qint64 waiting() const { return m_backlog.waiting(); } ///< lines that wait for the store

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
    };

    void take(const QList<protocol::Event> &lines);
    void write(const Draft &draft);
    void written(const Draft &draft, const protocol::Result<qint64> &sequence);
    void keep(const Draft &draft, bool isTried = false);
    Backlog::Work plan(const Backlog::Entries &entries) const;
    void forget(qint64 number);
    void leaveOut(const storage::Refusal &refusal);

    storage::Storage &m_store;
    Backlog m_backlog;
    QHash<qint64, Line> m_unwritten; ///< by their numbers
    QHash<const std::atomic<qint64> *, qint64> m_numbers; ///< of those
    QHash<qint64, qint64> m_sequences; ///< of what was written while others wait, by number
    qint64 m_sequence = 0;
    qint64 m_oldest = 1;
    qint64 m_invalid = 0;
    qint64 m_failures = 0; ///< writes in a row
    std::optional<protocol::WallTime> m_lastDropped = {};
};

} // namespace journal
