// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"

#include "backend/storage/dialectrules.h"
#include "backend/storage/faultrules.h"
#include "backend/storage/storecheck.h"
#include "backend/storage/transaction.h"

#include <QSqlError>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

using protocol::Done;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

constexpr std::size_t MaxStatements = 400;

Error cannotWrite(const QString &path, const QString &reason)
{
    return {ErrorKind::Unavailable, u"the store %1 cannot be written: %2"_s.arg(path, reason)};
}

} // namespace

Database::Database(Engine engine)
    : m_engine(engine)
    , m_connection(u"store-"_s % QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_database(QSqlDatabase::addDatabase(engine == Engine::Sqlite ? u"QSQLITE"_s : u"QPSQL"_s,
                                           m_connection))
{ }

// Over a connection to a server that is gone no statement can be given back, and Qt warns of each:
// there the connection goes first, and the statements find nobody to tell.
Database::~Database()
{
    m_used.clear();
    if (m_engine == Engine::Sqlite) {
        m_statements.clear();
        m_database.close();
    }
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, const QList<Migration> &steps)
{
    if (auto checked = checkStore(path, steps.last().version); !checked) {
        return checked.error();
    }
    std::unique_ptr<Database> database(new Database(Engine::Sqlite));
    if (auto started = database->start(path, steps); !started) {
        return started.error();
    }
    return database;
}

Result<std::unique_ptr<Database>> Database::open(const Server &server, const Session &former,
                                                 const std::function<void(int socket)> &connected,
                                                 const QList<Migration> &steps)
{
    const auto tell = [&connected](int socket) {
        if (connected) {
            connected(socket);
        }
    };
    std::unique_ptr<Database> database(new Database(Engine::Postgres));
    if (auto started = database->start(server, former, tell, steps); !started) {
        tell(-1);
        return started.error();
    }
    return database;
}

Result<Done> Database::start(const QString &path, const QList<Migration> &steps)
{
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!m_database.open()) {
        return cannotWrite(path, m_database.lastError().text());
    }
    try {
        QSqlQuery &mode = run(u"PRAGMA journal_mode = WAL"_s);
        if (!mode.next() || mode.value(0).toString() != u"wal") {
            return cannotWrite(path, u"its file system does not allow a write-ahead log"_s);
        }
        finishQueries();
        run(u"PRAGMA synchronous = FULL"_s);
        run(u"PRAGMA foreign_keys = ON"_s);
        run(u"PRAGMA journal_size_limit = 67108864"_s);
        run(u"PRAGMA cache_size = -16384"_s);
        run(u"BEGIN IMMEDIATE"_s);
        run(u"ROLLBACK"_s);
        m_version = versionFrom(u"SELECT sqlite_version()"_s);
    } catch (const Failure &failure) {
        return cannotWrite(path, failure.error().detail);
    }
    m_statements.clear();
    if (auto migrated = migrate(m_database, m_engine, steps); !migrated) {
        return migrated;
    }
    // Only now: an index over millions of rows is sorted on the disk.
    QSqlQuery temporary(m_database);
    if (!temporary.exec(u"PRAGMA temp_store = MEMORY"_s)) {
        return cannotWrite(path, temporary.lastError().text());
    }
    return Done{};
}

Result<Done> Database::start(const Server &server, const Session &former,
                             const std::function<void(int socket)> &connected,
                             const QList<Migration> &steps)
{
    if (auto reached = connectTo(m_database, server); !reached) {
        return reached;
    }
    connected(socketOf(m_database));
    if (auto checked = checkServer(m_database, server, steps.last().version); !checked) {
        return checked;
    }
    auto session = lockServer(m_database, server, former);
    if (!session) {
        return session.error();
    }
    m_session = session.value();
    // Who had the lock until now may have brought the store to another version.
    if (auto checked = checkServer(m_database, server, steps.last().version); !checked) {
        return checked;
    }
    if (auto settled = settle(m_database); !settled) {
        return settled;
    }
    if (auto migrated = migrate(m_database, m_engine, steps); !migrated) {
        // It is there and does not let us: nothing to wait for.
        return Error{m_database.isOpen() ? ErrorKind::Conflict : ErrorKind::Unavailable,
                     migrated.error().detail};
    }
    try {
        m_version = versionFrom(u"SELECT split_part(current_setting('server_version'), ' ', 1)"_s);
    } catch (const Failure &failure) {
        return failure.error();
    }
    return Done{};
}

QString Database::versionFrom(const QString &sql)
{
    QSqlQuery &query = run(sql);
    QString version = query.next() ? query.value(0).toString() : QString();
    finishQueries();
    return version;
}

QSqlQuery &Database::prepared(const QString &sql)
{
    if (const auto found = m_statements.find(sql); found != m_statements.end()) {
        return found->second;
    }
    if (m_statements.size() >= MaxStatements && m_used.empty()) {
        m_statements.clear();
    }
    QSqlQuery query(m_database);
    // Of PostgreSQL one result at a time could be read forward only, and works read several.
    query.setForwardOnly(m_engine == Engine::Sqlite);
    const bool isPrepared = m_engine == Engine::Sqlite
        ? query.prepare(sql)
        : !isPreparable(sql) || query.prepare(forPostgres(sql).first());
    if (!isPrepared) {
        fail(query, sql);
    }
    return m_statements.emplace(sql, std::move(query)).first->second;
}

QSqlQuery &Database::run(const QString &sql, const QVariantList &values)
{
    m_broken = false;
    QSqlQuery &query = prepared(sql);
    m_used.push_back(&query);
    for (int i = 0; i < values.size(); ++i) {
        query.bindValue(i, bindable(values.at(i)));
    }
    const bool isDirect = m_engine == Engine::Postgres && !isPreparable(sql);
    if (isDirect ? !query.exec(sql) : !query.exec()) {
        fail(query, sql);
    }
    return query;
}

// PostgreSQL's texts have no NUL, and no number is taken for a truth.
QVariant Database::bindable(const QVariant &value) const
{
    if (value.typeId() == QMetaType::QString) {
        QString text = value.toString();
        if (m_engine == Engine::Postgres && text.contains(QChar::Null)) {
            text.replace(QChar::Null, QChar::ReplacementCharacter);
        }
        return text.isNull() ? QVariant(u""_s) : QVariant(text);
    }
    return value.typeId() == QMetaType::Bool ? QVariant(value.toInt()) : value;
}

qint64 Database::insert(const QString &sql, const QVariantList &values)
{
    if (m_engine == Engine::Sqlite) {
        return run(sql, values).lastInsertId().toLongLong();
    }
    QSqlQuery &query = run(sql % u" RETURNING "_s % numberColumn(sql), values);
    return query.next() ? query.value(0).toLongLong() : 0;
}

void Database::finishQueries()
{
    for (QSqlQuery *query : m_used) {
        query->finish();
    }
    m_used.clear();
}

void Database::fail(const QSqlQuery &query, const QString &sql)
{
    const QSqlError error = query.lastError();
    const Blow blow = blowOf(m_engine, error.nativeErrorCode(), m_database.isOpen());
    m_broken = blow.isBroken;
    m_lost = m_lost || blow.isLost;
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    const QString reason = m_engine == Engine::Sqlite ? text : oneLine(text);
    if (m_broken) {
        throw Failure({ErrorKind::Unavailable, reason});
    }
    throw Failure({blow.isConstraint ? ErrorKind::Conflict : ErrorKind::Internal,
                   reason % u" ("_s % sql.left(200) % u")"_s});
}

// Made at the first opening. A disk that is full just then is no reason not to start.
QString Database::identity()
{
    QString id;
    try {
        run(u"INSERT INTO settings VALUES ('store.id', ?, ?) ON CONFLICT DO NOTHING"_s,
            {QUuid::createUuid().toString(QUuid::WithoutBraces),
             stored(protocol::Now::read().wall)});
        QSqlQuery &query = run(u"SELECT value FROM settings WHERE key = 'store.id'"_s);
        id = query.next() ? query.value(0).toString() : QString();
    } catch (const Failure &) {
        id.clear();
    }
    finishQueries();
    return id;
}

void Database::checkpoint()
{
    if (m_engine == Engine::Sqlite) {
        QSqlQuery query(m_database);
        query.exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    }
}

} // namespace storage
