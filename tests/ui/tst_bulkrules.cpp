// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/bulkrules.h"
#include "ui/act/bulktext.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::WorkerStatus;
using Kind = ui::ConsequenceKind;
using State = ui::BulkState;

Q_DECLARE_METATYPE(ui::Verb)
Q_DECLARE_METATYPE(ui::Refusal)
Q_DECLARE_METATYPE(ui::BulkPlan)
Q_DECLARE_METATYPE(ui::BulkCounts)

namespace {

/// q queued, p pending, l late, d done, r refused, u unsure, n not sent.
QList<BulkItem> items(const QString &letters)
{
    static const QString all = u"qpldrun"_s;
    QList<BulkItem> list;
    for (const QChar letter : letters) {
        list.append({.target = QString::number(list.size()),
                     .state = static_cast<State>(all.indexOf(letter))});
    }
    return list;
}

} // namespace

class BulkRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plan();
    void planRefusal_data();
    void planRefusal();
    void leftOutIsTold();
    void next_data();
    void next();
    void passing();
    void counts_data();
    void counts();
    void troubleComesFirst();
    void consequencesOfStop();
    void consequencesOfStartAndReset();
    void texts();
};

void BulkRulesTest::plan()
{
    const BulkPlan plan = planOf(
        {{u"a"_s, Refusal::None}, {u"b"_s, Refusal::AlreadyStopped}, {u"c"_s, Refusal::None}});
    QCOMPARE(plan.taken, (QStringList{u"a"_s, u"c"_s}));
    QCOMPARE(plan.leftOut, (QList<LeftOut>{{u"b"_s, Refusal::AlreadyStopped}}));
}

void BulkRulesTest::planRefusal_data()
{
    QTest::addColumn<BulkPlan>("plan");
    QTest::addColumn<Refusal>("refusal");
    const LeftOut stopped{u"b"_s, Refusal::AlreadyStopped};
    QTest::newRow("nobody") << BulkPlan{} << Refusal::NothingSelected;
    QTest::newRow("all") << BulkPlan{{u"a"_s}, {}} << Refusal::None;
    QTest::newRow("some") << BulkPlan{{u"a"_s}, {stopped}} << Refusal::None;
    QTest::newRow("none, one reason")
        << BulkPlan{{}, {stopped, {u"c"_s, Refusal::AlreadyStopped}}} << Refusal::AlreadyStopped;
    QTest::newRow("none, several reasons")
        << BulkPlan{{}, {stopped, {u"c"_s, Refusal::Waiting}}} << Refusal::NoneOfThem;
}

void BulkRulesTest::planRefusal()
{
    QFETCH(BulkPlan, plan);
    QTEST(refusalOf(plan), "refusal");
}

void BulkRulesTest::leftOutIsTold()
{
    QCOMPARE(leftOutLines({{u"a"_s},
                           {{u"b"_s, Refusal::AlreadyStopped},
                            {u"c"_s, Refusal::Waiting},
                            {u"d"_s, Refusal::AlreadyStopped}}}),
             (QStringList{u"Left out, 2: b, d (already stopped)"_s,
                          u"Left out, 1: c (an earlier request has not been answered yet)"_s}));
}

void BulkRulesTest::next_data()
{
    QTest::addColumn<QString>("items");
    QTest::addColumn<int>("atOnce");
    QTest::addColumn<QList<qsizetype>>("next");
    using Places = QList<qsizetype>;
    QTest::newRow("nothing") << QString() << 4 << Places{};
    QTest::newRow("the first few") << u"qqq"_s << 2 << Places{0, 1};
    QTest::newRow("room for one") << u"dpqq"_s << 2 << Places{2};
    QTest::newRow("no room") << u"dppq"_s << 2 << Places{};
    QTest::newRow("one after another") << u"pq"_s << 1 << Places{};
    QTest::newRow("what is late keeps nobody") << u"lq"_s << 1 << Places{1};
    QTest::newRow("all are sent") << u"drunl"_s << 4 << Places{};
}

void BulkRulesTest::next()
{
    QFETCH(QString, items);
    QFETCH(int, atOnce);
    QTEST(nextToSend(::items(items), atOnce), "next");
    QCOMPARE(ui::atOnce(Verb::Restart), 1); // as little as possible is away at a time
    QVERIFY(ui::atOnce(Verb::Stop) > 1);
}

void BulkRulesTest::passing()
{
    QVERIFY(isPassing(Refusal::CatchingUp));
    QVERIFY(isPassing(Refusal::CountingDown));
    QVERIFY(!isPassing(Refusal::None));
    QVERIFY(!isPassing(Refusal::NotFresh));
    QVERIFY(!isPassing(Refusal::AlreadyStopped));
}

void BulkRulesTest::counts_data()
{
    QTest::addColumn<QString>("items");
    QTest::addColumn<QString>("told");
    QTest::newRow("at the beginning") << u"ppq"_s << u"Stop: 3 under way"_s;
    QTest::newRow("some") << u"dpl"_s << u"Stop: 2 under way, 1 done"_s;
    QTest::newRow("at the end") << u"ddrun"_s
                                << u"Stop: 2 done, 1 refused by the backend, 1 not known, "
                                   "1 not sent"_s;
}

void BulkRulesTest::counts()
{
    QFETCH(QString, items);
    QTEST(bulkSummary(Verb::Stop, countsOf(::items(items))), "told");
}

void BulkRulesTest::troubleComesFirst()
{
    QStringList order;
    for (const BulkItem &item : worstFirst(::items(u"dqdplnur"_s))) {
        order << item.target;
    }
    QCOMPARE(order.join(QString()), u"76543102"_s);
}

void BulkRulesTest::consequencesOfStop()
{
    const QList<BulkSubject> subjects{
        {.worker = {.name = u"file_watcher"_s, .critical = true, .builtin = true},
         .facts = {.openBatches = 2, .pendingFiles = 3}},
        {.worker = {.name = u"detection_worker"_s, .builtin = true},
         .facts = {.openBatches = 2, .jobsInHand = 4}},
        {.worker = {.name = u"analysis_worker"_s, .builtin = true},
         .facts = {.openBatches = 2, .jobsInHand = 1}}};
    const QStringList all{u"file_watcher"_s, u"detection_worker"_s, u"analysis_worker"_s};
    const QList<BulkConsequence> expected{
        {Kind::Unhealthy, 0, {u"file_watcher"_s}},
        {Kind::IntakeStops, 0, {u"file_watcher"_s}},
        {Kind::DetectionWaits, 0, {u"detection_worker"_s}},
        {Kind::AnalysisWaits, 0, {u"analysis_worker"_s}},
        {Kind::OpenBatches, 2, all},
        {Kind::WaitingFiles, 3, {u"file_watcher"_s}},
        {Kind::WorkInHand, 5, {u"detection_worker"_s, u"analysis_worker"_s}},
        {Kind::GapOpen, 0, all}};
    QCOMPARE(bulkConsequences(Verb::Stop, subjects), expected);
}

void BulkRulesTest::consequencesOfStartAndReset()
{
    const QList<BulkSubject> subjects{
        {.worker = {.name = u"a"_s, .status = WorkerStatus::Failed, .restartCount = 5}},
        {.worker = {.name = u"b"_s, .status = WorkerStatus::Crashed, .restartCount = 1}}};
    QCOMPARE(bulkConsequences(Verb::Start, subjects),
             (QList<BulkConsequence>{{Kind::CountZeroed, 0, {u"a"_s}}}));
    QCOMPARE(bulkConsequences(Verb::Reset, subjects),
             (QList<BulkConsequence>{{Kind::CountZeroed, 0, {u"a"_s, u"b"_s}},
                                     {Kind::StartsNow, 0, {u"a"_s}}}));
}

void BulkRulesTest::texts()
{
    QCOMPARE(bulkButtonText(Verb::Stop, 3, 3), u"Stop"_s);
    QCOMPARE(bulkButtonText(Verb::Stop, 2, 3), u"Stop 2 of 3"_s);
    QCOMPARE(bulkButtonText(Verb::Stop, 0, 3), u"Stop"_s);
    QCOMPARE(bulkConsequenceText({Kind::OpenBatches, 2, {u"a"_s, u"b"_s}}),
             u"Batches that are open now: 2."_s);
    QCOMPARE(bulkConsequenceText({Kind::WorkInHand, 5, {u"a"_s, u"b"_s}}),
             u"Jobs that they have in hand: 5. What is not finished goes back to the queue."_s);
    // No two of them look alike, and each has a word.
    QList<Look> looks;
    for (const State state : {State::Queued, State::Pending, State::Late, State::Done,
                              State::Refused, State::Unsure, State::NotSent}) {
        QVERIFY(!lookOf(state).word.isEmpty());
        QVERIFY(!looks.contains(lookOf(state)));
        looks << lookOf(state);
    }
}

QTEST_MAIN(BulkRulesTest)
#include "tst_bulkrules.moc"
