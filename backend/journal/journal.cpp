// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/journal.h"

#include "backend/storage/dialectrules.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace journal {

namespace {

Q_LOGGING_CATEGORY(log, "signalbox.journal", QtInfoMsg)

using protocol::Event;
using protocol::Result;
using storage::Transaction;

qint64 numberOf(Transaction &tx, const QString &sql)
{
    QSqlQuery &query = tx.exec(sql);
    return query.next() ? query.value(0).toLongLong() : 0;
}

/// Also lines that are gone have counted.
qint64 lastOf(Transaction &tx)
{
    return numberOf(tx, storage::lastSequenceQuery(tx.engine()));
}

qint64 oldestOf(Transaction &tx)
{
    const qint64 oldest = numberOf(tx, u"SELECT min(sequence) FROM journal"_s);
    return oldest > 0 ? oldest : lastOf(tx) + 1;
}

Replay replayIn(Transaction &tx, qint64 after, int limit)
{
    Replay replay{.oldest = oldestOf(tx), .last = lastOf(tx)};
    replay.complete = after >= replay.oldest - 1 && after <= replay.last;
    replay.lines =
        linesOf(tx.exec(lineColumns() % u"WHERE sequence > ? ORDER BY sequence LIMIT ?"_s,
                        {std::max<qint64>(after, 0), limit}));
    replay.hasMore = !replay.lines.isEmpty() && replay.lines.last().sequence < replay.last
        && replay.lines.size() == limit;
    if (replay.hasMore) {
        replay.last = replay.lines.last().sequence;
    }
    return replay;
}

} // namespace

Journal::Journal(storage::Storage &store, const protocol::EventRegistry &registry,
                 const QString &node, const QString &spillFolder, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_backlog(store, {.folder = spillFolder, .mark = QString(u"journal.spill."_s % node)},
                [this](const Backlog::Entries &entries) { return plan(entries); })
    , m_sequence(store.lastSequence())
    , m_oldest(store.oldestSequence())
{
    // A copy of its own: the check runs on the storage thread and may outlive the caller's.
    m_store.setJournalRules({.node = node, .admit = [registry](Event &event) {
                                 if (event.channel.isEmpty()) {
                                     event.channel = registry.channelOf(event.type);
                                 }
                                 return registry.fault(event.type, event.data);
                             }});
    connect(&m_store, &storage::Storage::committed, this, &Journal::take);
    connect(&m_store, &storage::Storage::refused, this, &Journal::leaveOut);
    connect(&m_store, &storage::Storage::opened, this, [this] {
        m_sequence = m_store.lastSequence();
        m_oldest = m_store.oldestSequence();
    });
    connect(&m_backlog, &Backlog::written, this,
            [this](const Backlog::Entries &entries, const QList<qint64> &sequences) {
                m_failures = 0;
                for (qsizetype i = 0; i < entries.size(); ++i) {
                    m_sequences.insert(entries.at(i).number, sequences.at(i));
                    forget(entries.at(i).number);
                }
            });
    connect(&m_backlog, &Backlog::leftOut, this, [this](qint64 number) {
        m_lastDropped = protocol::Now::read().wall;
        if (const Line line = m_unwritten.value(number)) {
            line->store(0);
        }
        forget(number);
    });
    connect(&m_backlog, &Backlog::emptied, this, [this] { m_sequences.clear(); });
    m_backlog.start();
}

Line Journal::append(const Event &event, const Line &cause)
{
    Draft draft{.number = m_backlog.nextNumber(),
                .event = event,
                .line = std::make_shared<std::atomic<qint64>>(0),
                .cause = cause};
    if (draft.event.timestamp == protocol::WallTime{}) {
        draft.event.timestamp = protocol::Now::read().wall;
    }
    m_unwritten.insert(draft.number, draft.line);
    m_numbers.insert(draft.line.get(), draft.number);
    if (m_store.isFaulted()) {
        ++m_failures;
        keep(draft);
    } else if (!m_backlog.isEmpty()) {
        keep(draft); // behind those that wait, which keeps the order
    } else {
        write(draft);
    }
    return draft.line;
}

// Works run in the order of the calls: the cause has its sequence when this line is written.
void Journal::write(const Draft &draft)
{
    m_store.write<qint64>(
        this,
        [draft](Transaction &tx) {
            draft.line->store(0); // of a first run that came to nothing
            Event event = draft.event;
            if (draft.cause) {
                event.cause = draft.cause->load();
            }
            const qint64 sequence = tx.journal(event);
            draft.line->store(sequence);
            return sequence;
        },
        [this, draft](const Result<qint64> &sequence) { written(draft, sequence); },
        storage::Repeat::Yes);
}

void Journal::written(const Draft &draft, const Result<qint64> &sequence)
{
    if (!sequence) {
        ++m_failures;
        draft.line->store(0);
        keep(draft, true);
        return;
    }
    m_failures = 0;
    if (!m_backlog.isEmpty()) {
        m_sequences.insert(draft.number, sequence.value()); // one of those may follow on it
    }
    forget(draft.number);
}

// What is not known to be written has a sequence that may come to nothing.
void Journal::keep(const Draft &draft, bool isTried)
{
    KeptLine kept{.number = draft.number, .event = draft.event, .isTried = isTried};
    if (draft.cause) {
        kept.causeNumber = m_numbers.value(draft.cause.get());
        kept.event.cause = kept.causeNumber > 0 ? 0 : draft.cause->load();
    }
    m_backlog.add({.number = draft.number, .thing = toThing(kept)});
}

Backlog::Work Journal::plan(const Backlog::Entries &entries) const
{
    QList<KeptLine> all;
    for (const SpillLog::Entry &entry : entries) {
        KeptLine kept = keptLineFrom(entry.number, entry.thing);
        kept.line = m_unwritten.value(entry.number);
        if (const auto known = m_sequences.constFind(kept.causeNumber);
            known != m_sequences.constEnd()) {
            kept.event.cause = *known;
            kept.causeNumber = 0;
        }
        all.append(kept);
    }
    return [all](Transaction &tx) { return appendAll(tx, all); };
}

void Journal::forget(qint64 number)
{
    if (const Line line = m_unwritten.take(number)) {
        m_numbers.remove(line.get());
    }
}

JournalCondition Journal::condition() const
{
    return {.fault = m_store.stats().fault,
            .failures = m_failures,
            .waiting = waiting(),
            .dropped = dropped(),
            .lastDropped = m_lastDropped};
}

void Journal::take(const QList<Event> &lines)
{
    for (const Event &line : lines) {
        m_sequence = line.sequence;
        Q_EMIT appended(line);
    }
}

void Journal::leaveOut(const storage::Refusal &refusal)
{
    ++m_invalid;
    qCWarning(log).noquote() << "left out an invalid" << refusal.event.type << "-" << refusal.fault;
}

void Journal::replay(qint64 afterSequence, int limit, QObject *context,
                     const std::function<void(Result<Replay>)> &done)
{
    m_store.read<Replay>(
        context,
        [afterSequence, limit](Transaction &tx) { return replayIn(tx, afterSequence, limit); },
        done);
}

void Journal::page(const Filter &filter, QObject *context,
                   const std::function<void(Result<Page>)> &done)
{
    m_store.read<Page>(
        context, [filter](Transaction &tx) { return pageIn(tx, filter); }, done);
}

void Journal::prune(protocol::WallTime time, int limit, QObject *context,
                    const std::function<void(Result<int>)> &done)
{
    struct Pruned
    {
        int lines = 0;
        qint64 oldest = 0;
    };

    // Only a beginning of the journal may go, never a piece out of its middle: a clock that was set
    // back leaves younger times in older places.
    m_store.write<Pruned>(
        this,
        [time, limit](Transaction &tx) {
            const int lines = tx.change(
                u"WITH batch AS MATERIALIZED "
                "(SELECT sequence, timestamp FROM journal ORDER BY sequence LIMIT ?) "
                "DELETE FROM journal WHERE sequence <= (SELECT max(sequence) FROM batch) "
                "AND sequence < coalesce((SELECT min(sequence) FROM batch WHERE timestamp >= ?), "
                "9223372036854775807)"_s,
                {limit, storage::stored(time)});
            return Pruned{.lines = lines, .oldest = oldestOf(tx)};
        },
        [this, asker = QPointer<QObject>(context), isAsked = context != nullptr,
         done](const Result<Pruned> &result) {
            if (result) {
                m_oldest = result.value().oldest;
            }
            if (done && (asker || !isAsked)) {
                done(result ? Result<int>(result.value().lines) : Result<int>(result.error()));
            }
        });
}

} // namespace journal
