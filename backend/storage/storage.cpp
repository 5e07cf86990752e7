// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/storage.h"

#include "backend/storage/postgres.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QSemaphore>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

Q_LOGGING_CATEGORY(log, "signalbox.storage", QtInfoMsg)

using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

constexpr std::chrono::milliseconds CutAgain{1000};

// When they may have changed, and not for everybody who asks: two system calls.
void measureFiles(Stats &stats)
{
    stats.fileBytes = QFileInfo(stats.path).size();
    stats.logBytes = QFileInfo(stats.path % u"-wal"_s).size();
}

} // namespace

Storage::Storage(const Options &options)
    : m_options(options)
    , m_writer(std::make_unique<Writer>(options.trialInterval))
    , m_stats({.engine = options.server ? u"PostgreSQL"_s : u"SQLite"_s,
               .path = options.server ? toText(*options.server) : options.path})
{
    m_thread.setObjectName(u"storage"_s);
    m_writer->moveToThread(&m_thread);
    connect(m_writer.get(), &Writer::turned, this, &Storage::collect, Qt::QueuedConnection);
    connect(&m_watch, &QTimer::timeout, this, &Storage::watch);
    m_thread.start();
}

Storage::~Storage()
{
    if (m_thread.isRunning()) {
        QSemaphore closed;
        QMetaObject::invokeMethod(
            m_writer.get(),
            [this, &closed] {
                m_writer->close();
                closed.release();
            },
            Qt::QueuedConnection);
        auto patience = m_isSilent ? std::chrono::milliseconds(0) : m_options.patience;
        while (!closed.tryAcquire(1, static_cast<int>(patience.count()))) {
            m_writer->cut();
            patience = CutAgain;
        }
        stopThread();
    }
}

Result<std::unique_ptr<Storage>> Storage::open(const QString &path)
{
    return open(Options{.path = path});
}

Result<std::unique_ptr<Storage>> Storage::open(const Options &options)
{
    std::unique_ptr<Storage> storage(new Storage(options));
    std::optional<Result<Opened>> opened;
    Writer *writer = storage->m_writer.get();
    const Place place{.path = options.path, .server = options.server};
    QMetaObject::invokeMethod(
        writer, [&] { opened.emplace(writer->open(place)); }, Qt::BlockingQueuedConnection);
    if (*opened) {
        storage->m_opened = opened->value();
        storage->m_stats.version = storage->m_opened.version;
    } else if (options.server && opened->error().kind == ErrorKind::Unavailable) {
        storage->m_isWriterFaulted = true;
        storage->fall(opened->error().detail);
    } else {
        return opened->error();
    }
    if (options.server) {
        storage->m_watch.start(options.beat / 2);
    } else {
        measureFiles(storage->m_stats);
    }
    return storage;
}

void Storage::setJournalRules(const JournalRules &rules)
{
    m_writer->setJournalRules(rules);
}

void Storage::submit(std::unique_ptr<Job> job)
{
    if (++m_pending == 1) {
        m_lastSign = std::chrono::steady_clock::now();
    }
    if (m_closing) {
        refuse(std::move(job), u"the store is closing"_s);
    } else if (m_isSilent) {
        refuse(std::move(job), u"the store is unavailable: "_s % *m_stats.fault);
    } else {
        m_writer->submit(std::move(job));
    }
}

// Through the event loop, as every other answer: nobody is called back from within their call.
void Storage::refuse(std::unique_ptr<Job> job, const QString &reason)
{
    m_refused.push_back({.job = std::move(job), .error = Error{ErrorKind::Unavailable, reason}});
    QMetaObject::invokeMethod(this, &Storage::deliverRefused, Qt::QueuedConnection);
}

void Storage::deliverRefused()
{
    std::vector<Turn::Outcome> refused = std::exchange(m_refused, {});
    for (Turn::Outcome &outcome : refused) {
        --m_pending;
        if (outcome.job->isWanted()) {
            outcome.job->deliver(outcome.error);
        }
    }
}

void Storage::collect()
{
    std::vector<Turn> turns = m_writer->takeTurns();
    for (Turn &turn : turns) {
        deliver(std::move(turn));
    }
}

void Storage::fall(const QString &reason)
{
    m_stats.fault = reason;
    m_stats.server.reset();
    qCWarning(log).noquote() << "the store cannot be written:" << reason;
    Q_EMIT faulted(reason);
}

// Who is refused hears it before: what they keep then is what they write now.
void Storage::rise()
{
    deliverRefused();
    m_stats.fault.reset();
    qCInfo(log) << "the store can be written again";
    Q_EMIT recovered();
}

void Storage::note(const Turn &turn)
{
    m_lastSign = std::chrono::steady_clock::now();
    if (turn.opened) {
        m_opened = *turn.opened;
        m_stats.version = m_opened.version;
        Q_EMIT opened();
    }
    if (turn.commit) {
        m_stats.lastCommit = turn.commit;
        ++m_stats.commits;
        if (!m_options.server) {
            measureFiles(m_stats);
        }
    }
    const bool hasSpoken = std::exchange(m_isSilent, false);
    if (turn.fault) {
        m_isWriterFaulted = true;
        fall(*turn.fault);
    } else if (turn.recovered || (hasSpoken && !m_isWriterFaulted)) {
        m_isWriterFaulted = false;
        rise();
    }
}

void Storage::deliver(Turn turn)
{
    note(turn);
    if (!turn.lines.isEmpty()) {
        Q_EMIT committed(turn.lines);
    }
    for (const Refusal &refusal : std::as_const(turn.refusals)) {
        Q_EMIT refused(refusal);
    }
    for (Turn::Outcome &outcome : turn.outcomes) {
        --m_pending;
        ++m_stats.works;
        if (outcome.job->isWanted()) {
            outcome.job->deliver(outcome.error);
        }
    }
    if (turn.closed) {
        stopThread();
        if (const auto done = std::exchange(m_closed, {})) {
            done();
        }
    }
}

void Storage::close(std::function<void()> done)
{
    Q_ASSERT_X(!m_closing, "Storage::close", "called once");
    m_closing = true;
    m_lastSign = std::chrono::steady_clock::now();
    m_closed = std::move(done);
    QMetaObject::invokeMethod(m_writer.get(), &Writer::close, Qt::QueuedConnection);
}

// Only a server can keep the storage thread waiting without end. While it is away the writer tries
// by itself.
void Storage::watch()
{
    const auto now = std::chrono::steady_clock::now();
    const auto quiet = m_pending > 0 ? now - m_lastSign : std::chrono::nanoseconds(0);
    if (quiet >= m_options.patience && (m_isSilent || m_closing || isFaulted())) {
        m_writer->cut();
    }
    if (!m_isSilent && !m_closing && quiet >= m_options.silence
        && (isFaulted() || now - m_lastAnswer >= m_options.silence)) {
        m_isSilent = true;
        if (!isFaulted()) {
            fall(u"the server does not answer"_s);
        }
    } else if (!m_isAsking && !m_closing && !m_isSilent) {
        askServer();
    }
    if (quiet >= m_options.silence / 2 && !isFaulted()) {
        ping();
    }
}

// A statement may take long on a server that is well: it is asked beside.
void Storage::ping()
{
    if (std::exchange(m_isPinging, true)) {
        return;
    }
    m_pings.start([this, server = *m_options.server] {
        const bool isThere = isAnswering(server);
        QMetaObject::invokeMethod(
            this,
            [this, isThere] {
                m_isPinging = false;
                m_lastAnswer = isThere ? std::chrono::steady_clock::now() : m_lastAnswer;
            },
            Qt::QueuedConnection);
    });
}

void Storage::askServer()
{
    m_isAsking = true;
    ++m_asked;
    read<ServerFigures>(
        this,
        [asked = m_asked](Transaction &tx) {
            QSqlQuery &row = tx.exec(
                // What others do is hidden from an ordinary user, how many they are is not.
                u"SELECT (SELECT sum(numbackends) FROM pg_stat_database)::bigint, "
                "current_setting('max_connections')::int, "
                "blks_hit, blks_read, xact_commit + xact_rollback FROM pg_stat_database "
                "WHERE datname = current_database()"_s);
            return row.next() ? ServerFigures{.connections = row.value(0).toLongLong(),
                                              .mostConnections = row.value(1).toLongLong(),
                                              .blocksHit = row.value(2).toLongLong(),
                                              .blocksRead = row.value(3).toLongLong(),
                                              .transactions = row.value(4).toLongLong(),
                                              .asked = asked,
                                              .at = std::chrono::steady_clock::now()}
                              : ServerFigures{};
        },
        [this](const Result<ServerFigures> &figures) {
            m_isAsking = false;
            --m_stats.works; // of our own
            m_stats.server = figures ? std::optional(figures.value()) : std::nullopt;
        });
}

void Storage::stopThread()
{
    m_watch.stop();
    m_thread.quit();
    m_thread.wait();
}

Stats Storage::stats() const
{
    return m_stats;
}

} // namespace storage
