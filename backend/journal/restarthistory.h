// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/journal/backlog.h"
#include "backend/protocol/worker.h"
#include "backend/storage/storage.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace journal {

/// The restart history of all workers: durable, so that it survives our own restart. What the store
/// cannot take at the moment waits on the disk, as the journal's lines do, and is written when it
/// is back.
class RestartHistory final : public QObject
{
    Q_OBJECT

public:
    /// Without a folder what waits is in memory alone.
    explicit RestartHistory(storage::Storage &store, const QString &node = {},
                            const QString &spillFolder = {}, QObject *parent = nullptr);

    /// Adds a line; without a time it gets now.
    void add(const protocol::RestartEvent &event);

    /// One page, newest first. An empty name means all workers; an unknown one gives no items.
    /// Costs the same at any offset.
    void page(const QString &workerName, int limit, qint64 offset, QObject *context,
              const std::function<void(protocol::Result<protocol::RestartHistory>)> &done);

    using Told = std::function<void(const protocol::Result<protocol::RestartHistory> &)>;

    /// The newest ten lines of one worker. They are read once between two changes of the history;
    /// `done` may be called at once.
    void newest(const QString &workerName, QObject *context, const Told &done);

    /// Removes at most `limit` of the oldest lines that are older than `time`; gives their number,
    /// 0 when none is left.
    void prune(protocol::WallTime time, int limit, QObject *context,
               const std::function<void(protocol::Result<int>)> &done);

private:
    void write(qint64 number, const protocol::RestartEvent &event);

    void touch();
    void take(const QString &workerName, const protocol::RestartHistory &read, qint64 at);

    storage::Storage &m_store;
    Backlog m_backlog;
    QHash<QString, protocol::RestartHistory> m_newest; ///< as read since the last change
    qint64 m_changes = 0;
};

} // namespace journal
