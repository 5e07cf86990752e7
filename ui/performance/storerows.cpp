// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/format.h"
#include "ui/performance/figurerows.h"
#include "ui/performance/performancerows.h"

#include <QCoreApplication>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double Megabyte = 1024.0 * 1024.0;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Performance)
};

void addSqlite(QList<PanelRow> &rows, const PerformancePicture &picture)
{
    const auto &sqlite = picture.now.databases.sqlite;
    if (!sqlite) {
        return;
    }
    const auto bytes = [](const std::optional<qint64> &size) {
        return size ? std::optional(static_cast<double>(*size) / Megabyte) : std::nullopt;
    };
    rows.append({.look = lookOfHealth(sqlite->status),
                 .name = Text::tr("SQLite"),
                 .note = Text::tr("%1 · %2, log %3")
                             .arg(sqlite->version, megabytes(bytes(sqlite->sizeBytes)),
                                  megabytes(bytes(sqlite->walBytes)))});
    if (sqlite->cacheHitRatio) {
        rows.append(measured(Text::tr("Cache hits"),
                             gaugeOf(u"sqlite_cache_hit", picture.now, picture.past),
                             percent(sqlite->cacheHitRatio)));
    }
    rows.append(fact(Text::tr("Transactions"),
                     withUnit(sqlite->transactionsPerMinute, Text::tr("%1 a minute"))));
}

void addQueue(QList<PanelRow> &rows, const PerformancePicture &picture)
{
    const auto &queue = picture.now.databases.embedded;
    if (!queue) {
        return;
    }
    const auto count = [](const std::optional<qint64> &jobs) {
        return jobs ? QString::number(*jobs) : noValue();
    };
    const QString counts =
        Text::tr("%1 wait · %2 in work · %3 dead")
            .arg(count(queue->waiting), count(queue->leased), count(queue->dead));
    rows.append({.look = queue->dead.value_or(0) > 0 && queue->status == u"healthy"
                     ? Look{Glyph::Triangle, Tone::Warning, {}}
                     : lookOfHealth(queue->status),
                 .name = Text::tr("Queue"),
                 .note = counts});
}

void addPostgres(QList<PanelRow> &rows, const PerformancePicture &picture)
{
    const protocol::PostgresFigures &postgres = picture.now.databases.postgresql;
    if (!postgres.status) {
        return; // not in use
    }
    rows.append(
        {.look = lookOfStatus(*postgres.status),
         .name = Text::tr("PostgreSQL"),
         .note = withUnit(postgres.transactionsPerMinute, Text::tr("%1 transactions a minute"))});
    const QString connections = postgres.connectionsActive && postgres.connectionsMax
        ? Text::tr("%1 of %2").arg(*postgres.connectionsActive).arg(*postgres.connectionsMax)
        : noValue();
    rows.append(measured(Text::tr("Connections"),
                         gaugeOf(u"pg_connections", picture.now, picture.past, 1), connections));
    rows.append(measured(Text::tr("Cache hits"),
                         gaugeOf(u"pg_cache_hit", picture.now, picture.past),
                         percent(postgres.cacheHitRatio)));
}

void addRedis(QList<PanelRow> &rows, const PerformancePicture &picture)
{
    const protocol::RedisFigures &redis = picture.now.databases.redis;
    if (!redis.status) {
        return; // not in use
    }
    const auto count = [](const std::optional<qint64> &clients) {
        return clients ? QString::number(*clients) : noValue();
    };
    rows.append({.look = lookOfStatus(*redis.status),
                 .name = Text::tr("Redis"),
                 .note = Text::tr("clients %1, blocked %2")
                             .arg(count(redis.connectedClients), count(redis.blockedClients))});
    rows.append(measured(Text::tr("Redis memory"),
                         gaugeOf(u"redis_memory", picture.now, picture.past, 600),
                         megabytes(redis.memoryMb)));
    rows.append(measured(Text::tr("Redis hits"),
                         gaugeOf(u"redis_hit_ratio", picture.now, picture.past),
                         percent(redis.hitRatio)));
}

} // namespace

QList<PanelRow> storeRows(const PerformancePicture &picture)
{
    QList<PanelRow> rows;
    addSqlite(rows, picture);
    addQueue(rows, picture);
    addPostgres(rows, picture);
    addRedis(rows, picture);
    return rows;
}

} // namespace ui
