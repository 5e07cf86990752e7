// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/showpage.h"
#include "ui/alarms/alarmcounters.h"
#include "ui/alarms/alarmspage.h"
#include "ui/frame/factstable.h"
#include "ui/models/mirror.h"
#include "ui/overview/needspanel.h"
#include "ui/overview/overviewpage.h"
#include "ui/overview/verdictband.h"

#include <QAction>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

/// What the Overview and the top bar say of alarms.
class NeedsPanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void countersLeadToThePage();
    void countersSayWhenTheyDoNotKnow();
    void needsYouShowsWhatComesFirst();
    void theBandKnowsOfAlarms();
    void rowsStayUnderThePointer();
    void longMessageMustBeOpened();
    void moreThanOnePage();
    void moreThanIsRead();
    void backendWithoutAlarms();

private:
    AlarmsPage &page() const { return *m_console->window->findChild<AlarmsPage *>(); }

    NeedsPanel &needs() const { return *m_console->window->findChild<OverviewPage *>()->needs(); }

    AlarmCounters &counters() const { return *m_console->window->findChild<AlarmCounters *>(); }

    void tell(const QList<protocol::Alert> &alarms);

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void NeedsPanelTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    tell(tests::alarmsOfAllKinds());
    QTRY_VERIFY(m_console->isLive());
    QTRY_COMPARE(needs().table()->model()->rowCount(), 4);
}

void NeedsPanelTest::tell(const QList<protocol::Alert> &alarms)
{
    tests::Canned canned = tests::healthy();
    canned.alerts = alarms;
    tests::fill(m_console->backend, canned);
    m_console->backend.sendChanged(u"/api/alerts"_s);
}

void NeedsPanelTest::countersLeadToThePage()
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

void NeedsPanelTest::countersSayWhenTheyDoNotKnow()
{
    QTRY_VERIFY(counters().accessibleDescription().startsWith(u"priority 1"));
    m_console->backend.drop();
    QTRY_COMPARE(counters().accessibleDescription(),
                 u"How many alarms there are is not known now"_s);
}

void NeedsPanelTest::needsYouShowsWhatComesFirst()
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

// The band stands above the list: what it says of it has to be so.
void NeedsPanelTest::theBandKnowsOfAlarms()
{
    const auto *band = m_console->window->findChild<OverviewPage *>()->findChild<VerdictBand *>();
    QTRY_VERIFY2(band->accessibleDescription().endsWith(u"Needs you: 3 alarm(s) not acknowledged"),
                 qPrintable(band->accessibleDescription()));
    QVERIFY(band->accessibleDescription().startsWith(u"All systems operational"));
    m_console->backend.set(u"/api/alerts?status=active&limit=100"_s,
                           R"({"detail":"The store is busy"})", 503);
    m_console->backend.sendChanged(u"/api/alerts"_s);
    QTRY_VERIFY2(band->accessibleDescription().endsWith(u" alarms are not known"),
                 qPrintable(band->accessibleDescription()));
    tell({});
    QTRY_VERIFY2(band->accessibleDescription().endsWith(u"Nothing needs you"),
                 qPrintable(band->accessibleDescription()));
}

// Acknowledge acts on the chosen row, so none may move under the hand.
void NeedsPanelTest::rowsStayUnderThePointer()
{
    const auto source = [this](int row) {
        return needs().table()->model()->index(row, AlarmsModel::Source).data().toString();
    };
    const QString first = source(0);
    const QString second = source(1);
    needs().table()->setFocus();
    needs().table()->selectRow(0);
    QTRY_VERIFY(needs().table()->hasFocus());
    QTest::qWait(100); // the panel hears of it with the next pulse
    QList<protocol::Alert> alarms = tests::alarmsOfAllKinds();
    alarms[0].status = protocol::AlertStatus::Acknowledged;
    alarms.append(alarms.first());
    alarms.last().id = u"a-9"_s;
    alarms.last().subject = u"vision"_s;
    alarms.last().status = protocol::AlertStatus::Pending;
    tell(alarms);
    QTRY_COMPARE(needs().table()->model()->rowCount(), 5);
    QCOMPARE(source(0), first);
    QCOMPARE(source(1), second);
    QVERIFY(source(4).contains(u"vision"));
    QTRY_VERIFY2(needs().heading().startsWith(u"NEEDS YOU  5, waiting to move: "),
                 qPrintable(needs().heading()));
    counters().setFocus();
    QTRY_VERIFY(source(0).contains(u"vision"));
    QTRY_COMPARE(needs().heading(), u"NEEDS YOU  5"_s);
}

void NeedsPanelTest::longMessageMustBeOpened()
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

void NeedsPanelTest::moreThanOnePage()
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

void NeedsPanelTest::moreThanIsRead()
{
    const QString first = u"/api/alerts?status=active&limit=100"_s;
    for (int page = 0; page <= AlarmsFeed::MostPages; ++page) {
        m_console->backend.set(
            page == 0 ? first : first + u"&cursor=%1"_s.arg(page),
            u"{\"items\":[{\"id\":\"a%1\",\"severity\":\"low\",\"status\":\"pending\"}],"
            "\"next_cursor\":\"%2\"}"_s.arg(page)
                .arg(page + 1)
                .toUtf8());
    }
    m_console->backend.sendChanged(u"/api/alerts"_s);
    QTRY_COMPARE(needs().heading(), u"NEEDS YOU  ≥ 10"_s);
    QTRY_COMPARE(counters().accessibleDescription(),
                 u"priority 1: ≥ 0 active, ≥ 0 not acknowledged\n"
                 "priority 2: ≥ 0 active, ≥ 0 not acknowledged\n"
                 "priority 3: ≥ 10 active, ≥ 10 not acknowledged"_s);
    QCOMPARE(counters().toolTip(), counters().accessibleDescription());
}

void NeedsPanelTest::backendWithoutAlarms()
{
    m_console->backend.set(u"/api/alerts?status=active&limit=100"_s, R"({"detail":"Not found"})",
                           404);
    m_console->backend.sendChanged(u"/api/alerts"_s);
    QTRY_COMPARE(counters().accessibleDescription(),
                 u"How many alarms there are is not known now"_s);
    QVERIFY(m_console->isLive());
}

QTEST_MAIN(NeedsPanelTest)
#include "tst_needspanel.moc"
