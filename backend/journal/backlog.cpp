// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/backlog.h"

#include <QFile>
#include <QLoggingCategory>

#include <algorithm>
#include <chrono>
#include <utility>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(backlogLog, "signalbox.journal.backlog")

namespace journal {

namespace {

constexpr qsizetype Together = 200;
constexpr auto RetryAfter = 1s;
constexpr auto SyncAfter = 1s;

using protocol::Result;
using storage::Transaction;

/// How far the entries of this series have come, says the store; 0 when it knows none of them.
qint64 markIn(Transaction &tx, const QString &key, const QString &series)
{
    QSqlQuery &found = tx.exec(u"SELECT value FROM settings WHERE key = ?"_s, {key});
    if (!found.next()) {
        return 0;
    }
    const QString value = found.value(0).toString();
    return value.section(u' ', 0, 0) == series ? value.section(u' ', 1).toLongLong() : 0;
}

void setMark(Transaction &tx, const QString &key, const QString &series, qint64 number)
{
    tx.exec(u"INSERT INTO settings VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
            "value = excluded.value, updated_at = excluded.updated_at"_s,
            {key, QString(series % u' ' % QString::number(number)), storage::stored(tx.now.wall)});
}

void syncFiles(const QStringList &paths)
{
    for (const QString &path : paths) {
        QFile file(path);
        if (file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)
            && ::fdatasync(file.handle()) != 0) {
            qCWarning(backlogLog).noquote() << path << "cannot be made durable now";
        }
    }
}

} // namespace

Backlog::Backlog(storage::Storage &store, const Settings &settings, Plan plan, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_settings(settings)
    , m_plan(std::move(plan))
    , m_log(settings.folder, settings.limits)
    , m_known(m_log.series())
{
    m_disk.setMaxThreadCount(1);
    m_retry.setSingleShot(true);
    m_retry.setInterval(RetryAfter);
    connect(&m_retry, &QTimer::timeout, this, &Backlog::drain);
    m_sync.setSingleShot(true);
    m_sync.setInterval(SyncAfter);
    connect(&m_sync, &QTimer::timeout, this, &Backlog::syncSoon);
    connect(&m_store, &storage::Storage::recovered, this, &Backlog::drain);
}

Backlog::~Backlog()
{
    syncFiles(m_log.takeUnsynced());
}

// Numbers that an earlier process has given and that were in its memory alone are not found here:
// its mark may be among them.
void Backlog::start()
{
    m_log.open();
    m_found = m_log.lastNumber();
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    m_lastNumber = std::max<qint64>(
        m_found, std::chrono::duration_cast<std::chrono::microseconds>(now).count());
    m_known = isEmpty() ? std::optional(m_log.series()) : std::nullopt;
    drain();
}

void Backlog::add(const SpillLog::Entry &entry)
{
    if (isEmpty() && m_known != m_log.series()) {
        m_known = m_log.series(); // nobody has written of it
        m_mark = 0;
    }
    leaveOut(m_log.add(entry));
    if (!m_sync.isActive()) {
        m_sync.start();
    }
    if (!m_store.isFaulted() && !m_isUnderWay && !m_retry.isActive()) {
        m_retry.start(); // nobody says that it has recovered
    }
}

void Backlog::leaveOut(const QList<qint64> &numbers)
{
    if (!numbers.isEmpty() && !std::exchange(m_hasWarned, true)) {
        qCWarning(backlogLog).noquote()
            << "some of what waits for the store is lost:" << m_settings.mark << waiting()
            << "wait";
    }
    m_lost += numbers.size();
    for (const qint64 number : numbers) {
        m_alone.remove(number);
        Q_EMIT leftOut(number);
    }
}

// Of the disk's own time: a second of what waits may be gone with the power, nothing with us.
void Backlog::syncSoon()
{
    m_disk.start([paths = m_log.takeUnsynced()] { syncFiles(paths); });
}

void Backlog::drain()
{
    if (m_isUnderWay || isEmpty() || m_store.isFaulted()) {
        return;
    }
    m_isUnderWay = true;
    if (m_known == m_log.series()) {
        writeSome();
    } else {
        readMark();
    }
}

/// What a process before us has written, and could not say so here any more, is not written twice.
void Backlog::readMark()
{
    m_store.read<qint64>(
        this,
        [key = m_settings.mark, series = m_log.series()](Transaction &tx) {
            return markIn(tx, key, series);
        },
        [this, series = m_log.series()](const Result<qint64> &mark) {
            m_isUnderWay = false;
            if (!mark) {
                later();
                return;
            }
            m_known = series;
            m_mark = mark.value();
            m_log.removeUntil(std::min(m_mark, m_found));
            drain();
        });
}

void Backlog::writeSome()
{
    const Entries entries = m_log.first(m_alone.isEmpty() ? Together : 1);
    leaveOut(m_log.takeGone());
    if (entries.isEmpty()) {
        m_isUnderWay = false;
        isEmpty() ? goOn() : later();
        return;
    }
    // Also of what was left out: the mark never goes back.
    const qint64 mark = std::max(m_mark, entries.last().number);
    m_store.write<QList<qint64>>(
        this,
        [work = m_plan(entries), key = m_settings.mark, series = m_log.series(),
         mark](Transaction &tx) {
            const QList<qint64> results = work(tx);
            setMark(tx, key, series, mark);
            return results;
        },
        [this, entries, mark](const Result<QList<qint64>> &results) {
            m_isUnderWay = false;
            if (results) {
                m_mark = mark;
                take(entries, results.value());
            } else {
                refused(entries, results.error());
            }
        });
}

void Backlog::take(const Entries &entries, const QList<qint64> &results)
{
    for (const SpillLog::Entry &entry : entries) {
        m_log.remove(entry.number);
        m_alone.remove(entry.number);
    }
    Q_EMIT written(entries, results);
    goOn();
}

// Only what breaks a rule of the tables will never be taken. Which of them it is shows when each
// goes alone. Everything else may be over some time: a right that was taken from us, say.
void Backlog::refused(const Entries &entries, const protocol::Error &error)
{
    if (error.kind != protocol::ErrorKind::Conflict) {
        if (error.kind != protocol::ErrorKind::Unavailable && !std::exchange(m_hasWarned, true)) {
            qCWarning(backlogLog).noquote()
                << "the store does not take" << m_settings.mark << "now:" << error.detail;
        }
        later();
        return;
    }
    if (entries.size() > 1) {
        for (const SpillLog::Entry &entry : entries) {
            m_alone.insert(entry.number);
        }
        drain();
        return;
    }
    qCWarning(backlogLog).noquote()
        << "the store never takes" << entries.first().thing << ":" << error.detail;
    m_log.remove(entries.first().number);
    leaveOut({entries.first().number});
    goOn();
}

void Backlog::goOn()
{
    if (isEmpty()) {
        m_hasWarned = false;
        m_alone.clear();
        Q_EMIT emptied();
    }
    drain();
}

void Backlog::later()
{
    if (!m_store.isFaulted() && !isEmpty()) {
        m_retry.start();
    }
}

} // namespace journal
