// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/storage/engine.h"
#include "backend/storage/postgres.h"
#include "backend/storage/schema.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace storage {

/// The one connection that writes, with a cache of prepared statements: to a file of SQLite (WAL,
/// synchronous=FULL, foreign keys) or to a server of PostgreSQL. Made, used and destroyed on one
/// thread.
///
/// There is exactly one, because SQLite 3.40.1 can corrupt a store in which two connections write
/// and checkpoint at the same moment (the WAL-reset bug, mended in 3.51.3).
class Database final
{
public:
    /// Opens, creates or migrates. Each fault is one sentence; a store that is not ours or is newer
    /// is left as it was.
    static protocol::Result<std::unique_ptr<Database>>
    open(const QString &path, const QList<Migration> &steps = migrations());

    /// The same for a server. An error of kind Unavailable says that it is away and may come back.
    /// `former` is our connection before this one, which may not have ended there. `connected` is
    /// told the socket as soon as there is one, and -1 before it goes again.
    static protocol::Result<std::unique_ptr<Database>>
    open(const Server &server, const Session &former = {},
         const std::function<void(int socket)> &connected = {},
         const QList<Migration> &steps = migrations());

    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Engine engine() const { return m_engine; }

    const Session &session() const { return m_session; } ///< of a server only

    /// Runs one statement; throws Failure.
    QSqlQuery &run(const QString &sql, const QVariantList &values = {});

    /// Runs an INSERT and gives the number of the new row; throws Failure.
    qint64 insert(const QString &sql, const QVariantList &values);

    /// Ends the statements that were run since the last call: an unfinished SELECT would keep old
    /// pages of the log in use.
    void finishQueries();

    /// True when the last Failure came from the disk or the file and not from the statement: then
    /// nothing of the transaction can be trusted.
    bool isBroken() const { return m_broken; }

    /// True when this connection cannot be used any more.
    bool isLost() const { return m_lost; }

    /// Of this store alone, made when it is first asked for; empty when it cannot be written.
    QString identity();

    const QString &version() const { return m_version; } ///< of the engine, such as 3.40.1

    /// Merges the log into the main file and shortens it to nothing.
    void checkpoint();

private:
    explicit Database(Engine engine);
    protocol::Result<protocol::Done> start(const QString &path, const QList<Migration> &steps);
    protocol::Result<protocol::Done> start(const Server &server, const Session &former,
                                           const std::function<void(int socket)> &connected,
                                           const QList<Migration> &steps);
    QString versionFrom(const QString &sql);
    QSqlQuery &prepared(const QString &sql);
    QVariant bindable(const QVariant &value) const;
    [[noreturn]] void fail(const QSqlQuery &query, const QString &sql);

    Engine m_engine;
    QString m_connection;
    QSqlDatabase m_database;
    std::unordered_map<QString, QSqlQuery> m_statements;
    std::vector<QSqlQuery *> m_used;
    QString m_version;
    Session m_session;
    bool m_broken = false;
    bool m_lost = false;
};

} // namespace storage
