// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/storage.h"

#include <QFileInfo>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

Q_LOGGING_CATEGORY(log, "signalbox.storage", QtInfoMsg)

using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

// When they may have changed, and not for everybody who asks: two system calls.
void measureFiles(Stats &stats)
{
    stats.fileBytes = QFileInfo(stats.path).size();
    stats.logBytes = QFileInfo(stats.path % u"-wal"_s).size();
}

} // namespace

Storage::Storage(const Options &options)
    : m_writer(std::make_unique<Writer>(options.trialInterval))
    , m_stats({.engine = u"SQLite"_s, .path = options.path})
{
    m_thread.setObjectName(u"storage"_s);
    m_writer->moveToThread(&m_thread);
    connect(m_writer.get(), &Writer::turned, this, &Storage::collect, Qt::QueuedConnection);
    m_thread.start();
}

Storage::~Storage()
{
    if (m_thread.isRunning()) {
        QMetaObject::invokeMethod(m_writer.get(), &Writer::close, Qt::BlockingQueuedConnection);
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
    QMetaObject::invokeMethod(
        writer, [&] { opened.emplace(writer->open(options.path)); }, Qt::BlockingQueuedConnection);
    if (!*opened) {
        return opened->error();
    }
    storage->m_opened = opened->value();
    storage->m_stats.version = storage->m_opened.version;
    measureFiles(storage->m_stats);
    return storage;
}

void Storage::setJournalRules(const JournalRules &rules)
{
    m_writer->setJournalRules(rules);
}

void Storage::submit(std::unique_ptr<Job> job)
{
    ++m_pending;
    if (m_closing) {
        refuse(std::move(job));
        return;
    }
    m_writer->submit(std::move(job));
}

// Through the event loop, as every other answer: nobody is called back from within their call.
void Storage::refuse(std::unique_ptr<Job> job)
{
    std::shared_ptr<Job> held(std::move(job));
    QMetaObject::invokeMethod(
        this,
        [this, held] {
            --m_pending;
            if (held->isWanted()) {
                held->deliver(Error{ErrorKind::Unavailable, u"the store is closing"_s});
            }
        },
        Qt::QueuedConnection);
}

void Storage::collect()
{
    std::vector<Turn> turns = m_writer->takeTurns();
    for (Turn &turn : turns) {
        deliver(std::move(turn));
    }
}

void Storage::deliver(Turn turn)
{
    if (turn.commit) {
        m_stats.lastCommit = turn.commit;
        ++m_stats.commits;
        measureFiles(m_stats);
    }
    if (turn.fault) {
        m_stats.fault = turn.fault;
        qCWarning(log).noquote() << "the store cannot be written:" << *turn.fault;
        Q_EMIT faulted(*turn.fault);
    }
    if (turn.recovered) {
        m_stats.fault.reset();
        qCInfo(log) << "the store can be written again";
        Q_EMIT recovered();
    }
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
    m_closed = std::move(done);
    QMetaObject::invokeMethod(m_writer.get(), &Writer::close, Qt::QueuedConnection);
}

void Storage::stopThread()
{
    m_thread.quit();
    m_thread.wait();
}

Stats Storage::stats() const
{
    return m_stats;
}

} // namespace storage
