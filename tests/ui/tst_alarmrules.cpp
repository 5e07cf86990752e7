// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarmrules.h"
#include "ui/alarms/alarmsmodel.h"
#include "ui/alarms/alarmtext.h"

#include <QTest>

#include <algorithm>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Alert;
using protocol::AlertSeverity;
using protocol::AlertStatus;

Q_DECLARE_METATYPE(protocol::Alert)
Q_DECLARE_METATYPE(protocol::AlertSeverity)
Q_DECLARE_METATYPE(ui::AlarmState)
Q_DECLARE_METATYPE(ui::Refusal)
Q_DECLARE_METATYPE(ui::Verb)

namespace {

protocol::WallTime at(std::chrono::seconds time)
{
    return protocol::WallTime(time);
}

Alert alarm(AlertSeverity severity, AlertStatus status, std::chrono::seconds time = 0s)
{
    return {.id = u"a"_s, .severity = severity, .status = status, .createdAt = at(time)};
}

constexpr ActContext Fine{.vouched = true, .supervisorRuns = true};

} // namespace

class AlarmRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void state_data();
    void state();
    void priority_data();
    void priority();
    void signSaysItWithoutColour();
    void order();
    void counts();
    void onlyUnseenOnesStay();
    void refusal_data();
    void refusal();
    void names_data();
    void names();
    void factsAreTold();
    void strangeAlarmIsShown();
};

void AlarmRulesTest::state_data()
{
    QTest::addColumn<Alert>("alarm");
    QTest::addColumn<AlarmState>("state");
    QTest::addColumn<QString>("text");
    const Alert acknowledged{.status = AlertStatus::Acknowledged, .acknowledgedBy = u"ada"_s};
    const Alert byHand{.status = AlertStatus::Resolved, .endedBy = u"ada"_s};
    const Alert seen{.status = AlertStatus::Resolved, .acknowledgedAt = at(5s)};
    QTest::newRow("pending") << Alert{.status = AlertStatus::Pending} << AlarmState::Active
                             << u"Active"_s;
    QTest::newRow("delivered") << Alert{.status = AlertStatus::Delivered} << AlarmState::Active
                               << u"Active"_s;
    QTest::newRow("a newer word") << Alert{} << AlarmState::Active << u"Active?"_s;
    QTest::newRow("acknowledged") << acknowledged << AlarmState::Acknowledged
                                  << u"Acknowledged by ada"_s;
    QTest::newRow("ended by itself, unseen")
        << Alert{.status = AlertStatus::Resolved} << AlarmState::Cleared
        << u"Cleared, not acknowledged"_s;
    QTest::newRow("ended by itself, seen before") << seen << AlarmState::Over << u"Resolved"_s;
    QTest::newRow("ended by hand") << byHand << AlarmState::Over << u"Resolved"_s;
    QTest::newRow("dismissed") << Alert{.status = AlertStatus::Dismissed} << AlarmState::Over
                               << u"Dismissed"_s;
}

void AlarmRulesTest::state()
{
    QFETCH(Alert, alarm);
    QTEST(alarmState(alarm), "state");
    QTEST(alarmStateText(alarm), "text");
}

void AlarmRulesTest::priority_data()
{
    QTest::addColumn<AlertSeverity>("severity");
    QTest::addColumn<int>("priority");
    QTest::addColumn<QString>("digit");
    QTest::newRow("critical") << AlertSeverity::Critical << 1 << u"1"_s;
    QTest::newRow("high") << AlertSeverity::High << 1 << u"1"_s;
    QTest::newRow("medium") << AlertSeverity::Medium << 2 << u"2"_s;
    QTest::newRow("low") << AlertSeverity::Low << 3 << u"3"_s;
    QTest::newRow("a newer word") << AlertSeverity::Unknown << 0 << u"?"_s;
}

void AlarmRulesTest::priority()
{
    QFETCH(AlertSeverity, severity);
    const int priority = alarmPriority({.severity = severity});
    QTEST(priority, "priority");
    QTEST(priorityDigit(priority), "digit");
}

void AlarmRulesTest::signSaysItWithoutColour()
{
    QList<Glyph> signs;
    for (int priority = 0; priority <= 3; ++priority) {
        const Look fresh = lookOfPriority(priority, AlarmState::Active);
        const Look seen = lookOfPriority(priority, AlarmState::Acknowledged);
        QVERIFY(!signs.contains(fresh.glyph));
        QCOMPARE(seen.glyph, fresh.glyph);
        signs.append(fresh.glyph);
    }
    QCOMPARE(lookOfPriority(1, AlarmState::Active).tone, Tone::Critical);
    QCOMPARE(lookOfPriority(1, AlarmState::Acknowledged).tone, Tone::Hollow);
    QCOMPARE(lookOfPriority(2, AlarmState::Active).tone, Tone::Warning);
}

void AlarmRulesTest::order()
{
    QList<Alert> alarms{alarm(AlertSeverity::Critical, AlertStatus::Resolved, 90s),
                        alarm(AlertSeverity::Critical, AlertStatus::Acknowledged, 80s),
                        alarm(AlertSeverity::Low, AlertStatus::Pending, 70s),
                        alarm(AlertSeverity::High, AlertStatus::Pending, 10s),
                        alarm(AlertSeverity::Critical, AlertStatus::Delivered, 20s),
                        alarm(AlertSeverity::Unknown, AlertStatus::Pending, 5s)};
    std::stable_sort(alarms.begin(), alarms.end(), isBefore);
    QList<int> order;
    for (const Alert &one : std::as_const(alarms)) {
        order << static_cast<int>(one.createdAt->time_since_epoch() / 1s);
    }
    // What is not known first, the newest of a priority first, what is seen behind what is not.
    QCOMPARE(order, QList<int>({5, 20, 10, 70, 80, 90}));
}

void AlarmRulesTest::counts()
{
    const AlarmCounts counts = alarmCounts({alarm(AlertSeverity::Critical, AlertStatus::Pending),
                                            alarm(AlertSeverity::High, AlertStatus::Acknowledged),
                                            alarm(AlertSeverity::Low, AlertStatus::Acknowledged),
                                            alarm(AlertSeverity::Unknown, AlertStatus::Delivered),
                                            alarm(AlertSeverity::Medium, AlertStatus::Resolved)});
    QCOMPARE(counts.at(0), (AlarmCount{3, 2}));
    QCOMPARE(counts.at(1), (AlarmCount{0, 0}));
    QCOMPARE(counts.at(2), (AlarmCount{1, 0}));
    QCOMPARE(together(counts), (AlarmCount{4, 2}));
}

void AlarmRulesTest::onlyUnseenOnesStay()
{
    const Alert unseen{.id = u"unseen"_s, .status = AlertStatus::Resolved};
    const Alert seen{.id = u"seen"_s, .status = AlertStatus::Resolved, .endedBy = u"ada"_s};
    QCOMPARE(clearedUnseen({seen, unseen}), QList<Alert>{unseen});
}

void AlarmRulesTest::refusal_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<Alert>("alarm");
    QTest::addColumn<Refusal>("refusal");
    const Alert pending{.status = AlertStatus::Pending};
    const Alert acknowledged{.status = AlertStatus::Acknowledged};
    const Alert resolved{.status = AlertStatus::Resolved};
    QTest::newRow("acknowledge") << Verb::Acknowledge << pending << Refusal::None;
    QTest::newRow("acknowledge again")
        << Verb::Acknowledge << acknowledged << Refusal::AlreadyAcknowledged;
    QTest::newRow("resolve what is seen") << Verb::Resolve << acknowledged << Refusal::None;
    QTest::newRow("dismiss what is seen") << Verb::Dismiss << acknowledged << Refusal::None;
    QTest::newRow("acknowledge what is over") << Verb::Acknowledge << resolved << Refusal::None;
    const Alert seen{.status = AlertStatus::Resolved, .acknowledgedAt = protocol::WallTime()};
    QTest::newRow("acknowledge what is over and was seen")
        << Verb::Acknowledge << seen << Refusal::AlreadyEnded;
    QTest::newRow("resolve what is over") << Verb::Resolve << resolved << Refusal::AlreadyEnded;
}

void AlarmRulesTest::refusal()
{
    QFETCH(Verb, verb);
    QFETCH(Alert, alarm);
    QTEST(refusalOfAlarm(verb, alarm, Fine), "refusal");
    QCOMPARE(refusalOfAlarm(verb, alarm, {}), Refusal::NotFresh);
    QCOMPARE(refusalOfAlarm(verb, std::nullopt, Fine), Refusal::NothingSelected);
}

void AlarmRulesTest::names_data()
{
    QTest::addColumn<Alert>("alarm");
    QTest::addColumn<QString>("name");
    QTest::newRow("both") << Alert{.ruleId = u"disk_low"_s, .subject = u"data"_s}
                          << u"disk_low of data"_s;
    QTest::newRow("rule") << Alert{.ruleId = u"disk_low"_s} << u"disk_low"_s;
    QTest::newRow("subject") << Alert{.subject = u"data"_s} << u"data"_s;
    QTest::newRow("nothing") << Alert{} << u"without a name"_s;
}

void AlarmRulesTest::names()
{
    QFETCH(Alert, alarm);
    QTEST(alarmName(alarm), "name");
    alarm.id = u"17"_s;
    QVERIFY(alarmTarget(alarm).startsWith(u"17/"));
}

void AlarmRulesTest::factsAreTold()
{
    const Alert alarm{.severity = AlertSeverity::High,
                      .status = AlertStatus::Acknowledged,
                      .subjectKind = u"worker"_s,
                      .count = 3,
                      .createdAt = at(100s),
                      .lastSeenAt = at(160s),
                      .acknowledgedAt = at(190s),
                      .acknowledgedBy = u"ada"_s,
                      .acknowledgedReason = u"on my way"_s};
    QCOMPARE(alarmFactsText(alarm, at(220s)),
             u"Priority 1, severity high. Acknowledged by ada.\n"
             "Came 00:01:40 UTC, 2m00s ago; last seen 00:02:40 UTC, 1m00s ago; count 3.\n"
             "Acknowledged by ada at 00:03:10 UTC, 30 s ago.\n"
             "Reason given: on my way\n"
             "Look at its last error and its log on the page Workers; restart it there."_s);
}

// A backend may leave out, or call by newer words, whatever it likes.
void AlarmRulesTest::strangeAlarmIsShown()
{
    const Alert alarm = protocol::alertFromJson(
        {{u"id"_s, u"1"_s}, {u"severity"_s, u"dire"_s}, {u"status"_s, 7}, {u"count"_s, u"3"_s}});
    AlarmsModel model([] { return at(0s); }, nullptr);
    model.merge({alarm});
    QStringList cells;
    for (int column = 0; column < AlarmsModel::ColumnCount; ++column) {
        cells << model.index(0, column).data().toString();
    }
    QCOMPARE(cells,
             QStringList({u"?"_s, u"—"_s, u"without a name"_s, u"—"_s, u"0"_s, u"Active?"_s}));
}

QTEST_GUILESS_MAIN(AlarmRulesTest)
#include "tst_alarmrules.moc"
