// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/storage/serverrules.h"

#include <QString>

class QSqlDatabase;

namespace storage {

/// One connection as the server lists it: what it leaves behind is recognised by that.
struct Session
{
    qint64 pid = 0; ///< of the server's process for it
    QString began = {};

    bool operator==(const Session &) const = default;
};

/// Opens the connection. An error of kind Unavailable says that the server is away and may come
/// back; Conflict, that it is there and does not let us in, or that there can be none.
protocol::Result<protocol::Done> connectTo(QSqlDatabase &database, const Server &server);

/// True when a server answers there, whatever it says; blocks for some seconds. On any thread.
bool isAnswering(const Server &server);

/// Looks at the database before anything may change it: refused are one that is read-only, of
/// another program, newer or damaged. A standby is away: it may be promoted.
protocol::Result<protocol::Done> checkServer(QSqlDatabase &database, const Server &server,
                                             int newestKnown);

/// Makes us the only one that writes there, and gives who we are. What is left of a connection of
/// our own is ended; whoever else has the store is named.
protocol::Result<Session> lockServer(QSqlDatabase &database, const Server &server,
                                     const Session &former);

/// How the session works: durable, and no lock is waited for without end.
protocol::Result<protocol::Done> settle(QSqlDatabase &database);

/// The version of the store there, on a connection of its own; 0 where there is none. Errors as of
/// the two above.
protocol::Result<int> versionOfServer(const Server &server);

/// The descriptor of the connection; -1 without one.
int socketOf(const QSqlDatabase &database);

} // namespace storage
