// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/dialectrules.h"
#include "backend/storage/schema.h"
#include "backend/storage/serverrules.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <optional>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

QStringList forSqlite(const Migration &step)
{
    return step.statements
        + QStringList{u"PRAGMA application_id = %1"_s.arg(ApplicationId),
                      u"PRAGMA user_version = %1"_s.arg(step.version)};
}

/// What stands in the header of SQLite's file is a table with one row here. Beside it, the last
/// commit of each program that wrote.
QStringList storeInfo()
{
    return QStringList{u"CREATE TABLE store_info (one INT PRIMARY KEY CHECK (one = 1), "
                       "application_id BIGINT NOT NULL, version INT NOT NULL)"_s,
                       u"CREATE TABLE store_commits (writer TEXT PRIMARY KEY, name TEXT NOT NULL, "
                       "at TEXT COLLATE \"C\" NOT NULL)"_s,
                       u"INSERT INTO store_info (one, application_id, version) "
                       "VALUES (1, %1, 0)"_s.arg(ApplicationId)}
    + postgresFunctions();
}

QStringList forServer(const Migration &step, bool isFirst)
{
    QStringList statements = isFirst ? storeInfo() : QStringList();
    for (const QString &statement : step.statements) {
        statements += forPostgres(statement);
    }
    return statements + step.onPostgres
        + QStringList{u"UPDATE store_info SET version = %1"_s.arg(step.version)};
}

/// One version more, in one transaction.
QStringList statementsOf(const Migration &step, Engine engine, bool isFirst)
{
    return QStringList{beginWriting(engine)}
    + (engine == Engine::Sqlite ? forSqlite(step) : forServer(step, isFirst))
        + QStringList{u"COMMIT"_s};
}

/// No value when it cannot be read.
std::optional<int> presentVersion(QSqlQuery &query, Engine engine)
{
    if (engine == Engine::Postgres
        && (!query.exec(u"SELECT to_regclass('store_info') IS NULL"_s) || !query.next()
            || query.value(0).toBool())) {
        return query.isActive() ? std::optional(0) : std::nullopt;
    }
    const bool isRead = query.exec(engine == Engine::Sqlite ? u"PRAGMA user_version"_s
                                                            : u"SELECT version FROM store_info"_s);
    return isRead && query.next() ? std::optional(query.value(0).toInt()) : std::nullopt;
}

} // namespace

protocol::Result<protocol::Done> migrate(QSqlDatabase &database, Engine engine,
                                         const QList<Migration> &steps,
                                         const StatementHook &beforeStatement)
{
    QSqlQuery query(database);
    const auto failed = [&](int version) {
        const QString reason = query.lastError().text();
        query.exec(u"ROLLBACK"_s);
        return protocol::Error{protocol::ErrorKind::Unavailable,
                               u"the store cannot be brought to version %1: %2"_s.arg(version).arg(
                                   engine == Engine::Sqlite ? reason : oneLine(reason))};
    };
    const std::optional<int> present = presentVersion(query, engine);
    if (!present) {
        return failed(0);
    }
    query.finish();
    int number = 0;
    for (const Migration &step : steps) {
        if (step.version <= *present) {
            continue;
        }
        const bool isFirst = *present == 0 && number == 0;
        const QStringList statements = statementsOf(step, engine, isFirst);
        for (const QString &statement : statements) {
            if (beforeStatement) {
                beforeStatement(number);
            }
            ++number;
            if (!query.exec(statement)) {
                return failed(step.version);
            }
        }
    }
    return protocol::Done{};
}

} // namespace storage
