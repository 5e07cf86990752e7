// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/cannedload.h"
#include "tests/ui/support/consolefixture.h"
#include "ui/charts/chart.h"
#include "ui/frame/factstable.h"
#include "ui/frame/rowspanel.h"
#include "ui/performance/performancepage.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QListWidget>
#include <QTableView>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class PerformancePageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup() { m_console.reset(); }

    void isReadOnlyWhileItIsShown();
    void tellsTheFigures();
    void beyondTheLimits();
    void rangesAreAskedFor();
    void lastChartCanBeChosen();
    void everyChartHasATable();
    void notMeasuredForLong();
    void withoutAnything();
    void notCollectedYet();
    void strangeAnswers();
    void staleIsHatched();
    void fitsTheSmallScreen();

private:
    void begin(const protocol::Performance &load, tests::Silence silence = tests::Silence::Patient);
    void show(const protocol::Performance &load);

    PerformancePage &page() const { return *m_console->window->findChild<PerformancePage *>(); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void PerformancePageTest::begin(const protocol::Performance &load, tests::Silence silence)
{
    m_console = std::make_unique<tests::ConsoleFixture>(silence);
    tests::fill(m_console->backend, load);
    QTRY_VERIFY(m_console->isLive());
    auto *list = m_console->window->findChild<QListWidget *>();
    list->setCurrentItem(list->findItems(u"Performance"_s, Qt::MatchExactly).first());
    QVERIFY(page().isVisible());
}

void PerformancePageTest::show(const protocol::Performance &load)
{
    tests::fill(m_console->backend, load);
    m_console->window->findChild<Session *>()->resync();
}

void PerformancePageTest::isReadOnlyWhileItIsShown()
{
    begin(tests::busy());
    QTRY_VERIFY(page().host()->freshness().vouched);
    auto *list = m_console->window->findChild<QListWidget *>();
    list->setCurrentRow(0);
    const int read = m_console->backend.reads(u"/api/system/performance"_s);
    const int cameras = m_console->backend.reads(u"/api/cameras"_s);
    m_console->window->findChild<Session *>()->resync();
    QTRY_VERIFY(m_console->backend.reads(u"/api/cameras"_s) > cameras);
    QCOMPARE(m_console->backend.reads(u"/api/system/performance"_s), read);
}

void PerformancePageTest::tellsTheFigures()
{
    begin(tests::busy());
    QTRY_VERIFY(page().host()->accessibleDescription().startsWith(u"CPU 34 %"));
    QVERIFY(page().gpu()->accessibleDescription().startsWith(u"Load 41 %"));
    QVERIFY(page().services()->accessibleDescription().startsWith(u"yolo26 Healthy yolo26m"));
    QVERIFY(page().stores()->accessibleDescription().startsWith(u"SQLite Healthy 3.40.1"));
    QVERIFY(page().inference()->accessibleDescription().startsWith(u"Detection 95 ms mean 42 ms"));
    QCOMPARE(page().workers()->model()->rowCount(), 5);
    QVERIFY2(page().heading().endsWith(u"nothing is beyond its limits"),
             qPrintable(page().heading()));
    QVERIFY(page().alerts()->isHidden());
    QTRY_VERIFY(page().charts().first()->sentence().isEmpty());
    QVERIFY(page().charts().first()->accessibleDescription().startsWith(u"CPU 34.2 %"));
}

void PerformancePageTest::beyondTheLimits()
{
    begin(tests::overloaded());
    QTRY_VERIFY(!page().alerts()->isHidden());
    QVERIFY(page().alerts()->accessibleDescription().startsWith(
        u"Critical CPU load is 97.4 % (limit 95)"));
    QVERIFY(!page().heading().contains(u"nothing"));
    show(tests::busy());
    QTRY_VERIFY(page().alerts()->isHidden());
}

void PerformancePageTest::rangesAreAskedFor()
{
    begin(tests::busy());
    const auto history = u"/api/system/performance/history?time_range="_s;
    QTRY_VERIFY(page().charts().first()->sentence().isEmpty());
    m_console->backend.set(history + u"60m"_s, R"({"snapshots":[],"time_range":"60m"})");
    for (QAbstractButton *button : page().findChildren<QAbstractButton *>()) {
        if (button->text() == u"&60 min") {
            button->click();
        }
    }
    QCOMPARE(page().range(), TimeRange::Hour);
    // What was asked for another range is not shown as if it were of this one.
    QCOMPARE(page().charts().first()->sentence(), u"Loading…"_s);
    QTRY_COMPARE(page().charts().first()->sentence(), u"No figures yet: —"_s);
    QCOMPARE(page().charts().first()->table()->model()->rowCount(), 0);
    page().setRange(TimeRange::QuarterHour);
    QTRY_COMPARE(page().charts().first()->sentence(), QString());
}

void PerformancePageTest::lastChartCanBeChosen()
{
    begin(tests::busy());
    Chart *last = page().charts().last();
    QTRY_VERIFY(last->accessibleDescription().startsWith(u"images 22.4 /min"));
    page().extraChoice()->setCurrentIndex(1);
    QCOMPARE(last->accessibleDescription(), u"GPU 58 °C, limits 75, 85"_s);
    QCOMPARE(last->accessibleName(), u"GPU"_s);
}

void PerformancePageTest::everyChartHasATable()
{
    begin(tests::busy());
    QTRY_VERIFY(page().charts().first()->sentence().isEmpty());
    for (Chart *chart : page().charts()) {
        auto *toggle = chart->findChild<QAbstractButton *>(u"toggle"_s);
        toggle->click();
        QVERIFY(chart->table()->isVisible());
        QCOMPARE(chart->table()->model()->rowCount(), 55); // 54 snapshots and a gap
        QVERIFY(!toggle->accessibleName().isEmpty());
    }
}

void PerformancePageTest::notMeasuredForLong()
{
    protocol::Performance old = tests::busy();
    old.observedAt = protocol::Now::read().wall - 40s;
    begin(old);
    QTRY_VERIFY(page().heading().startsWith(u"Performance, as of "));
    QVERIFY(!page().host()->freshness().vouched);
    QVERIFY(m_console->isLive());
}

void PerformancePageTest::withoutAnything()
{
    begin(tests::idle());
    QTRY_VERIFY(page().host()->accessibleDescription().startsWith(u"CPU —, Memory 7 %"));
    QCOMPARE(page().gpu()->accessibleDescription(), u"No GPU was found"_s);
    QCOMPARE(page().services()->accessibleDescription(), u"No AI service has an address"_s);
    QCOMPARE(page().workers()->sentence(), u"There are no workers"_s);
    QTRY_COMPARE(page().charts().at(1)->sentence(), u"No work was measured: —"_s);
}

void PerformancePageTest::notCollectedYet()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    m_console->backend.set(u"/api/system/performance"_s,
                           R"({"detail":"Performance collector not initialized"})", 503);
    QTRY_VERIFY(m_console->isLive());
    auto *list = m_console->window->findChild<QListWidget *>();
    list->setCurrentItem(list->findItems(u"Performance"_s, Qt::MatchExactly).first());
    QTRY_COMPARE(page().sentence(), u"Performance collector not initialized"_s);
    show(tests::busy());
    QTRY_COMPARE(page().sentence(), QString());
}

void PerformancePageTest::strangeAnswers()
{
    begin(tests::busy());
    QTRY_VERIFY(page().host()->freshness().vouched);
    m_console->backend.set(u"/api/system/performance"_s, R"({"host":[],"workers":"many"})");
    m_console->backend.set(u"/api/system/performance/history?time_range=5m"_s,
                           R"({"snapshots":[null,7,{"host":3}]})");
    m_console->window->findChild<Session *>()->resync();
    QTRY_VERIFY(page().heading().contains(u"cannot be read"));
    QVERIFY(!page().host()->freshness().vouched);
    QVERIFY2(page().host()->freshness().error.contains(u"host is []"),
             qPrintable(page().host()->freshness().error));
    show(tests::busy());
    QTRY_VERIFY(page().host()->freshness().vouched);
    m_console->backend.set(u"/api/system/performance"_s, "<html>");
    m_console->window->findChild<Session *>()->resync();
    QTRY_VERIFY(page().heading().contains(u"cannot be read"));
    QVERIFY(!page().host()->freshness().vouched);
}

void PerformancePageTest::staleIsHatched()
{
    begin(tests::busy(), tests::Silence::Short);
    QTRY_VERIFY(page().host()->freshness().vouched);
    m_console->backend.freeze(true);
    QTRY_VERIFY(page().heading().startsWith(u"Performance, as of "));
    QVERIFY(page().host()->accessibleDescription().startsWith(u"Out of date, as of"));
    QVERIFY(page().charts().first()->accessibleDescription().startsWith(u"Out of date, as of"));
    m_console->backend.freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(page().host()->freshness().vouched, 10000);
}

void PerformancePageTest::fitsTheSmallScreen()
{
    begin(tests::overloaded());
    m_console->window->resize(1280, 720);
    QTRY_VERIFY(!page().alerts()->isHidden());
    QCOMPARE(m_console->window->size(), QSize(1280, 720));
    QVERIFY(page().minimumSizeHint().height() <= page().height());
}

QTEST_MAIN(PerformancePageTest)
#include "tst_performancepage.moc"
