// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart.h"
#include "ui/charts/chartzoomer.h"

#include <QGraphicsView>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::WallTime;

namespace {

WallTime now()
{
    return WallTime(std::chrono::hours(24));
}

/// A value a second for an hour, 0 but for one peak a quarter of an hour ago.
ChartLine hour()
{
    ChartLine line{u"cpu"_s, {}};
    for (int i = 3600; i >= 0; --i) {
        line.points.append({now() - std::chrono::seconds(i), i == 900 ? 80.0 : 10.0});
    }
    return line;
}

} // namespace

class ChartTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ctrlAndTheWheelZoom();
    void theWheelAloneIsThePages();
    void draggingMoves();
    void aDoubleClickShowsAll();
    void keys();
    void theButtonIsThereWhileZoomed();
    void itSaysWhatIsShown();
    void newFiguresDoNotMoveIt();
    void anotherSpanBeginsAnew();
    void barsHaveNoZoom();

private:
    QWidget *surface() const { return m_chart->findChild<QGraphicsView *>()->viewport(); }

    QPoint middle() const { return surface()->rect().center(); }

    bool wheel(Qt::KeyboardModifiers modifiers, int delta = 120) const;

    ChartWindow window() const { return m_chart->zoomer().window(); }

    std::unique_ptr<Chart> m_chart;
};

void ChartTest::init()
{
    m_chart = std::make_unique<Chart>(ChartTexts{u"Load"_s, u"%"_s, u"none"_s}, ChartKind::Lines,
                                      nullptr);
    m_chart->resize(600, 300);
    m_chart->setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
    m_chart->show({hour()}, {.vouched = true, .asOf = now()}, now());
}

bool ChartTest::wheel(Qt::KeyboardModifiers modifiers, int delta) const
{
    const QPointF place = middle();
    QWheelEvent event(place, surface()->mapToGlobal(place), {}, {0, delta}, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    event.ignore();
    QCoreApplication::sendEvent(surface(), &event);
    return m_chart->zoomer().isZoomed();
}

void ChartTest::ctrlAndTheWheelZoom()
{
    QVERIFY(wheel(Qt::ControlModifier));
    QCOMPARE(window().length(), 48min);
    QVERIFY(window().from > now() - 1h);
    QVERIFY(window().to < now());
    QVERIFY(!wheel(Qt::ControlModifier, -120));
}

void ChartTest::theWheelAloneIsThePages()
{
    QVERIFY(!wheel(Qt::NoModifier));
}

void ChartTest::draggingMoves()
{
    QVERIFY(wheel(Qt::ControlModifier));
    const ChartWindow before = window();
    QTest::mousePress(surface(), Qt::LeftButton, {}, middle());
    QMouseEvent move(QEvent::MouseMove, middle() + QPoint(40, 0),
                     surface()->mapToGlobal(QPointF(middle() + QPoint(40, 0))), Qt::NoButton,
                     Qt::LeftButton, {});
    QCoreApplication::sendEvent(surface(), &move);
    QTest::mouseRelease(surface(), Qt::LeftButton, {}, middle() + QPoint(40, 0));
    QVERIFY(window().from < before.from);
    QCOMPARE(window().length(), before.length());
}

void ChartTest::aDoubleClickShowsAll()
{
    QVERIFY(wheel(Qt::ControlModifier));
    QTest::mouseDClick(surface(), Qt::LeftButton, {}, middle());
    QVERIFY(!m_chart->zoomer().isZoomed());
}

void ChartTest::keys()
{
    QTest::keyClick(m_chart.get(), Qt::Key_Plus);
    QCOMPARE(window(), (ChartWindow{now() - 48min, now()}));
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QCOMPARE(window().to, now() - 288s);
    QTest::keyClick(m_chart.get(), Qt::Key_Right);
    QCOMPARE(window().to, now());
    QTest::keyClick(m_chart.get(), Qt::Key_Minus);
    QVERIFY(!m_chart->zoomer().isZoomed());
    QTest::keyClick(m_chart.get(), Qt::Key_Plus);
    QTest::keyClick(m_chart.get(), Qt::Key_Home);
    QVERIFY(!m_chart->zoomer().isZoomed());
}

void ChartTest::theButtonIsThereWhileZoomed()
{
    auto *all = m_chart->findChild<QToolButton *>(u"all"_s);
    QVERIFY(!all->isVisible());
    QVERIFY(wheel(Qt::ControlModifier));
    QVERIFY(all->isVisible());
    QCOMPARE(all->toolTip(), u"Show all again: Load"_s);
    all->click();
    QVERIFY(!all->isVisible());
    QCOMPARE(window(), (ChartWindow{now() - 1h, now()}));
}

void ChartTest::itSaysWhatIsShown()
{
    QTest::keyClick(m_chart.get(), Qt::Key_Plus);
    QVERIFY2(m_chart->accessibleDescription().contains(u"23:12:00"_s),
             qPrintable(m_chart->accessibleDescription()));
}

void ChartTest::newFiguresDoNotMoveIt()
{
    QVERIFY(wheel(Qt::ControlModifier));
    const ChartWindow before = window();
    ChartLine longer = hour();
    longer.points.append({now() + 5s, 20.0});
    m_chart->show({longer}, {.vouched = true, .asOf = now() + 5s}, now() + 5s);
    QCOMPARE(window(), before);
}

void ChartTest::anotherSpanBeginsAnew()
{
    QVERIFY(wheel(Qt::ControlModifier));
    m_chart->setFrame({.span = 5min});
    QVERIFY(!m_chart->zoomer().isZoomed());
    QCOMPARE(window(), (ChartWindow{now() - 5min, now()}));
}

void ChartTest::barsHaveNoZoom()
{
    Chart bars({u"Closed"_s, u"batches"_s, u"none"_s}, ChartKind::StackedBars, nullptr);
    bars.show({hour()}, {.vouched = true, .asOf = now()}, now());
    QTest::keyClick(&bars, Qt::Key_Plus);
    QVERIFY(!bars.zoomer().isZoomed());
    QCOMPARE(bars.focusPolicy(), Qt::NoFocus);
}

QTEST_MAIN(ChartTest)
#include "tst_chart.moc"
