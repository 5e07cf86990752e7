// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/showpage.h"
#include "ui/alarms/alarmspage.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventspage.h"
#include "ui/frame/factstable.h"
#include "ui/frame/hatchoverlay.h"
#include "ui/overview/needspanel.h"
#include "ui/overview/overviewpage.h"
#include "ui/workers/workerspage.h"

#include <QAction>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace ui;
using namespace Qt::StringLiterals;

class AlarmsPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void listsWhatNobodyHasSeenFirst();
    void selectedOneIsToldAsAWhole();
    void isAcknowledgedWhereItIsRead();
    void failureOfAnAcknowledgementIsTold();
    void endingCanBeTakenBack();
    void whatIsOverCannotBeHandled();
    void whatIsOverCanStillBeSeen();
    void whatIsOverByAnOldAnswerCannot();
    void leadsToItsSource();
    void orderIsHeldUnderThePointer();
    void noAlarms();
    void staleIsHatched();
    void fitsTheSmallScreen();

private:
    AlarmsPage &page() const { return *m_console->window->findChild<AlarmsPage *>(); }

    NeedsPanel &needs() const { return *m_console->window->findChild<OverviewPage *>()->needs(); }

    void tell(const QList<protocol::Alert> &alarms);
    QString cell(int row, int column) const;

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void AlarmsPageTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    tell(tests::alarmsOfAllKinds());
    QTRY_VERIFY(m_console->isLive());
    QTRY_COMPARE(needs().table()->model()->rowCount(), 4);
}

void AlarmsPageTest::tell(const QList<protocol::Alert> &alarms)
{
    tests::Canned canned = tests::healthy();
    canned.alerts = alarms;
    tests::fill(m_console->backend, canned);
    m_console->backend.sendChanged(u"/api/alerts"_s);
}

QString AlarmsPageTest::cell(int row, int column) const
{
    return page().table()->model()->index(row, column).data().toString();
}

void AlarmsPageTest::listsWhatNobodyHasSeenFirst()
{
    tests::showPage<AlarmsPage>(*m_console);
    QTRY_COMPARE(page().table()->model()->rowCount(), 5);
    QStringList states;
    QString digits;
    for (int row = 0; row < 5; ++row) {
        states << cell(row, AlarmsModel::State);
        digits += cell(row, AlarmsModel::Priority);
    }
    QCOMPARE(digits, u"12312"_s);
    QCOMPARE(states,
             QStringList({u"Active"_s, u"Active"_s, u"Active"_s, u"Acknowledged by ada"_s,
                          u"Cleared, not acknowledged"_s}));
    QCOMPARE(cell(0, AlarmsModel::Source), u"critical_worker_failed of file_watcher"_s);
    QCOMPARE(cell(0, AlarmsModel::Count), u"3"_s);
    QVERIFY(cell(0, AlarmsModel::Since).startsWith(u"2m0"));
    QTRY_COMPARE(page().heading(), u"Alarms: 4 active, 3 not acknowledged"_s);
}

void AlarmsPageTest::selectedOneIsToldAsAWhole()
{
    tests::showPage<AlarmsPage>(*m_console);
    QTRY_COMPARE(page().table()->model()->rowCount(), 5);
    page().select(u"a-3"_s);
    QVERIFY2(page().text().contains(u"Two people try the side door at night"),
             qPrintable(page().text()));
    QVERIFY(page().text().contains(u"Reason given: called the police"));
    QVERIFY(page().text().contains(u"severity high"));
    QCOMPARE(page().action(Verb::Acknowledge)->toolTip(),
             u"Cannot acknowledge: it is acknowledged already"_s);
    QVERIFY(page().action(Verb::Resolve)->isEnabled());
}

void AlarmsPageTest::isAcknowledgedWhereItIsRead()
{
    QCOMPARE(page().action(Verb::Acknowledge)->isEnabled(), false); // nothing is selected
    tests::showPage<AlarmsPage>(*m_console);
    page().select(u"a-1"_s);
    QTRY_VERIFY(page().action(Verb::Acknowledge)->isEnabled());
    tests::showPage<OverviewPage>(*m_console);
    QVERIFY(!page().action(Verb::Acknowledge)->isEnabled());
    QCOMPARE(page().action(Verb::Acknowledge)->toolTip(),
             u"Cannot acknowledge: its message cannot be read here as a whole"_s);
    tests::showPage<AlarmsPage>(*m_console);
    QTRY_VERIFY(page().action(Verb::Acknowledge)->isEnabled());
    page().table()->setFocus();
    QTest::keyClick(page().table(), Qt::Key_Space);
    QTRY_COMPARE(m_console->backend.posts(), QStringList(u"/api/alerts/a-1/acknowledge"_s));
    QTRY_COMPARE(
        m_console->message(),
        u"The backend has acknowledged the alarm critical_worker_failed of file_watcher"_s);
}

void AlarmsPageTest::failureOfAnAcknowledgementIsTold()
{
    m_console->backend.setPostAnswer(
        409, R"({"detail":"An alert that is dismissed cannot be acknowledged"})");
    tests::showPage<AlarmsPage>(*m_console);
    page().select(u"a-4"_s);
    QTRY_VERIFY(page().action(Verb::Acknowledge)->isEnabled());
    page().action(Verb::Acknowledge)->trigger();
    QTRY_COMPARE(m_console->message(),
                 u"The alarm disk_low of data was not acknowledged: An alert that is dismissed "
                 "cannot be acknowledged"_s);
}

void AlarmsPageTest::endingCanBeTakenBack()
{
    tests::showPage<AlarmsPage>(*m_console);
    page().select(u"a-2"_s);
    QTRY_VERIFY(page().action(Verb::Dismiss)->isEnabled());
    page().action(Verb::Dismiss)->trigger();
    QVERIFY(
        m_console->message().startsWith(u"Dismissing the alarm breaker_open of enrichment in "));
    m_console->commander->undo();
    QCOMPARE(m_console->backend.posts(), QStringList());
    page().action(Verb::Resolve)->trigger();
    m_console->commander->sendNow();
    QTRY_COMPARE(m_console->backend.posts(), QStringList(u"/api/alerts/a-2/resolve"_s));
}

void AlarmsPageTest::whatIsOverCannotBeHandled()
{
    tests::showPage<AlarmsPage>(*m_console);
    QTRY_COMPARE(page().table()->model()->rowCount(), 5);
    page().select(u"a-5"_s);
    QTRY_COMPARE(page().action(Verb::Resolve)->toolTip(), u"Cannot resolve: it is over"_s);
    QVERIFY(page().text().contains(u"Its condition was over at "));
}

void AlarmsPageTest::whatIsOverCanStillBeSeen()
{
    tests::showPage<AlarmsPage>(*m_console);
    QTRY_COMPARE(page().table()->model()->rowCount(), 5);
    page().select(u"a-5"_s);
    QTRY_VERIFY(page().action(Verb::Acknowledge)->isEnabled());
    page().action(Verb::Acknowledge)->trigger();
    QTRY_COMPARE(m_console->backend.posts(), QStringList(u"/api/alerts/a-5/acknowledge"_s));
}

// It stands in another list than the active ones, which is read by itself.
void AlarmsPageTest::whatIsOverByAnOldAnswerCannot()
{
    tests::showPage<AlarmsPage>(*m_console);
    QTRY_COMPARE(page().table()->model()->rowCount(), 5);
    page().select(u"a-5"_s);
    QTRY_VERIFY(page().action(Verb::Acknowledge)->isEnabled());
    const auto *hatch = page().findChild<HatchOverlay *>();
    QVERIFY(!hatch->isVisible());
    m_console->backend.set(u"/api/alerts?status=resolved&limit=100"_s,
                           R"({"detail":"The store is busy"})", 503);
    m_console->backend.sendChanged(u"/api/alerts"_s);
    QTRY_COMPARE(page().action(Verb::Acknowledge)->toolTip(),
                 u"Cannot acknowledge: what is shown is out of date"_s);
    QTRY_VERIFY(hatch->isVisible());
    page().select(u"a-1"_s);
    QTRY_VERIFY(page().action(Verb::Acknowledge)->isEnabled());
    QTRY_VERIFY(!hatch->isVisible());
}

void AlarmsPageTest::leadsToItsSource()
{
    tests::showPage<AlarmsPage>(*m_console);
    QTRY_COMPARE(page().table()->model()->rowCount(), 5);
    page().select(u"a-1"_s);
    const auto buttons = page().findChildren<QToolButton *>();
    const auto source = std::ranges::find_if(buttons, [](const QToolButton *button) {
        return button->isVisible() && button->text().startsWith(u"Show");
    });
    QVERIFY(source != buttons.end());
    (*source)->click();
    auto *workers = m_console->window->findChild<WorkersPage *>();
    QVERIFY(workers->isVisible());
    QCOMPARE(workers->selected(), u"file_watcher"_s);
    tests::showPage<AlarmsPage>(*m_console);
    page().select(u"a-3"_s);
    (*source)->click();
    auto *events = m_console->window->findChild<EventsPage *>();
    QVERIFY(events->isVisible());
    QCOMPARE(events->detail()->event(), 74);
    tests::showPage<AlarmsPage>(*m_console);
    page().select(u"a-4"_s);
    QVERIFY(!(*source)->isVisible());
}

void AlarmsPageTest::orderIsHeldUnderThePointer()
{
    tests::showPage<AlarmsPage>(*m_console);
    QTRY_COMPARE(page().table()->model()->rowCount(), 5);
    QTRY_COMPARE(cell(0, AlarmsModel::Source), u"critical_worker_failed of file_watcher"_s);
    page().table()->setFocus();
    QTRY_VERIFY(page().table()->hasFocus());
    QTest::qWait(100); // the page hears of it with the next pulse
    QList<protocol::Alert> alarms = tests::alarmsOfAllKinds();
    alarms[0].status = protocol::AlertStatus::Acknowledged;
    tell(alarms);
    QTRY_COMPARE(cell(0, AlarmsModel::State), u"Acknowledged"_s); // it has not moved
    m_console->window->findChild<QListWidget *>()->setFocus();
    QTRY_COMPARE(cell(0, AlarmsModel::Source), u"breaker_open of enrichment"_s);
}

void AlarmsPageTest::noAlarms()
{
    tell({});
    tests::showPage<AlarmsPage>(*m_console);
    QTRY_COMPARE(page().table()->sentence(), u"No alarms: nothing needs to be looked at"_s);
    tests::showPage<OverviewPage>(*m_console);
    QTRY_COMPARE(needs().table()->sentence(), u"No alarm is active"_s);
    QCOMPARE(needs().heading(), u"NEEDS YOU"_s);
}

void AlarmsPageTest::staleIsHatched()
{
    tests::showPage<AlarmsPage>(*m_console);
    page().select(u"a-1"_s);
    QTRY_VERIFY(page().action(Verb::Acknowledge)->isEnabled());
    m_console->backend.drop();
    QTRY_VERIFY(page().table()->accessibleDescription().startsWith(u"Out of date, as of "));
    QTRY_COMPARE(page().action(Verb::Acknowledge)->toolTip(),
                 u"Cannot acknowledge: what is shown is out of date"_s);
    QCOMPARE(page().heading(), u"Alarms"_s);
}

void AlarmsPageTest::fitsTheSmallScreen()
{
    tests::showPage<AlarmsPage>(*m_console);
    m_console->window->resize(1280, 720);
    QVERIFY(m_console->window->minimumSizeHint().width() <= 1280);
    QVERIFY(m_console->window->minimumSizeHint().height() <= 720);
    for (const auto *child : page().findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        QVERIFY2(page().rect().contains(child->geometry()), child->metaObject()->className());
    }
}

QTEST_MAIN(AlarmsPageTest)
#include "tst_alarmspage.moc"
