// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/acttext.h"
#include "ui/act/pipelinerules.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ConsequenceKind;
using protocol::Breaker;
using protocol::BreakerState;
using protocol::Health;
using protocol::WallTime;

Q_DECLARE_METATYPE(ui::Refusal)
Q_DECLARE_METATYPE(ui::Consequence)
Q_DECLARE_METATYPE(ui::BreakerFacts)
Q_DECLARE_METATYPE(ui::LetterFacts)

namespace {

const ActContext Fresh{.vouched = true, .supervisorRuns = true};

Breaker breaker(BreakerState state, int failures)
{
    return {.name = u"clip"_s, .state = state, .failureCount = failures};
}

} // namespace

class PipelineRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reset_data();
    void reset();
    void consequencesOfAReset_data();
    void consequencesOfAReset();
    void letters_data();
    void letters();
    void consequencesForLetters();
    void everyVerbSpeaks();
};

void PipelineRulesTest::reset_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("failures");
    QTest::addColumn<bool>("vouched");
    QTest::addColumn<Refusal>("refusal");
    const auto row = [](const char *name, BreakerState state, int failures, bool vouched,
                        Refusal refusal) {
        QTest::newRow(name) << static_cast<int>(state) << failures << vouched << refusal;
    };
    row("open", BreakerState::Open, 5, true, Refusal::None);
    row("half-open", BreakerState::HalfOpen, 0, true, Refusal::None);
    row("closed with failures", BreakerState::Closed, 2, true, Refusal::None);
    row("closed without any", BreakerState::Closed, 0, true, Refusal::NothingCounted);
    row("of a newer state", BreakerState::Unknown, 0, true, Refusal::None);
    row("open but stale", BreakerState::Open, 5, false, Refusal::NotFresh);
}

void PipelineRulesTest::reset()
{
    QFETCH(int, state);
    QFETCH(int, failures);
    QFETCH(bool, vouched);
    ActContext context = Fresh;
    context.vouched = vouched;
    QTEST(refusalOfReset(breaker(static_cast<BreakerState>(state), failures), context), "refusal");
    QCOMPARE(refusalOfReset(std::nullopt, Fresh), Refusal::NothingSelected);
}

void PipelineRulesTest::consequencesOfAReset_data()
{
    QTest::addColumn<BreakerFacts>("facts");
    QTest::addColumn<QList<Consequence>>("wanted");
    BreakerFacts facts{.breaker = breaker(BreakerState::Open, 5), .now = WallTime(100s)};
    QTest::newRow("nothing is known of the service")
        << facts << QList<Consequence>{{Kind::BreakerCloses, 0}, {Kind::ServiceUnknown, 5}};
    facts.service = Health::Healthy;
    facts.waitingJobs = 12;
    QTest::newRow("the service answers, and jobs wait")
        << facts
        << QList<Consequence>{
               {Kind::BreakerCloses, 0}, {Kind::ServiceAnswers, 0}, {Kind::JobsWait, 12}};
    facts.service = Health::Unhealthy;
    facts.waitingJobs = 0;
    facts.breaker.nextProbeAt = WallTime(111500ms);
    QTest::newRow("the service is away, and a probe is due")
        << facts
        << QList<Consequence>{
               {Kind::BreakerCloses, 0}, {Kind::ServiceAway, 5}, {Kind::TriedAnyway, 12}};
    facts.breaker.nextProbeAt = WallTime(99s);
    QTest::newRow("the probe is overdue")
        << facts << QList<Consequence>{{Kind::BreakerCloses, 0}, {Kind::ServiceAway, 5}};
}

void PipelineRulesTest::consequencesOfAReset()
{
    QFETCH(BreakerFacts, facts);
    QTEST(consequencesOfReset(facts), "wanted");
}

void PipelineRulesTest::letters_data()
{
    QTest::addColumn<bool>("isOfAQueue");
    QTest::addColumn<LetterFacts>("facts");
    QTest::addColumn<bool>("vouched");
    QTest::addColumn<Refusal>("refusal");
    QTest::newRow("one") << false << LetterFacts{.letters = 1} << true << Refusal::None;
    QTest::newRow("one, stale") << false << LetterFacts{.letters = 1} << false << Refusal::NotFresh;
    QTest::newRow("none selected") << false << LetterFacts() << true << Refusal::NothingSelected;
    QTest::newRow("all of a queue") << true << LetterFacts{.letters = 3} << true << Refusal::None;
    QTest::newRow("all of an empty queue") << true << LetterFacts() << true << Refusal::NoLetters;
    QTest::newRow("a backend without dead letters")
        << true << LetterFacts{.isOffered = false} << false << Refusal::NotOffered;
}

void PipelineRulesTest::letters()
{
    QFETCH(bool, isOfAQueue);
    QFETCH(LetterFacts, facts);
    QFETCH(bool, vouched);
    ActContext context = Fresh;
    context.vouched = vouched;
    QTEST(refusalOfLetters(isOfAQueue ? Verb::ReplayAll : Verb::Discard, facts, context),
          "refusal");
}

void PipelineRulesTest::consequencesForLetters()
{
    const LetterFacts one{.letters = 1, .attempts = 3};
    QCOMPARE(consequencesOfLetters(Verb::Discard, one),
             (QList<Consequence>{{Kind::DeletedForGood, 0}, {Kind::Tried, 3}}));
    LetterFacts all{.letters = 4, .waitingJobs = 9};
    QCOMPARE(consequencesOfLetters(Verb::ReplayAll, all),
             (QList<Consequence>{
                 {Kind::LettersGoBack, 4}, {Kind::JobsBefore, 9}, {Kind::FailsAgain, 0}}));
    all.waitingJobs.reset();
    QCOMPARE(consequencesOfLetters(Verb::ReplayAll, all).at(1).kind, Kind::WorkUnknown);
}

void PipelineRulesTest::everyVerbSpeaks()
{
    QCOMPARE(verbObject(Verb::ResetBreaker, u"clip"_s), u"Reset the breaker clip"_s);
    QCOMPARE(refusalText(Verb::ResetBreaker, Refusal::NothingCounted),
             u"Cannot reset the breaker: it is closed and counts no failure"_s);
    QCOMPARE(failedText(Verb::Discard, u"detection/7"_s, u"gone"_s),
             u"The dead letter detection/7 was not discarded: gone"_s);
    QCOMPARE(doneText(Verb::ReplayAll, u"detection"_s),
             u"The backend has replayed the dead letters of detection"_s);
    QCOMPARE(consequenceText({Kind::ServiceAway, 5}),
             u"Its service is not healthy now: calls will fail, and 5 failures in a row open it "
             "again."_s);
    QCOMPARE(consequenceText({Kind::TriedAnyway, 12}),
             u"Without a reset it is tried again by itself in 12 s."_s);
    QCOMPARE(consequenceText({Kind::FailsAgain, 0}),
             u"What fails again becomes a dead letter again."_s);
    QCOMPARE(tierOf(Verb::ResetBreaker, {}), Tier::Consequence);
    QCOMPARE(tierOf(Verb::Discard, {}), Tier::Consequence);
    QCOMPARE(tierOf(Verb::ReplayAll, {}), Tier::Consequence);
    QCOMPARE(tierOf(Verb::Replay, {}), Tier::Undo);
}

QTEST_GUILESS_MAIN(PipelineRulesTest)
#include "tst_pipelinerules.moc"
