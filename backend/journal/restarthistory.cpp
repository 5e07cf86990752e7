// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/restarthistory.h"

#include "backend/protocol/jsonwriter.h"

#include <QJsonDocument>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace journal {

using protocol::Done;
using protocol::RestartEvent;
using protocol::Result;
using storage::stored;
using storage::Transaction;

namespace {

constexpr qsizetype MaxNewest = 1000; ///< more than there are workers
constexpr int NewestLines = 10;

/// The rows of all workers or of one, by their numbers: there is no hole in them.
struct Numbers
{
    QString column = {};
    QString where = {}; ///< with one place for the name, or none
    QVariantList name = {};
};

Numbers numbersOf(const QString &workerName)
{
    if (workerName.isEmpty()) {
        return {.column = u"id"_s, .where = u"WHERE true"_s};
    }
    return {
        .column = u"worker_number"_s, .where = u"WHERE worker_name = ?"_s, .name = {workerName}};
}

protocol::RestartHistory pageIn(Transaction &tx, const QString &workerName, int limit,
                                qint64 offset)
{
    protocol::RestartHistory page{.items = {}, .total = 0, .limit = limit, .offset = offset};
    const Numbers numbers = numbersOf(workerName);
    const QString end = u"(SELECT %1(%2) FROM restart_history %3)"_s;
    QSqlQuery &ends = tx.exec(u"SELECT "_s % end.arg(u"min"_s, numbers.column, numbers.where)
                                  % u", "_s % end.arg(u"max"_s, numbers.column, numbers.where),
                              numbers.name + numbers.name);
    if (!ends.next() || ends.value(0).isNull()) {
        return page;
    }
    const qint64 newest = ends.value(1).toLongLong();
    page.total = newest - ends.value(0).toLongLong() + 1;
    if (offset >= page.total) {
        return page;
    }
    QSqlQuery &rows =
        tx.exec(u"SELECT worker_name, timestamp, attempt, status, error FROM restart_history %1 "
                "AND %2 <= ? ORDER BY %2 DESC LIMIT ?"_s.arg(numbers.where, numbers.column),
                numbers.name + QVariantList{newest - offset, limit});
    while (rows.next()) {
        page.items.append({.workerName = rows.value(0).toString(),
                           .timestamp = protocol::fromIso(rows.value(1).toString()),
                           .attempt = rows.value(2).toInt(),
                           .status = protocol::restartOutcome(rows.value(3).toString()),
                           .error = rows.value(4).isNull()
                               ? std::nullopt
                               : std::optional(rows.value(4).toString())});
    }
    return page;
}

void insert(Transaction &tx, const RestartEvent &event)
{
    tx.exec(u"INSERT INTO restart_history (worker_name, timestamp, attempt, status, error) "
            "VALUES (?, ?, ?, ?, ?)"_s,
            {event.workerName, stored(event.timestamp), event.attempt,
             protocol::toText(event.status), stored(event.error)});
}

/// Among the last ones of its worker.
bool isThere(Transaction &tx, const RestartEvent &event)
{
    return tx
        .exec(u"SELECT 1 FROM restart_history WHERE worker_name = ? AND worker_number > "
              "(SELECT max(worker_number) - 1000 FROM restart_history WHERE worker_name = ?) "
              "AND timestamp = ? AND attempt = ? AND status = ? LIMIT 1"_s,
              {event.workerName, event.workerName, stored(event.timestamp), event.attempt,
               protocol::toText(event.status)})
        .next();
}

/// One that was tried may be written, although nobody could say so.
QJsonObject toThing(const RestartEvent &event, bool isTried)
{
    protocol::JsonWriter json;
    protocol::write(json, event);
    QJsonObject thing = QJsonDocument::fromJson(json.bytes()).object();
    thing.insert(u"tried"_s, isTried);
    return thing;
}

Backlog::Work insertAll(const Backlog::Entries &entries)
{
    return [entries](Transaction &tx) {
        for (const SpillLog::Entry &entry : entries) {
            const RestartEvent event = protocol::restartEventFromJson(entry.thing);
            if (!entry.thing.value(u"tried").toBool() || !isThere(tx, event)) {
                insert(tx, event);
            }
        }
        return QList<qint64>(entries.size());
    };
}

} // namespace

RestartHistory::RestartHistory(storage::Storage &store, const QString &node,
                               const QString &spillFolder, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_backlog(store, {.folder = spillFolder, .mark = QString(u"restart_history.spill."_s % node)},
                insertAll)
{
    connect(&m_store, &storage::Storage::recovered, this, &RestartHistory::touch);
    connect(&m_backlog, &Backlog::written, this, &RestartHistory::touch);
    m_backlog.start();
}

/// What is read from now on may be different. To be called when something is handed to the store:
/// that shows it to whoever reads after that; and again when it comes to nothing.
void RestartHistory::touch()
{
    ++m_changes;
    m_newest.clear();
}

void RestartHistory::add(const RestartEvent &event)
{
    RestartEvent timed = event;
    timed.timestamp = event.timestamp.value_or(protocol::Now::read().wall);
    const qint64 number = m_backlog.nextNumber();
    if (m_backlog.isEmpty() && !m_store.isFaulted()) {
        write(number, timed);
    } else {
        m_backlog.add({.number = number, .thing = toThing(timed, false)}); // behind those that wait
    }
}

void RestartHistory::write(qint64 number, const RestartEvent &event)
{
    touch();
    m_store.write<Done>(
        this,
        [event](Transaction &tx) {
            insert(tx, event);
            return Done{};
        },
        [this, number, event](const Result<Done> &written) {
            if (!written) {
                touch();
                m_backlog.add({.number = number, .thing = toThing(event, true)});
            }
        });
}

void RestartHistory::page(const QString &workerName, int limit, qint64 offset, QObject *context,
                          const std::function<void(Result<protocol::RestartHistory>)> &done)
{
    m_store.read<protocol::RestartHistory>(
        context,
        [workerName, limit, offset](Transaction &tx) {
            return pageIn(tx, workerName, limit, offset);
        },
        done);
}

void RestartHistory::newest(const QString &workerName, QObject *context, const Told &done)
{
    if (!m_store.isFaulted() && m_newest.contains(workerName)) {
        done(m_newest.value(workerName));
        return;
    }
    page(workerName, NewestLines, 0, context,
         [self = QPointer(this), workerName, at = m_changes,
          done](const Result<protocol::RestartHistory> &read) {
             if (self && read) {
                 self->take(workerName, read.value(), at);
             }
             done(read);
         });
}

void RestartHistory::take(const QString &workerName, const protocol::RestartHistory &read,
                          qint64 at)
{
    if (at == m_changes && m_newest.size() < MaxNewest) {
        m_newest.insert(workerName, read);
    }
}

void RestartHistory::prune(protocol::WallTime time, int limit, QObject *context,
                           const std::function<void(Result<int>)> &done)
{
    touch();
    // From its beginning only, else the numbers had holes: a clock that was set back leaves younger
    // times in older places.
    m_store.write<int>(
        context,
        [time, limit](Transaction &tx) {
            return tx.change(u"WITH batch AS MATERIALIZED "
                             "(SELECT id, timestamp FROM restart_history ORDER BY id LIMIT ?) "
                             "DELETE FROM restart_history WHERE id <= (SELECT max(id) FROM batch) "
                             "AND id < coalesce((SELECT min(id) FROM batch WHERE timestamp >= ?), "
                             "9223372036854775807)"_s,
                             {limit, stored(time)});
        },
        [self = QPointer(this), done](const Result<int> &removed) {
            if (self && !removed) {
                self->touch();
            }
            if (done) {
                done(removed);
            }
        });
}

} // namespace journal
