// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/eventpages.h"
#include "tests/ui/support/showpage.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventfilterbar.h"
#include "ui/events/eventspage.h"
#include "ui/events/imageview.h"
#include "ui/paging/pagedtable.h"

#include <QAction>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableWidget>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class EventsPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void readsOnlyWhatIsLookedAt();
    void picturesComeForWhatIsInView();
    void filterIsAsked();
    void filterThatHidesAll();
    void newOnesDoNotMoveWhatIsInView();
    void newOnesFlowInAtTheTop();
    void deletedOneGoes();
    void failingPageIsTold();
    void noEvents();
    void frozenIsHatched();
    void strangeAnswers_data();
    void strangeAnswers();
    void staleIsHatched();
    void isNotReadWhileHidden();
    void fitsTheSmallScreen();

private:
    EventsPage &events() const { return *m_console->window->findChild<EventsPage *>(); }

    void give(int newest, int score = 10);

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void EventsPageTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    QTRY_VERIFY(m_console->isLive());
}

/// 300 events, of which the newest has this number.
void EventsPageTest::give(int newest, int score)
{
    const QString path = u"/api/events?limit=100"_s;
    const auto cursor = [&](int id) -> QString { return path + u"&cursor=c%1"_s.arg(id); };
    m_console->backend.set(path, tests::eventsPage(newest, newest - 99, 300, score));
    m_console->backend.set(cursor(newest - 99),
                           tests::eventsPage(newest - 100, newest - 199, 300, score));
    m_console->backend.set(cursor(201), tests::eventsPage(200, 101, 300, score));
    m_console->backend.set(cursor(101), tests::eventsPage(100, 1, 300, score));
}

void EventsPageTest::readsOnlyWhatIsLookedAt()
{
    give(300);
    auto &page = tests::showPage<EventsPage>(*m_console);
    QTRY_COMPARE(page.model().rowCount(), 100);
    QTest::qWait(200); // nothing else comes
    QCOMPARE(page.model().rowCount(), 100);
    page.table()->scrollToBottom();
    QTRY_COMPARE(page.model().rowCount(), 200);
    page.table()->scrollToBottom();
    QTRY_COMPARE(page.model().rowCount(), 300);
    QTRY_VERIFY(page.model().isComplete());
    QCOMPARE(page.model().eventAt(0), 300);
    QCOMPARE(page.model().eventAt(299), 1);
}

void EventsPageTest::picturesComeForWhatIsInView()
{
    auto &page = tests::showPage<EventsPage>(*m_console);
    QTRY_VERIFY(!page.thumbnails().picture(77).isNull());
    QTRY_COMPARE(page.thumbnails().reason(76), u"No picture"_s);
    QVERIFY(page.thumbnails().picture(76).isNull());
    QVERIFY(page.thumbnails().picture(77).width() <= page.thumbnails().size().width());
}

void EventsPageTest::filterIsAsked()
{
    auto &page = tests::showPage<EventsPage>(*m_console);
    QTRY_COMPARE(page.model().rowCount(), 5);
    QTRY_VERIFY(page.filterBar()->camera()->findData(u"garage"_s) > 0);
    m_console->backend.set(u"/api/events?limit=100&camera_id=garage"_s, tests::eventsPage(1, 1, 1));
    page.filterBar()->camera()->setCurrentIndex(page.filterBar()->camera()->findData(u"garage"_s));
    QTRY_COMPARE(page.model().rowCount(), 1);
    m_console->backend.set(u"/api/events?limit=100&camera_id=garage&reviewed=false&text=a%20man"_s,
                           R"({"items":[],"next_cursor":null,"total":0})");
    page.filterBar()->reviewed()->setCurrentIndex(1);
    page.filterBar()->text()->setText(u"a man"_s);
    QTRY_COMPARE(page.table()->sentence(), u"No event matches the filter"_s);
    page.filterBar()->clear();
    QTRY_COMPARE(page.model().rowCount(), 5);
}

void EventsPageTest::filterThatHidesAll()
{
    // A page may have no row and yet not be the last.
    m_console->backend.set(u"/api/events?limit=100&text=x"_s,
                           R"({"items":[],"next_cursor":"c50","total":null,"total_at_least":0})");
    m_console->backend.set(u"/api/events?limit=100&text=x&cursor=c50"_s,
                           tests::eventsPage(3, 1, 3));
    auto &page = tests::showPage<EventsPage>(*m_console);
    page.filterBar()->text()->setText(u"x"_s);
    QTRY_COMPARE(page.model().rowCount(), 3);
    QTRY_VERIFY(page.model().isComplete());
}

void EventsPageTest::newOnesDoNotMoveWhatIsInView()
{
    give(300);
    auto &page = tests::showPage<EventsPage>(*m_console);
    QTRY_COMPARE(page.model().rowCount(), 100);
    page.table()->selectRow(40);
    page.table()->scrollTo(page.model().index(40, 0), QAbstractItemView::PositionAtTop);
    const int place = page.table()->rowViewportPosition(40);
    const qint64 top = page.model().eventAt(page.table()->rowAt(0));
    give(303);
    m_console->backend.sendChanged(u"/api/events"_s);
    QTRY_COMPARE(page.model().eventAt(0), 303);
    QCOMPARE(page.model().eventAt(page.table()->rowAt(0)), top);
    QCOMPARE(page.table()->rowViewportPosition(43), place);
    QCOMPARE(page.detail()->event(), 260);
    QTRY_COMPARE(page.table()->newAbove(), 3);
    page.table()->goToTop();
    QCOMPARE(page.table()->newAbove(), 0);
}

void EventsPageTest::newOnesFlowInAtTheTop()
{
    give(300);
    auto &page = tests::showPage<EventsPage>(*m_console);
    QTRY_COMPARE(page.model().rowCount(), 100);
    m_console->window->findChild<QListWidget *>()->setFocus();
    give(302);
    m_console->backend.sendChanged(u"/api/events"_s);
    QTRY_COMPARE(page.model().eventAt(0), 302);
    QCOMPARE(page.table()->verticalScrollBar()->value(), 0);
    QCOMPARE(page.table()->newAbove(), 0);
}

void EventsPageTest::deletedOneGoes()
{
    give(300);
    auto &page = tests::showPage<EventsPage>(*m_console);
    QTRY_COMPARE(page.model().rowCount(), 100);
    QJsonObject body = QJsonDocument::fromJson(tests::eventsPage(300, 201, 299)).object();
    QJsonArray items = body.value(u"items"_s).toArray();
    items.removeAt(2);
    body.insert(u"items"_s, items);
    m_console->backend.set(u"/api/events?limit=100"_s, QJsonDocument(body).toJson());
    m_console->backend.sendChanged(u"/api/events"_s);
    QTRY_COMPARE(page.model().rowCount(), 99);
    QCOMPARE(page.model().rowOfEvent(298), -1);
}

void EventsPageTest::failingPageIsTold()
{
    give(300);
    m_console->backend.set(u"/api/events?limit=100&cursor=c201"_s,
                           R"({"detail":"The store is busy"})", 503);
    auto &page = tests::showPage<EventsPage>(*m_console);
    QTRY_COMPARE(page.model().rowCount(), 100);
    page.table()->scrollToBottom();
    QTRY_VERIFY2(page.table()->accessibleDescription().endsWith(u"The store is busy"),
                 qPrintable(page.table()->accessibleDescription()));
    give(300);
    QTRY_COMPARE(page.model().rowCount(), 200);
    QTRY_COMPARE(page.table()->accessibleDescription(), QString());
}

void EventsPageTest::noEvents()
{
    m_console->backend.set(u"/api/events"_s, R"({"items":[],"next_cursor":null,"total":0})");
    auto &page = tests::showPage<EventsPage>(*m_console);
    QTRY_VERIFY(page.table()->sentence().startsWith(u"No events yet."));
    QVERIFY(page.detail()->text().startsWith(u"No event is selected"));
}

// A backend that keeps its connections and says nothing is not vouched for either.
void EventsPageTest::frozenIsHatched()
{
    m_console = std::make_unique<tests::ConsoleFixture>(tests::Silence::Short);
    auto &page = tests::showPage<EventsPage>(*m_console);
    QTRY_VERIFY(page.model().rowCount() > 0);
    m_console->backend.freeze(true);
    QTRY_VERIFY(page.table()->accessibleDescription().startsWith(u"Out of date, as of "));
    m_console->backend.freeze(false);
    QTRY_COMPARE(page.table()->accessibleDescription(), QString());
}

// What must not come, and does: in each case a sentence, and the rest lives.
void EventsPageTest::strangeAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a page") << QByteArray("<html>502</html>") << 200
                            << u"The answer is not the JSON that was expected"_s;
    QTest::newRow("a list") << QByteArray("[]") << 200
                            << u"The answer is not the JSON that was expected"_s;
    QTest::newRow("a fault") << QByteArray("") << 500 << u"The backend answered 500"_s;
    QTest::newRow("a word of its own")
        << QByteArray(R"({"detail":"The store is busy"})") << 503 << u"The store is busy"_s;
    QTest::newRow("not known") << QByteArray("{}") << 404
                               << u"The backend does not know this resource"_s;
    QTest::newRow("a token that has expired")
        << QByteArray("{}") << 401 << u"The token was refused"_s;
}

void EventsPageTest::strangeAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    m_console->backend.set(u"/api/events"_s, body, status);
    auto &page = tests::showPage<EventsPage>(*m_console);
    QFETCH(QString, sentence);
    QTRY_COMPARE(page.table()->sentence(), sentence);
    QVERIFY(m_console->isLive());
}

void EventsPageTest::staleIsHatched()
{
    auto &page = tests::showPage<EventsPage>(*m_console);
    page.select(77);
    QTRY_VERIFY(page.detail()->reviewAction()->isEnabled());
    m_console->backend.drop();
    QTRY_VERIFY(page.table()->accessibleDescription().startsWith(u"Out of date, as of "));
    QTRY_VERIFY(page.detail()->text().contains(u"Out of date, as of "));
    QTRY_COMPARE(page.detail()->reviewAction()->toolTip(),
                 u"Cannot mark as reviewed: what is shown is out of date"_s);
    m_console->backend.comeBack();
    QTRY_COMPARE(page.table()->accessibleDescription(), QString());
    QTRY_VERIFY(page.detail()->reviewAction()->isEnabled());
}

void EventsPageTest::isNotReadWhileHidden()
{
    tests::showPage<EventsPage>(*m_console).select(77);
    QTRY_VERIFY(m_console->backend.reads(u"/api/events/77"_s) > 0);
    m_console->window->findChild<QListWidget *>()->setCurrentRow(0);
    const int reads = m_console->backend.reads(u"/api/events/77"_s);
    m_console->backend.sendChanged(u"/api/events"_s);
    QTest::qWait(500);
    QCOMPARE(m_console->backend.reads(u"/api/events/77"_s), reads);
}

void EventsPageTest::fitsTheSmallScreen()
{
    auto &page = tests::showPage<EventsPage>(*m_console);
    page.select(77);
    m_console->window->resize(1280, 720);
    const QSize least = m_console->window->minimumSizeHint();
    QVERIFY2(least.width() <= 1280 && least.height() <= 720,
             qPrintable(u"%1x%2"_s.arg(least.width()).arg(least.height())));
    for (const auto *child : page.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        QVERIFY2(page.rect().contains(child->geometry()), child->metaObject()->className());
    }
}

QTEST_MAIN(EventsPageTest)
#include "tst_eventspage.moc"
