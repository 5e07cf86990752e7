// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/writer.h"

#include <QMutexLocker>

#include <iterator>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

using protocol::Error;
using protocol::ErrorKind;
using protocol::Now;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Longer groups would only make the first of them wait: a commit costs about 0.1 ms.
constexpr std::size_t MaxGroup = 256;
constexpr milliseconds MaxGroupTime{50};

bool isWrite(const std::vector<std::unique_ptr<Job>> &jobs, std::size_t index)
{
    return index < jobs.size() && jobs[index]->mode() == Mode::Write;
}

Error closedStore()
{
    return {ErrorKind::Unavailable, u"it is closed"_s};
}

Error refused(const Error &fault)
{
    return {ErrorKind::Unavailable, u"the store is unavailable: "_s % fault.detail};
}

} // namespace

Writer::Writer(milliseconds trialInterval)
    : m_trial(this)
{
    m_trial.setSingleShot(true);
    m_trial.setInterval(trialInterval);
    connect(&m_trial, &QTimer::timeout, this, &Writer::tryAgain);
}

protocol::Result<Opened> Writer::open(const QString &path)
{
    m_path = path;
    auto database = Database::open(path);
    if (!database) {
        return database.error();
    }
    m_database = std::move(database.value());
    Opened opened{.version = m_database->version()};
    try {
        QSqlQuery &last = m_database->run(
            u"SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0)"_s);
        opened.lastSequence = last.next() ? last.value(0).toLongLong() : 0;
        QSqlQuery &oldest = m_database->run(u"SELECT min(sequence) FROM journal"_s);
        opened.oldestSequence = oldest.next() && !oldest.value(0).isNull()
            ? oldest.value(0).toLongLong()
            : opened.lastSequence + 1;
    } catch (const Failure &failure) {
        m_database.reset();
        return failure.error();
    }
    m_database->finishQueries();
    opened.id = m_database->identity();
    return opened;
}

void Writer::close()
{
    work();
    m_trial.stop();
    if (m_database) {
        m_database->checkpoint();
        m_database.reset();
    }
    Turn last;
    last.closed = true;
    publish(std::move(last));
}

void Writer::submit(std::unique_ptr<Job> job)
{
    const QMutexLocker lock(&m_mutex);
    m_waiting.push_back(std::move(job));
    wake();
}

void Writer::wake()
{
    if (!m_awake) {
        m_awake = true;
        QMetaObject::invokeMethod(this, &Writer::work, Qt::QueuedConnection);
    }
}

std::vector<Turn> Writer::takeTurns()
{
    const QMutexLocker lock(&m_mutex);
    return std::exchange(m_turns, {});
}

void Writer::setJournalRules(JournalRules rules)
{
    const QMutexLocker lock(&m_mutex);
    m_newRules = std::move(rules);
}

void Writer::publish(Turn turn)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_turns.push_back(std::move(turn));
    }
    Q_EMIT turned();
}

void Writer::work()
{
    Jobs jobs;
    {
        const QMutexLocker lock(&m_mutex);
        m_awake = false;
        jobs = std::exchange(m_waiting, {});
        if (m_newRules) {
            m_rules = *std::exchange(m_newRules, std::nullopt);
        }
    }
    std::size_t next = 0;
    while (next < jobs.size()) {
        if (isWrite(jobs, next)) {
            runGroup(jobs, next);
        } else {
            runRead(std::move(jobs[next++]));
        }
    }
}

std::optional<Error> Writer::attempt(const QString &sql)
{
    try {
        m_database->run(sql);
        m_database->finishQueries();
        return std::nullopt;
    } catch (const Failure &failure) {
        m_database->finishQueries();
        return failure.error();
    }
}

std::optional<Error> Writer::runJob(Job &job, Turn &turn)
{
    Transaction transaction(*m_database, m_rules, job.mode(), Now::read());
    try {
        job.run(transaction);
        turn.lines += transaction.takeLines();
        turn.refusals += transaction.takeRefusals();
        return std::nullopt;
    } catch (const Failure &failure) {
        return failure.error();
    } catch (const std::exception &foreign) {
        return Error{ErrorKind::Internal, QString::fromUtf8(foreign.what())};
    }
}

void Writer::runRead(std::unique_ptr<Job> job)
{
    Turn turn;
    std::optional<Error> error;
    if (!m_database) {
        error = refused(m_fault.value_or(closedStore()));
    } else if (!(error = attempt(u"BEGIN"_s))) {
        error = runJob(*job, turn);
        attempt(u"ROLLBACK"_s);
    }
    turn.outcomes.push_back({.job = std::move(job), .error = std::move(error)});
    publish(std::move(turn));
}

std::optional<Error> Writer::begin()
{
    if (m_fault || !m_database) {
        return m_fault.value_or(closedStore());
    }
    return attempt(u"BEGIN IMMEDIATE"_s);
}

/// One work of a group; gives a value when the whole group is lost.
std::optional<Error> Writer::step(std::unique_ptr<Job> job, Turn &turn)
{
    std::optional<Error> broken = attempt(u"SAVEPOINT work"_s);
    std::optional<Error> error = broken ? broken : runJob(*job, turn);
    if (error && !broken) {
        broken = m_database->isBroken() ? error : attempt(u"ROLLBACK TO work"_s);
    }
    if (!broken) {
        broken = attempt(u"RELEASE work"_s);
    }
    turn.outcomes.push_back({.job = std::move(job), .error = std::move(error)});
    return broken;
}

void Writer::runGroup(Jobs &jobs, std::size_t &next)
{
    Turn turn;
    std::optional<Error> broken = begin();
    const auto end = steady_clock::now() + MaxGroupTime;
    while (!broken && isWrite(jobs, next) && turn.outcomes.size() < MaxGroup
           && (turn.outcomes.empty() || steady_clock::now() < end)) {
        broken = step(std::move(jobs[next++]), turn);
    }
    if (!broken) {
        broken = commit(turn);
    }
    if (broken) {
        while (isWrite(jobs, next)) {
            turn.outcomes.push_back({.job = std::move(jobs[next++])});
        }
        giveUp(turn, *broken);
    }
    publish(std::move(turn));
}

std::optional<Error> Writer::commit(Turn &turn)
{
    const auto since = steady_clock::now();
    if (auto error = attempt(u"COMMIT"_s)) {
        return error;
    }
    turn.commit =
        std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - since);
    return std::nullopt;
}

// After a failed commit the connection is kept: its index still ends the log before the failed
// pages, and the next commit writes over them. Opening anew would read the log again and could
// find as done what has been reported as not done.
void Writer::giveUp(Turn &turn, const Error &error)
{
    for (Turn::Outcome &outcome : turn.outcomes) {
        outcome.error = refused(error);
    }
    turn.lines.clear();
    turn.refusals.clear();
    if (m_database) {
        attempt(u"ROLLBACK"_s);
        if (m_database->isLost()) {
            m_database.reset();
        }
    }
    if (!m_fault) {
        m_fault = error;
        turn.fault = error.detail;
    }
    if (!m_trial.isActive()) {
        m_trial.start();
    }
}

void Writer::tryAgain()
{
    if (!m_database) {
        auto database = Database::open(m_path);
        if (!database) {
            m_trial.start();
            return;
        }
        m_database = std::move(database.value());
    }
    const Now now = Now::read();
    std::optional<Error> error = attempt(u"BEGIN IMMEDIATE"_s);
    try {
        if (!error) {
            m_database->run(u"INSERT INTO settings VALUES ('store.trial', ?, ?) "
                            "ON CONFLICT (key) DO UPDATE SET value = excluded.value, "
                            "updated_at = excluded.updated_at"_s,
                            {u"written"_s, protocol::toIso(now.wall)});
            error = attempt(u"COMMIT"_s);
        }
    } catch (const Failure &failure) {
        error = failure.error();
    }
    Turn turn;
    if (error) {
        giveUp(turn, *error);
        return;
    }
    m_fault.reset();
    turn.recovered = true;
    publish(std::move(turn));
}

} // namespace storage
