// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/zoomrules.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::WallTime;

namespace {

WallTime at(std::chrono::seconds seconds)
{
    return WallTime(seconds);
}

/// An hour.
ChartWindow whole()
{
    return {at(0s), at(3600s)};
}

} // namespace

class ZoomRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAZoomAllIsShown();
    void zooms_data();
    void zooms();
    void moves_data();
    void moves();
    void followsThePresent();
    void whatIsLookedAtStays();
    void aPartThatIsGoneMakesRoom();
    void cutsAndKeepsTheNeighbours();
};

void ZoomRulesTest::withoutAZoomAllIsShown()
{
    QCOMPARE(windowOf({}, whole()), whole());
}

void ZoomRulesTest::zooms_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<double>("factor");
    QTest::addColumn<double>("at");
    QTest::addColumn<int>("newFrom");
    QTest::addColumn<int>("newTo");
    QTest::newRow("around the middle") << 0 << 3600 << 0.5 << 0.5 << 900 << 2700;
    QTest::newRow("at the left edge") << 0 << 3600 << 0.5 << 0.0 << 0 << 1800;
    QTest::newRow("at the present") << 0 << 3600 << 0.5 << 1.0 << 1800 << 3600;
    QTest::newRow("near the present is at it") << 0 << 3600 << 0.5 << 0.95 << 1800 << 3600;
    QTest::newRow("not shorter than ten seconds") << 1000 << 1015 << 0.1 << 0.0 << 1000 << 1010;
    QTest::newRow("out again") << 900 << 2700 << 2.0 << 0.5 << 0 << 3600;
    QTest::newRow("out beyond the edge") << 0 << 1800 << 1.5 << 0.5 << 0 << 2700;
    QTest::newRow("never longer than the whole") << 900 << 2700 << 9.0 << 0.5 << 0 << 3600;
}

void ZoomRulesTest::zooms()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(double, factor);
    QFETCH(double, at);
    QFETCH(int, newFrom);
    QFETCH(int, newTo);
    const ChartWindow shown{::at(std::chrono::seconds(from)), ::at(std::chrono::seconds(to))};
    const ChartWindow next = windowOf(zoomed(shown, factor, at, whole()), whole());
    QCOMPARE(next.from, ::at(std::chrono::seconds(newFrom)));
    QCOMPARE(next.to, ::at(std::chrono::seconds(newTo)));
}

void ZoomRulesTest::moves_data()
{
    QTest::addColumn<double>("by");
    QTest::addColumn<int>("newFrom");
    QTest::newRow("later") << 0.5 << 1300;
    QTest::newRow("earlier") << -0.5 << 700;
    QTest::newRow("not before the oldest") << -9.0 << 0;
    QTest::newRow("not beyond the present") << 9.0 << 3000;
}

void ZoomRulesTest::moves()
{
    QFETCH(double, by);
    QFETCH(int, newFrom);
    const ChartWindow next = windowOf(panned({at(1000s), at(1600s)}, by, whole()), whole());
    QCOMPARE(next.from, at(std::chrono::seconds(newFrom)));
    QCOMPARE(next.length(), 600s);
}

void ZoomRulesTest::followsThePresent()
{
    const auto zoom = zoomed(whole(), 0.5, 1, whole());
    QCOMPARE(windowOf(zoom, {at(60s), at(3660s)}), (ChartWindow{at(1860s), at(3660s)}));
}

void ZoomRulesTest::whatIsLookedAtStays()
{
    const auto zoom = zoomed(whole(), 0.5, 0.5, whole());
    QCOMPARE(windowOf(zoom, {at(60s), at(3660s)}), (ChartWindow{at(900s), at(2700s)}));
}

void ZoomRulesTest::aPartThatIsGoneMakesRoom()
{
    const auto zoom = zoomed(whole(), 0.5, 0, whole());
    QCOMPARE(windowOf(zoom, {at(9000s), at(12600s)}), (ChartWindow{at(9000s), at(10800s)}));
}

void ZoomRulesTest::cutsAndKeepsTheNeighbours()
{
    ChartLine line{u"a"_s, {}};
    for (int i = 0; i < 10; ++i) {
        line.points.append({at(std::chrono::seconds(i * 10)), i});
    }
    const ChartLine cut = cutTo({at(25s), at(50s)}, {line}).first();
    QCOMPARE(cut.name, u"a"_s);
    QCOMPARE(cut.points, line.points.sliced(2, 5));
    QCOMPARE(cutTo({at(-5s), at(500s)}, {line}).first(), line);
    QVERIFY(cutTo({at(25s), at(50s)}, {{u"b"_s, {}}}).first().points.isEmpty());
}

QTEST_APPLESS_MAIN(ZoomRulesTest)
#include "tst_zoomrules.moc"
