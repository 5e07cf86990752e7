// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartmodel.h"
#include "ui/charts/chartrules.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::WallTime;

namespace {

/// A value a minute until `now`, "-" for a gap.
QList<FlowPoint> points(const QString &values)
{
    QList<FlowPoint> list;
    const QStringList words = values.split(u' ');
    for (qsizetype i = 0; i < words.size(); ++i) {
        const WallTime at(std::chrono::minutes(61 + i - words.size()));
        list.append(
            {at, words.at(i) == u"-" ? std::nullopt : std::optional(words.at(i).toDouble())});
    }
    return list;
}

WallTime now()
{
    return WallTime(std::chrono::minutes(60));
}

} // namespace

class ChartRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gapsPartTheLine();
    void onlyTheSpanIsDrawn();
    void aColumnKeepsItsPeak();
    void zeroHasNoPlaceOnALogAxis();
    void density_data();
    void density();
    void stacks();
    void range_data();
    void range();
    void frames();
    void timeAxis_data();
    void timeAxis();
    void growths_data();
    void growths();
    void figures_data();
    void figures();
    void table();
};

void ChartRulesTest::gapsPartTheLine()
{
    const auto runs = runsOf(points(u"1 2 - 4"_s), now(), 60min, 600, ChartScale::Linear);
    QCOMPARE(runs, (QList<QList<QPointF>>{{{-3, 1}, {-2, 2}}, {{0, 4}}}));
}

void ChartRulesTest::onlyTheSpanIsDrawn()
{
    const auto runs = runsOf(points(u"1 2 3"_s), now(), 1min, 600, ChartScale::Linear);
    QCOMPARE(runs, (QList<QList<QPointF>>{{{-1, 2}, {0, 3}}}));
}

void ChartRulesTest::aColumnKeepsItsPeak()
{
    // Ten minutes on two pixels: columns of five minutes.
    const auto runs = runsOf(points(u"1 1 9 1 1 2 2 2 8 2"_s), now(), 10min, 2, ChartScale::Linear);
    QCOMPARE(runs.size(), 1);
    QVERIFY(runs.first().size() <= 3);
    QCOMPARE(runs.first().first().y(), 9);
    const auto highest =
        std::max_element(runs.first().begin() + 1, runs.first().end(),
                         [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); });
    QCOMPARE(highest->y(), 8);
}

void ChartRulesTest::zeroHasNoPlaceOnALogAxis()
{
    const auto runs = runsOf(points(u"5 0 7"_s), now(), 60min, 600, ChartScale::Logarithmic);
    QCOMPARE(runs, (QList<QList<QPointF>>{{{-2, 5}}, {{0, 7}}}));
}

void ChartRulesTest::density_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<int>("pixels"); // an hour wide, of which the run is one half
    QTest::addColumn<bool>("dense");
    QTest::newRow("a point a column") << 300 << 600 << true;
    QTest::newRow("two columns a point") << 150 << 600 << false;
    QTest::newRow("few points say little") << 32 << 32 << false;
}

void ChartRulesTest::density()
{
    QFETCH(const int, points);
    QList<QPointF> run;
    for (int i = 0; i < points; ++i) {
        run.append({-30 + 30.0 * i / points, 1});
    }
    QFETCH(const int, pixels);
    QTEST(isDense(run, 60min, pixels), "dense");
}

void ChartRulesTest::stacks()
{
    const auto sums = stacked({{u"a"_s, points(u"1 2 -"_s)}, {u"b"_s, points(u"10 - 30"_s)}});
    QCOMPARE(sums.at(0).points, points(u"1 2 -"_s));
    QCOMPARE(sums.at(1).points, points(u"11 - -"_s));
}

void ChartRulesTest::range_data()
{
    QTest::addColumn<QString>("values");
    QTest::addColumn<bool>("isLog");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("nothing") << u"- -"_s << false << 0.0 << 1.0;
    QTest::newRow("only zero") << u"0 0"_s << false << 0.0 << 1.0;
    QTest::newRow("small") << u"0.3"_s << false << 0.0 << 1.0;
    QTest::newRow("round already") << u"20"_s << false << 0.0 << 20.0;
    QTest::newRow("above") << u"21"_s << false << 0.0 << 50.0;
    QTest::newRow("next decade") << u"51 3"_s << false << 0.0 << 100.0;
    QTest::newRow("decades") << u"42 310"_s << true << 10.0 << 1000.0;
    QTest::newRow("one decade at least") << u"10"_s << true << 10.0 << 100.0;
    QTest::newRow("nothing on a log axis") << u"0 -"_s << true << 1.0 << 1000.0;
}

void ChartRulesTest::range()
{
    QFETCH(QString, values);
    QFETCH(bool, isLog);
    QFETCH(double, low);
    QFETCH(double, high);
    const ChartRange found =
        rangeOf({{u"a"_s, points(values)}}, isLog ? ChartScale::Logarithmic : ChartScale::Linear);
    QCOMPARE(found.low, low);
    QCOMPARE(found.high, high);
}

void ChartRulesTest::frames()
{
    const QList<ChartLine> lines{{u"a"_s, points(u"1 3"_s)}};
    QCOMPARE(rangeOf(lines, ChartScale::Linear, {}), (ChartRange{0, 5}));
    QCOMPARE(rangeOf(lines, ChartScale::Linear, {.top = 100}), (ChartRange{0, 100}));
    // A limit that is far off can still be seen.
    QCOMPARE(rangeOf(lines, ChartScale::Linear, {.warning = 75, .critical = 85}),
             (ChartRange{0, 100}));
}

void ChartRulesTest::timeAxis_data()
{
    QTest::addColumn<int>("minutes");
    QTest::addColumn<int>("ticks");
    QTest::newRow("60 45 30 15 0") << 60 << 5;
    QTest::newRow("15 12 9 6 3 0") << 15 << 6;
    QTest::newRow("5 4 3 2 1 0") << 5 << 6;
    QTest::newRow("7 0") << 7 << 2;
}

void ChartRulesTest::timeAxis()
{
    QFETCH(int, minutes);
    QTEST(ticksOf(std::chrono::minutes(minutes)), "ticks");
}

void ChartRulesTest::growths_data()
{
    QTest::addColumn<QString>("values");
    QTest::addColumn<QString>("wanted"); // of two buckets of two minutes
    QTest::newRow("grows") << u"10 11 13 16"_s << u"1 5"_s;
    QTest::newRow("stands") << u"10 10 10 10"_s << u"0 0"_s;
    QTest::newRow("began anew") << u"10 11 2 3"_s << u"1 3"_s;
    QTest::newRow("seen again after a gap") << u"10 - - 14"_s << u"- 4"_s;
    QTest::newRow("never known") << u"- - - -"_s << u"- -"_s;
}

void ChartRulesTest::growths()
{
    QFETCH(QString, values);
    QFETCH(QString, wanted);
    QStringList words;
    for (const auto &value : growth(points(values), now() + 1s, 4min, 2)) {
        words << (value ? QString::number(*value) : u"-"_s);
    }
    QCOMPARE(words.join(u' '), wanted);
    const auto bars = grown({{u"a"_s, points(values)}}, now() + 1s, 4min, 2);
    QCOMPARE(bars.first().points.last().at, now() + 1s);
    QCOMPARE(bars.first().points.first().at, now() + 1s - 2min);
    QCOMPARE(bars.first().points.last().value, growth(points(values), now() + 1s, 4min, 2).at(1));
}

void ChartRulesTest::figures_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"0"_s;
    QTest::newRow("whole") << 12.0 << u"12"_s;
    QTest::newRow("one decimal") << 22.44 << u"22.4"_s;
    QTest::newRow("large") << 1234.6 << u"1235"_s;
}

void ChartRulesTest::figures()
{
    QFETCH(double, value);
    QTEST(figureText(value), "text");
    QCOMPARE(figureText(std::nullopt), u"—"_s);
}

void ChartRulesTest::table()
{
    ChartModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLines({{u"a"_s, points(u"1 -"_s)}, {u"b"_s, points(u"3 4"_s)}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data().toString(), u"01:00:00"_s); // newest first
    QCOMPARE(model.index(0, 1).data().toString(), u"—"_s);
    QCOMPARE(model.index(0, 2).data().toString(), u"4"_s);
    QCOMPARE(model.index(1, 1).data().toString(), u"1"_s);
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"b"_s);
    model.setLines({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(ChartRulesTest)
#include "tst_chartrules.moc"
