// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/camerarules.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace pipeline;
using protocol::WallTime;

using Seconds = QList<int>;

/// How long a camera may be silent.
class CameraRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patience_data();
    void patience();
    void onlyTheNewestPausesCount();
    void clocksApart_data();
    void clocksApart();
};

namespace {

/// `count` images, so many seconds apart.
Seconds each(int seconds, int count)
{
    Seconds times;
    for (int i = 0; i < count; ++i) {
        times.append(i * seconds);
    }
    return times;
}

/// `count` visits of five images within four seconds.
Seconds bursts(int seconds, int count)
{
    Seconds times;
    for (int i = 0; i < count * 5; ++i) {
        times.append((i / 5) * seconds + i % 5);
    }
    return times;
}

} // namespace

void CameraRulesTest::patience_data()
{
    QTest::addColumn<Seconds>("times");
    QTest::addColumn<int>("seconds"); ///< -1: not known well enough
    const auto row = [](const char *name, const Seconds &times, int seconds) {
        QTest::newRow(name) << times << seconds;
    };
    row("never seen", {}, -1);
    row("seen once", {0}, -1);
    row("nine images over an hour", each(400, 9), -1);
    row("ten images in less than ten minutes", each(66, 10), -1);
    row("ten images over ten minutes", each(67, 10), 300);
    row("one a second: five minutes", each(1, 700), 300);
    row("one in ten minutes: half an hour", each(600, 10), 1800);
    row("one in a minute and 40 seconds: the least", each(100, 20), 300);
    row("bursts each hour: three hours", bursts(3600, 6), 3 * (3600 - 4));
    row("bursts, twice seen", bursts(3600, 2), 3 * (3600 - 4));
    row("the median of 1, 1 and 50 hours", {0, 1, 2, 3, 4, 5, 6, 3606, 7206, 187206}, 3 * 3600);
    row("a clock that was set back makes no pause", each(1, 700) + Seconds{100, 101}, -1);
    row("and is forgiven when its time has come again", each(1, 700) + Seconds{100, 700}, 1800);
}

void CameraRulesTest::patience()
{
    QFETCH(Seconds, times);
    CameraRhythm rhythm;
    for (const int second : std::as_const(times)) {
        noteImage(rhythm, {}, WallTime(std::chrono::seconds(second)));
    }
    const auto patience = patienceWith(rhythm, {});
    QTEST(patience ? static_cast<int>(*patience / 1s) : -1, "seconds");
}

void CameraRulesTest::onlyTheNewestPausesCount()
{
    CameraRhythm rhythm;
    WallTime now{};
    for (int i = 0; i < 1000; ++i) {
        now += i < 900 ? 2h : 10min;
        noteImage(rhythm, {}, now);
    }
    QCOMPARE(patienceWith(rhythm, {}), std::optional<std::chrono::milliseconds>(30min));
    QVERIFY(rhythm.pauses.size() <= 50);
}

void CameraRulesTest::clocksApart_data()
{
    QTest::addColumn<int>("steady"); ///< so many seconds later
    QTest::addColumn<int>("wall");
    QTest::addColumn<bool>("hasJumped");
    QTest::newRow("both go on") << 60 << 60 << false;
    QTest::newRow("the wall clock is drawn near") << 60 << 61 << false;
    QTest::newRow("it is set forward") << 1 << 3600 << true;
    QTest::newRow("it is set back") << 1 << -3600 << true;
    QTest::newRow("the machine has slept") << 2 << 28800 << true;
}

void CameraRulesTest::clocksApart()
{
    QFETCH(int, steady);
    QFETCH(int, wall);
    const protocol::Now before{.steady = protocol::SteadyTime(1h), .wall = WallTime(1000h)};
    const protocol::Now now{.steady = before.steady + std::chrono::seconds(steady),
                            .wall = before.wall + std::chrono::seconds(wall)};
    QTEST(hasJumped(before, now), "hasJumped");
}

QTEST_GUILESS_MAIN(CameraRulesTest)
#include "tst_camerarules.moc"
