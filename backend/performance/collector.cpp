// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/collector.h"

#include "backend/performance/figurerules.h"
#include "backend/performance/thresholdrules.h"
#include "backend/pipeline/pipeline.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/services/prober.h"
#include "backend/storage/storage.h"
#include "backend/supervisor/supervisor.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace performance {

namespace {

constexpr double BytesPerMb = 1024.0 * 1024.0;
const QByteArray Opening = QByteArrayLiteral("{\"timestamp\":\"");

using Seconds = std::chrono::duration<double>;

} // namespace

/// One collection on its way.
struct Collector::Round
{
    quint64 number = 0;
    protocol::Now begun = {};
    QList<supervisor::WorkerProcess> workers = {};
    qint64 commits = 0;
    std::optional<storage::ServerFigures> server = {};
    int pending = 0; ///< answers that are still to come
    std::optional<ProcLook> proc = {};
    DiskLook disk = {};
    std::optional<GpuReading> gpu = {};
    std::optional<services::SlotFigures> slotFigures = {};

    QHash<QString, TreeUse> treesByName() const
    {
        QHash<QString, TreeUse> trees;
        for (size_t i = 0; proc && i < proc->trees.size(); ++i) {
            if (proc->trees[i]) {
                trees.insert(workers.at(static_cast<qsizetype>(i)).name, *proc->trees[i]);
            }
        }
        return trees;
    }
};

Collector::Collector(const Rooms &rooms, QString dataDirectory, QObject *parent)
    : QObject(parent)
    , m_rooms(rooms)
    , m_dataDirectory(std::move(dataDirectory))
{
    m_timer.setInterval(Interval);
    connect(&m_timer, &QTimer::timeout, this, &Collector::begin);
}

Collector::~Collector() = default;

void Collector::start()
{
    m_timer.start();
    begin();
}

void Collector::stop()
{
    m_timer.stop();
    m_round.reset();
}

void Collector::begin()
{
    if (m_round) {
        finish();
    }
    m_round = std::make_unique<Round>();
    m_round->number = ++m_number;
    m_round->begun = protocol::Now::read();
    m_round->workers = m_rooms.supervisor.processes();
    m_round->commits = m_rooms.store.commits();
    m_round->server = m_rooms.store.stats().server;
    askProc();
    askDisk();
    askGpu();
    askSlots();
    if (m_round->pending == 0) {
        finish();
    }
}

/// What is done with an answer, back on our thread.
Bystander::Then Collector::answer(std::function<void(Round &)> take)
{
    return [this, number = m_number, take = std::move(take)] { answered(number, take); };
}

void Collector::askProc()
{
    QList<qint64> roots;
    for (const supervisor::WorkerProcess &worker : std::as_const(m_round->workers)) {
        roots.append(worker.root);
    }
    const auto look = std::make_shared<ProcLook>();
    auto then = answer([look](Round &round) { round.proc = *look; });
    m_round->pending += m_procSide.ask([roots, look, then] {
        *look = lookAtProc(roots);
        return then;
    });
}

void Collector::askDisk()
{
    const auto look = std::make_shared<DiskLook>();
    auto then = answer([look](Round &round) { round.disk = *look; });
    m_round->pending +=
        m_diskSide.ask([directory = m_dataDirectory, store = m_rooms.store.path(), look, then] {
            *look = lookAtDisk(directory, store);
            return then;
        });
}

void Collector::askGpu()
{
    const auto reading = std::make_shared<std::optional<GpuReading>>();
    auto then = answer([reading](Round &round) { round.gpu = *reading; });
    m_round->pending += m_gpuSide.ask([nvml = m_nvml, reading, then] {
        *reading = nvml->read();
        return then;
    });
}

// Of a service that does not answer its probes nothing more is asked.
void Collector::askSlots()
{
    const QString nemotron = u"nemotron"_s;
    if (!m_rooms.prober.description(nemotron).answered) {
        return;
    }
    m_round->pending += m_slots.ask(
        m_rooms.prober.address(nemotron), [this, number = m_number](const auto &figures) {
            answered(number, [&figures](Round &round) { round.slotFigures = figures; });
        });
}

void Collector::answered(quint64 number, const std::function<void(Round &)> &take)
{
    if (!m_round || m_round->number != number) {
        return;
    }
    take(*m_round);
    if (--m_round->pending == 0) {
        finish();
    }
}

void Collector::finish()
{
    auto round = std::exchange(m_round, nullptr);
    const protocol::Performance figures = assemble(*round);
    keep(*round, figures);
    if (round->proc || !m_before) {
        m_before = std::move(round);
    }
    Q_EMIT collected();
}

protocol::Performance Collector::assemble(const Round &round)
{
    const protocol::PipelineStatus pipeline = m_rooms.pipeline.status(round.begun);
    const QList<protocol::AiServiceHealth> services = m_rooms.prober.status();
    QHash<QString, services::SelfDescription> descriptions;
    for (const protocol::AiServiceHealth &service : services) {
        descriptions.insert(service.name, m_rooms.prober.description(service.name));
    }
    const StoreFacts store = storeOf(round);
    protocol::Performance figures{
        .observedAt = round.begun.wall,
        .gpu = round.gpu ? std::optional(gpuOf(*round.gpu)) : std::nullopt,
        .aiModels = modelsOf(services, descriptions, round.slotFigures),
        .inference = inferenceOf(pipeline, m_rooms.pipeline.way(round.begun.steady)),
        .databases = databasesOf(store, pipeline.queues),
        .host = hostOf(round),
        .workers = workersOf(round)};
    carryStatusSince(figures, m_latest);
    figures.alerts = alertsOf(figures);
    return figures;
}

StoreFacts Collector::storeOf(const Round &round) const
{
    StoreFacts store{.version = m_rooms.store.version(),
                     .isFaulted = m_rooms.store.isFaulted(),
                     .sizeBytes = round.disk.storeBytes,
                     .walBytes = round.disk.storeLogBytes,
                     .isServer = m_rooms.store.engine() == storage::Engine::Postgres,
                     .server = round.server};
    if (!m_before) {
        return store;
    }
    const Seconds between(round.begun.steady - m_before->begun.steady);
    store.serverBefore = m_before->server;
    if (!store.isServer) {
        store.transactionsPerMinute = perMinute(m_before->commits, round.commits, between);
    } else {
        store.transactionsPerMinute = transactionsPerMinute(store.serverBefore, store.server);
    }
    return store;
}

std::optional<protocol::HostFigures> Collector::hostOf(const Round &round) const
{
    protocol::HostFigures host;
    if (round.proc && round.proc->cpu) {
        const auto before = m_before && m_before->proc ? m_before->proc->cpu : std::nullopt;
        host.cpuPercent = cpuPercent(before, *round.proc->cpu);
    }
    if (round.proc && round.proc->memory) {
        setMemory(host, *round.proc->memory);
    }
    if (round.disk.disk) {
        setDisk(host, *round.disk.disk);
    }
    return host == protocol::HostFigures() ? std::nullopt : std::optional(host);
}

QList<protocol::WorkerFigures> Collector::workersOf(const Round &round) const
{
    const bool isKnown = round.proc && m_before && m_before->proc;
    const Seconds between = isKnown ? round.proc->at - m_before->proc->at : Seconds(0);
    const auto earlier = isKnown ? m_before->treesByName() : QHash<QString, TreeUse>();
    QList<protocol::WorkerFigures> all;
    for (qsizetype i = 0; i < round.workers.size(); ++i) {
        const supervisor::WorkerProcess &worker = round.workers.at(i);
        protocol::WorkerFigures figures{.name = worker.name, .pid = worker.pid};
        const auto index = static_cast<size_t>(i);
        if (round.proc && index < round.proc->trees.size() && round.proc->trees[index]) {
            const TreeUse &tree = *round.proc->trees[index];
            const auto found = earlier.constFind(worker.name);
            figures.cpuPercent =
                treePercent(found == earlier.cend() ? std::nullopt : std::optional(*found), tree,
                            between, m_units);
            figures.memoryMb =
                static_cast<double>(tree.residentPages * m_units.pageBytes) / BytesPerMb;
            figures.processes = tree.processes;
        }
        all.append(figures);
    }
    return all;
}

void Collector::keep(const Round &round, const protocol::Performance &figures)
{
    m_latest = figures;
    if (round.proc) {
        m_self = round.proc->self;
    }
    protocol::JsonWriter whole;
    protocol::write(whole, figures, round.begun.wall);
    const qsizetype known = Opening.size() + protocol::toIso(round.begun.wall).size();
    m_rest = whole.bytes().mid(known);
    // A thousand workers for an hour would be too much to keep as text.
    protocol::Performance kept = figures;
    kept.workers.reset();
    protocol::JsonWriter lean;
    protocol::write(lean, kept, round.begun.wall);
    const WorkerLoads *before = m_ring.empty() ? nullptr : m_ring.back().workers.get();
    remember(m_ring,
             {lean.bytes(),
              std::make_shared<WorkerLoads>(
                  loadsOf(figures.workers.value_or(QList<protocol::WorkerFigures>()), before))});
}

QByteArray Collector::document(protocol::WallTime now) const
{
    Q_ASSERT_X(m_latest, "Collector::document", "there has been a collection");
    return Opening + protocol::toIso(now).toLatin1() + m_rest;
}

QByteArray Collector::history(const QString &timeRange, const QString &worker) const
{
    const std::vector<Snapshot> points = sampled(m_ring, timeRange);
    QByteArray body = QByteArrayLiteral("{\"snapshots\":[");
    for (size_t i = 0; i < points.size(); ++i) {
        body += i == 0 ? "" : ",";
        body += worker.isEmpty() ? points[i].text : withWorker(points[i], worker);
    }
    return body + R"(],"time_range":")" + timeRange.toLatin1() + R"(","count":)"
        + QByteArray::number(static_cast<qint64>(points.size())) + '}';
}

} // namespace performance
