// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/breakers/breakersmodel.h"
#include "ui/breakers/transitions.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Breaker;
using protocol::BreakerState;
using protocol::Health;
using protocol::WallTime;

namespace {

QList<double> values(int count, double value, double latest)
{
    QList<double> list(count, value);
    list.append(latest);
    return list;
}

FlowRing noRing()
{
    return FlowRing(1s);
}

QJsonObject change(int sequence, const QString &service, const QString &type)
{
    return {{u"sequence"_s, sequence},
            {u"type"_s, type},
            {u"channel"_s, u"system"_s},
            {u"data"_s,
             QJsonObject{{u"service"_s, service},
                         {u"status"_s, u"unhealthy"_s},
                         {u"previous_status"_s, u"ajar"_s},
                         {u"message"_s, u"5 failures\nin a row"_s}}},
            {u"timestamp"_s, u"2025-12-27T10:30:00Z"_s},
            {u"cause"_s, 0}};
}

} // namespace

class BreakerStateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void band();
    void latencyInWords_data();
    void latencyInWords();
    void probe_data();
    void probe();
    void orderIsThatOfTheSpecification();
    void oldServicesAreNotKnown();
    void summary();
    void model();
    void transitions();
};

void BreakerStateTest::band()
{
    QVERIFY(!normalBand({}));
    QVERIFY(!normalBand(values(11, 10, 10)));
    QCOMPARE(normalBand(values(12, 10, 999)), std::optional(NormalBand{8, 12.5}));
    // A single peak does not widen what is usual.
    QList<double> peak = values(99, 10, 10);
    peak[50] = 5000;
    QCOMPARE(normalBand(peak), std::optional(NormalBand{8, 12.5}));
}

void BreakerStateTest::latencyInWords_data()
{
    QTest::addColumn<double>("ms");
    QTest::addColumn<bool>("isLearnt");
    QTest::addColumn<QString>("text");
    QTest::newRow("inside") << 15.0 << true << u"15 ms, usual 10–20 ms"_s;
    QTest::newRow("above") << 45.0 << true << u"45 ms, above 10–20 ms"_s;
    QTest::newRow("below") << 2.0 << true << u"2 ms, below 10–20 ms"_s;
    QTest::newRow("too early") << 15.0 << false << u"15 ms, band not learnt yet"_s;
    QTest::newRow("not measured") << -1.0 << true << u"—"_s;
}

void BreakerStateTest::latencyInWords()
{
    QFETCH(double, ms);
    QFETCH(bool, isLearnt);
    BreakerRow row;
    row.latencyMs = ms < 0 ? std::nullopt : std::optional(ms);
    row.band = isLearnt ? std::optional(NormalBand{10, 20}) : std::nullopt;
    QTEST(latencyText(row), "text");
}

void BreakerStateTest::probe_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("hasProbe");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, BreakerState state, bool hasProbe, const QString &text) {
        QTest::newRow(name) << static_cast<int>(state) << hasProbe << text;
    };
    row("open", BreakerState::Open, true, u"probe in 12 s"_s);
    row("open without a time", BreakerState::Open, false, u"—"_s);
    row("half-open", BreakerState::HalfOpen, false, u"1 of 2 good trials"_s);
    row("closed", BreakerState::Closed, false, u"—"_s);
    row("of a newer state", BreakerState::Unknown, true, u"—"_s);
}

void BreakerStateTest::probe()
{
    QFETCH(int, state);
    QFETCH(bool, hasProbe);
    Breaker breaker{.state = static_cast<BreakerState>(state), .successCount = 1};
    if (hasProbe) {
        breaker.nextProbeAt = WallTime(112s);
    }
    QTEST(probeText(breaker, WallTime(100s)), "text");
}

void BreakerStateTest::orderIsThatOfTheSpecification()
{
    QStringList names;
    const QList<Breaker> breakers{
        {.name = u"clip"_s}, {.name = u"own"_s}, {.name = u"nemotron"_s}, {.name = u"yolo26"_s}};
    for (const BreakerRow &row : breakerRows(breakers, {}, Trust::Present, noRing())) {
        names << row.breaker.name;
    }
    QCOMPARE(names, (QStringList{u"yolo26"_s, u"nemotron"_s, u"clip"_s, u"own"_s}));
}

void BreakerStateTest::oldServicesAreNotKnown()
{
    const protocol::FullHealth health{.aiServices = {{.name = u"clip"_s,
                                                      .status = Health::Unhealthy,
                                                      .responseTimeMs = 7,
                                                      .error = u"connection\nrefused"_s}}};
    const auto row = [&](Trust trust) {
        return breakerRows({{.name = u"clip"_s}}, health, trust, noRing()).first();
    };
    QCOMPARE(serviceText(row(Trust::Present)), u"Unhealthy: connection refused"_s);
    QCOMPARE(row(Trust::Present).latencyMs, std::optional(7.0));
    QCOMPARE(serviceText(row(Trust::Old)), u"—"_s);
    QVERIFY(!row(Trust::Old).latencyMs);
}

void BreakerStateTest::summary()
{
    QList<BreakerRow> rows(3);
    QCOMPARE(breakersSummary(rows), u"3 of 3 closed"_s);
    rows[0].breaker.state = BreakerState::Open;
    rows[1].breaker.state = BreakerState::HalfOpen;
    QCOMPARE(breakersSummary(rows), u"1 of 3 closed, 1 open, 1 half-open"_s);
}

void BreakerStateTest::model()
{
    BreakersModel model([] { return WallTime(100s); }, nullptr);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    Breaker odd{.name = u"clip"_s, .state = BreakerState::Unknown};
    odd.stateWord = u"ajar"_s;
    odd.failureCount = 2;
    odd.stateSince = WallTime(88s);
    model.merge({{.breaker = odd}, {.breaker = {.name = u"own"_s}}});
    const auto text = [&](BreakersModel::Column column) {
        return model.index(0, column).data().toString();
    };
    QCOMPARE(text(BreakersModel::State), u"ajar?"_s);
    QCOMPARE(text(BreakersModel::Since), u"12 s"_s);
    QCOMPARE(text(BreakersModel::Failures), u"2 of 5"_s);
    QCOMPARE(text(BreakersModel::Service), u"—"_s);
    QCOMPARE(model.index(1, BreakersModel::Since).data().toString(), u"—"_s);
    QCOMPARE(model.rowOf(u"own"_s), 1);
    QCOMPARE(model.rowOf(u"none"_s), -1);
    model.merge({{.breaker = {.name = u"own"_s}}});
    QCOMPARE(model.rowCount(), 1);
}

void BreakerStateTest::transitions()
{
    const QString type = u"service.status_changed"_s;
    const QJsonObject body{
        {u"items"_s,
         QJsonArray{change(9, u"breaker:clip"_s, type), change(8, u"worker:clip"_s, type),
                    change(7, u"breaker:clipper"_s, type),
                    change(6, u"breaker:clip"_s, u"other"_s)}}};
    const auto found = transitionsOf(body, u"clip"_s);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().sequence, 9);
    TransitionsModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.merge(found);
    QCOMPARE(model.index(0, TransitionsModel::Time).data().toString(), u"10:30:00"_s);
    QCOMPARE(model.index(0, TransitionsModel::State).data().toString(), u"Open"_s);
    QCOMPARE(model.index(0, TransitionsModel::Before).data().toString(), u"ajar?"_s);
    QCOMPARE(model.index(0, TransitionsModel::Cause).data().toString(), u"5 failures in a row"_s);
}

QTEST_GUILESS_MAIN(BreakerStateTest)
#include "tst_breakerstate.moc"
