// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pressurerules.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace pipeline;

Q_DECLARE_METATYPE(std::optional<double>)

/// When the intake holds back, and how long a queue lasts.
class PressureRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heldBack_data();
    void heldBack();
    void drain_data();
    void drain();
    void windowIsBounded();
};

using Depths = QList<std::pair<int, qint64>>; ///< seconds, waiting
Q_DECLARE_METATYPE(Depths)

void PressureRulesTest::heldBack_data()
{
    QTest::addColumn<bool>("before");
    QTest::addColumn<qint64>("waiting");
    QTest::addColumn<qint64>("capacity");
    QTest::addColumn<bool>("after");
    QTest::newRow("nothing waits") << false << qint64{0} << qint64{10'000} << false;
    QTest::newRow("room for one") << false << qint64{9'999} << qint64{10'000} << false;
    QTest::newRow("full") << false << qint64{10'000} << qint64{10'000} << true;
    QTest::newRow("more than full") << false << qint64{20'000} << qint64{10'000} << true;
    QTest::newRow("at 80 % it still holds") << true << qint64{8'000} << qint64{10'000} << true;
    QTest::newRow("below 80 % it goes on") << true << qint64{7'999} << qint64{10'000} << false;
    QTest::newRow("a small queue that is empty") << true << qint64{0} << qint64{1} << false;
    QTest::newRow("without a limit") << true << qint64{20'000} << qint64{0} << false;
}

void PressureRulesTest::heldBack()
{
    QFETCH(bool, before);
    QFETCH(qint64, waiting);
    QFETCH(qint64, capacity);
    QTEST(isHeldBack(before, waiting, capacity), "after");
}

void PressureRulesTest::drain_data()
{
    QTest::addColumn<Depths>("depths");
    QTest::addColumn<int>("now");
    QTest::addColumn<std::optional<double>>("seconds");
    const auto row = [](const char *name, const Depths &depths, int now,
                        std::optional<double> seconds) {
        QTest::newRow(name) << depths << now << seconds;
    };
    row("never counted", {}, 60, std::nullopt);
    row("nothing waits", {{0, 100}, {10, 0}}, 10, std::nullopt);
    row("10 a second", {{0, 300}, {10, 200}}, 10, 20.0);
    row("it does not shrink", {{0, 200}, {10, 200}}, 10, std::nullopt);
    row("it grows", {{0, 200}, {10, 300}}, 10, std::nullopt);
    row("watched too short", {{0, 300}, {4, 260}}, 4, std::nullopt);
    row("just long enough", {{0, 300}, {5, 250}}, 5, 25.0);
    row("it has stood still since", {{0, 300}, {10, 200}}, 20, 40.0);
    row("for a minute nothing has moved", {{0, 300}, {10, 200}}, 70, std::nullopt);
    row("only the last minute counts", {{0, 1000}, {60, 120}, {120, 60}}, 120, 60.0);
}

void PressureRulesTest::drain()
{
    QFETCH(Depths, depths);
    QFETCH(int, now);
    const protocol::SteadyTime begin{};
    DepthWindow window;
    for (const auto &[seconds, waiting] : std::as_const(depths)) {
        addSample(window, {.at = begin + std::chrono::seconds(seconds), .waiting = waiting});
    }
    QTEST(drainSeconds(window, begin + std::chrono::seconds(now)), "seconds");
}

// Four counts a second for an hour, and the newest is always there.
void PressureRulesTest::windowIsBounded()
{
    DepthWindow window;
    for (int i = 0; i < 4 * 3600; ++i) {
        addSample(window, {.at = protocol::SteadyTime(i * 250ms), .waiting = i});
        QVERIFY(window.size() <= 122);
        QCOMPARE(window.back().waiting, i);
    }
    QVERIFY(window.back().at - window.front().at >= 60s);
}

QTEST_GUILESS_MAIN(PressureRulesTest)
#include "tst_pressurerules.moc"
