// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QMap>
#include <QString>

namespace storage {

/// A PostgreSQL database and how it is reached.
struct Server
{
    QString user = {}; ///< empty: libpq's default, the user of this process
    QString host = {}; ///< a name, an address, or the folder of a unix socket
    int port = 5432;
    QString database = {};
    QMap<QString, QString> options = {}; ///< sslmode, sslrootcert, sslcert, sslkey
    QString password = {}; ///< empty: ~/.pgpass, or none
    QString client = {}; ///< what the server's list of connections calls us

    bool operator==(const Server &) const = default;
};

/// `postgresql://[USER@]HOST[:PORT]/DATABASE[?sslmode=…&…]`; for a unix socket
/// `postgresql://[USER@]/DATABASE?host=/FOLDER[&port=N]`. The error is the rule that is broken.
protocol::Result<Server> serverFrom(const QString &url);

/// The same without anything that is secret: for messages.
QString toText(const Server &server);

/// What libpq is told beside host, port, user, password and database; as Qt takes it.
QString connectOptions(const Server &server);

/// A text of the server or of libpq as one line, without the labels that every one of them has.
QString oneLine(const QString &text);

} // namespace storage
