// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/performance/bystander.h"
#include "backend/performance/historyrules.h"
#include "backend/performance/machine.h"
#include "backend/performance/nvml.h"
#include "backend/protocol/performance.h"
#include "backend/services/slotreader.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>

namespace pipeline {
class Pipeline;
}

namespace services {
class Prober;
}

namespace storage {
class Storage;
}

namespace supervisor {
class Supervisor;
}

namespace performance {

struct StoreFacts;

/// Those that the figures are asked of. They have to outlive the collector.
struct Rooms
{
    supervisor::Supervisor &supervisor;
    services::Prober &prober;
    pipeline::Pipeline &pipeline;
    storage::Storage &store;
};

/// Collects all performance figures every five seconds, off the way of any request, and remembers
/// an hour of them. What may hang (a file system, a driver, a server) is looked at aside: what has
/// not answered when the next collection begins is missing in this one. Lives on the backend
/// thread.
class Collector final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds Interval{5000};

    Collector(const Rooms &rooms, QString dataDirectory, QObject *parent = nullptr);
    ~Collector() override;

    void start();
    void stop();

    /// The last collection; nothing before the first one.
    const std::optional<protocol::Performance> &latest() const { return m_latest; }

    /// Our own process at the last collection.
    const std::optional<SelfFigures> &self() const { return m_self; }

    /// GET /api/system/performance; only after the first collection.
    QByteArray document(protocol::WallTime now) const;
    /// GET /api/system/performance/history, with what `worker` used unless that is empty.
    QByteArray history(const QString &timeRange, const QString &worker) const;

Q_SIGNALS:
    void collected();

private:
    struct Round;

    void begin();
    void askProc();
    void askDisk();
    void askGpu();
    void askSlots();
    Bystander::Then answer(std::function<void(Round &)> take);
    void answered(quint64 number, const std::function<void(Round &)> &take);
    void finish();
    protocol::Performance assemble(const Round &round);
    StoreFacts storeOf(const Round &round) const;
    std::optional<protocol::HostFigures> hostOf(const Round &round) const;
    QList<protocol::WorkerFigures> workersOf(const Round &round) const;
    void keep(const Round &round, const protocol::Performance &figures);

    Rooms m_rooms;
    QString m_dataDirectory;
    Units m_units = units();
    Bystander m_procSide;
    Bystander m_diskSide;
    Bystander m_gpuSide;
    std::shared_ptr<Nvml> m_nvml = std::make_shared<Nvml>(); ///< used on its side only
    services::SlotReader m_slots;
    QTimer m_timer;
    std::unique_ptr<Round> m_round; ///< the one that is under way
    std::unique_ptr<Round> m_before; ///< the last one in which /proc was read
    quint64 m_number = 0;
    std::optional<protocol::Performance> m_latest;
    std::optional<SelfFigures> m_self;
    QByteArray m_rest; ///< of the document, behind the time of the answer
    std::deque<Snapshot> m_ring;
};

} // namespace performance
