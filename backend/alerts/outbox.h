// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/storage.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>

namespace alerts {

/// Changes of the store that must come in their order and must not get lost while it cannot be
/// written: they wait here and follow when it can. Lives on the backend thread.
class Outbox final : public QObject
{
    Q_OBJECT

public:
    using Change = std::function<void(storage::Transaction &)>;

    explicit Outbox(storage::Storage &store, QObject *parent = nullptr);

    /// `lost` is called when the change is left out, possibly before this returns; it may add none.
    void add(Change change, std::function<void()> lost = {});

    /// So many wait for a store that cannot be written; then the oldest are left out.
    static constexpr qsizetype MaxWaiting = 2000;

    qsizetype waiting() const { return m_waiting.size(); }

    qint64 dropped() const { return m_dropped; } ///< since the start: too many, or refused

Q_SIGNALS:
    void written();
    void emptied(); ///< nothing waits any more

private:
    struct Entry
    {
        Change change = {};
        std::function<void()> lost = {};
    };

    void leaveOutOldest();
    void limit();
    void flush();
    void goOn();
    void take(const protocol::Result<int> &result);

    storage::Storage &m_store;
    QList<Entry> m_waiting = {};
    QTimer m_retry;
    bool m_isUnderWay = false;
    int m_most = 0; ///< changes in one commit
    qint64 m_dropped = 0;
};

} // namespace alerts
