// SPDX-License-Identifier: GPL-3.0-or-later
// A store as commands look at it: which version it has, and whether it is whole.
#include "backend/storage/storecheck.h"
#include "backend/storage/storecopy.h"
#include "backend/storage/storetables.h"
#include "backend/storage/transaction.h"

#include <QList>

#include <utility>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

using protocol::Done;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

int newestVersion()
{
    return migrations().last().version;
}

/// What SQLite finds; a server keeps references and pages in order by itself.
QStringList faultsOfFile(Database &database)
{
    QStringList faults;
    for (const QString &check : {u"PRAGMA integrity_check"_s, u"PRAGMA foreign_key_check"_s}) {
        const QStringList lines = textsOf(database, check);
        for (const QString &line : lines) {
            if (line != u"ok") {
                faults.append(check % u": "_s % line);
            }
        }
    }
    return faults;
}

/// Counts that are kept beside what they count, and differ from it.
QStringList wrongCounts(Database &database)
{
    const QString jobs = u"SELECT kind, state, count(*) AS jobs FROM jobs GROUP BY kind, state"_s;
    const QString counts = u"SELECT kind, state, jobs FROM job_counts WHERE jobs <> 0"_s;
    QStringList faults;
    if (rowsIn(database, u"(%1 EXCEPT %2) AS uncounted"_s.arg(jobs, counts)) > 0
        || rowsIn(database, u"(%1 EXCEPT %2) AS gone"_s.arg(counts, jobs)) > 0) {
        faults.append(u"job_counts differs from jobs"_s);
    }
    const QList<std::pair<QString, QString>> kept{
        {u"image_count"_s, u"images WHERE camera_id = cameras.id"_s},
        {u"detection_count"_s, u"detections WHERE camera_id = cameras.id"_s},
        {u"event_count"_s, u"events WHERE camera_id = cameras.id AND deleted_at IS NULL"_s}};
    for (const auto &[column, rows] : kept) {
        if (rowsIn(database, u"cameras WHERE %1 <> (SELECT count(*) FROM %2)"_s.arg(column, rows))
            > 0) {
            faults.append(u"%1 of cameras differs from what there is"_s.arg(column));
        }
    }
    return faults;
}

} // namespace

QString toText(const Place &place)
{
    return place.server ? toText(*place.server) : place.path;
}

Error refused(const Place &place, const QString &reason)
{
    return {ErrorKind::Conflict, u"the store %1 %2"_s.arg(toText(place), reason)};
}

Result<std::unique_ptr<Database>> opened(const Place &place)
{
    return place.server ? Database::open(*place.server) : Database::open(place.path);
}

Result<int> versionAt(const Place &place)
{
    return place.server ? versionOfServer(*place.server) : versionOfFile(place.path);
}

Result<Done> checkVersion(const Place &place, int version)
{
    if (version > newestVersion()) {
        return refused(place,
                       u"was written by a newer version of Signalbox (schema %1, this program "
                       "knows %2)"_s.arg(version)
                           .arg(newestVersion()));
    }
    return version == newestVersion()
        ? Result<Done>(Done{})
        : refused(place, u"is of version %1: run `signalboxd store migrate`"_s.arg(version));
}

Result<Done> checkPresent(const Place &place)
{
    const auto version = versionAt(place);
    if (!version) {
        return version.error();
    }
    return version.value() == 0 ? refused(place, u"is not there"_s)
                                : checkVersion(place, version.value());
}

QStringList faultsIn(Database &database)
{
    QStringList faults =
        database.engine() == Engine::Sqlite ? faultsOfFile(database) : QStringList();
    if (!faults.isEmpty()) {
        return faults; // counting in it would say little
    }
    faults = wrongCounts(database);
    const QList<Table> tables = tablesOf(database);
    for (const Table &table : tables) {
        if (isNumberingBehind(database, table)) {
            faults.append(u"the numbers that %1 gives next are taken already"_s.arg(table.name));
        }
    }
    return faults;
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
    tell(before.value() == newestVersion()
             ? u"%1 is of version %2 already"_s.arg(toText(place)).arg(newestVersion())
             : u"%1: version %2, was %3"_s.arg(toText(place))
                   .arg(newestVersion())
                   .arg(before.value()));
    return Done{};
}

Result<Done> checkWhole(const Place &place, const Told &tell)
{
    if (auto usable = checkPresent(place); !usable) {
        return usable;
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
            tell(u"%1: %2 rows"_s.arg(table.name).arg(rowsIn(store, table.name)));
        }
    } catch (const Failure &failure) {
        return refused(place, u"cannot be read: "_s % failure.error().detail);
    }
    tell(u"%1 is whole, version %2"_s.arg(toText(place)).arg(newestVersion()));
    return Done{};
}

} // namespace storage
