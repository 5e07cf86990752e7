// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/familyparts.h"

using namespace Qt::StringLiterals;

namespace metrics {

using prometheus::MetricFamily;

namespace {

constexpr double Percent = 100.0;
constexpr double BytesPerGb = 1024.0 * 1024.0 * 1024.0;

using Figure = std::optional<double>;

void addKnown(Families &all, MetricFamily family, const Figure &figure, double factor = 1.0)
{
    if (figure) {
        addSingle(all, std::move(family), *figure * factor);
    }
}

Figure number(const auto &maybe)
{
    return maybe ? Figure(static_cast<double>(*maybe)) : std::nullopt;
}

// The names are those that every client library uses.
void addProcess(Families &all, const performance::SelfFigures &self)
{
    addSingle(
        all,
        counter("process_cpu_seconds_total", "Total user and system CPU time spent in seconds."),
        self.cpuSeconds);
    addSingle(all, gauge("process_resident_memory_bytes", "Resident memory size in bytes."),
              self.residentBytes);
    addSingle(all, gauge("process_virtual_memory_bytes", "Virtual memory size in bytes."),
              self.virtualBytes);
    addKnown(all, gauge("process_open_fds", "Number of open file descriptors."),
             number(self.openDescriptors));
    addKnown(all, gauge("process_max_fds", "Maximum number of open file descriptors."),
             number(self.maxDescriptors));
}

void addHost(Families &all, const protocol::HostFigures &host)
{
    addKnown(all, gauge("signalbox_host_cpu_usage_ratio", "Load of all cores together, 0 to 1."),
             host.cpuPercent, 1 / Percent);
    addKnown(all, gauge("signalbox_host_memory_used_bytes", "Memory that is not available."),
             host.ramUsedGb, BytesPerGb);
    addKnown(all, gauge("signalbox_host_memory_size_bytes", "All of the memory."), host.ramTotalGb,
             BytesPerGb);
    addKnown(
        all,
        gauge("signalbox_host_disk_used_bytes", "Used on the file system of the data directory."),
        host.diskUsedGb, BytesPerGb);
    addKnown(all,
             gauge("signalbox_host_disk_size_bytes",
                   "The size of the file system of the data directory."),
             host.diskTotalGb, BytesPerGb);
}

void addGpu(Families &all, const protocol::GpuFigures &gpu)
{
    addKnown(all, gauge("signalbox_gpu_usage_ratio", "Load of the GPU, 0 to 1."), gpu.utilization,
             1 / Percent);
    addKnown(all, gauge("signalbox_gpu_memory_used_bytes", "Memory of the GPU in use."),
             gpu.vramUsedGb, BytesPerGb);
    addKnown(all, gauge("signalbox_gpu_memory_size_bytes", "All memory of the GPU."),
             gpu.vramTotalGb, BytesPerGb);
    addKnown(all, gauge("signalbox_gpu_temperature_celsius", "Temperature of the GPU."),
             number(gpu.temperature));
    addKnown(all, gauge("signalbox_gpu_power_watts", "Power that the GPU takes."),
             number(gpu.powerWatts));
}

void addStore(Families &all, const Snapshot &snapshot)
{
    addSingle(all, gauge("signalbox_store_up", "Whether the store can be written (1) or not (0)."),
              snapshot.isStoreUp ? 1 : 0);
    addSingle(all, counter("signalbox_store_commits_total", "Transactions committed."),
              snapshot.commits);
    if (snapshot.performance && snapshot.performance->databases.sqlite) {
        const protocol::SqliteFigures &sqlite = *snapshot.performance->databases.sqlite;
        addKnown(all, gauge("signalbox_store_size_bytes", "Size of the store's main file."),
                 number(sqlite.sizeBytes));
        addKnown(all, gauge("signalbox_store_log_size_bytes", "Size of its write-ahead log."),
                 number(sqlite.walBytes));
    }
}

// An alert has one of a fixed set of names.
void addAlerts(Families &all, const QList<protocol::PerformanceAlert> &alerts)
{
    MetricFamily raised =
        gauge("signalbox_performance_alert", "1 for each threshold that a figure has reached.");
    for (const protocol::PerformanceAlert &alert : alerts) {
        add(raised, {{"metric", alert.metric}, {"severity", alert.severity}}, 1.0);
    }
    take(all, {&raised});
}

} // namespace

void addMachine(Families &all, const Snapshot &snapshot)
{
    if (snapshot.self) {
        addProcess(all, *snapshot.self);
    }
    addStore(all, snapshot);
    if (!snapshot.performance) {
        return;
    }
    if (snapshot.performance->host) {
        addHost(all, *snapshot.performance->host);
    }
    if (snapshot.performance->gpu) {
        addGpu(all, *snapshot.performance->gpu);
    }
    addAlerts(all, snapshot.performance->alerts);
}

} // namespace metrics
