// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/writer.h"

#include "backend/storage/dialectrules.h"

#include <QMutexLocker>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

using protocol::Error;
using protocol::ErrorKind;
using protocol::Now;
using std::chrono::milliseconds;

// Longer groups would only make the first of them wait: a commit costs about 0.1 ms.
constexpr std::size_t MaxGroup = 256;
constexpr milliseconds MaxGroupTime{50};

bool isWrite(const std::vector<std::unique_ptr<Job>> &jobs, std::size_t index)
{
    return index < jobs.size() && jobs[index]->mode() == Mode::Write;
}

bool mayRepeat(const std::vector<std::unique_ptr<Job>> &jobs, std::size_t index)
{
    return isWrite(jobs, index) && jobs[index]->repeat() == Repeat::Yes;
}

Error closedStore()
{
    return {ErrorKind::Unavailable, u"it is closed"_s};
}

} // namespace

Error Writer::refused(const Error &fault)
{
    return {ErrorKind::Unavailable, u"the store is unavailable: "_s % fault.detail};
}

Writer::Writer(milliseconds trialInterval)
    : m_trial(this)
    , m_trialInterval(trialInterval)
    , m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    m_trial.setSingleShot(true);
    connect(&m_trial, &QTimer::timeout, this, &Writer::tryAgain);
}

protocol::Result<Opened> Writer::open(const Place &place)
{
    m_place = place;
    auto opened = openStore();
    if (!opened && place.server && opened.error().kind == ErrorKind::Unavailable) {
        m_fault = opened.error();
        tryLater();
    }
    return opened;
}

void Writer::close()
{
    work();
    m_trial.stop();
    if (m_database) {
        m_database->checkpoint();
        drop();
    }
    if (m_isUnsettled) {
        giveBackHeld(refused(m_fault.value_or(closedStore())));
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

std::optional<Error> Writer::attempt(const QString &sql, const QVariantList &values)
{
    try {
        m_database->run(sql, values);
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
    } else if (!(error = attempt(beginReading(m_database->engine())))) {
        error = runJob(*job, turn);
        attempt(u"ROLLBACK"_s);
    }
    turn.outcomes.push_back({.job = std::move(job), .error = std::move(error)});
    if (m_database && m_database->engine() == Engine::Postgres && m_database->isLost()) {
        giveUp(turn, turn.outcomes.back().error.value_or(closedStore()));
    }
    publish(std::move(turn));
}

std::optional<Error> Writer::begin()
{
    if (m_fault || !m_database) {
        return m_fault.value_or(closedStore());
    }
    return attempt(beginWriting(m_database->engine()));
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

/// Works in a row that may be repeated. Gives a value when the whole group is lost; those before
/// `next` are in the turn.
std::optional<Error> Writer::stepTogether(Jobs &jobs, std::size_t &next,
                                          std::chrono::steady_clock::time_point end, Turn &turn)
{
    if (std::optional<Error> broken = attempt(u"SAVEPOINT work"_s)) {
        return broken;
    }
    const std::size_t first = next;
    const std::size_t room = MaxGroup - turn.outcomes.size();
    std::size_t last = first;
    Turn some;
    std::optional<Error> error;
    while (!error && mayRepeat(jobs, last) && last - first < room
           && (last == first || std::chrono::steady_clock::now() < end)) {
        error = runJob(*jobs[last++], some);
    }
    if (error && m_database->isBroken()) {
        return error;
    }
    if (std::optional<Error> broken = attempt(error ? u"ROLLBACK TO work"_s : u"RELEASE work"_s)) {
        return broken;
    }
    if (!error) {
        turn.lines += some.lines;
        turn.refusals += some.refusals;
        for (; next < last; ++next) {
            turn.outcomes.push_back({.job = std::move(jobs[next])});
        }
        return std::nullopt;
    }
    std::optional<Error> broken = attempt(u"RELEASE work"_s);
    while (!broken && next < last) {
        broken = step(std::move(jobs[next++]), turn);
    }
    return broken;
}

void Writer::runGroup(Jobs &jobs, std::size_t &next)
{
    Turn turn;
    const bool wasSettled = !m_isUnsettled;
    std::optional<Error> broken = begin();
    const auto end = std::chrono::steady_clock::now() + MaxGroupTime;
    while (!broken && isWrite(jobs, next) && turn.outcomes.size() < MaxGroup
           && (turn.outcomes.empty() || std::chrono::steady_clock::now() < end)) {
        broken = mayRepeat(jobs, next) ? stepTogether(jobs, next, end, turn)
                                       : step(std::move(jobs[next++]), turn);
    }
    if (!broken) {
        broken = commit(turn);
    }
    if (broken) {
        if (wasSettled && m_isUnsettled) {
            m_held = std::exchange(turn, Turn{});
        }
        while (isWrite(jobs, next)) {
            turn.outcomes.push_back({.job = std::move(jobs[next++])});
        }
        giveUp(turn, *broken);
    }
    publish(std::move(turn));
}

} // namespace storage
