// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/noticerules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace protocol;
using namespace ui;

namespace {

Alert alarm(const QString &id, AlertSeverity severity, AlertStatus status = AlertStatus::Delivered,
            const QString &kind = u"worker"_s, const QString &subject = u"file_watcher"_s)
{
    return {.id = id,
            .ruleId = u"failed"_s,
            .severity = severity,
            .message = u"The worker has failed"_s,
            .status = status,
            .subjectKind = kind,
            .subject = subject};
}

QList<Notice> notices(const QList<Alert> &alerts, const NoticeWishes &wishes = {},
                      bool mayAct = true)
{
    return noticesOf(alerts, u"gate"_s, wishes, mayAct);
}

} // namespace

class NoticeRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whichAlarms_data();
    void whichAlarms();
    void namesTheInstance();
    void saysSinceWhen();
    void mutedTellsNothing();
    void quietHours_data();
    void quietHours();
    void quietTellsThoseOfTheFirstPriority();
    void oneForASubject();
    void aBurstOfEventsIsOneMatter();
    void tooManyAreOne();
    void acknowledgedOnlyWhereRead_data();
    void acknowledgedOnlyWhereRead();
    void countAloneChangesNothing();
    void fromWhatStandsToWhatIsWanted();
};

void NoticeRulesTest::whichAlarms_data()
{
    QTest::addColumn<int>("severity");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("lowest");
    QTest::addColumn<int>("urgency"); // -1: not told
    const auto row = [](const char *name, AlertSeverity severity, AlertStatus status, int lowest,
                        int urgency) {
        QTest::newRow(name) << static_cast<int>(severity) << static_cast<int>(status) << lowest
                            << urgency;
    };
    row("critical is urgent", AlertSeverity::Critical, AlertStatus::Delivered, 2, 2);
    row("high is too", AlertSeverity::High, AlertStatus::Pending, 2, 2);
    row("medium is usual", AlertSeverity::Medium, AlertStatus::Delivered, 2, 1);
    row("low is not told", AlertSeverity::Low, AlertStatus::Delivered, 2, -1);
    row("low where wanted", AlertSeverity::Low, AlertStatus::Delivered, 3, 0);
    row("only the first", AlertSeverity::Medium, AlertStatus::Delivered, 1, -1);
    row("none", AlertSeverity::Critical, AlertStatus::Delivered, 0, -1);
    row("not known may be the worst", AlertSeverity::Unknown, AlertStatus::Delivered, 1, 2);
    row("a state not known too", AlertSeverity::Medium, AlertStatus::Unknown, 2, 1);
    row("seen", AlertSeverity::Critical, AlertStatus::Acknowledged, 2, -1);
    row("over", AlertSeverity::Critical, AlertStatus::Resolved, 2, -1);
    row("dismissed", AlertSeverity::Critical, AlertStatus::Dismissed, 2, -1);
}

void NoticeRulesTest::whichAlarms()
{
    QFETCH(int, severity);
    QFETCH(int, status);
    QFETCH(int, lowest);
    const QList<Notice> told = notices(
        {alarm(u"a"_s, static_cast<AlertSeverity>(severity), static_cast<AlertStatus>(status))},
        {.lowestPriority = lowest});
    const int urgency = told.isEmpty() ? -1 : static_cast<int>(told.first().urgency);
    QTEST(urgency, "urgency");
}

void NoticeRulesTest::namesTheInstance()
{
    QCOMPARE(notices({alarm(u"a"_s, AlertSeverity::Critical)}).first().title,
             u"gate – priority 1: failed of file_watcher"_s);
}

void NoticeRulesTest::saysSinceWhen()
{
    Alert one = alarm(u"a"_s, AlertSeverity::Critical);
    one.createdAt = WallTime(std::chrono::milliseconds(1766844382000));
    QCOMPARE(notices({one}).first().body,
             u"The worker has failed\nSince 2025-12-27 14:06:22 UTC"_s);
}

void NoticeRulesTest::mutedTellsNothing()
{
    QVERIFY(notices({alarm(u"a"_s, AlertSeverity::Critical)}, {.muted = true}).isEmpty());
}

void NoticeRulesTest::quietHours_data()
{
    QTest::addColumn<QuietHours>("hours");
    QTest::addColumn<QTime>("now");
    QTest::addColumn<bool>("quiet");
    QTest::addColumn<int>("minutes"); // to the other answer; -1: never
    const QuietHours night{.isOn = true, .from = {22, 0}, .to = {6, 30}};
    const QuietHours noon{.isOn = true, .from = {12, 0}, .to = {13, 0}};
    QTest::newRow("off") << QuietHours{.from = {0, 0}, .to = {23, 59}} << QTime(3, 0) << false
                         << -1;
    QTest::newRow("before the night") << night << QTime(21, 59) << false << 1;
    QTest::newRow("its first minute") << night << QTime(22, 0) << true << 510;
    QTest::newRow("after midnight") << night << QTime(0, 30) << true << 360;
    QTest::newRow("its end") << night << QTime(6, 30) << false << 930;
    QTest::newRow("within a day") << noon << QTime(12, 30) << true << 30;
    QTest::newRow("before it") << noon << QTime(11, 0) << false << 60;
    QTest::newRow("after it") << noon << QTime(13, 0) << false << 1380;
    QTest::newRow("the whole day")
        << QuietHours{.isOn = true, .from = {6, 0}, .to = {6, 0}} << QTime(6, 0) << true << -1;
}

void NoticeRulesTest::quietHours()
{
    QFETCH(QuietHours, hours);
    QFETCH(QTime, now);
    QFETCH(int, minutes);
    QTEST(isQuiet(hours, now), "quiet");
    const auto wait = untilQuietTurns(hours, now);
    QCOMPARE(wait ? std::chrono::duration_cast<std::chrono::minutes>(*wait).count() : -1, minutes);
}

void NoticeRulesTest::quietTellsThoseOfTheFirstPriority()
{
    const QList<Alert> alerts{
        alarm(u"a"_s, AlertSeverity::Critical),
        alarm(u"b"_s, AlertSeverity::Medium, AlertStatus::Delivered, u"worker"_s, u"cleanup"_s)};
    QCOMPARE(notices(alerts).size(), 2);
    const QList<Notice> quiet = notices(alerts, {.lowestPriority = 3, .quiet = true});
    QCOMPARE(quiet.size(), 1);
    QCOMPARE(quiet.first().alarm, u"a"_s);
    QVERIFY(notices(alerts, {.lowestPriority = 0, .quiet = true}).isEmpty());
}

void NoticeRulesTest::oneForASubject()
{
    Alert second = alarm(u"b"_s, AlertSeverity::Critical);
    second.message = u"It is critical"_s;
    const QList<Notice> told = notices(
        {alarm(u"a"_s, AlertSeverity::Medium), second,
         alarm(u"c"_s, AlertSeverity::Medium, AlertStatus::Pending, u"breaker"_s, u"yolo"_s)});
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.at(0).key, u"worker/file_watcher"_s);
    QCOMPARE(told.at(0).title, u"gate – alarms: 2"_s);
    QCOMPARE(told.at(0).body, u"It is critical\nThe worker has failed"_s);
    QCOMPARE(told.at(0).urgency, Urgency::Critical);
    QCOMPARE(told.at(0).alarm, u"b"_s);
    QCOMPARE(told.at(1).key, u"breaker/yolo"_s);
}

void NoticeRulesTest::aBurstOfEventsIsOneMatter()
{
    QList<Alert> alerts;
    for (int i = 0; i < 5; ++i) {
        alerts << alarm(QString::number(i), AlertSeverity::High, AlertStatus::Pending, u"event"_s,
                        QString::number(70 + i));
    }
    const QList<Notice> told = notices(alerts);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().title, u"gate – alarms: 5"_s);
    QCOMPARE(told.first().body,
             u"The worker has failed\nThe worker has failed\nThe worker has failed\n"
             "More on the page Alarms: 2"_s);
}

void NoticeRulesTest::tooManyAreOne()
{
    QList<Alert> alerts;
    for (int i = 0; i < MostNotices; ++i) {
        alerts << alarm(QString::number(i), AlertSeverity::High, AlertStatus::Pending, u"camera"_s,
                        QString::number(i));
    }
    QCOMPARE(notices(alerts).size(), MostNotices);
    alerts << alarm(u"x"_s, AlertSeverity::High);
    QCOMPARE(notices(alerts).size(), 1);
    QCOMPARE(notices(alerts).first().title, u"gate – alarms: 4"_s);
    QCOMPARE(notices(alerts).first().target, QString());
}

void NoticeRulesTest::acknowledgedOnlyWhereRead_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("mayAct");
    QTest::addColumn<QString>("target");
    QTest::newRow("whole") << u"Short"_s << true << u"a/failed of file_watcher"_s;
    QTest::newRow("as long as is shown")
        << QString(140, u'x') << true << u"a/failed of file_watcher"_s;
    QTest::newRow("too long") << QString(141, u'x') << true << QString();
    QTest::newRow("two lines") << u"One\nTwo"_s << true << QString();
    QTest::newRow("nothing to read") << QString() << true << QString();
    QTest::newRow("who may not act") << u"Short"_s << false << QString();
}

void NoticeRulesTest::acknowledgedOnlyWhereRead()
{
    QFETCH(QString, message);
    QFETCH(bool, mayAct);
    Alert one = alarm(u"a"_s, AlertSeverity::Critical);
    one.message = message;
    const Notice told = notices({one}, {}, mayAct).first();
    QTEST(told.target, "target");
    QVERIFY(!told.body.isEmpty());
}

// Else it would come again and again while it flutters.
void NoticeRulesTest::countAloneChangesNothing()
{
    Alert one = alarm(u"a"_s, AlertSeverity::Critical);
    const QList<Notice> before = notices({one});
    one.count = 17;
    one.lastSeenAt = WallTime(std::chrono::hours(500'000));
    QCOMPARE(notices({one}), before);
}

void NoticeRulesTest::fromWhatStandsToWhatIsWanted()
{
    const Notice kept{.key = u"kept"_s, .title = u"1"_s};
    const Notice before{.key = u"other"_s, .title = u"1"_s};
    const Notice after{.key = u"other"_s, .title = u"2"_s};
    const Notice fresh{.key = u"fresh"_s};
    const Notice gone{.key = u"gone"_s};
    const QHash<QString, Notice> standing{{kept.key, kept}, {before.key, before}, {gone.key, gone}};
    QCOMPARE(changesBetween(standing, {kept, after, fresh}),
             (NoticeChanges{.show = {after, fresh}, .withdraw = {u"gone"_s}}));
    QCOMPARE(changesBetween({}, {}), NoticeChanges());
}

QTEST_GUILESS_MAIN(NoticeRulesTest)
#include "tst_noticerules.moc"
