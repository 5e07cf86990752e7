// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/journal/spilllog.h"
#include "backend/storage/storage.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <optional>

namespace journal {

/// What waits for the store, in the order of its numbers, and follows when it can be written: some
/// at a time, each time in one work, together with a mark of how far they are. So none of them is
/// written twice, also when this process ends in the middle. Lives on the backend thread.
class Backlog final : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        QString folder = {}; ///< empty: all waits in memory, and is gone with the process
        QString mark = {}; ///< key of the mark among the store's settings
        SpillLog::Limits limits = {};
    };

    using Entries = QList<SpillLog::Entry>;
    /// Writes some of them, on the storage thread, and gives a number for each.
    using Work = std::function<QList<qint64>(storage::Transaction &)>;
    using Plan = std::function<Work(const Entries &)>;

    /// `plan` makes the work that writes these; called on the backend thread.
    Backlog(storage::Storage &store, const Settings &settings, Plan plan,
            QObject *parent = nullptr);
    ~Backlog() override;

    /// Takes up what an earlier process has left; blocks for the look.
    void start();

    qint64 nextNumber() { return ++m_lastNumber; }

    void add(const SpillLog::Entry &entry);

    bool isEmpty() const { return m_log.size() == 0; }

    qint64 waiting() const { return m_log.size(); }

    /// Since the start: without room, gone from the disk, or never taken by the store.
    qint64 lost() const { return m_lost + m_log.unreadable(); }

Q_SIGNALS:
    /// What the work has given for each of them.
    void written(const journal::Backlog::Entries &entries, const QList<qint64> &results);
    /// It is lost.
    void leftOut(qint64 number);
    void emptied();

private:
    void drain();
    void readMark();
    void writeSome();
    void take(const Entries &entries, const QList<qint64> &results);
    void refused(const Entries &entries, const protocol::Error &error);
    void goOn();
    void later();
    void leaveOut(const QList<qint64> &numbers);
    void syncSoon();

    storage::Storage &m_store;
    Settings m_settings;
    Plan m_plan;
    SpillLog m_log;
    std::optional<QString> m_known; ///< the series whose mark has been read
    qint64 m_mark = 0; ///< the highest number of the series that was written
    qint64 m_found = 0; ///< the highest number that an earlier process has left
    qint64 m_lastNumber = 0;
    qint64 m_lost = 0;
    QSet<qint64> m_alone; ///< each of them goes in a work of its own
    bool m_isUnderWay = false;
    bool m_hasWarned = false; ///< since nothing waited
    QTimer m_retry;
    QTimer m_sync;
    QThreadPool m_disk;
};

} // namespace journal
