// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/storecopy.h"

#include "backend/storage/dialectrules.h"
#include "backend/storage/storetables.h"
#include "backend/storage/transaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

using protocol::Done;
using protocol::ErrorKind;
using protocol::Result;

/// The one table of an empty store that has rows: what has gone through so far, nothing.
const QString Counts = u"stage_counts"_s;

/// One of the two stores.
struct Side
{
    const Place &place;
    Database &store;

    /// Does something there; a Failure says where it was.
    template<typename Work>
    auto at(Work work) const
    {
        try {
            return work(store);
        } catch (const Failure &failure) {
            throw Failure(
                {failure.error().kind, QString(toText(place) % u": "_s % failure.error().detail)});
        }
    }
};

qint64 copyRows(const Side &from, const Side &to, const Table &table)
{
    const QString places = QStringList(table.columns.size(), u"?"_s).join(u", "_s);
    const QString insert =
        u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table.name, table.columns.join(u", "_s), places);
    qint64 copied = 0;
    Rows rows(from.store, table);
    while (from.at([&rows](Database &) { return rows.next(); })) {
        to.at([&](Database &store) {
            store.run(insert, rows.values());
            store.finishQueries();
        });
        ++copied;
    }
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

/// "settings, key = 'a'".
QString nameOfRow(const Table &table, const QVariantList &row)
{
    QStringList parts{table.name};
    const QStringList keys = table.key.split(u", "_s);
    for (const QString &key : keys) {
        parts.append(u"%1 = '%2'"_s.arg(key, row.value(table.columns.indexOf(key)).toString()));
    }
    return parts.join(u", "_s);
}

/// What differs in a row, else nothing.
QString difference(const Table &table, const QVariantList &original, const QVariantList &copy)
{
    for (qsizetype i = 0; i < original.size(); ++i) {
        if (!isSame(original.at(i), copy.at(i))) {
            const bool isHard = original.at(i).toString().contains(QChar(u'\0'));
            return u"the copy of %1 differs in %2%3"_s.arg(
                nameOfRow(table, original), table.columns.at(i),
                isHard ? u": it holds a NUL, which no text of PostgreSQL can"_s : QString());
        }
    }
    return {};
}

/// What differs first, else nothing.
QString difference(const Side &from, const Side &to, const Table &table)
{
    Rows originals(from.store, table);
    Rows copies(to.store, table);
    const auto nextCopy = [&copies, &to] {
        return to.at([&copies](Database &) { return copies.next(); });
    };
    while (from.at([&originals](Database &) { return originals.next(); })) {
        const QVariantList original = originals.values();
        if (!nextCopy()) {
            return u"the copy of %1 is missing"_s.arg(nameOfRow(table, original));
        }
        if (QString fault = difference(table, original, copies.values()); !fault.isEmpty()) {
            return fault;
        }
    }
    return nextCopy() ? u"%1 has more rows than it had"_s.arg(table.name) : QString();
}

void copyAll(const Side &from, const Side &to, const QList<Table> &tables, const Told &tell)
{
    from.at([](Database &store) { store.run(beginReading(store.engine())); });
    to.at([](Database &store) { store.run(beginWriting(store.engine())); });
    Triggers triggers(to.store, tables);
    to.at([](Database &store) { store.run(u"DELETE FROM "_s % Counts); });
    for (const Table &table : tables) {
        const qint64 rows = copyRows(from, to, table);
        tell(u"%1: %2 rows"_s.arg(table.name).arg(rows));
    }
    to.at([&triggers](Database &) { triggers.restore(); });
    for (const Table &table : tables) {
        if (const QString fault = difference(from, to, table); !fault.isEmpty()) {
            throw Failure({ErrorKind::Internal, fault});
        }
    }
    // Last: a server does not take the number back with what is undone.
    for (const Table &table : tables) {
        const qint64 number =
            from.at([&table](Database &store) { return highestNumber(store, table); });
        to.at([&](Database &store) { setHighestNumber(store, table, number); });
    }
}

/// What is in the way of copying, else nothing.
QString obstacle(Database &to, const QList<Table> &originals)
{
    const QList<Table> copies = tablesOf(to);
    for (qsizetype i = 0; i < originals.size(); ++i) {
        if (originals.at(i).columns != copies.at(i).columns) {
            return u"has other columns in its table "_s % copies.at(i).name;
        }
    }
    for (const Table &table : copies) {
        if (table.name != Counts && rowsIn(to, table.name) > 0) {
            return u"is not empty: it has rows in its table "_s % table.name;
        }
    }
    return {};
}

void undo(const Side &side)
{
    try {
        side.store.finishQueries();
        side.store.run(u"ROLLBACK"_s);
    } catch (const Failure &) {
        return; // it is gone, and with it the transaction
    }
}

/// A store to copy into is made where there is none; one of another version is not touched.
Result<Done> checkTarget(const Place &to)
{
    const auto version = versionAt(to);
    if (!version) {
        return version.error();
    }
    return version.value() == 0 ? Result<Done>(Done{}) : checkVersion(to, version.value());
}

/// The source must be whole: what a damaged index hides would be missing on both sides.
Result<QList<Table>> look(const Side &from, const Side &to)
{
    QList<Table> tables;
    try {
        const QStringList faults = faultsIn(from.store);
        if (!faults.isEmpty()) {
            return refused(from.place, u"is damaged: "_s % faults.join(u"; "_s));
        }
        tables = tablesOf(from.store);
    } catch (const Failure &failure) {
        return refused(from.place, u"cannot be read: "_s % failure.error().detail);
    }
    try {
        const QString fault = obstacle(to.store, tables);
        return fault.isEmpty() ? Result<QList<Table>>(tables) : refused(to.place, fault);
    } catch (const Failure &failure) {
        return refused(to.place, u"cannot be used: "_s % failure.error().detail);
    }
}

Result<Done> commit(const Side &to)
{
    try {
        to.store.run(u"COMMIT"_s);
        return Done{};
    } catch (const Failure &failure) {
        if (to.store.isLost()) {
            return refused(to.place,
                           u"ended the connection while the copy was confirmed: look with "
                           "`signalboxd store check` whether it is there ("_s
                               % failure.error().detail % u")"_s);
        }
        undo(to);
        return refused(to.place, u"stays empty: "_s % failure.error().detail);
    }
}

} // namespace

Result<Done> copyStore(const Place &from, const Place &to, const Told &tell)
{
    if (const auto usable = checkPresent(from); !usable) {
        return usable.error();
    }
    if (auto usable = checkTarget(to); !usable) {
        return usable;
    }
    const auto source = opened(from);
    if (!source) {
        return source.error();
    }
    const auto target = opened(to);
    if (!target) {
        return target.error();
    }
    const Side left{from, *source.value()};
    const Side right{to, *target.value()};
    const auto tables = look(left, right);
    if (!tables) {
        return tables.error();
    }
    try {
        copyAll(left, right, tables.value(), tell);
    } catch (const Failure &failure) {
        undo(right);
        undo(left);
        return refused(to, u"stays empty: "_s % failure.error().detail);
    }
    auto done = commit(right);
    undo(left);
    if (done) {
        tell(u"every row of %1 is in %2, and was compared"_s.arg(toText(from), toText(to)));
    }
    return done;
}

} // namespace storage
