// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/procrules.h"

#include <QTest>

using namespace performance;

/// Texts as the kernel writes them.
class ProcRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cpu_data();
    void cpu();
    void memory_data();
    void memory();
    void process_data();
    void process();
};

void ProcRulesTest::cpu_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<quint64>("busy");
    QTest::addColumn<quint64>("total");
    const auto row = [](const char *name, const QByteArray &text, bool isThere, quint64 busy = 0,
                        quint64 total = 0) {
        QTest::newRow(name) << text << isThere << busy << total;
    };
    row("all fields; guests are counted once", "cpu  10 20 30 400 50 6 7 8 9 9\ncpu0 1 2 3 4\n",
        true, 10 + 20 + 30 + 6 + 7 + 8, 10 + 20 + 30 + 400 + 50 + 6 + 7 + 8);
    row("an old kernel's", "cpu  10 20 30 400 50\n", true, 60, 510);
    row("without the sum", "cpu0 10 20 30 400 50\n", false);
    row("cut short", "cpu  10 20 30 400", false);
    row("no numbers", "cpu  a b c d e f g\n", false);
    row("empty", "", false);
}

void ProcRulesTest::cpu()
{
    QFETCH(QByteArray, text);
    const auto times = cpuTimes(text);
    QTEST(times.has_value(), "isThere");
    QTEST(times.value_or(CpuTimes()).busy, "busy");
    QTEST(times.value_or(CpuTimes()).total, "total");
}

void ProcRulesTest::memory_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("both") << QByteArray("MemTotal:       16384 kB\nMemFree:     100 kB\n"
                                        "MemAvailable:    4096 kB\nBuffers:   1 kB\n")
                          << true;
    QTest::newRow("in another order") << QByteArray("MemAvailable:    4096 kB\nSwapTotal: 5 kB\n"
                                                    "MemTotal:       16384 kB\n")
                                      << true;
    QTest::newRow("nothing about what is available")
        << QByteArray("MemTotal:       16384 kB\nMemFree:     100 kB\n") << false;
    QTest::newRow("no number") << QByteArray("MemTotal: x kB\nMemAvailable: 1 kB\n") << false;
    QTest::newRow("a machine without memory")
        << QByteArray("MemTotal: 0 kB\nMemAvailable: 0 kB\n") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void ProcRulesTest::memory()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isThere);
    const MemoryFigures known{.totalBytes = 16384 * 1024, .availableBytes = 4096 * 1024};
    QCOMPARE(memoryFigures(text), isThere ? std::optional(known) : std::nullopt);
}

void ProcRulesTest::process_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("isThere");
    const QByteArray fields = " S 41 42 42 0 -1 4194304 1 2 3 4 100 20 3 4 20 0 7 0 5555 8192 12 1";
    QTest::newRow("plain") << QByteArray("cat") << fields << true;
    QTest::newRow("a name with blanks") << QByteArray("tmux: server") << fields << true;
    QTest::newRow("a name with brackets") << QByteArray("a) R 1 (b)") << fields << true;
    QTest::newRow("a name with a line's end") << QByteArray("a\nb") << fields << true;
    QTest::newRow("cut short") << QByteArray("cat") << QByteArray(" S 41 42") << false;
    QTest::newRow("nothing behind the name") << QByteArray("cat") << QByteArray() << false;
}

void ProcRulesTest::process()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, after);
    QFETCH(bool, isThere);
    const ProcessStat known{.pid = 42,
                            .parent = 41,
                            .ticks = 127,
                            .ownTicks = 120,
                            .startTicks = 5555,
                            .virtualBytes = 8192,
                            .residentPages = 12};
    QCOMPARE(processStat("42 (" + name + ')' + after),
             isThere ? std::optional(known) : std::nullopt);
    QCOMPARE(processStat("x (" + name + ')' + after), std::nullopt);
}

QTEST_GUILESS_MAIN(ProcRulesTest)
#include "tst_procrules.moc"
