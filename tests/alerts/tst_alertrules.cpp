// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alertrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace alerts;
using protocol::AlertSeverity;
using protocol::AlertStatus;

Q_DECLARE_METATYPE(alerts::Wish)

class AlertRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void priorities_data();
    void priorities();
    void wishes_data();
    void wishes();
    void story_data();
    void story();
    void calm_data();
    void calm();
    void words();
    void longWords();
};

namespace {

protocol::Now at(double seconds)
{
    const auto time =
        std::chrono::duration_cast<milliseconds>(std::chrono::duration<double>(seconds));
    return {.steady = protocol::SteadyTime(time), .wall = protocol::WallTime(time)};
}

Rule failedWorker(const QString &message)
{
    return {.name = u"worker_failed"_s,
            .when = parseExpression(u"worker.status == \"failed\""_s).value(),
            .message = message};
}

} // namespace

void AlertRulesTest::priorities_data()
{
    QTest::addColumn<AlertSeverity>("severity");
    QTest::addColumn<int>("priority");
    QTest::newRow("critical") << AlertSeverity::Critical << 1;
    QTest::newRow("high") << AlertSeverity::High << 1;
    QTest::newRow("medium") << AlertSeverity::Medium << 2;
    QTest::newRow("low") << AlertSeverity::Low << 3;
}

void AlertRulesTest::priorities()
{
    QFETCH(AlertSeverity, severity);
    QFETCH(int, priority);
    QCOMPARE(protocol::priorityOf(severity), priority);
}

void AlertRulesTest::wishes_data()
{
    QTest::addColumn<AlertStatus>("before");
    QTest::addColumn<Wish>("wish");
    QTest::addColumn<QString>("after"); // the status, or the refusal
    const auto row = [](const char *name, AlertStatus before, Wish wish, const QString &after) {
        QTest::newRow(name) << before << wish << after;
    };
    using enum AlertStatus;
    row("acknowledge a new one", Pending, Wish::Acknowledge, u"acknowledged"_s);
    row("acknowledge a delivered one", Delivered, Wish::Acknowledge, u"acknowledged"_s);
    row("acknowledge twice", Acknowledged, Wish::Acknowledge, u"acknowledged"_s);
    row("resolve a new one", Pending, Wish::Resolve, u"resolved"_s);
    row("resolve an acknowledged one", Acknowledged, Wish::Resolve, u"resolved"_s);
    row("resolve twice", Resolved, Wish::Resolve, u"resolved"_s);
    row("dismiss a new one", Pending, Wish::Dismiss, u"dismissed"_s);
    row("dismiss an acknowledged one", Acknowledged, Wish::Dismiss, u"dismissed"_s);
    row("dismiss twice", Dismissed, Wish::Dismiss, u"dismissed"_s);
    row("acknowledge what is resolved", Resolved, Wish::Acknowledge, u"resolved"_s);
    row("acknowledge what is dismissed", Dismissed, Wish::Acknowledge,
        u"An alert that is dismissed cannot be acknowledged"_s);
    row("dismiss what is resolved", Resolved, Wish::Dismiss,
        u"An alert that is resolved cannot be dismissed"_s);
    row("resolve what is dismissed", Dismissed, Wish::Resolve,
        u"An alert that is dismissed cannot be resolved"_s);
}

void AlertRulesTest::wishes()
{
    QFETCH(AlertStatus, before);
    QFETCH(Wish, wish);
    QFETCH(QString, after);
    const auto result = alerts::after(before, wish);
    QCOMPARE(result ? protocol::toText(result.value()) : result.error().detail, after);
    QVERIFY(result || result.error().kind == protocol::ErrorKind::Conflict);
}

// What is seen at which second, and what comes of it: y, n and u are yes, no and unknown; R, T and
// C are raised, repeated and cleared.
void AlertRulesTest::story_data()
{
    QTest::addColumn<double>("hold");
    QTest::addColumn<double>("settled");
    QTest::addColumn<QString>("seen");
    QTest::addColumn<QString>("moves");
    const auto row = [](const char *name, double hold, double settled, const QString &seen,
                        const QString &moves) {
        QTest::newRow(name) << hold << settled << seen << moves;
    };
    row("at once", 0, 0, u"n0 y1"_s, u"R1"_s);
    row("held for long enough", 30, 0, u"y0 y29 y30 y31"_s, u"R30"_s);
    row("not long enough", 30, 0, u"y0 y29 n30 y31 y60"_s, {});
    row("from anew", 30, 0, u"y0 n10 y20 y49 y50"_s, u"R50"_s);
    row("unknown in between vouches for nothing", 30, 0, u"y0 u20 y30 y59 y60"_s, u"R60"_s);
    row("no second one", 0, 0, u"y0 y10 y100"_s, u"R0"_s);
    row("over after two seconds", 0, 0, u"y0 n10 n11 n12 n13"_s, u"R0 C12"_s);
    row("back before it is over", 0, 0, u"y0 n10 y11 n20"_s, u"R0 T11"_s);
    row("unknown is not over", 0, 0, u"y0 u10 u100 n200 n202"_s, u"R0 C202"_s);
    row("unknown while it is getting over", 0, 0, u"y0 n10 u11 n12 n13 n14"_s, u"R0 C14"_s);
    row("back after it was unknown", 0, 0, u"y0 n10 u11 y12"_s, u"R0 T12"_s);
    row("a new one after the first", 0, 0, u"y0 n10 n12 y20"_s, u"R0 C12 R20"_s);
    row("twice as long when it came back", 0, 0, u"y0 n10 y11 n20 n22 n24"_s, u"R0 T11 C24"_s);
    row("and again", 0, 0, u"y0 n10 n12 y20 n30 n33 n34 y40 n50 n57 n58"_s,
        u"R0 C12 R20 C34 R40 C58"_s);
    row("at first again after ten minutes", 0, 0, u"y0 n10 n12 y700 n710 n712"_s,
        u"R0 C12 R700 C712"_s);
    row("not over before all has settled", 0, 60, u"y0 n10 n12 n59 n60"_s, u"R0 C60"_s);
}

void AlertRulesTest::story()
{
    QFETCH(double, hold);
    QFETCH(double, settled);
    QFETCH(QString, seen);
    QFETCH(QString, moves);
    const Timing timing{
        .hold = std::chrono::duration_cast<milliseconds>(std::chrono::duration<double>(hold)),
        .settled = at(settled).steady};
    Track track;
    QStringList made;
    const QStringList sights = seen.split(u' ');
    for (const QString &sight : sights) {
        const Truth truth = sight.startsWith(u'y') ? Truth::Yes
            : sight.startsWith(u'n')               ? Truth::No
                                                   : Truth::Unknown;
        const Step next = step(track, truth, timing, at(sight.mid(1).toDouble()));
        track = next.next;
        if (next.move == Move::Raise) {
            track.alertId = u"a"_s;
        }
        constexpr QStringView letters = u" RTC";
        if (next.move != Move::Nothing) {
            made.append(letters.at(static_cast<qsizetype>(next.move)) + sight.mid(1));
        }
    }
    QCOMPARE(made.join(u' '), moves);
}

void AlertRulesTest::calm_data()
{
    QTest::addColumn<int>("returns");
    QTest::addColumn<int>("seconds");
    QTest::newRow("the first time") << 0 << 2;
    QTest::newRow("once again") << 1 << 4;
    QTest::newRow("many times") << 7 << 256;
    QTest::newRow("never longer than five minutes") << 8 << 300;
    QTest::newRow("nor after a year of it") << 1'000'000 << 300;
}

void AlertRulesTest::calm()
{
    QFETCH(int, returns);
    QFETCH(int, seconds);
    QCOMPARE(calmOf({.returns = returns}, {}), milliseconds(std::chrono::seconds(seconds)));
}

void AlertRulesTest::words()
{
    const Subject subject{u"worker"_s, u"cam"_s, {{u"worker.name"_s, u"cam"_s}}};
    QCOMPARE(messageOf(failedWorker(u"{worker.name} is gone"_s), subject, {}), u"cam is gone"_s);
    QCOMPARE(messageOf(failedWorker({}), subject, {}),
             u"worker cam: worker.status == \"failed\""_s);
    QVERIFY(!failedWorker({}).isAboutEvents());
}

void AlertRulesTest::longWords()
{
    const Subject subject{u"worker"_s, u"cam"_s, {{u"worker.error"_s, QString(9000, u'x')}}};
    const QString message = messageOf(failedWorker(u"{worker.error}"_s), subject, {});
    QCOMPARE(message.size(), 500);
    QVERIFY(message.endsWith(u'…'));
}

QTEST_GUILESS_MAIN(AlertRulesTest)
#include "tst_alertrules.moc"
