// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

namespace scenario {

/// Another program has the store's only write lock while this lives.
class StoreLock final
{
public:
    explicit StoreLock(const QString &dataDirectory)
    {
        QSqlDatabase database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("lock"));
        database.setDatabaseName(dataDirectory + QStringLiteral("/signalbox.db"));
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000"));
        m_isHeld = database.open() && QSqlQuery(database).exec(QStringLiteral("BEGIN IMMEDIATE"));
    }

    ~StoreLock()
    {
        QSqlQuery(QSqlDatabase::database(QStringLiteral("lock"))).exec(QStringLiteral("ROLLBACK"));
        QSqlDatabase::removeDatabase(QStringLiteral("lock"));
    }

    StoreLock(const StoreLock &) = delete;
    StoreLock &operator=(const StoreLock &) = delete;

    bool isHeld() const { return m_isHeld; }

private:
    bool m_isHeld = false;
};

} // namespace scenario
