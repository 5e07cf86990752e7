// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/cannedmachine.h"
#include "tests/ui/support/consolefixture.h"
#include "ui/frame/factstable.h"
#include "ui/frame/rowspanel.h"
#include "ui/monitoring/monitoringpage.h"
#include "ui/overview/verdictband.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QListWidget>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class MonitoringPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup() { m_console.reset(); }

    void isReadOnlyWhileItIsShown();
    void tellsTheRuleAndTheTargets();
    void onlyUnhealthyOnes();
    void rowsStayUnderThePointer();
    void keepsTheLastAnswer();
    void neverReached();
    void notConfigured();
    void ofAnOlderBackend();
    void strangeAnswers_data();
    void strangeAnswers();
    void copiesTheAddress();
    void staleIsHatched();
    void fitsTheSmallScreen();

private:
    void begin(const tests::Prometheus &prometheus,
               tests::Silence silence = tests::Silence::Patient);
    void show(const tests::Prometheus &prometheus);

    MonitoringPage &page() const { return *m_console->window->findChild<MonitoringPage *>(); }

    QString verdict() const { return page().findChild<VerdictBand *>()->sentence(); }

    static QString cell(const FactsTable &table, int row, int column)
    {
        return table.model()->index(row, column).data().toString();
    }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void MonitoringPageTest::begin(const tests::Prometheus &prometheus, tests::Silence silence)
{
    m_console = std::make_unique<tests::ConsoleFixture>(silence);
    tests::fill(m_console->backend, prometheus);
    QTRY_VERIFY(m_console->isLive());
    m_console->window->findChild<QListWidget *>()->setCurrentRow(4);
    QVERIFY(page().isVisible());
}

void MonitoringPageTest::show(const tests::Prometheus &prometheus)
{
    tests::fill(m_console->backend, prometheus);
    m_console->backend.sendChanged(u"/api/system/monitoring/health"_s);
    m_console->backend.sendChanged(u"/api/system/monitoring/targets"_s);
}

void MonitoringPageTest::isReadOnlyWhileItIsShown()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    tests::fill(m_console->backend, tests::wellMonitored());
    QTRY_VERIFY(m_console->isLive());
    QCOMPARE(m_console->backend.reads(u"/api/system/monitoring/health"_s), 0);
    m_console->window->findChild<QListWidget *>()->setCurrentRow(4);
    QTRY_VERIFY(verdict().startsWith(u"down 0, up 5 → healthy"));
}

void MonitoringPageTest::tellsTheRuleAndTheTargets()
{
    begin(tests::partlyDown());
    QTRY_VERIFY(verdict().startsWith(u"up 4 > down 1, unknown 1"));
    QTRY_COMPARE(page().targets()->model()->rowCount(), 6);
    QCOMPARE(page().jobs()->model()->rowCount(), 6);
    QCOMPARE(cell(*page().targets(), 0, TargetsModel::State), u"Down"_s);
    QCOMPARE(cell(*page().targets(), 0, TargetsModel::Job), u"redis-exporter"_s);
    QVERIFY(cell(*page().targets(), 0, TargetsModel::LastError).endsWith(u"connection refused"));
    QCOMPARE(cell(*page().targets(), 1, TargetsModel::LastScrape), u"never"_s);
    QCOMPARE(cell(*page().targets(), 2, TargetsModel::State), u"Late"_s);
    QCOMPARE(page().banner(), QString());
    QCOMPARE(page().issues()->rows().size(), 2);
    QVERIFY(page().exporters()->accessibleDescription().startsWith(
        u"redis-exporter Down redis-exporter:9121"));
    QVERIFY(page().collection()->accessibleDescription().contains(u"Series 15,000"));
}

void MonitoringPageTest::onlyUnhealthyOnes()
{
    begin(tests::partlyDown());
    QTRY_COMPARE(page().targets()->model()->rowCount(), 6);
    page().onlyUnhealthy()->click();
    QCOMPARE(page().targets()->model()->rowCount(), 3);
    show(tests::wellMonitored());
    QTRY_COMPARE(page().targets()->sentence(), u"None of the 5 targets is unhealthy"_s);
    page().onlyUnhealthy()->click();
    QCOMPARE(page().targets()->model()->rowCount(), 5);
}

void MonitoringPageTest::rowsStayUnderThePointer()
{
    begin(tests::wellMonitored());
    QTRY_COMPARE(page().targets()->model()->rowCount(), 5);
    const QString first = cell(*page().targets(), 0, TargetsModel::Job);
    page().targets()->setFocus();
    show(tests::partlyDown());
    QTRY_COMPARE(page().targets()->model()->rowCount(), 6);
    QCOMPARE(cell(*page().targets(), 0, TargetsModel::Job), first);
    page().onlyUnhealthy()->setFocus();
    QTRY_COMPARE(cell(*page().targets(), 0, TargetsModel::State), u"Down"_s);
}

void MonitoringPageTest::keepsTheLastAnswer()
{
    begin(tests::wellMonitored());
    QTRY_COMPARE(page().targets()->model()->rowCount(), 5);
    QVERIFY(page().exporters()->freshness().vouched);
    show(tests::outOfReach());
    QTRY_VERIFY2(page().banner().startsWith(u"What is below is what Prometheus at "
                                            "http://prometheus:9090 said at "),
                 qPrintable(page().banner()));
    QVERIFY(verdict().startsWith(u"Unhealthy since"));
    QCOMPARE(page().jobs()->model()->rowCount(), 5);
    QVERIFY(!page().exporters()->freshness().vouched);
    QVERIFY(page().jobs()->accessibleDescription().startsWith(u"Out of date, as of"));
    QTRY_VERIFY(page().targets()->accessibleDescription().startsWith(u"Out of date, as of"));
    QCOMPARE(page().targets()->model()->rowCount(), 5);
    QVERIFY(page().issues()->freshness().vouched); // this is what is so now
    show(tests::wellMonitored());
    QTRY_COMPARE(page().banner(), QString());
    QTRY_VERIFY(page().exporters()->freshness().vouched);
}

void MonitoringPageTest::neverReached()
{
    begin(tests::outOfReach());
    QTRY_VERIFY(page().sentence().contains(u"has not answered yet"));
    QVERIFY(verdict().startsWith(u"Unhealthy since"));
    QCOMPARE(page().banner(), QString());
    show(tests::wellMonitored());
    QTRY_COMPARE(page().sentence(), QString());
}

void MonitoringPageTest::notConfigured()
{
    tests::Prometheus none = tests::outOfReach();
    none.health.prometheusUrl.clear();
    begin(none);
    QTRY_VERIFY(page().sentence().startsWith(u"No Prometheus is configured."));
    QVERIFY(!page().openAction()->isEnabled());
}

void MonitoringPageTest::ofAnOlderBackend()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    QTRY_VERIFY(m_console->isLive());
    m_console->window->findChild<QListWidget *>()->setCurrentRow(4);
    QTRY_COMPARE(page().sentence(), u"Not found"_s);
    QVERIFY(m_console->isLive());
}

void MonitoringPageTest::strangeAnswers_data()
{
    QTest::addColumn<QByteArray>("health");
    QTest::addColumn<QByteArray>("targets");
    QTest::newRow("empty") << QByteArray("{}") << QByteArray("{}");
    QTest::newRow("numbers as texts")
        << QByteArray(R"({"prometheus_reachable":true,"targets_summary":[{"job":1,"up":"2"}]})")
        << QByteArray(R"({"targets":[{"job":3,"instance":[],"scrape_duration_seconds":"1"}]})");
    QTest::newRow("lists of something else")
        << QByteArray(R"({"prometheus_reachable":true,"exporters":[null,1],"issues":{}})")
        << QByteArray(R"({"targets":{"a":1},"total":null})");
    QTest::newRow("HTML") << QByteArray("<html>") << QByteArray("<html>");
}

void MonitoringPageTest::strangeAnswers()
{
    QFETCH(QByteArray, health);
    QFETCH(QByteArray, targets);
    m_console = std::make_unique<tests::ConsoleFixture>();
    m_console->backend.set(u"/api/system/monitoring/health"_s, health);
    m_console->backend.set(u"/api/system/monitoring/targets"_s, targets);
    QTRY_VERIFY(m_console->isLive());
    m_console->window->findChild<QListWidget *>()->setCurrentRow(4);
    QTRY_VERIFY(m_console->backend.reads(u"/api/system/monitoring/targets"_s) > 0);
    QTRY_VERIFY(verdict() != u"Waiting for the first answer");
    // Never an empty page without a word.
    QVERIFY(!page().sentence().isEmpty() || page().targets()->model()->rowCount() > 0
            || !page().targets()->sentence().isEmpty());
    QVERIFY(!page().grab().isNull());
}

void MonitoringPageTest::copiesTheAddress()
{
    begin(tests::partlyDown());
    QTRY_COMPARE(page().targets()->model()->rowCount(), 6);
    QVERIFY(!page().copyAction()->isEnabled());
    QVERIFY(page().copyAction()->toolTip().startsWith(u"Cannot copy"));
    page().targets()->selectRow(0);
    QVERIFY(page().copyAction()->isEnabled());
    page().copyAction()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"redis-exporter:9121"_s);
    QCOMPARE(page().openAction()->toolTip(), u"Open http://prometheus:9090/targets"_s);
    // The choice stays with its row when the order changes.
    show(tests::wellMonitored());
    QTRY_COMPARE(page().targets()->model()->rowCount(), 5);
    QCOMPARE(cell(*page().targets(), page().targets()->currentIndex().row(), TargetsModel::Job),
             u"redis-exporter"_s);
}

void MonitoringPageTest::staleIsHatched()
{
    begin(tests::wellMonitored(), tests::Silence::Short);
    QTRY_VERIFY(page().exporters()->freshness().vouched);
    m_console->backend.freeze(true);
    QTRY_VERIFY(verdict().startsWith(u"Not known now"));
    QVERIFY(!page().exporters()->freshness().vouched);
    QVERIFY(page().targets()->accessibleDescription().startsWith(u"Out of date, as of"));
    m_console->backend.freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(page().exporters()->freshness().vouched, 10000);
}

void MonitoringPageTest::fitsTheSmallScreen()
{
    begin(tests::partlyDown());
    m_console->window->resize(1280, 720);
    QCOMPARE(m_console->window->size(), QSize(1280, 720));
    QTRY_COMPARE(page().targets()->model()->rowCount(), 6);
    QVERIFY(page().targets()->viewport()->height()
            >= 6 * page().targets()->verticalHeader()->defaultSectionSize());
}

QTEST_MAIN(MonitoringPageTest)
#include "tst_monitoringpage.moc"
