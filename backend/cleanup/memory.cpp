// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/memory.h"

#include "backend/protocol/jsonwriter.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace cleanup {

namespace {

constexpr QStringView LastRunKey = u"cleanup.last_run";
constexpr QStringView LastThroughKey = u"cleanup.last_through";
constexpr QStringView LastJobKey = u"cleanup.last_job";
constexpr QStringView SinceKey = u"cleanup.since";

QString settingOf(storage::Transaction &tx, QStringView key)
{
    QSqlQuery &found = tx.exec(u"SELECT value FROM settings WHERE key = ?"_s, {key.toString()});
    return found.next() ? found.value(0).toString() : QString();
}

void keep(storage::Transaction &tx, QStringView key, const QString &value)
{
    tx.exec(u"INSERT INTO settings VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE "
            "SET value = excluded.value, updated_at = excluded.updated_at"_s,
            {key.toString(), value, storage::stored(tx.now.wall)});
}

} // namespace

Memory readMemory(storage::Transaction &tx)
{
    Memory memory{.lastRun = protocol::fromIso(settingOf(tx, LastRunKey)),
                  .lastThrough = protocol::fromIso(settingOf(tx, LastThroughKey)),
                  .since = protocol::fromIso(settingOf(tx, SinceKey))};
    const QByteArray job = settingOf(tx, LastJobKey).toUtf8();
    if (!job.isEmpty()) {
        memory.lastJob = protocol::cleanupJobFromJson(QJsonDocument::fromJson(job).object());
    }
    QSqlQuery &newest = tx.exec(u"SELECT max(timestamp) FROM journal"_s);
    memory.newestLine =
        newest.next() ? protocol::fromIso(newest.value(0).toString()) : std::nullopt;
    if (!memory.since) {
        memory.since = tx.now.wall;
        keep(tx, SinceKey, protocol::toIso(tx.now.wall));
    }
    return memory;
}

void writeMemory(storage::Transaction &tx, const Memory &memory)
{
    if (memory.lastRun) {
        keep(tx, LastRunKey, protocol::toIso(*memory.lastRun));
    }
    if (memory.lastThrough) {
        keep(tx, LastThroughKey, protocol::toIso(*memory.lastThrough));
    }
    if (memory.lastJob) {
        protocol::JsonWriter json;
        protocol::write(json, *memory.lastJob);
        keep(tx, LastJobKey, QString::fromUtf8(json.bytes()));
    }
}

} // namespace cleanup
