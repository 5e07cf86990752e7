// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/loadrules.h"

#include <QTest>

using namespace performance;
using namespace std::chrono_literals;

/// What two looks say about the time between them.
class LoadRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cpu_data();
    void cpu();
    void memory();
    void disk_data();
    void disk();
    void treesAreAddedUp();
    void aRingOfParentsEnds();
    void aTreePercent_data();
    void aTreePercent();
    void rates_data();
    void rates();
};

void LoadRulesTest::cpu_data()
{
    QTest::addColumn<quint64>("busyBefore");
    QTest::addColumn<quint64>("totalBefore");
    QTest::addColumn<quint64>("busy");
    QTest::addColumn<quint64>("total");
    QTest::addColumn<double>("percent"); ///< -1: not known
    const auto row = [](const char *name, quint64 busyBefore, quint64 totalBefore, quint64 busy,
                        quint64 total, double percent) {
        QTest::newRow(name) << busyBefore << totalBefore << busy << total << percent;
    };
    row("a quarter", 100, 1000, 125, 1100, 25.0);
    row("nothing to do", 100, 1000, 100, 1100, 0.0);
    row("all of it", 100, 1000, 200, 1100, 100.0);
    row("no time has passed", 100, 1000, 100, 1000, -1.0);
    row("the counters began anew", 100, 1000, 5, 50, -1.0);
    row("idle time went back", 100, 1000, 90, 1100, -1.0);
}

void LoadRulesTest::cpu()
{
    QFETCH(quint64, busyBefore);
    QFETCH(quint64, totalBefore);
    QFETCH(quint64, busy);
    QFETCH(quint64, total);
    const CpuTimes before{.busy = busyBefore, .total = totalBefore};
    const CpuTimes now{.busy = busy, .total = total};
    QTEST(cpuPercent(before, now).value_or(-1.0), "percent");
    QCOMPARE(cpuPercent(std::nullopt, now), std::nullopt);
}

void LoadRulesTest::memory()
{
    constexpr quint64 gb = 1024ULL * 1024 * 1024;
    protocol::HostFigures host;
    setMemory(host, {.totalBytes = 16 * gb, .availableBytes = 4 * gb});
    QCOMPARE(host.ramUsedGb, std::optional(12.0));
    QCOMPARE(host.ramTotalGb, std::optional(16.0));
    QCOMPARE(host.ramPercent, std::optional(75.0));
    setMemory(host, {.totalBytes = gb, .availableBytes = 2 * gb});
    QCOMPARE(host.ramPercent, std::optional(0.0));
}

void LoadRulesTest::disk_data()
{
    QTest::addColumn<quint64>("total");
    QTest::addColumn<quint64>("free");
    QTest::addColumn<quint64>("available");
    QTest::addColumn<double>("percent");
    QTest::newRow("as df has it: what is kept for root is not ours")
        << quint64(100) << quint64(25) << quint64(25) << 75.0;
    QTest::newRow("full for us") << quint64(100) << quint64(5) << quint64(0) << 100.0;
    QTest::newRow("empty") << quint64(100) << quint64(100) << quint64(95) << 0.0;
    QTest::newRow("one that has no size") << quint64(0) << quint64(0) << quint64(0) << -1.0;
}

void LoadRulesTest::disk()
{
    QFETCH(quint64, total);
    QFETCH(quint64, free);
    QFETCH(quint64, available);
    protocol::HostFigures host;
    setDisk(host, {.totalBytes = total, .freeBytes = free, .availableBytes = available});
    QTEST(host.diskPercent.value_or(-1.0), "percent");
    QCOMPARE(host.diskTotalGb.has_value(), total > 0);
}

void LoadRulesTest::treesAreAddedUp()
{
    const auto process = [](qint64 pid, qint64 parent, quint64 ticks) {
        return ProcessStat{.pid = pid,
                           .parent = parent,
                           .ticks = ticks,
                           .startTicks = 1000 + quint64(pid),
                           .residentPages = 10};
    };
    // A grandchild comes before its parent.
    const QList<ProcessStat> all{process(1, 0, 1),   process(13, 12, 8), process(10, 1, 2),
                                 process(11, 10, 4), process(12, 10, 5), process(20, 1, 100),
                                 process(30, 2, 50)};
    const auto trees = treesOf(all, {10, 20, 99, 0});
    QCOMPARE(trees.size(), size_t(4));
    const TreeUse ten{.rootStartTicks = 1010, .ticks = 19, .residentPages = 40, .processes = 4};
    const TreeUse twenty{.rootStartTicks = 1020, .ticks = 100, .residentPages = 10, .processes = 1};
    QCOMPARE(trees[0], std::optional(ten));
    QCOMPARE(trees[1], std::optional(twenty));
    QCOMPARE(trees[2], std::nullopt); // is not there
    QCOMPARE(trees[3], std::nullopt); // does not run
}

// Pids may be used again while the others are being read.
void LoadRulesTest::aRingOfParentsEnds()
{
    const QList<ProcessStat> ring{{.pid = 5, .parent = 6}, {.pid = 6, .parent = 5}};
    QCOMPARE(treesOf(ring, {7}).front(), std::nullopt);
}

void LoadRulesTest::aTreePercent_data()
{
    QTest::addColumn<quint64>("startBefore");
    QTest::addColumn<quint64>("ticksBefore");
    QTest::addColumn<quint64>("ticks");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<double>("percent");
    const auto row = [](const char *name, quint64 start, quint64 before, quint64 ticks,
                        double seconds, double percent) {
        QTest::newRow(name) << start << before << ticks << seconds << percent;
    };
    row("half a core", 7, 100, 350, 5.0, 50.0);
    row("two cores", 7, 100, 1100, 5.0, 200.0);
    row("nothing", 7, 100, 100, 5.0, 0.0);
    row("another process", 8, 100, 350, 5.0, -1.0);
    row("a child took its time along", 7, 100, 90, 5.0, -1.0);
    row("no time between", 7, 100, 350, 0.0, -1.0);
}

void LoadRulesTest::aTreePercent()
{
    QFETCH(quint64, startBefore);
    QFETCH(quint64, ticksBefore);
    QFETCH(quint64, ticks);
    QFETCH(double, seconds);
    const TreeUse before{.rootStartTicks = startBefore, .ticks = ticksBefore};
    const TreeUse now{.rootStartTicks = 7, .ticks = ticks};
    const std::chrono::duration<double> between(seconds);
    QTEST(treePercent(before, now, between, {}).value_or(-1.0), "percent");
    QCOMPARE(treePercent(std::nullopt, now, between, {}), std::nullopt);
}

void LoadRulesTest::rates_data()
{
    QTest::addColumn<qint64>("before");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<double>("perMinute");
    QTest::newRow("ten in five seconds") << qint64(90) << qint64(100) << 5.0 << 120.0;
    QTest::newRow("none") << qint64(100) << qint64(100) << 5.0 << 0.0;
    QTest::newRow("a counter that began anew") << qint64(100) << qint64(3) << 5.0 << -1.0;
    QTest::newRow("no time between") << qint64(90) << qint64(100) << 0.0 << -1.0;
}

void LoadRulesTest::rates()
{
    QFETCH(qint64, before);
    QFETCH(qint64, now);
    QFETCH(double, seconds);
    const std::chrono::duration<double> between(seconds);
    QTEST(perMinute(before, now, between).value_or(-1.0), "perMinute");
    QCOMPARE(perMinute(std::nullopt, now, between), std::nullopt);
}

QTEST_GUILESS_MAIN(LoadRulesTest)
#include "tst_loadrules.moc"
