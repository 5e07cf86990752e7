// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alertrules.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace alerts;

/// What is true of every life of an alert, whatever its condition does.
class AlertLifeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyShortLife_data();
    void everyShortLife();
    void flapping_data();
    void flapping();
};

namespace {

protocol::Now at(milliseconds time)
{
    return {.steady = protocol::SteadyTime(time), .wall = protocol::WallTime(time)};
}

/// A track and, kept beside it in the plainest way, what it went through.
struct Life
{
    Track track = {};
    milliseconds clock{0};
    milliseconds heldFor{0}; ///< looked at without a break, and it held
    milliseconds overFor{0};
    Truth last = Truth::Unknown;
    QString story = {};
};

struct Look
{
    char letter = 'y';
    Truth truth = Truth::Yes;
    milliseconds later{0};
};

constexpr std::array Looks{Look{'y', Truth::Yes, 1s},     Look{'Y', Truth::Yes, 40s},
                           Look{'n', Truth::No, 1s},      Look{'N', Truth::No, 40s},
                           Look{'u', Truth::Unknown, 1s}, Look{'U', Truth::Unknown, 40s},
                           Look{'L', Truth::No, 400s}};

/// The first rule that this look breaks; empty when it breaks none.
QString broken(const Life &before, const Life &after, Move move, const Timing &timing)
{
    const bool stood = !before.track.alertId.isEmpty();
    if (move == Move::Raise && stood) {
        return u"raised while one stood"_s;
    }
    if ((move == Move::Repeat || move == Move::Clear) && !stood) {
        return u"repeated or cleared what was not there"_s;
    }
    if (move == Move::Raise && after.heldFor < timing.hold) {
        return u"raised too early"_s;
    }
    if (after.heldFor >= timing.hold && after.last == Truth::Yes && after.track.alertId.isEmpty()) {
        return u"not raised in time"_s;
    }
    if (move == Move::Clear
        && (after.overFor < timing.damping.least || at(after.clock).steady < timing.settled)) {
        return u"cleared too early"_s;
    }
    const bool isSettled = at(after.clock).steady >= timing.settled;
    if (isSettled && after.overFor >= timing.damping.most && !after.track.alertId.isEmpty()) {
        return u"not cleared in time"_s;
    }
    if (after.last == Truth::Unknown && move != Move::Nothing) {
        return u"something came of the unknown"_s;
    }
    return {};
}

/// The deadline is the moment at which something happens if nothing changes, and not before.
QString brokenDeadline(const Life &life, const Timing &timing)
{
    const auto due = deadline(life.track, timing);
    if (!due || life.last == Truth::Unknown) {
        return {};
    }
    const auto moment = std::chrono::duration_cast<milliseconds>(due->time_since_epoch());
    if (moment <= life.clock) {
        return u"a deadline in the past"_s;
    }
    if (step(life.track, life.last, timing, at(moment - 1ms)).move != Move::Nothing) {
        return u"moved before the deadline"_s;
    }
    return step(life.track, life.last, timing, at(moment)).move == Move::Nothing
        ? u"nothing at the deadline"_s
        : QString();
}

Life after(const Life &life, const Look &look, const Timing &timing, Move &move)
{
    Life next = life;
    next.clock += look.later;
    const auto lasted = [&](Truth truth, milliseconds soFar) {
        return look.truth != truth ? 0ms : life.last == truth ? soFar + look.later : 0ms;
    };
    next.heldFor = lasted(Truth::Yes, life.heldFor);
    next.overFor = lasted(Truth::No, life.overFor);
    next.last = look.truth;
    next.story += QLatin1Char(look.letter);
    const Step made = step(life.track, look.truth, timing, at(next.clock));
    next.track = made.next;
    move = made.move;
    if (move == Move::Raise) {
        next.track.alertId = next.story;
    }
    return next;
}

/// Every life of at most `length` more looks; the first rule that is broken, with its story.
QString firstFault(const Life &life, int length, const Timing &timing)
{
    for (const Look &look : Looks) {
        Move move = Move::Nothing;
        const Life next = after(life, look, timing, move);
        QString fault = broken(life, next, move, timing);
        if (fault.isEmpty()) {
            fault = brokenDeadline(next, timing);
        }
        if (!fault.isEmpty()) {
            return next.story % u": "_s % fault;
        }
        if (length > 1) {
            if (fault = firstFault(next, length - 1, timing); !fault.isEmpty()) {
                return fault;
            }
        }
    }
    return {};
}

} // namespace

void AlertLifeTest::everyShortLife_data()
{
    QTest::addColumn<int>("hold");
    QTest::addColumn<int>("settled");
    QTest::newRow("at once") << 0 << 0;
    QTest::newRow("held for 30 s") << 30 << 0;
    QTest::newRow("held for 41 s") << 41 << 0;
    QTest::newRow("just started") << 30 << 60;
}

void AlertLifeTest::everyShortLife()
{
    QFETCH(int, hold);
    QFETCH(int, settled);
    constexpr int length = 6;
    const Timing timing{.hold = std::chrono::seconds(hold),
                        .settled = at(std::chrono::seconds(settled)).steady};
    // The first look is at a time that is not the beginning of all clocks.
    QCOMPARE(firstFault({.clock = 1s}, length, timing), QString());
}

void AlertLifeTest::flapping_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("most");
    QTest::newRow("each second") << 1 << 1;
    QTest::newRow("each five seconds") << 5 << 3;
    QTest::newRow("each half a minute") << 30 << 6;
    QTest::newRow("each two minutes") << 120 << 8;
}

// An hour of a condition that holds and does not, for the same time each: how often it raises.
void AlertLifeTest::flapping()
{
    QFETCH(int, seconds);
    QFETCH(int, most);
    Track track;
    int raised = 0;
    for (int second = 0; second < 3600; ++second) {
        const Truth truth = second / seconds % 2 == 0 ? Truth::Yes : Truth::No;
        const Step next = step(track, truth, {}, at(std::chrono::seconds(second)));
        track = next.next;
        if (next.move == Move::Raise) {
            ++raised;
            track.alertId = u"a"_s;
        }
    }
    QVERIFY2(raised >= 1 && raised <= most, qPrintable(QString::number(raised)));
}

QTEST_GUILESS_MAIN(AlertLifeTest)
#include "tst_alertlife.moc"
