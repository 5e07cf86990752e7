// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/postgres.h"

#include "backend/storage/schema.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <array>
#include <limits>

#include <libpq-fe.h>
#include <netdb.h>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

using protocol::Done;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

constexpr int LeastVersion = 120'000;
constexpr int LockTries = 30; ///< a tenth of a second each

Error refused(const Server &server, const QString &reason)
{
    return {ErrorKind::Conflict,
            u"the store %1 %2; nothing was changed"_s.arg(toText(server), reason)};
}

Error broken(const Server &server, const QSqlQuery &query)
{
    return {query.driver()->isOpen() ? ErrorKind::Conflict : ErrorKind::Unavailable,
            u"the store %1 cannot be used: %2"_s.arg(toText(server),
                                                     oneLine(query.lastError().databaseText()))};
}

bool isUnknownHost(const QString &host)
{
    if (host.startsWith(u'/')) {
        return false;
    }
    addrinfo *found = nullptr;
    const int code = ::getaddrinfo(host.toUtf8().constData(), nullptr, nullptr, &found);
    if (found != nullptr) {
        ::freeaddrinfo(found);
    }
    return code == EAI_NONAME;
}

/// A refusal that does not last. The code of a connection that was never made is not told to us;
/// a server with other words than these is taken at its word.
bool isPassing(const QString &reason)
{
    return reason.contains(u"too many") || reason.contains(u"connection slots")
        || reason.contains(u"timeout expired");
}

} // namespace

bool isAnswering(const Server &server)
{
    const QByteArray host = server.host.toUtf8();
    const QByteArray port = QByteArray::number(server.port);
    const QByteArray name = server.database.toUtf8();
    const std::array<const char *, 5> keys{"host", "port", "dbname", "connect_timeout", nullptr};
    const std::array<const char *, 5> values{host.constData(), port.constData(), name.constData(),
                                             "2", nullptr};
    return ::PQpingParams(keys.data(), values.data(), 0) == PQPING_OK;
}

namespace {

/// What a look at the database finds.
struct Found
{
    int serverVersion = 0;
    QString encoding = {};
    bool isStandby = false;
    bool isReadOnly = false;
    bool isOurs = false;
    qint64 tables = 0;
};

const QString Look =
    u"SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), "
    "pg_is_in_recovery(), current_setting('transaction_read_only')::bool, "
    "to_regclass('store_info') IS NOT NULL, "
    "(SELECT count(*) FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace "
    "AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT EXISTS (SELECT 1 FROM pg_depend d "
    "WHERE d.objid = c.oid AND d.deptype = 'e'))"_s;

QString faultOf(const Found &found)
{
    if (found.serverVersion < LeastVersion) {
        return u"is served by PostgreSQL %1; 12 or newer is needed"_s.arg(found.serverVersion
                                                                          / 10'000);
    }
    if (found.encoding != u"UTF8") {
        return u"has the encoding %1; UTF8 is needed"_s.arg(found.encoding);
    }
    if (found.isReadOnly) {
        return u"is read-only"_s;
    }
    return found.isOurs || found.tables == 0 ? QString() : u"is the database of another program"_s;
}

/// What is wrong with a store of ours, else nothing.
QString faultOf(QSqlQuery &query, int newestKnown)
{
    if (!query.exec(u"SELECT application_id, version FROM store_info"_s) || !query.next()
        || query.value(0).toInt() != ApplicationId) {
        return u"is the database of another program"_s;
    }
    const int version = query.value(1).toInt();
    if (version > newestKnown) {
        return u"was written by a newer version of Signalbox (schema %1, this program knows "
               "%2)"_s.arg(version)
                   .arg(newestKnown);
    }
    const QString name = u"SELECT name FROM unnest(ARRAY['cameras', 'images', 'detections', "
                         "'batches', 'events', 'event_detections', 'jobs', 'job_counts', "
                         "'journal', 'restart_history', 'settings']) AS name "
                         "WHERE to_regclass(name) IS NULL LIMIT 1"_s;
    if (version > 0 && query.exec(name) && query.next()) {
        return u"is damaged: its table %1 is missing"_s.arg(query.value(0).toString());
    }
    return {};
}

/// Who holds the lock.
struct Holder
{
    Session session = {};
    QString name = {};
};

Holder holderOf(QSqlQuery &query)
{
    const QString sql =
        u"SELECT a.pid, a.backend_start::text, coalesce(nullif(a.application_name, ''), "
        "'another program') || coalesce(' at ' || host(a.client_addr), '') FROM pg_locks l "
        "JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' "
        "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
        "AND l.classid = %1 AND l.objid = 1 AND l.granted"_s.arg(ApplicationId);
    if (!query.exec(sql) || !query.next()) {
        return {};
    }
    return {.session = {.pid = query.value(0).toLongLong(), .began = query.value(1).toString()},
            .name = query.value(2).toString()};
}

} // namespace

Result<Done> connectTo(QSqlDatabase &database, const Server &server)
{
    if (!database.isValid()) {
        return refused(server,
                       u"cannot be opened: Qt's plugin for PostgreSQL is missing "
                       "(libqt6sql6-psql)"_s);
    }
    database.setHostName(server.host);
    database.setPort(server.port);
    database.setUserName(server.user);
    database.setPassword(server.password);
    database.setDatabaseName(server.database);
    database.setConnectOptions(connectOptions(server));
    if (database.open()) {
        return Done{};
    }
    if (isUnknownHost(server.host)) {
        return refused(server, u"cannot be opened: the host %1 is not known"_s.arg(server.host));
    }
    // One that answers now may have finished its start since.
    if (isAnswering(server) && database.open()) {
        return Done{};
    }
    const QString reason = oneLine(database.lastError().databaseText());
    if (!isPassing(reason) && isAnswering(server)) {
        return refused(server, u"cannot be opened: "_s % reason);
    }
    return Error{ErrorKind::Unavailable, u"the store %1 is away: %2"_s.arg(toText(server), reason)};
}

Result<Done> checkServer(QSqlDatabase &database, const Server &server, int newestKnown)
{
    QSqlQuery query(database);
    if (!query.exec(Look) || !query.next()) {
        return broken(server, query);
    }
    const Found found{.serverVersion = query.value(0).toInt(),
                      .encoding = query.value(1).toString(),
                      .isStandby = query.value(2).toBool(),
                      .isReadOnly = query.value(3).toBool(),
                      .isOurs = query.value(4).toBool(),
                      .tables = query.value(5).toLongLong()};
    if (found.isStandby) {
        return Error{ErrorKind::Unavailable,
                     u"the store %1 is away: its server is a standby, which may be promoted"_s.arg(
                         toText(server))};
    }
    QString fault = faultOf(found);
    if (fault.isEmpty() && found.isOurs) {
        fault = faultOf(query, newestKnown);
    }
    return fault.isEmpty() ? Result<Done>(Done{}) : refused(server, fault);
}

// The server notices a client that was killed when it next looks: that takes a moment.
Result<Session> lockServer(QSqlDatabase &database, const Server &server, const Session &former)
{
    QSqlQuery query(database);
    const QString take = u"SELECT pg_try_advisory_lock(%1, 1), pg_backend_pid(), "
                         "(SELECT backend_start::text FROM pg_stat_activity "
                         "WHERE pid = pg_backend_pid())"_s.arg(ApplicationId);
    Holder holder;
    for (int i = 0; i < LockTries; ++i) {
        if (!query.exec(take) || !query.next()) {
            return broken(server, query);
        }
        if (query.value(0).toBool()) {
            return Session{.pid = query.value(1).toLongLong(), .began = query.value(2).toString()};
        }
        holder = holderOf(query);
        if (former.pid != 0 && holder.session == former) {
            query.exec(u"SELECT pg_terminate_backend(%1)"_s.arg(former.pid));
        }
        query.exec(u"SELECT pg_sleep(0.1)"_s);
    }
    return refused(
        server,
        u"is in use by %1 (process %2 of the server)"_s.arg(holder.name).arg(holder.session.pid));
}

Result<Done> settle(QSqlDatabase &database)
{
    static const QStringList settings{
        u"SELECT set_config('synchronous_commit', 'on', false) "
        "WHERE current_setting('synchronous_commit') = 'off'"_s,
        u"SET lock_timeout = '10s'"_s,
        u"SET statement_timeout = 0"_s,
        u"SET idle_in_transaction_session_timeout = 0"_s,
        u"SET client_min_messages = warning"_s,
        u"SET jit = off"_s,
        u"SET tcp_keepalives_idle = 10"_s,
        u"SET tcp_keepalives_interval = 5"_s,
        u"SET tcp_keepalives_count = 3"_s,
    };
    QSqlQuery query(database);
    for (const QString &setting : settings) {
        if (!query.exec(setting)) {
            return Error{ErrorKind::Unavailable, oneLine(query.lastError().databaseText())};
        }
    }
    return Done{};
}

Result<int> versionOfServer(const Server &server)
{
    const QString name = u"version-"_s % QUuid::createUuid().toString(QUuid::WithoutBraces);
    Result<int> version = 0;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
        auto possible = connectTo(database, server);
        if (possible) {
            possible = checkServer(database, server, std::numeric_limits<int>::max());
        }
        if (!possible) {
            version = possible.error();
        } else if (QSqlQuery query(database);
                   query.exec(u"SELECT version FROM store_info"_s) && query.next()) {
            version = query.value(0).toInt();
        }
    }
    QSqlDatabase::removeDatabase(name);
    return version;
}

int socketOf(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    const QByteArrayView name(handle.typeName());
    if (!handle.isValid() || (name != "PGconn*" && name != "pg_conn*")) {
        return -1;
    }
    return ::PQsocket(*static_cast<PGconn *const *>(handle.constData()));
}

} // namespace storage
