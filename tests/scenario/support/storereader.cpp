// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/storereader.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace scenario {

StoreReader::StoreReader(const QString &dataDirectory)
    : m_connection(QUuid::createUuid().toString())
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    database.setDatabaseName(dataDirectory + u"/signalbox.db"_s);
    database.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=10000"_s);
    database.open();
}

StoreReader::~StoreReader()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

QList<QVariantList> StoreReader::rows(const QString &statement) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    QList<QVariantList> found;
    if (!query.exec(statement)) {
        found.append({query.lastError().text()});
    }
    while (query.next()) {
        QVariantList row;
        for (int i = 0; i < query.record().count(); ++i) {
            row.append(query.value(i));
        }
        found.append(row);
    }
    return found;
}

qint64 StoreReader::number(const QString &statement) const
{
    const QList<QVariantList> found = rows(statement);
    bool isNumber = false;
    const qint64 value = found.isEmpty() ? 0 : found.first().value(0).toLongLong(&isNumber);
    return isNumber ? value : -1;
}

QStringList StoreReader::texts(const QString &statement) const
{
    QStringList all;
    const QList<QVariantList> found = rows(statement);
    for (const QVariantList &row : found) {
        all.append(row.value(0).toString());
    }
    return all;
}

} // namespace scenario
