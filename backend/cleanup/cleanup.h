// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/cleanup/memory.h"
#include "backend/cleanup/run.h"
#include "backend/cleanup/servicecalls.h"
#include "backend/protocol/cleanup.h"
#include "backend/protocol/result.h"
#include "backend/storage/storage.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace cleanup {

/// What the cleanup is configured with.
struct Settings
{
    int retentionDays = 30;
    bool deleteImages = false;
    Places places = {};
    std::chrono::milliseconds catchUpDelay{5000}; ///< from the start to a run that was missed
};

/// Keeps store and disk bounded: the retention daily at its time, on demand as a job that can be
/// watched and cancelled, the search for orphans on demand; each hour what grows by itself. One job
/// at a time. Lives on the backend thread.
class Cleanup final : public QObject
{
    Q_OBJECT

public:
    Cleanup(storage::Storage &store, Owners owners, Settings settings, QObject *parent = nullptr);

    /// Reads when it last ran and arms the clock; a run that was missed begins soon.
    void start();

    /// No new run; `done` when the one in hand has ended, after its batch.
    void drain(const std::function<void()> &done);

    /// POST /api/system/cleanup and …/orphaned-files: the job that has begun. Conflict while one
    /// runs, Unavailable before start() has read the store and while stopping.
    protocol::Result<protocol::CleanupJob> run(protocol::CleanupKind kind, bool isDryRun);

    /// DELETE /api/system/cleanup: `done` gets the job when it has ended; NotFound without one.
    void cancel(const std::function<void(const protocol::Result<protocol::CleanupJob> &)> &done);

    /// GET /api/system/cleanup/status.
    protocol::CleanupStatus status() const;

    void serviceReady() { m_service.ready(); }

    void serviceGone() { m_service.gone(); }

    /// One line of JSON from the cleanup service.
    void take(const QByteArray &line);

Q_SIGNALS:
    void toService(const QByteArray &line);
    void changed();
    void begun(const protocol::CleanupJob &job);
    void advanced(const protocol::CleanupJob &job);
    void ended(const protocol::CleanupJob &job);

private:
    bool isRunning() const { return static_cast<bool>(m_run); }

    protocol::WallTime before() const;
    std::unique_ptr<Run> makeRun(const QList<Phase> &phases, const protocol::CleanupJob &job);
    void remember(const Memory &memory);
    void begin(protocol::CleanupKind kind, bool isDryRun);
    void runEnded();
    void save();
    void arm();
    void due();
    void sweepHourly();
    void finishDrain();

    storage::Storage &m_store;
    Owners m_owners;
    Settings m_settings;
    ServiceCalls m_service;
    std::unique_ptr<Run> m_run; ///< at work, until its end was told
    std::unique_ptr<Run> m_hourly;
    std::optional<protocol::CleanupJob> m_last; ///< the last job, when none is at work
    std::optional<protocol::WallTime> m_lastRun; ///< the end of the last one that was tried
    std::optional<protocol::WallTime> m_lastThrough; ///< of the last one that was through
    std::optional<protocol::WallTime> m_next; ///< nothing before the store was read
    QList<std::function<void(const protocol::Result<protocol::CleanupJob> &)>> m_cancels;
    std::function<void()> m_drained;
    QTimer m_clock;
    QTimer m_hour;
    bool m_isDraining = false;
};

} // namespace cleanup
