// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/cannedload.h"

#include "backend/protocol/jsonwriter.h"
#include "tests/ui/support/fakebackend.h"

#include <cmath>

namespace tests {

using namespace Qt::StringLiterals;
using namespace protocol;
using std::chrono::seconds;

namespace {

constexpr int Snapshots = 60;
const QString HistoryPath = u"/api/system/performance/history?time_range="_s;
const QList<std::pair<QString, seconds>> Ranges{
    {u"5m"_s, seconds(5)}, {u"15m"_s, seconds(15)}, {u"60m"_s, seconds(60)}};

QList<WorkerFigures> load()
{
    return {{u"file_watcher"_s, 4101, 0.4, 38.2, 1},
            {u"detection_worker"_s, 4102, 34.5, 412.0, 1},
            {u"analysis_worker"_s, 4103, 8.1, 120.4, 1},
            {u"cleanup_service"_s, {}, {}, {}, {}},
            {u"vision"_s, 4105, 182.0, 1630.7, 5}};
}

/// The one before `now` by `before`, on a wave.
Performance then(Performance figures, int before, std::chrono::milliseconds period, WallTime now)
{
    const double wave = std::sin(before / 6.0);
    figures.observedAt = now - period * before;
    figures.workers.reset();
    figures.alerts.clear();
    const auto bend = [](std::optional<double> &figure, double by) {
        if (figure) {
            *figure = std::max(0.0, *figure + by);
        }
    };
    if (figures.host) {
        bend(figures.host->cpuPercent, 2 * wave - before / 10.0);
        bend(figures.host->ramPercent, -before / 20.0);
    }
    if (figures.gpu) {
        bend(figures.gpu->utilization, 14 * wave);
    }
    if (figures.inference) {
        bend(figures.inference->yolo26.p95, 20 * wave);
        bend(figures.inference->nemotron.p95, 900 * wave);
        bend(figures.inference->imagesPerMinute, 5 * wave);
    }
    return figures;
}

/// What a worker used `before` snapshots ago, on the same wave.
WorkerFigures then(WorkerFigures worker, int before)
{
    if (worker.cpuPercent) {
        *worker.cpuPercent = std::max(0.0, *worker.cpuPercent * (1 + std::sin(before / 6.0) / 4));
    }
    if (worker.memoryMb) {
        *worker.memoryMb -= before / 10.0;
    }
    return worker;
}

QByteArray history(const Performance &performance, const QString &range, seconds period,
                   WallTime now)
{
    QByteArray all = "{\"snapshots\":[";
    int count = 0;
    for (int before = Snapshots - 1; before >= 0; --before) {
        if (before >= 22 && before < 28) {
            continue; // nothing was measured
        }
        Performance one = then(performance, before, period, now);
        if (performance.workers && performance.workers->size() == 1) {
            one.workers = {then(performance.workers->first(), before)};
        }
        JsonWriter json;
        write(json, one, *one.observedAt);
        all += (count == 0 ? "" : ",") + json.bytes();
        ++count;
    }
    return all + R"(],"time_range":")" + range.toLatin1() + R"(","count":)"
        + QByteArray::number(count) + "}";
}

} // namespace

Performance busy(WallTime now)
{
    Performance all{.observedAt = now - seconds(2)};
    all.gpu = GpuFigures{u"NVIDIA RTX A5500"_s, 41, 9.8, 24, 58, 142};
    all.aiModels = {{.name = u"nemotron"_s,
                     .status = u"healthy"_s,
                     .slotsActive = 1,
                     .slotsTotal = 4,
                     .contextSize = 4096},
                    {.name = u"yolo26"_s,
                     .status = u"healthy"_s,
                     .vramGb = 0.8,
                     .model = u"yolo26m"_s,
                     .device = u"cuda:0"_s},
                    {.name = u"clip"_s, .status = u"healthy"_s, .model = u"ViT-L/14"_s}};
    all.inference = InferenceFigures{.yolo26 = {42, 95, 160},
                                     .nemotron = {2100, 5200, 8100},
                                     .pipeline = {31000, 64000, {}},
                                     .imagesPerMinute = 22.4,
                                     .eventsPerMinute = 1.2,
                                     .detectionQueue = 3,
                                     .analysisQueue = 1};
    all.databases.sqlite = SqliteFigures{u"healthy"_s, u"3.40.1"_s, 39845888, 4194304, 98.6, 184};
    all.databases.embedded = EmbeddedQueueFigures{u"healthy"_s, 4, 2, 0};
    all.host = HostFigures{34.2, 19.8, 31.2, 63.5, 412.0, 930.0, 44.3};
    all.workers = load();
    return all;
}

Performance overloaded(WallTime now)
{
    Performance all = busy(now);
    all.host->cpuPercent = 97.4;
    all.host->diskPercent = 83;
    all.gpu->temperature = 78;
    all.aiModels[1].status = u"unreachable"_s;
    all.aiModels[1].vramGb.reset();
    all.databases.embedded->dead = 3;
    all.alerts = {{u"warning"_s, u"gpu_temperature"_s, 78, 75, u"GPU temperature is 78 °C"_s},
                  {u"critical"_s, u"host_cpu"_s, 97.4, 95, u"CPU load is 97.4 %"_s},
                  {u"warning"_s, u"host_disk"_s, 83, 80, u"Disk is 83 % full"_s}};
    return all;
}

Performance idle(WallTime now)
{
    Performance all{.observedAt = now - seconds(2)};
    all.inference = InferenceFigures{};
    all.databases.sqlite = SqliteFigures{.status = u"healthy"_s, .version = u"3.40.1"_s};
    all.host =
        HostFigures{.cpuPercent = {}, .ramUsedGb = 2.1, .ramTotalGb = 31.2, .ramPercent = 6.7};
    all.workers = QList<WorkerFigures>();
    return all;
}

void fill(FakeBackend &backend, const Performance &performance, WallTime now)
{
    JsonWriter json;
    write(json, performance, now);
    backend.set(u"/api/system/performance"_s, json.bytes());
    for (const auto &[range, period] : Ranges) {
        backend.set(HistoryPath + range, history(performance, range, period, now));
    }
    for (const WorkerFigures &worker : performance.workers.value_or(QList<WorkerFigures>())) {
        fillWorker(backend, worker, now);
    }
}

void fillWorker(FakeBackend &backend, const WorkerFigures &worker, WallTime now)
{
    for (const auto &[range, period] : Ranges) {
        backend.set(HistoryPath + range + u"&worker_name="_s + worker.name,
                    history({.observedAt = now, .workers = QList{worker}}, range, period, now));
    }
}

} // namespace tests
