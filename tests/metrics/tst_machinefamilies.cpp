// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/metrics/familylines.h"

#include <QTest>

using namespace Qt::StringLiterals;
using metrics::Snapshot;

/// Our process, the host, the GPU, the store and what workers take, in the words of Prometheus.
class MachineFamiliesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void process();
    void host();
    void gpu();
    void store();
    void workers();
    void alerts();
    void nothingIsKnownYet();
};

void MachineFamiliesTest::process()
{
    const Snapshot snapshot{.self = performance::SelfFigures{.cpuSeconds = 12.5,
                                                             .residentBytes = 4096,
                                                             .virtualBytes = 8192,
                                                             .openDescriptors = 30,
                                                             .maxDescriptors = 1024}};
    QByteArrayList lines = linesOf(snapshot, "process_");
    lines.removeIf([](const QByteArray &line) { return line.startsWith("process_start"); });
    QCOMPARE(lines,
             QByteArrayList({"process_cpu_seconds_total 12.5", "process_resident_memory_bytes 4096",
                             "process_virtual_memory_bytes 8192", "process_open_fds 30",
                             "process_max_fds 1024"}));
}

void MachineFamiliesTest::host()
{
    const protocol::Performance figures{
        .host = protocol::HostFigures{
            .cpuPercent = 50, .ramUsedGb = 1, .ramTotalGb = 2, .diskTotalGb = 4}};
    QCOMPARE(linesOf({.performance = figures}, "signalbox_host"),
             QByteArrayList({"signalbox_host_cpu_usage_ratio 0.5",
                             "signalbox_host_memory_used_bytes 1073741824",
                             "signalbox_host_memory_size_bytes 2147483648",
                             "signalbox_host_disk_size_bytes 4294967296"}));
}

void MachineFamiliesTest::gpu()
{
    const protocol::Performance figures{.gpu = protocol::GpuFigures{.utilization = 25,
                                                                    .vramUsedGb = 1,
                                                                    .vramTotalGb = 2,
                                                                    .temperature = 61,
                                                                    .powerWatts = 120}};
    QCOMPARE(linesOf({.performance = figures}, "signalbox_gpu"),
             QByteArrayList(
                 {"signalbox_gpu_usage_ratio 0.25", "signalbox_gpu_memory_used_bytes 1073741824",
                  "signalbox_gpu_memory_size_bytes 2147483648",
                  "signalbox_gpu_temperature_celsius 61", "signalbox_gpu_power_watts 120"}));
}

void MachineFamiliesTest::store()
{
    const protocol::Performance figures{
        .databases = {.sqlite = protocol::SqliteFigures{.sizeBytes = 4096, .walBytes = 0}}};
    QCOMPARE(
        linesOf({.commits = 7, .performance = figures}, "signalbox_store"),
        QByteArrayList({"signalbox_store_up 1", "signalbox_store_commits_total 7",
                        "signalbox_store_size_bytes 4096", "signalbox_store_log_size_bytes 0"}));
}

void MachineFamiliesTest::workers()
{
    const protocol::Performance figures{
        .workers = QList<protocol::WorkerFigures>{
            {.name = u"busy"_s, .cpuPercent = 150, .memoryMb = 2}, {.name = u"stopped"_s}}};
    QCOMPARE(linesOf({.performance = figures}, "signalbox_worker_"),
             QByteArrayList({R"(signalbox_worker_cpu_usage_cores{worker="busy"} 1.5)",
                             R"(signalbox_worker_resident_memory_bytes{worker="busy"} 2097152)"}));
}

void MachineFamiliesTest::alerts()
{
    const protocol::Performance figures{
        .alerts = {{.severity = u"critical"_s, .metric = u"host_disk"_s, .value = 95}}};
    QCOMPARE(linesOf({.performance = figures}, "signalbox_performance_alert"),
             QByteArrayList(
                 {R"(signalbox_performance_alert{metric="host_disk",severity="critical"} 1)"}));
}

void MachineFamiliesTest::nothingIsKnownYet()
{
    for (const char *prefix : {"signalbox_host", "signalbox_gpu", "signalbox_store_size",
                               "process_open", "process_cpu", "signalbox_performance"}) {
        QCOMPARE(linesOf({}, prefix), QByteArrayList());
    }
}

QTEST_GUILESS_MAIN(MachineFamiliesTest)
#include "tst_machinefamilies.moc"
