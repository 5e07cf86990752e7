// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace storage {

/// One table as it is copied: all columns that both engines have, in one order.
struct Table
{
    QString name = {};
    QStringList columns = {};
    QString key = {}; ///< the columns that its rows are ordered by, each row by its own values
    QString number = {}; ///< the column that is numbered by the engine; empty: none is
};

/// The first column of all rows; throws Failure.
QStringList textsOf(Database &database, const QString &sql, const QVariantList &values = {});

/// How many rows there are in a table, with what limits them behind its name; throws Failure.
qint64 rowsIn(Database &database, const QString &what);

/// All of the store's tables, each behind those that it refers to; throws Failure.
QList<Table> tablesOf(Database &database);

/// The rows of one table in the order of its key, some at a time.
class Rows final
{
public:
    Rows(Database &database, const Table &table);
    ~Rows();
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;

    /// False behind the last one; throws Failure.
    bool next();

    /// In the order of the table's columns.
    QVariantList values() const;

private:
    bool fetch();

    Database &m_database;
    qsizetype m_columns;
    QSqlQuery *m_rows = nullptr;
};

/// Triggers count what comes; while rows are copied that were counted already, they rest. To be
/// used inside a transaction. Throws Failure.
class Triggers final
{
public:
    Triggers(Database &database, const QList<Table> &tables);
    void restore();

private:
    Database &m_database;
    QStringList m_tables = {};
    QStringList m_texts = {};
};

/// The highest number that a table ever gave, and giving only higher ones from now on.
qint64 highestNumber(Database &database, const Table &table);
void setHighestNumber(Database &database, const Table &table, qint64 number);

/// True where the next number was given already; throws Failure.
bool isNumberingBehind(Database &database, const Table &table);

} // namespace storage
