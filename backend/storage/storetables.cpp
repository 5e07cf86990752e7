// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/storetables.h"

#include "backend/storage/transaction.h"

#include <QSqlError>
#include <QVariantList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

struct Known
{
    QStringView name;
    QStringView key;
    QStringView number;
};

/// Each behind those that it refers to.
constexpr std::array<Known, 17> Order{{
    {u"settings", u"key", u""},
    {u"cameras", u"id", u""},
    {u"images", u"id", u"id"},
    {u"batches", u"id", u""},
    {u"entities", u"id", u"id"},
    {u"entity_cameras", u"entity_id, camera_id", u""},
    {u"detections", u"id", u"id"},
    {u"events", u"id", u"id"},
    {u"event_detections", u"event_id, detection_id", u""},
    {u"jobs", u"id", u"id"},
    {u"job_counts", u"kind, state", u""},
    {u"stage_counts", u"stage, fate", u""},
    {u"set_aside", u"id", u"id"},
    {u"scene_changes", u"id", u"id"},
    {u"alerts", u"number", u"number"},
    {u"restart_history", u"id", u"id"},
    {u"journal", u"sequence", u"sequence"},
}};

/// SQLite reads on as it is asked: what is damaged behind the first row shows only then.
bool nextOf(QSqlQuery &rows)
{
    if (rows.next()) {
        return true;
    }
    if (const QSqlError error = rows.lastError(); error.isValid()) {
        throw Failure({protocol::ErrorKind::Unavailable, error.text()});
    }
    return false;
}

bool isServer(const Database &database)
{
    return database.engine() == Engine::Postgres;
}

/// PostgreSQL numbers the restart history by its rows.
bool hasSequence(const Database &database, const Table &table)
{
    return !table.number.isEmpty() && !(isServer(database) && table.name == u"restart_history");
}

QString sequenceOf(Database &database, const Table &table)
{
    return textsOf(database, u"SELECT pg_get_serial_sequence(?, ?)"_s, {table.name, table.number})
        .value(0);
}

} // namespace

QStringList textsOf(Database &database, const QString &sql, const QVariantList &values)
{
    QStringList texts;
    QSqlQuery &rows = database.run(sql, values);
    while (nextOf(rows)) {
        texts.append(rows.value(0).toString());
    }
    database.finishQueries();
    return texts;
}

qint64 rowsIn(Database &database, const QString &what)
{
    return textsOf(database, u"SELECT count(*) FROM "_s % what).value(0).toLongLong();
}

QList<Table> tablesOf(Database &database)
{
    const QString columns = isServer(database)
        ? u"SELECT column_name FROM information_schema.columns WHERE table_schema = "
          "current_schema() AND table_name = ? AND column_name <> 'rowid' ORDER BY column_name"_s
        : u"SELECT name FROM pragma_table_info(?) ORDER BY name"_s;
    QList<Table> tables;
    for (const Known &known : Order) {
        tables.append({.name = known.name.toString(),
                       .columns = textsOf(database, columns, {known.name.toString()}),
                       .key = known.key.toString(),
                       .number = known.number.toString()});
    }
    return tables;
}

// A server would send all of a table at once.
Rows::Rows(Database &database, const Table &table)
    : m_database(database)
    , m_columns(table.columns.size())
{
    const QString select =
        u"SELECT %1 FROM %2 ORDER BY %3"_s.arg(table.columns.join(u", "_s), table.name, table.key);
    if (isServer(database)) {
        database.run(u"DECLARE copied NO SCROLL CURSOR FOR "_s % select);
    } else {
        m_rows = &database.run(select);
    }
}

Rows::~Rows()
{
    try {
        m_database.finishQueries();
        if (isServer(m_database)) {
            m_database.run(u"CLOSE copied"_s);
        }
    } catch (const Failure &) {
        // The transaction has failed, and with it the cursor is gone.
        return;
    }
}

bool Rows::fetch()
{
    m_database.finishQueries();
    m_rows = &m_database.run(u"FETCH FORWARD 1000 FROM copied"_s);
    return nextOf(*m_rows);
}

bool Rows::next()
{
    const bool isThere = m_rows != nullptr && nextOf(*m_rows);
    return isThere || (isServer(m_database) && fetch());
}

QVariantList Rows::values() const
{
    QVariantList all;
    for (int i = 0; i < m_columns; ++i) {
        all.append(m_rows->isNull(i) ? QVariant() : m_rows->value(i));
    }
    return all;
}

Triggers::Triggers(Database &database, const QList<Table> &tables)
    : m_database(database)
{
    if (isServer(database)) {
        for (const Table &table : tables) {
            m_tables.append(table.name);
            database.run(u"ALTER TABLE %1 DISABLE TRIGGER USER"_s.arg(table.name));
        }
        return;
    }
    m_texts = textsOf(database, u"SELECT sql FROM sqlite_schema WHERE type = 'trigger'"_s);
    const QStringList names =
        textsOf(database, u"SELECT name FROM sqlite_schema WHERE type = 'trigger'"_s);
    for (const QString &name : names) {
        database.run(u"DROP TRIGGER "_s % name);
    }
}

void Triggers::restore()
{
    for (const QString &table : std::as_const(m_tables)) {
        m_database.run(u"ALTER TABLE %1 ENABLE TRIGGER USER"_s.arg(table));
    }
    for (const QString &text : std::as_const(m_texts)) {
        m_database.run(text);
    }
    m_database.finishQueries();
}

qint64 highestNumber(Database &database, const Table &table)
{
    if (table.number.isEmpty()) {
        return 0;
    }
    const QString most = u"SELECT coalesce(max(%1), 0) FROM %2"_s.arg(table.number, table.name);
    if (!hasSequence(database, table)) {
        return textsOf(database, most).value(0).toLongLong();
    }
    const QString sql = isServer(database)
        ? u"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM "_s
            % sequenceOf(database, table)
        : u"SELECT seq FROM sqlite_sequence WHERE name = '%1'"_s.arg(table.name);
    return std::max(textsOf(database, sql).value(0).toLongLong(),
                    textsOf(database, most).value(0).toLongLong());
}

bool isNumberingBehind(Database &database, const Table &table)
{
    if (!isServer(database) || !hasSequence(database, table)) {
        return false; // SQLite looks at its rows itself
    }
    const QString behind = u"%1 WHERE %2 > (SELECT CASE WHEN is_called THEN last_value ELSE 0 END "
                           "FROM %3)"_s.arg(table.name, table.number, sequenceOf(database, table));
    return rowsIn(database, behind) > 0;
}

void setHighestNumber(Database &database, const Table &table, qint64 number)
{
    if (number <= 0 || !hasSequence(database, table)) {
        return;
    }
    if (isServer(database)) {
        database.run(u"SELECT setval(?, ?)"_s, {sequenceOf(database, table), number});
    } else {
        database.run(u"DELETE FROM sqlite_sequence WHERE name = ?"_s, {table.name});
        database.run(u"INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)"_s,
                     {table.name, number});
    }
    database.finishQueries();
}

} // namespace storage
