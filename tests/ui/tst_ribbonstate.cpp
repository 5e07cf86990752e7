// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/ribbonstate.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Event;
using protocol::WallTime;

namespace {

const WallTime Begin = *protocol::fromIso(u"2025-12-27T00:00:00Z"_s);
const RibbonSpan Day{Begin, Begin + 24h};

Event change(std::chrono::minutes at, const QString &service, const QString &to,
             const QString &from)
{
    return {.sequence = at.count(),
            .type = u"service.status_changed"_s,
            .data = {{u"service"_s, service},
                     {u"status"_s, to},
                     {u"previous_status"_s, from.isEmpty() ? QJsonValue() : QJsonValue(from)}},
            .timestamp = Begin + at};
}

Event verdict(std::chrono::minutes at, const QString &to, const QString &from)
{
    return {.sequence = at.count(),
            .type = u"system.health_changed"_s,
            .data = {{u"health"_s, to}, {u"previous_health"_s, from}},
            .timestamp = Begin + at};
}

/// "0-60 Running, 60-61 Crashed": minutes since the beginning of the day.
QString told(const Ribbon &ribbon)
{
    QStringList parts;
    const auto minutes = [](WallTime time) {
        return QString::number(std::chrono::floor<std::chrono::minutes>(time - Begin).count());
    };
    for (const RibbonStretch &stretch : ribbon.stretches) {
        parts << minutes(stretch.begin) + u'-' + minutes(stretch.end) + u' ' + stretch.look.word;
    }
    return parts.join(u", ");
}

} // namespace

class RibbonStateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stretches_data();
    void stretches();
    void words_data();
    void words();
    void darkTimes_data();
    void darkTimes();
    void nothingIsDrawnInTheDark();
    void onlyTheSpan();
    void overall();
    void onlyWhatWasInTrouble();
    void spoken();
    void changesThatCount();
};

void RibbonStateTest::stretches_data()
{
    QTest::addColumn<QList<Event>>("changes");
    QTest::addColumn<QString>("day");
    const auto at = [](int minute, const QString &to, const QString &from) {
        return change(std::chrono::minutes(minute), u"worker:w"_s, to, from);
    };
    QTest::newRow("nothing is known") << QList<Event>() << QString();
    QTest::newRow("what it was before the first change")
        << QList<Event>{at(60, u"crashed"_s, u"running"_s)} << u"0-60 Running, 60-1440 Crashed"_s;
    QTest::newRow("a crash that was mended")
        << QList<Event>{at(60, u"crashed"_s, u"running"_s), at(61, u"running"_s, u"crashed"_s)}
        << u"0-60 Running, 60-61 Crashed, 61-1440 Running"_s;
    QTest::newRow("a start: nobody knows what was before")
        << QList<Event>{at(600, u"running"_s, QString())} << u"600-1440 Running"_s;
    // When the backend ended nobody saw.
    QTest::newRow("a backend that was killed and began anew")
        << QList<Event>{at(60, u"running"_s, u"crashed"_s), at(600, u"running"_s, QString())}
        << u"0-60 Crashed, 600-1440 Running"_s;
    QTest::newRow("the same state twice is one stretch")
        << QList<Event>{at(60, u"failed"_s, u"running"_s), at(90, u"failed"_s, u"failed"_s)}
        << u"0-60 Running, 60-1440 Failed"_s;
    QTest::newRow("a word of another age")
        << QList<Event>{at(60, u"napping"_s, u"running"_s)} << u"0-60 Running, 60-1440 napping?"_s;
}

void RibbonStateTest::stretches()
{
    QFETCH(QList<Event>, changes);
    QTEST(told(ribbonOf(u"w"_s, {changes, Day})), "day");
}

void RibbonStateTest::words_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("breaker open") << u"breaker:clip"_s << u"unhealthy"_s << u"Open"_s;
    QTest::newRow("breaker half-open") << u"breaker:clip"_s << u"degraded"_s << u"Half-open"_s;
    QTest::newRow("breaker closed") << u"breaker:clip"_s << u"healthy"_s << u"Closed"_s;
    QTest::newRow("service") << u"clip"_s << u"unhealthy"_s << u"Unhealthy"_s;
    QTest::newRow("service that is switched off") << u"clip"_s << u"disabled"_s << u"Off"_s;
    QTest::newRow("worker") << u"worker:clip"_s << u"failed"_s << u"Failed"_s;
}

void RibbonStateTest::words()
{
    QFETCH(QString, service);
    QFETCH(QString, status);
    const Ribbon ribbon = ribbonOf({}, {{change(0min, service, status, QString())}, Day});
    QTEST(ribbon.stretches.last().look.word, "word");
}

void RibbonStateTest::darkTimes_data()
{
    QTest::addColumn<QList<Event>>("changes");
    QTest::addColumn<QString>("dark");
    const auto at = [](int minute, const QString &worker, const QString &to, const QString &from) {
        return change(std::chrono::minutes(minute), u"worker:"_s + worker, to, from);
    };
    const QString up = u"running"_s;
    const QString off = u"stopped"_s;
    QTest::newRow("nothing happened") << QList<Event>() << QString();
    QTest::newRow("the first start of all")
        << QList<Event>{at(60, u"a"_s, up, off), at(61, u"b"_s, up, off)} << u"-60"_s;
    QTest::newRow("a crash") << QList<Event>{at(60, u"a"_s, u"crashed"_s, up),
                                             at(61, u"a"_s, up, u"crashed"_s)}
                             << QString();
    QTest::newRow("one is stopped by a person and started again")
        << QList<Event>{at(60, u"a"_s, off, up), at(90, u"a"_s, up, off)} << QString();
    QTest::newRow("one that was stopped long ago is started")
        << QList<Event>{at(50, u"b"_s, up, u"crashed"_s), at(90, u"a"_s, up, off)} << QString();
    QTest::newRow("the backend ends in good order and begins anew")
        << QList<Event>{at(60, u"a"_s, off, up), at(61, u"b"_s, off, up), at(90, u"a"_s, up, off),
                        at(91, u"b"_s, up, off)}
        << u"61-90"_s;
    QTest::newRow("the backend is killed and begins anew")
        << QList<Event>{at(60, u"a"_s, up, u"crashed"_s), at(90, u"a"_s, up, off)} << u"60-90"_s;
}

void RibbonStateTest::darkTimes()
{
    QFETCH(QList<Event>, changes);
    QStringList dark;
    for (const RibbonSpan &span : ui::darkTimes(changes, {u"a"_s, u"b"_s})) {
        const auto minute = [](WallTime time) {
            return time == WallTime::min()
                ? QString()
                : QString::number(
                    std::chrono::duration_cast<std::chrono::minutes>(time - Begin).count());
        };
        dark << minute(span.from) + u'-' + minute(span.until);
    }
    QTEST(dark.join(u' '), "dark");
}

void RibbonStateTest::nothingIsDrawnInTheDark()
{
    const QList<RibbonSpan> dark{{WallTime::min(), Begin + 10min},
                                 {Begin + 60min, Begin + 80min},
                                 {Begin + 100min, Begin + 120min}};
    // How it was before a change reaches back to where the backend was there again; what it was
    // when the backend went away says nothing of afterwards.
    QCOMPARE(told(overallRibbon({{verdict(30min, u"degraded"_s, u"healthy"_s),
                                  verdict(90min, u"healthy"_s, u"degraded"_s)},
                                 Day,
                                 dark},
                                {}, {})),
             u"10-30 Healthy, 30-60 Degraded, 80-90 Degraded, 90-100 Healthy"_s);
    QCOMPARE(told(overallRibbon({{}, Day, dark}, lookOfHealth(u"healthy"_s), Begin + 90min)),
             u"120-1440 Healthy"_s);
}

void RibbonStateTest::onlyTheSpan()
{
    const QList<Event> changes{change(-90min, u"worker:w"_s, u"crashed"_s, u"running"_s),
                               change(-60min, u"worker:w"_s, u"running"_s, u"crashed"_s),
                               change(60min, u"worker:w"_s, u"failed"_s, u"running"_s)};
    QCOMPARE(told(ribbonOf({}, {changes, Day})), u"0-60 Running, 60-1440 Failed"_s);
    QCOMPARE(told(ribbonOf({}, {changes, {Begin, Begin + 30min}})), u"0-30 Running"_s);
}

void RibbonStateTest::overall()
{
    const Look healthy = lookOfHealth(u"healthy"_s);
    QCOMPARE(told(overallRibbon({{}, Day}, healthy, Begin - 3h)), u"0-1440 Healthy"_s);
    QCOMPARE(told(overallRibbon({{}, Day}, healthy, Begin + 10h)), u"600-1440 Healthy"_s);
    QCOMPARE(told(overallRibbon({{}, Day}, healthy, {})), QString());
    const QList<Event> changes{change(5min, u"worker:w"_s, u"failed"_s, u"running"_s),
                               verdict(60min, u"degraded"_s, u"healthy"_s),
                               verdict(90min, u"healthy"_s, u"degraded"_s)};
    QCOMPARE(told(overallRibbon({changes, Day}, healthy, Begin + 90min)),
             u"0-60 Healthy, 60-90 Degraded, 90-1440 Healthy"_s);
    QCOMPARE(told(overallRibbon({{verdict(60min, u"healthy"_s, u"unknown"_s)}, Day}, healthy, {})),
             u"60-1440 Healthy"_s);
}

void RibbonStateTest::onlyWhatWasInTrouble()
{
    const QList<Event> changes{change(10min, u"worker:well"_s, u"running"_s, QString()),
                               change(20min, u"worker:early"_s, u"crashed"_s, u"running"_s),
                               change(21min, u"worker:early"_s, u"running"_s, u"crashed"_s),
                               change(30min, u"worker:idle"_s, u"stopped"_s, u"running"_s),
                               change(40min, u"breaker:clip"_s, u"unhealthy"_s, u"healthy"_s),
                               change(50min, u"breaker:clip"_s, u"healthy"_s, u"unhealthy"_s),
                               verdict(60min, u"degraded"_s, u"healthy"_s)};
    QStringList names;
    for (const Ribbon &ribbon : troubledRibbons({changes, Day})) {
        names << ribbon.name;
    }
    QCOMPARE(names, QStringList({u"clip breaker"_s, u"early"_s})); // the latest trouble first
}

void RibbonStateTest::spoken()
{
    const QList<Event> changes{change(60min, u"worker:w"_s, u"crashed"_s, u"running"_s),
                               change(62min, u"worker:w"_s, u"running"_s, u"crashed"_s),
                               change(600min, u"worker:w"_s, u"failed"_s, u"running"_s)};
    QCOMPARE(ribbonSpoken(ribbonOf(u"w"_s, {changes, Day})),
             u"w: Failed 10:00:00 for 14h00, Crashed 01:00:00 for 2m00s"_s);
    QCOMPARE(ribbonSpoken({.name = u"w"_s}), u"w: nothing"_s);
}

void RibbonStateTest::changesThatCount()
{
    QVERIFY(isRibbonChange({.type = u"service.status_changed"_s}));
    QVERIFY(isRibbonChange({.type = u"system.health_changed"_s}));
    QVERIFY(!isRibbonChange({.type = u"service_status"_s})); // the same, told the old way
    QVERIFY(!isRibbonChange({.type = u"event.created"_s}));
}

QTEST_GUILESS_MAIN(RibbonStateTest)
#include "tst_ribbonstate.moc"
