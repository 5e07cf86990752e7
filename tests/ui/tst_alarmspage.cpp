// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/showpage.h"
#include "ui/alarms/alarmcounters.h"
#include "ui/alarms/alarmspage.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventspage.h"
#include "ui/frame/factstable.h"
#include "ui/overview/needspanel.h"
#include "ui/overview/overviewpage.h"
#include "ui/workers/workerspage.h"

#include <QAction>
#include <QTest>
#include <QToolButton>

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
    void countersLeadToThePage();
    void countersSayWhenTheyDoNotKnow();
    void needsYouShowsWhatComesFirst();
    void longMessageMustBeOpened();
    void leadsToItsSource();
    void moreThanOnePage();
    void orderIsHeldUnderThePointer();
    void noAlarms();
    void backendWithoutAlarms();
    void staleIsHatched();
    void fitsTheSmallScreen();

private:
    AlarmsPage &page() const { return *m_console->window->findChild<AlarmsPage *>(); }

    NeedsPanel &needs() const { return *m_console->window->findChild<OverviewPage *>()->needs(); }

    AlarmCounters &counters() const { return *m_console->window->findChild<AlarmCounters *>(); }

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
        409, R"({"detail":"An alert that is resolved cannot be acknowledged"})");
    tests::showPage<AlarmsPage>(*m_console);
    page().select(u"a-4"_s);
    QTRY_VERIFY(page().action(Verb::Acknowledge)->isEnabled());
    page().action(Verb::Acknowledge)->trigger();
    QTRY_COMPARE(m_console->message(),
                 u"The alarm disk_low of data was not acknowledged: An alert that is resolved "
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
    QTRY_COMPARE(page().action(Verb::Acknowledge)->toolTip(), u"Cannot acknowledge: it is over"_s);
    QVERIFY(page().text().contains(u"Its condition was over at "));
}

void AlarmsPageTest::countersLeadToThePage()
{
    QTRY_COMPARE(counters().accessibleDescription(),
                 u"priority 1: 2 active, 1 not acknowledged\n"
                 "priority 2: 1 active, 1 not acknowledged\n"
                 "priority 3: 1 active, 1 not acknowledged"_s);
    counters().setFocus();
    QTest::keyClick(&counters(), Qt::Key_Space);
    QVERIFY(page().isVisible());
    tests::showPage<OverviewPage>(*m_console);
    QTest::mouseClick(&counters(), Qt::LeftButton);
    QVERIFY(page().isVisible());
}

void AlarmsPageTest::countersSayWhenTheyDoNotKnow()
{
    QTRY_VERIFY(counters().accessibleDescription().startsWith(u"priority 1"));
    m_console->backend.drop();
    QTRY_COMPARE(counters().accessibleDescription(),
                 u"How many alarms there are is not known now"_s);
}

void AlarmsPageTest::needsYouShowsWhatComesFirst()
{
    QCOMPARE(needs().heading(), u"NEEDS YOU  4"_s);
    QVERIFY(needs().isVisible());
    needs().table()->selectRow(0);
    QTRY_VERIFY(needs().acknowledgeAction()->isEnabled());
    needs().acknowledgeAction()->trigger();
    QTRY_COMPARE(m_console->backend.posts(), QStringList(u"/api/alerts/a-1/acknowledge"_s));
    needs().table()->selectRow(1);
    needs().openAction()->trigger();
    QVERIFY(page().isVisible());
    QCOMPARE(page().selected(), u"a-2"_s);
}

void AlarmsPageTest::longMessageMustBeOpened()
{
    QList<protocol::Alert> alarms = tests::alarmsOfAllKinds();
    alarms[0].message = u"A message that is so long that nobody can read it all. "_s.repeated(8);
    tell(alarms);
    QTRY_VERIFY(needs()
                    .table()
                    ->model()
                    ->index(0, AlarmsModel::Message)
                    .data()
                    .toString()
                    .startsWith(u"A message"));
    needs().table()->selectRow(0);
    QTRY_COMPARE(needs().acknowledgeAction()->toolTip(),
                 u"Cannot acknowledge: its message cannot be read here as a whole"_s);
    needs().openAction()->trigger();
    QTRY_VERIFY(page().action(Verb::Acknowledge)->isEnabled());
    QVERIFY(page().text().contains(alarms[0].message));
}

void AlarmsPageTest::leadsToItsSource()
{
    tests::showPage<AlarmsPage>(*m_console);
    QTRY_COMPARE(page().table()->model()->rowCount(), 5);
    QToolButton *source = nullptr;
    page().select(u"a-1"_s);
    for (auto *button : page().findChildren<QToolButton *>()) {
        source = button->text().startsWith(u"Show") ? button : source;
    }
    QVERIFY(source != nullptr && source->isVisible());
    source->click();
    auto *workers = m_console->window->findChild<WorkersPage *>();
    QVERIFY(workers->isVisible());
    QCOMPARE(workers->selected(), u"file_watcher"_s);
    tests::showPage<AlarmsPage>(*m_console);
    page().select(u"a-3"_s);
    source->click();
    auto *events = m_console->window->findChild<EventsPage *>();
    QVERIFY(events->isVisible());
    QCOMPARE(events->detail()->event(), 74);
    tests::showPage<AlarmsPage>(*m_console);
    page().select(u"a-4"_s);
    QVERIFY(!source->isVisible());
}

void AlarmsPageTest::moreThanOnePage()
{
    m_console->backend.set(
        u"/api/alerts?status=active&limit=100"_s,
        R"({"items":[{"id":"x","severity":"low","status":"pending"}],"next_cursor":"17"})");
    m_console->backend.set(
        u"/api/alerts?status=active&limit=100&cursor=17"_s,
        R"({"items":[{"id":"y","severity":"high","status":"pending"}],"next_cursor":null})");
    m_console->backend.sendChanged(u"/api/alerts"_s);
    QTRY_COMPARE(needs().table()->model()->rowCount(), 2);
    QTRY_VERIFY(counters().accessibleDescription().startsWith(u"priority 1: 1 active"));
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
    QCOMPARE(needs().table()->sentence(), u"Nothing needs you"_s);
    QCOMPARE(needs().heading(), u"NEEDS YOU"_s);
}

void AlarmsPageTest::backendWithoutAlarms()
{
    m_console->backend.set(u"/api/alerts?status=active&limit=100"_s, R"({"detail":"Not found"})",
                           404);
    m_console->backend.sendChanged(u"/api/alerts"_s);
    QTRY_COMPARE(counters().accessibleDescription(),
                 u"How many alarms there are is not known now"_s);
    QVERIFY(m_console->isLive());
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
