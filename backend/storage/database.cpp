// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"

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

/// SQLite's primary result codes that concern us. Source: sqlite.org/rescode.html
enum Code
{
    Busy = 5,
    NoMemory = 7,
    ReadOnly = 8,
    InputOutput = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    Constraint = 19,
    NotADatabase = 26,
};

int primaryCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xFF;
}

bool concernsTheDisk(int code)
{
    return code == Busy || code == NoMemory || code == ReadOnly || code == InputOutput
        || code == Corrupt || code == Full || code == CannotOpen || code == NotADatabase;
}

Error cannotWrite(const QString &path, const QString &reason)
{
    return {ErrorKind::Unavailable, u"the store %1 cannot be written: %2"_s.arg(path, reason)};
}

} // namespace

Database::Database(QString connection)
    : m_connection(std::move(connection))
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection))
{ }

Database::~Database()
{
    m_used.clear();
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, const QList<Migration> &steps)
{
    if (auto checked = checkStore(path, steps.last().version); !checked) {
        return checked.error();
    }
    std::unique_ptr<Database> database(
        new Database(u"store-"_s % QUuid::createUuid().toString(QUuid::WithoutBraces)));
    if (auto started = database->start(path, steps); !started) {
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
        QSqlQuery &version = run(u"SELECT sqlite_version()"_s);
        m_version = version.next() ? version.value(0).toString() : QString();
        finishQueries();
    } catch (const Failure &failure) {
        return cannotWrite(path, failure.error().detail);
    }
    m_statements.clear();
    if (auto migrated = migrate(m_database, steps); !migrated) {
        return migrated;
    }
    // Only now: an index over millions of rows is sorted on the disk.
    QSqlQuery temporary(m_database);
    if (!temporary.exec(u"PRAGMA temp_store = MEMORY"_s)) {
        return cannotWrite(path, temporary.lastError().text());
    }
    return Done{};
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
    query.setForwardOnly(true);
    if (!query.prepare(sql)) {
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
        const QVariant &value = values.at(i);
        const bool isNullText = value.typeId() == QMetaType::QString && value.toString().isNull();
        query.bindValue(i, isNullText ? QVariant(u""_s) : value);
    }
    if (!query.exec()) {
        fail(query, sql);
    }
    return query;
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
    const int code = primaryCode(error);
    m_broken = concernsTheDisk(code);
    m_lost = m_lost || code == Corrupt || code == NotADatabase || code == CannotOpen;
    const QString reason =
        error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    if (m_broken) {
        throw Failure({ErrorKind::Unavailable, reason});
    }
    throw Failure({code == Constraint ? ErrorKind::Conflict : ErrorKind::Internal,
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
    QSqlQuery query(m_database);
    query.exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
}

} // namespace storage
