// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/connectionrules.h"

#include <QTest>

using namespace ui;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(ui::ConnectionState)

class ConnectionRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void state_data();
    void state();
    void vouched_data();
    void vouched();
    void restsAfterWork_data();
    void restsAfterWork();
    void whoIsRefusedWaits_data();
    void whoIsRefusedWaits();
    void waitsLonger_data();
    void waitsLonger();
    void noticesASuspend();
};

namespace {

const protocol::SteadyTime Begun{100s};

} // namespace

void ConnectionRulesTest::state_data()
{
    QTest::addColumn<bool>("open");
    QTest::addColumn<bool>("level");
    QTest::addColumn<int>("vouchedAfterMs"); // since the first attempt; -1: never
    QTest::addColumn<int>("nowMs");
    QTest::addColumn<ConnectionState>("state");

    QTest::newRow("first attempt") << false << false << -1 << 0 << ConnectionState::Connecting;
    QTest::newRow("open, greeted, nothing answered")
        << true << false << -1 << 500 << ConnectionState::Connecting;
    QTest::newRow("first answers come")
        << true << false << 100 << 200 << ConnectionState::CatchingUp;
    QTest::newRow("all read") << true << true << 100 << 200 << ConnectionState::Live;
    // The window looks each 250 ms: at 6 s it is to have been painted.
    QTest::newRow("silent for less than 6 s by two looks")
        << true << true << 0 << 5500 << ConnectionState::Live;
    QTest::newRow("silent for 6 s before it looks again")
        << true << true << 0 << 5501 << ConnectionState::Stale;
    QTest::newRow("silent for 6 s") << true << true << 0 << 6000 << ConnectionState::Stale;
    QTest::newRow("silent for 6 s while catching up")
        << true << false << 0 << 6000 << ConnectionState::Stale;
    QTest::newRow("silent just below 15 s") << true << true << 0 << 14999 << ConnectionState::Stale;
    QTest::newRow("silent for 15 s") << true << true << 0 << 15000 << ConnectionState::Disconnected;
    QTest::newRow("closed a moment ago")
        << false << false << 1000 << 1001 << ConnectionState::Reconnecting;
    QTest::newRow("closed is never live")
        << false << true << 1000 << 1001 << ConnectionState::Reconnecting;
    QTest::newRow("closed for 15 s")
        << false << false << 0 << 15000 << ConnectionState::Disconnected;
    QTest::newRow("never reached for 15 s")
        << false << false << -1 << 15000 << ConnectionState::Disconnected;
    QTest::newRow("open for 6 s without an answer")
        << true << false << -1 << 6000 << ConnectionState::Stale;
}

void ConnectionRulesTest::state()
{
    QFETCH(bool, open);
    QFETCH(bool, level);
    QFETCH(int, vouchedAfterMs);
    QFETCH(int, nowMs);
    ConnectionFacts facts{.open = open, .level = level, .begun = Begun};
    if (vouchedAfterMs >= 0) {
        facts.vouchedAt = Begun + std::chrono::milliseconds(vouchedAfterMs);
    }
    QTEST(connectionState(facts, Begun + std::chrono::milliseconds(nowMs), {}), "state");
}

void ConnectionRulesTest::vouched_data()
{
    QTest::addColumn<bool>("answered");
    QTest::addColumn<bool>("failing");
    QTest::addColumn<int>("dirtyForMs"); // -1: clean
    QTest::addColumn<ConnectionState>("connection");
    QTest::addColumn<bool>("vouched");

    QTest::newRow("live and clean") << true << false << -1 << ConnectionState::Live << true;
    QTest::newRow("one part of a catch-up")
        << true << false << -1 << ConnectionState::CatchingUp << true;
    QTest::newRow("not read since the connect")
        << false << false << -1 << ConnectionState::Live << false;
    QTest::newRow("last read failed") << true << true << -1 << ConnectionState::Live << false;
    QTest::newRow("changed just now") << true << false << 100 << ConnectionState::Live << true;
    QTest::newRow("changed 6 s ago, not read")
        << true << false << 6000 << ConnectionState::Live << false;
    QTest::newRow("stale") << true << false << -1 << ConnectionState::Stale << false;
    QTest::newRow("reconnecting") << true << false << -1 << ConnectionState::Reconnecting << false;
    QTest::newRow("disconnected") << true << false << -1 << ConnectionState::Disconnected << false;
    QTest::newRow("connecting") << true << false << -1 << ConnectionState::Connecting << false;
}

void ConnectionRulesTest::vouched()
{
    QFETCH(bool, answered);
    QFETCH(bool, failing);
    QFETCH(int, dirtyForMs);
    QFETCH(ConnectionState, connection);
    ResourceFacts facts{.answered = answered, .failing = failing};
    if (dirtyForMs >= 0) {
        facts.dirtySince = Begun - std::chrono::milliseconds(dirtyForMs);
    }
    QTEST(isVouched(facts, connection, Begun, {}), "vouched");
}

void ConnectionRulesTest::waitsLonger_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<double>("jitter");
    QTest::addColumn<int>("milliseconds");

    QTest::newRow("first") << 0 << 0.0 << 500;
    QTest::newRow("second") << 1 << 0.0 << 1000;
    QTest::newRow("fifth") << 4 << 0.0 << 8000;
    QTest::newRow("cap") << 5 << 0.0 << 10000;
    QTest::newRow("far beyond") << 1000 << 0.0 << 10000;
    QTest::newRow("full jitter halves") << 5 << 1.0 << 5000;
    QTest::newRow("jitter out of range") << 0 << 7.0 << 250;
}

void ConnectionRulesTest::waitsLonger()
{
    QFETCH(int, attempt);
    QFETCH(double, jitter);
    QFETCH(int, milliseconds);
    QCOMPARE(backoff(attempt, jitter, {}), std::chrono::milliseconds(milliseconds));
}

void ConnectionRulesTest::restsAfterWork_data()
{
    QTest::addColumn<int>("cost");
    QTest::addColumn<int>("milliseconds");

    QTest::newRow("next to nothing") << 0 << 250;
    QTest::newRow("a twentieth of four times a second") << 12 << 250;
    QTest::newRow("more is asked for less often") << 30 << 600;
    QTest::newRow("but long before it is stale") << 4000 << 1000;
}

void ConnectionRulesTest::restsAfterWork()
{
    QFETCH(const int, cost);
    QFETCH(const int, milliseconds);
    QCOMPARE(restOf(std::chrono::milliseconds(cost), {}), std::chrono::milliseconds(milliseconds));
}

void ConnectionRulesTest::whoIsRefusedWaits_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("usual");
    QTest::addColumn<int>("seconds");
    QTest::newRow("good") << 200 << 2 << 2;
    QTest::newRow("no answer") << 0 << 2 << 2;
    QTest::newRow("not there") << 404 << 2 << 2;
    QTest::newRow("too much to do") << 503 << 2 << 2;
    QTest::newRow("not let in") << 401 << 2 << 30;
    QTest::newRow("not allowed") << 403 << 2 << 30;
    QTest::newRow("came too often in vain") << 429 << 2 << 30;
    QTest::newRow("waits longer anyway") << 401 << 60 << 60;
}

void ConnectionRulesTest::whoIsRefusedWaits()
{
    QFETCH(int, status);
    QFETCH(int, usual);
    QFETCH(int, seconds);
    QCOMPARE(retryAfter(status, std::chrono::seconds(usual), {}),
             std::chrono::milliseconds(std::chrono::seconds(seconds)));
}

void ConnectionRulesTest::noticesASuspend()
{
    const protocol::Now before{.steady = Begun, .wall = protocol::WallTime(1000s)};
    QVERIFY(
        !clockJumped(before, {.steady = Begun + 250ms, .wall = protocol::WallTime(1000s) + 260ms}));
    QVERIFY(clockJumped(before, {.steady = Begun + 250ms, .wall = protocol::WallTime(4600s)}));
    QVERIFY(clockJumped(before, {.steady = Begun + 250ms, .wall = protocol::WallTime(900s)}));
    QVERIFY(!clockJumped(before, {.steady = Begun + 90s, .wall = protocol::WallTime(1090s)}));
}

QTEST_GUILESS_MAIN(ConnectionRulesTest)
#include "tst_connectionrules.moc"
