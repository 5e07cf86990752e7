// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/storecopy.h"

#include "backend/storage/dialectrules.h"
#include "backend/storage/storecheck.h"
#include "backend/storage/storetables.h"
#include "backend/storage/transaction.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

using protocol::Done;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

/// The one table of an empty store that has rows: what has gone through so far, nothing.
const QString Counts = u"stage_counts"_s;

Result<std::unique_ptr<Database>> opened(const Place &place)
{
    return place.server ? Database::open(*place.server) : Database::open(place.path);
}

Error refused(const Place &place, const QString &reason)
{
    return {ErrorKind::Conflict, u"the store %1 %2"_s.arg(toText(place), reason)};
}

qint64 countOf(Database &database, const QString &what)
{
    QSqlQuery &count = database.run(u"SELECT count(*) FROM "_s % what);
    const qint64 rows = count.next() ? count.value(0).toLongLong() : 0;
    database.finishQueries();
    return rows;
}

/// Inside the transaction of either side.
qint64 copyRows(Database &from, Database &to, const Table &table)
{
    const QString places = QStringList(table.columns.size(), u"?"_s).join(u", "_s);
    const QString insert =
        u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table.name, table.columns.join(u", "_s), places);
    qint64 copied = 0;
    Rows rows(from, table);
    while (rows.next()) {
        to.run(insert, rows.values());
        to.finishQueries();
        ++copied;
    }
    setHighestNumber(to, table, highestNumber(from, table));
    return copied;
}

bool isSame(const QVariant &one, const QVariant &other)
{
    if (one.isNull() || other.isNull()) {
        return one.isNull() == other.isNull();
    }
    if (one.typeId() == QMetaType::QByteArray) {
        return one.toByteArray() == other.toByteArray();
    }
    return one.typeId() == QMetaType::Double ? one.toDouble() == other.toDouble()
                                             : one.toString() == other.toString();
}

/// What differs first, else nothing.
QString difference(Database &from, Database &to, const Table &table)
{
    Rows originals(from, table);
    Rows copies(to, table);
    qint64 number = 0;
    while (originals.next()) {
        ++number;
        if (!copies.next()) {
            return u"row %1 of %2 is missing"_s.arg(number).arg(table.name);
        }
        const QVariantList original = originals.values();
        const QVariantList copy = copies.values();
        for (qsizetype i = 0; i < original.size(); ++i) {
            if (!isSame(original.at(i), copy.at(i))) {
                return u"row %1 of %2 differs in %3"_s.arg(number).arg(table.name,
                                                                       table.columns.at(i));
            }
        }
    }
    return copies.next() ? u"%1 has more rows than it had"_s.arg(table.name) : QString();
}

void copyAll(Database &from, Database &to, const QList<Table> &tables, const Told &tell)
{
    Triggers triggers(to, tables);
    to.run(u"DELETE FROM "_s % Counts);
    for (const Table &table : tables) {
        const qint64 rows = copyRows(from, to, table);
        tell(u"%1: %2 rows"_s.arg(table.name).arg(rows));
    }
    triggers.restore();
    for (const Table &table : tables) {
        if (const QString fault = difference(from, to, table); !fault.isEmpty()) {
            throw Failure({ErrorKind::Internal, fault});
        }
    }
}

/// What is in the way of copying, else nothing.
QString obstacle(Database &to, const QList<Table> &originals, const QList<Table> &copies)
{
    for (qsizetype i = 0; i < originals.size(); ++i) {
        if (originals.at(i).columns != copies.at(i).columns) {
            return u"has other columns in its table "_s % copies.at(i).name;
        }
    }
    for (const Table &table : copies) {
        if (table.name != Counts && countOf(to, table.name) > 0) {
            return u"is not empty: it has rows in its table "_s % table.name;
        }
    }
    return {};
}

/// The version that a store has; 0 where there is none.
Result<int> versionAt(const Place &place)
{
    return place.server ? versionOfServer(*place.server) : versionOfFile(place.path);
}

void end(Database &database, const QString &how)
{
    try {
        database.finishQueries();
        database.run(how);
    } catch (const Failure &) {
        return; // it is gone, and with it the transaction
    }
}

QStringList faultsIn(Database &database)
{
    QStringList faults;
    if (database.engine() == Engine::Sqlite) {
        for (const QString &check : {u"PRAGMA integrity_check"_s, u"PRAGMA foreign_key_check"_s}) {
            QSqlQuery &rows = database.run(check);
            while (rows.next()) {
                if (rows.value(0).toString() != u"ok") {
                    faults.append(check % u": "_s % rows.value(0).toString());
                }
            }
            database.finishQueries();
        }
    }
    const QString wrong =
        u"(SELECT kind, state, count(*) AS jobs FROM jobs GROUP BY kind, state EXCEPT "
        "SELECT kind, state, jobs FROM job_counts) AS counted"_s;
    if (countOf(database, wrong) > 0) {
        faults.append(u"job_counts differs from jobs"_s);
    }
    return faults;
}

} // namespace

QString toText(const Place &place)
{
    return place.server ? toText(*place.server) : place.path;
}

Result<Done> migrateStore(const Place &place, const Told &tell)
{
    const auto before = versionAt(place);
    if (!before) {
        return before.error();
    }
    const auto database = opened(place);
    if (!database) {
        return database.error();
    }
    const int newest = migrations().last().version;
    tell(before.value() == newest
             ? u"%1 is of version %2 already"_s.arg(toText(place)).arg(newest)
             : u"%1: version %2, was %3"_s.arg(toText(place)).arg(newest).arg(before.value()));
    return Done{};
}

Result<Done> checkWhole(const Place &place, const Told &tell)
{
    const auto version = versionAt(place);
    if (!version) {
        return version.error();
    }
    if (version.value() != migrations().last().version) {
        return refused(
            place,
            version.value() == 0
                ? u"is not there"_s
                : u"is of version %1: run `signalboxd store migrate`"_s.arg(version.value()));
    }
    const auto database = opened(place);
    if (!database) {
        return database.error();
    }
    try {
        Database &store = *database.value();
        const QStringList faults = faultsIn(store);
        if (!faults.isEmpty()) {
            return refused(place, u"is damaged: "_s % faults.join(u"; "_s));
        }
        const QList<Table> tables = tablesOf(store);
        for (const Table &table : tables) {
            tell(u"%1: %2 rows"_s.arg(table.name).arg(countOf(store, table.name)));
        }
    } catch (const Failure &failure) {
        return failure.error();
    }
    tell(u"%1 is whole, version %2"_s.arg(toText(place)).arg(version.value()));
    return Done{};
}

Result<Done> copyStore(const Place &from, const Place &to, const Told &tell)
{
    const auto version = versionAt(from);
    if (!version) {
        return version.error();
    }
    if (version.value() != migrations().last().version) {
        return refused(
            from,
            version.value() == 0
                ? u"is not there"_s
                : u"is of version %1: run `signalboxd store migrate`"_s.arg(version.value()));
    }
    const auto source = opened(from);
    if (!source) {
        return source.error();
    }
    const auto target = opened(to);
    if (!target) {
        return target.error();
    }
    try {
        const QList<Table> tables = tablesOf(*source.value());
        const QString fault = obstacle(*target.value(), tables, tablesOf(*target.value()));
        if (!fault.isEmpty()) {
            return refused(to, fault);
        }
        source.value()->run(beginReading(source.value()->engine()));
        target.value()->run(beginWriting(target.value()->engine()));
        copyAll(*source.value(), *target.value(), tables, tell);
        target.value()->run(u"COMMIT"_s);
        end(*source.value(), u"ROLLBACK"_s);
    } catch (const Failure &failure) {
        end(*target.value(), u"ROLLBACK"_s);
        end(*source.value(), u"ROLLBACK"_s);
        return refused(to, u"stays empty: "_s % failure.error().detail);
    }
    tell(u"every row of %1 is in %2, and was compared"_s.arg(toText(from), toText(to)));
    return Done{};
}

} // namespace storage
