// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/anystore.h"

#include "tests/support/postgrescluster.h"

#include <QCryptographicHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace support {

namespace {

/// One for the whole program: making one takes a second.
PostgresCluster &cluster(QString &fault)
{
    static PostgresCluster server;
    static const QString started = server.start();
    fault = started;
    return server;
}

QString nameOf(const QString &path)
{
    return u"t"_s
        + QString::fromLatin1(
               QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha1).toHex().left(24));
}

} // namespace

bool isOnServer()
{
    return qEnvironmentVariable("SIGNALBOX_TEST_STORE") == u"postgresql";
}

protocol::Result<std::unique_ptr<storage::Storage>> openStore(const QString &path)
{
    return openStore(storage::Storage::Options{.path = path});
}

protocol::Result<std::unique_ptr<storage::Storage>> openStore(storage::Storage::Options options)
{
    if (!isOnServer()) {
        return storage::Storage::open(options);
    }
    static QSet<QString> made;
    QString fault;
    PostgresCluster &server = cluster(fault);
    const QString name = nameOf(options.path);
    if (fault.isEmpty() && !made.contains(name)) {
        fault = server.run(u"CREATE DATABASE "_s + name);
        made.insert(name);
    }
    if (!fault.isEmpty()) {
        return protocol::Error{protocol::ErrorKind::Internal, fault};
    }
    options.server = server.server(name);
    return storage::Storage::open(options);
}

} // namespace support
