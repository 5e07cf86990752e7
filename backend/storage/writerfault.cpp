// SPDX-License-Identifier: GPL-3.0-or-later
// How the storage thread commits, loses its store and gets it back.
#include "backend/storage/dialectrules.h"
#include "backend/storage/writer.h"

#include <QMutexLocker>
#include <QUuid>

#include <algorithm>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

using protocol::Error;
using protocol::Now;
using std::chrono::steady_clock;

constexpr int MaxDoublings = 2;
constexpr std::chrono::days CommitsKept{30};

QString newName()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

protocol::Result<Opened> Writer::openStore()
{
    const auto connected = [this](int socket) { noteSocket(socket); };
    auto database = m_place.server ? Database::open(*m_place.server, m_former, connected)
                                   : Database::open(m_place.path);
    if (!database) {
        return database.error();
    }
    m_database = std::move(database.value());
    Opened opened{.version = m_database->version()};
    try {
        QSqlQuery &last = m_database->run(lastSequenceQuery(m_database->engine()));
        opened.lastSequence = last.next() ? last.value(0).toLongLong() : 0;
        QSqlQuery &oldest = m_database->run(u"SELECT min(sequence) FROM journal"_s);
        opened.oldestSequence = oldest.next() && !oldest.value(0).isNull()
            ? oldest.value(0).toLongLong()
            : opened.lastSequence + 1;
    } catch (const Failure &failure) {
        drop();
        return failure.error();
    }
    m_database->finishQueries();
    opened.id = m_database->identity();
    if (auto error = checkSame(opened)) {
        drop();
        return *error;
    }
    if (m_place.server) {
        // Ours may still have to be looked up, whatever the clock says of its age.
        attempt(u"DELETE FROM store_commits WHERE at < ? AND writer <> ?"_s,
                {stored(Now::read().wall - CommitsKept), m_name});
    }
    m_id = opened.id.isEmpty() ? m_id : opened.id;
    m_highest = std::max(m_highest, opened.lastSequence);
    return opened;
}

// A server may come back as another one, or as it was some time ago. What was told has its numbers:
// they are not given again.
std::optional<Error> Writer::checkSame(const Opened &opened)
{
    if (!m_id.isEmpty() && !opened.id.isEmpty() && opened.id != m_id) {
        return Error{protocol::ErrorKind::Unavailable,
                     u"the database holds another store than before; start anew to use it"_s};
    }
    if (m_place.server && opened.lastSequence < m_highest) {
        return attempt(u"SELECT setval('journal_sequence_seq', ?)"_s, {m_highest});
    }
    return std::nullopt;
}

void Writer::noteSocket(int socket)
{
    const QMutexLocker lock(&m_socketMutex);
    m_socket = socket;
}

void Writer::drop()
{
    noteSocket(-1);
    m_former = m_database->session();
    m_database.reset();
}

void Writer::cut()
{
    const QMutexLocker lock(&m_socketMutex);
    if (m_socket >= 0) {
        ::shutdown(m_socket, SHUT_RDWR);
    }
}

// Each commit on a server leaves its name there, in the same transaction: so it is found out
// whether one went through whose answer never came. (The number of a transaction would not tell: a
// server that crashed gives it away a second time.)
std::optional<Error> Writer::commit(Turn &turn)
{
    const auto since = steady_clock::now();
    const bool isRemote = m_database->engine() == Engine::Postgres;
    if (isRemote) {
        m_commitName = newName();
        if (auto error = attempt(u"INSERT INTO store_commits VALUES (?, ?, ?) ON CONFLICT (writer) "
                                 "DO UPDATE SET name = excluded.name, at = excluded.at"_s,
                                 {m_name, m_commitName, stored(Now::read().wall)})) {
            return error;
        }
    }
    if (auto error = attempt(u"COMMIT"_s)) {
        m_isUnsettled = isRemote && m_database->isLost();
        return error;
    }
    if (!turn.lines.isEmpty()) {
        m_highest = std::max(m_highest, turn.lines.last().sequence);
    }
    turn.commit =
        std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - since);
    return std::nullopt;
}

// After a failed commit SQLite's connection is kept: its index still ends the log before the failed
// pages, and the next commit writes over them. Opening anew would read the log again and could
// find as done what has been reported as not done.
void Writer::giveUp(Turn &turn, const Error &error)
{
    for (Turn::Outcome &outcome : turn.outcomes) {
        outcome.error = refused(error);
    }
    turn.lines.clear();
    turn.refusals.clear();
    if (m_database && m_database->isLost()) {
        drop();
    } else if (m_database) {
        attempt(u"ROLLBACK"_s);
        if (m_database->isLost()) {
            drop();
        }
    }
    if (m_fault != error) {
        m_fault = error;
        turn.fault = error.detail;
    }
    tryLater();
}

// A file is tried again at a steady pace; a server at half, then a quarter of it.
void Writer::tryLater()
{
    if (!m_trial.isActive()) {
        const int doublings = m_place.server ? std::min(m_trials, MaxDoublings) : 0;
        m_trial.start(m_trialInterval * (1 << doublings));
    }
}

void Writer::tryAgain()
{
    ++m_trials;
    if (!m_database && !reopen()) {
        tryLater();
        return;
    }
    Turn turn;
    std::optional<Error> error = m_isUnsettled ? lookUp() : std::nullopt;
    if (!error) {
        error = tryWriting();
    }
    if (error) {
        giveUp(turn, *error);
        return;
    }
    m_fault.reset();
    m_trials = 0;
    turn.recovered = true;
    publish(std::move(turn));
}

bool Writer::reopen()
{
    const bool isFirst = m_id.isEmpty();
    const auto opened = openStore();
    Turn turn;
    if (opened && isFirst) {
        turn.opened = opened.value(); // at once: what is tried next may fail
    } else if (!opened && m_place.server && opened.error() != m_fault) {
        m_fault = opened.error();
        turn.fault = m_fault->detail;
    }
    if (turn.opened || turn.fault) {
        publish(std::move(turn));
    }
    return opened.ok();
}

std::optional<Error> Writer::tryWriting()
{
    const Now now = Now::read();
    if (auto error = attempt(beginWriting(m_database->engine()))) {
        return error;
    }
    if (auto error = attempt(u"INSERT INTO settings VALUES ('store.trial', ?, ?) "
                             "ON CONFLICT (key) DO UPDATE SET value = excluded.value, "
                             "updated_at = excluded.updated_at"_s,
                             {u"written"_s, protocol::toIso(now.wall)})) {
        return error;
    }
    return attempt(u"COMMIT"_s);
}

/// Whether the commit that was cut off went through; then its works are told, in their order.
std::optional<Error> Writer::lookUp()
{
    bool isDone = false;
    try {
        QSqlQuery &found =
            m_database->run(u"SELECT name FROM store_commits WHERE writer = ?"_s, {m_name});
        isDone = found.next() && found.value(0).toString() == m_commitName;
        m_database->finishQueries();
    } catch (const Failure &failure) {
        m_database->finishQueries();
        return failure.error();
    }
    if (isDone) {
        m_isUnsettled = false;
        publish(std::exchange(m_held, Turn{}));
    } else {
        giveBackHeld(refused(
            {protocol::ErrorKind::Unavailable, u"the connection was lost before the commit"_s}));
    }
    return std::nullopt;
}

void Writer::giveBackHeld(const Error &error)
{
    m_isUnsettled = false;
    Turn turn = std::exchange(m_held, Turn{});
    for (Turn::Outcome &outcome : turn.outcomes) {
        outcome.error = error;
    }
    turn.lines.clear();
    turn.refusals.clear();
    publish(std::move(turn));
}

} // namespace storage
