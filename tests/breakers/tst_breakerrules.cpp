// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/breakers/breakerrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace breakers;

/// A story told in words, played on one breaker (5 failures, 30 s, 3 trials, 2 successes, lease
/// 10 s): `c+ c- cx` a call that succeeds, fails, is excluded; `p+ p- px` a probe; `c p` one that
/// stays under way; `+ - x` the oldest under way reports; `30s` time passes; `reset`.
class BreakerRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void deadlines();
    void timesAndErrors();
};

namespace {

struct Player
{
    Settings settings = {.lease = 10s};
    State state = {};
    Now now = {.steady = SteadyTime(1000s), .wall = protocol::WallTime(1'700'000'000s)};
    std::vector<Permit> underWay = {};

    std::optional<Permit> play(const Event &event)
    {
        Step result = step(settings, state, event, now);
        state = result.next;
        return result.permit;
    }

    void report(const Permit &permit, QChar sign)
    {
        const Outcome outcome = sign == u'+' ? Outcome::Success
            : sign == u'-'                   ? Outcome::Failure
                                             : Outcome::Excluded;
        play(Report{.generation = permit.generation,
                    .id = permit.id,
                    .use = permit.use,
                    .outcome = outcome,
                    .error = u"broken"_s});
    }

    void tell(const QString &word)
    {
        if (word == u"reset") {
            play(Reset{});
        } else if (word.endsWith(u's')) {
            const std::chrono::seconds time(word.chopped(1).toInt());
            now.steady += time;
            now.wall += time;
            play(Due{});
        } else if (word.size() == 1 && word != u"c" && word != u"p") {
            const Permit oldest = underWay.front();
            underWay.erase(underWay.begin());
            report(oldest, word.front());
        } else if (const auto permit =
                       play(Acquire{.use = word.front() == u'c' ? Use::Call : Use::Probe})) {
            if (word.size() == 1) {
                underWay.push_back(*permit);
            } else {
                report(*permit, word.back());
            }
        }
    }

    QString summary() const
    {
        return u"%1 f%2 s%3 total%4 rejected%5"_s.arg(protocol::toText(state.state))
            .arg(state.failures)
            .arg(state.successes)
            .arg(state.totalCalls)
            .arg(state.rejectedCalls);
    }
};

const QString Opened = u"c- c- c- c- c-"_s;
const QString ByProbe = u"p- p- p- p- p-"_s;

} // namespace

void BreakerRulesTest::stories_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("end");
    const auto row = [](const char *name, const QString &story, const QString &end) {
        QTest::newRow(name) << story << end;
    };
    row("fresh", {}, u"closed f0 s0 total0 rejected0"_s);
    row("four failures", u"c- c- c- c-"_s, u"closed f4 s0 total4 rejected0"_s);
    row("five in a row open it", Opened, u"open f5 s0 total5 rejected0"_s);
    row("a success starts the row anew", u"c- c- c- c- c+ c- c- c- c-"_s,
        u"closed f4 s0 total9 rejected0"_s);
    row("excluded ones count nothing", u"c- c- c- c- cx cx"_s, u"closed f4 s0 total6 rejected0"_s);
    row("excluded ones do not end a row", u"c- c- cx c- c- c-"_s, u"open f5 s0 total6 rejected0"_s);
    row("failed probes are failures", ByProbe, u"open f5 s0 total0 rejected0"_s);
    row("successful probes count nothing while closed", u"c- c- p+ c- c- p+ c-"_s,
        u"open f5 s0 total5 rejected0"_s);
    row("open refuses calls", Opened % u" c+ c+ p+"_s, u"open f5 s0 total5 rejected2"_s);
    row("open for 30 s", Opened % u" 29s"_s, u"open f5 s0 total5 rejected0"_s);
    row("half-open by itself", Opened % u" 30s"_s, u"half_open f0 s0 total5 rejected0"_s);
    row("one success is not enough", Opened % u" 30s c+"_s, u"half_open f0 s1 total6 rejected0"_s);
    row("two successes close it", Opened % u" 30s c+ c+"_s, u"closed f0 s0 total7 rejected0"_s);
    row("a failed trial opens it again", Opened % u" 30s c+ c-"_s,
        u"open f1 s0 total7 rejected0"_s);
    row("and the time starts anew", Opened % u" 30s c- 29s"_s, u"open f1 s0 total6 rejected0"_s);
    row("and is the same", Opened % u" 30s c- 30s"_s, u"half_open f0 s0 total6 rejected0"_s);
    row("three trials at a time", Opened % u" 30s c c c c"_s,
        u"half_open f0 s0 total8 rejected1"_s);
    row("a place is given back after a success", Opened % u" 30s c c c + c"_s,
        u"half_open f0 s1 total9 rejected0"_s);
    row("a place is given back after an excluded one", Opened % u" 30s c c c x x x c c c"_s,
        u"half_open f0 s0 total11 rejected0"_s);
    row("a lost trial is a failure", Opened % u" 30s c 10s"_s, u"open f1 s0 total6 rejected0"_s);
    row("its late success is ignored", Opened % u" 30s c 10s + 30s"_s,
        u"half_open f0 s0 total6 rejected0"_s);
    row("a call from before the opening is ignored", u"c c "_s % Opened % u" 30s + +"_s,
        u"half_open f0 s0 total7 rejected0"_s);
    row("a failure from before the closing is ignored", Opened % u" 30s c c+ c+ -"_s,
        u"closed f0 s0 total8 rejected0"_s);
    row("probes are trials", Opened % u" 30s p p p p"_s, u"half_open f0 s0 total8 rejected0"_s);
    row("a failed probe opens it again", Opened % u" 30s p-"_s, u"open f1 s0 total6 rejected0"_s);
    row("probes close it when no call waits", Opened % u" 30s p+ p+"_s,
        u"closed f0 s0 total7 rejected0"_s);
    row("not while a call is on trial", Opened % u" 30s c p+ p+"_s,
        u"half_open f0 s0 total8 rejected0"_s);
    row("not while a refused call is expected back", Opened % u" 25s c 5s p+ p+"_s,
        u"half_open f0 s0 total7 rejected1"_s);
    row("again when it has not come back", Opened % u" 25s c 11s p+ p+"_s,
        u"closed f0 s0 total7 rejected1"_s);
    row("again when it came and its trial is over", Opened % u" 25s c 5s cx p+ p+"_s,
        u"closed f0 s0 total8 rejected1"_s);
    row("always when the last failure was a probe's", ByProbe % u" 25s c 5s c p+ p+"_s,
        u"closed f0 s0 total3 rejected1"_s);
    row("a failed call soon after a probe's close opens at once", Opened % u" 30s p+ p+ c-"_s,
        u"open f1 s0 total8 rejected0"_s);
    row("with doubled time", Opened % u" 30s p+ p+ c- 59s"_s, u"open f1 s0 total8 rejected0"_s);
    row("of 60 s", Opened % u" 30s p+ p+ c- 60s"_s, u"half_open f0 s0 total8 rejected0"_s);
    row("also after a success in between", Opened % u" 30s p+ p+ c+ c-"_s,
        u"open f1 s0 total9 rejected0"_s);
    row("also when one of the two was a call's", Opened % u" 30s p+ c+ c-"_s,
        u"open f1 s0 total8 rejected0"_s);
    row("not after a minute", Opened % u" 30s p+ p+ 60s c-"_s, u"closed f1 s0 total8 rejected0"_s);
    row("not by a probe", Opened % u" 30s p+ p+ p-"_s, u"closed f1 s0 total7 rejected0"_s);
    row("not after a close by calls", Opened % u" 30s c+ c+ c-"_s,
        u"closed f1 s0 total8 rejected0"_s);
    row("doubled again: 120 s", Opened % u" 30s p+ p+ c- 60s p+ p+ c- 119s"_s,
        u"open f1 s0 total11 rejected0"_s);
    row("a failed trial keeps the doubled time", Opened % u" 30s p+ p+ c- 60s c- 59s"_s,
        u"open f1 s0 total9 rejected0"_s);
    row("at most 300 s",
        Opened % u" 30s p+ p+ c- 60s p+ p+ c- 120s p+ p+ c- 240s p+ p+ c- 300s p+ p+ c- 300s"_s,
        u"half_open f0 s0 total20 rejected0"_s);
    row("an ordinary opening has the ordinary time again",
        Opened % u" 30s p+ p+ c- 60s c+ c+ "_s % Opened % u" 30s"_s,
        u"half_open f0 s0 total15 rejected0"_s);
    row("reset closes", Opened % u" c reset"_s, u"closed f0 s0 total5 rejected1"_s);
    row("reset while closed forgets the row", u"c- c- c- c- reset c-"_s,
        u"closed f1 s0 total5 rejected0"_s);
    row("reset forgets the doubling", Opened % u" 30s p+ p+ c- reset "_s % Opened % u" 30s"_s,
        u"half_open f0 s0 total13 rejected0"_s);
    row("what was under way at a reset is ignored", u"c c- c- c- c- reset -"_s,
        u"closed f0 s0 total5 rejected0"_s);
}

void BreakerRulesTest::stories()
{
    QFETCH(QString, story);
    Player player;
    const QStringList words = story.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        player.tell(word);
    }
    QTEST(player.summary(), "end");
}

void BreakerRulesTest::deadlines()
{
    Player player;
    QVERIFY(!deadline(player.state));
    for (const QString &word : Opened.split(u' ')) {
        player.tell(word);
    }
    QCOMPARE(deadline(player.state), std::optional(player.now.steady + 30s));
    player.tell(u"30s"_s);
    QVERIFY(!deadline(player.state));
    player.tell(u"c"_s);
    player.tell(u"3s"_s);
    player.tell(u"p"_s);
    QCOMPARE(deadline(player.state), std::optional(player.now.steady + 7s));
}

void BreakerRulesTest::timesAndErrors()
{
    Player player;
    const auto start = player.now.wall;
    player.tell(u"c-"_s);
    QCOMPARE(player.state.lastFailure, std::optional(start));
    QCOMPARE(player.state.lastError, u"broken"_s);
    QVERIFY(!player.state.openedAt);
    player.tell(u"7s"_s);
    for (int i = 0; i < 4; ++i) {
        player.tell(u"c-"_s);
    }
    QCOMPARE(player.state.openedAt, std::optional(start + 7s));
    player.tell(u"30s"_s);
    QCOMPARE(player.state.since, std::optional(start + 37s));
    player.tell(u"c"_s);
    player.tell(u"10s"_s);
    QCOMPARE(player.state.lastError, u"no result in time"_s);
    player.tell(u"reset"_s);
    QVERIFY(!player.state.lastFailure);
    QVERIFY(!player.state.openedAt);
    QVERIFY(player.state.lastError.isEmpty());
}

QTEST_APPLESS_MAIN(BreakerRulesTest)
#include "tst_breakerrules.moc"
