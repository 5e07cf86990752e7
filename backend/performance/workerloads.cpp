// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/workerloads.h"

#include <cmath>

namespace performance {

namespace {

constexpr float NotMeasured = std::numeric_limits<float>::quiet_NaN();

float kept(const std::optional<double> &figure)
{
    return figure ? static_cast<float>(*figure) : NotMeasured;
}

std::optional<double> told(float figure)
{
    return std::isnan(figure) ? std::nullopt : std::optional(static_cast<double>(figure));
}

} // namespace

WorkerLoads loadsOf(const QList<protocol::WorkerFigures> &workers, const WorkerLoads *before)
{
    WorkerLoads all;
    for (const protocol::WorkerFigures &worker : workers) {
        all.names.append(worker.name);
        all.loads.push_back({.cpuPercent = kept(worker.cpuPercent),
                             .memoryMb = kept(worker.memoryMb),
                             .pid = static_cast<qint32>(worker.pid.value_or(-1)),
                             .processes = worker.processes.value_or(-1)});
    }
    if (before != nullptr && before->names == all.names) {
        all.names = before->names;
    }
    return all;
}

std::optional<protocol::WorkerFigures> figuresOf(const WorkerLoads &kept, const QString &worker)
{
    const qsizetype place = kept.names.indexOf(worker);
    if (place < 0) {
        return std::nullopt;
    }
    const WorkerLoad &load = kept.loads.at(static_cast<std::size_t>(place));
    protocol::WorkerFigures figures{
        .name = worker, .cpuPercent = told(load.cpuPercent), .memoryMb = told(load.memoryMb)};
    if (load.pid >= 0) {
        figures.pid = load.pid;
    }
    if (load.processes >= 0) {
        figures.processes = load.processes;
    }
    return figures;
}

} // namespace performance
