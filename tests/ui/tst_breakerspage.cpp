// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/act/consequencedialog.h"
#include "ui/breakers/breakerdetail.h"
#include "ui/breakers/breakerspage.h"
#include "ui/breakers/breakertiles.h"
#include "ui/frame/factstable.h"

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;

class BreakersPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void tilesTellAll();
    void newerStateIsShownAsText();
    void tileIsChosenByKeyboard();
    void detailFollowsTheChoice();
    void transitionsComeAsTheyHappen();
    void resetAsksWithFacts();
    void closedOneCannotBeReset();
    void manyBecomeATable();
    void staleIsHatched();
    void noBreakers();
    void fitsTheSmallScreen();

private:
    BreakersPage &page() const { return *m_console->window->findChild<BreakersPage *>(); }

    BreakerTile &tile(const QString &name) const
    {
        for (BreakerTile *one : page().tiles()->tiles()) {
            if (one->text() == name) {
                return *one;
            }
        }
        qFatal("there is no such tile");
    }

    void show(const tests::Canned &canned);

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void BreakersPageTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    m_console->window->findChild<QListWidget *>()->setCurrentRow(3);
    QTRY_VERIFY(m_console->isLive());
    QTRY_COMPARE(page().tiles()->tiles().size(), 5);
}

void BreakersPageTest::show(const tests::Canned &canned)
{
    tests::fill(m_console->backend, canned);
    for (const auto &name : {u"circuit-breakers"_s, u"health/full"_s, u"pipeline"_s}) {
        m_console->backend.sendChanged(u"/api/system/"_s + name);
    }
}

void BreakersPageTest::tilesTellAll()
{
    QCOMPARE(page().selected(), u"yolo26"_s); // the first of the specification
    show(tests::broken());
    QTRY_VERIFY(tile(u"enrichment"_s).accessibleDescription().startsWith(u"Open: since 4m1"));
    QTRY_VERIFY(tile(u"enrichment"_s).accessibleDescription().contains(u"connection refused"));
    const QString words = tile(u"enrichment"_s).accessibleDescription();
    QVERIFY2(words.contains(u"failures 5 of 5, calls 1204, rejected 31, probe in "),
             qPrintable(words));
    QCOMPARE(tile(u"enrichment"_s).accessibleName(), u"Breaker enrichment"_s);
    QTRY_VERIFY(tile(u"nemotron"_s).accessibleDescription().startsWith(u"Half-open"));
    QVERIFY(tile(u"nemotron"_s).accessibleDescription().contains(u"1 of 2 good trials"));
}

void BreakersPageTest::newerStateIsShownAsText()
{
    QByteArray body = R"({"circuit_breakers":{"clip":{"name":"clip","state":"ajar"}}})";
    m_console->backend.set(u"/api/system/circuit-breakers"_s, body);
    m_console->backend.sendChanged(u"/api/system/circuit-breakers"_s);
    QTRY_COMPARE(page().tiles()->tiles().size(), 1);
    QVERIFY2(tile(u"clip"_s).accessibleDescription().startsWith(u"ajar?"),
             qPrintable(tile(u"clip"_s).accessibleDescription()));
    QTRY_COMPARE(page().selected(), u"clip"_s); // the one that was chosen is gone
}

void BreakersPageTest::tileIsChosenByKeyboard()
{
    m_console->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_console->window.get()));
    tile(u"yolo26"_s).setFocus();
    QTest::keyClick(&tile(u"yolo26"_s), Qt::Key_Right);
    QTRY_COMPARE(page().selected(), u"nemotron"_s);
    QTest::mouseClick(&tile(u"clip"_s), Qt::LeftButton);
    QCOMPARE(page().selected(), u"clip"_s);
    QVERIFY(tile(u"clip"_s).isChecked());
}

void BreakersPageTest::detailFollowsTheChoice()
{
    show(tests::broken());
    page().select(u"enrichment"_s);
    auto *table = page().detail()->transitions();
    QTRY_COMPARE(table->model()->rowCount(), 3);
    QCOMPARE(table->model()->index(0, TransitionsModel::State).data().toString(), u"Open"_s);
    QCOMPARE(table->model()->index(0, TransitionsModel::Cause).data().toString(),
             u"a trial failed: connection refused"_s);
    QTRY_COMPARE(page().detail()->fact(u"Opens after"_s), u"5 failures in a row"_s);
    QCOMPARE(page().detail()->fact(u"Tried again"_s), u"after 30 s"_s);
    QTRY_COMPARE(page().detail()->fact(u"Last error"_s), u"connection refused"_s);
    page().select(u"clip"_s);
    QTRY_COMPARE(table->sentence(), u"It has not changed as far back as the journal goes"_s);
    QCOMPARE(page().detail()->fact(u"Last error"_s), u"—"_s);
}

void BreakersPageTest::transitionsComeAsTheyHappen()
{
    page().select(u"clip"_s);
    auto *table = page().detail()->transitions();
    QTRY_COMPARE(table->sentence(), u"It has not changed as far back as the journal goes"_s);
    const auto tell = [&](const QString &service) {
        m_console->backend.sendEvent(u"service.status_changed"_s, u"system"_s,
                                     {{u"service"_s, service},
                                      {u"status"_s, u"unhealthy"_s},
                                      {u"previous_status"_s, u"healthy"_s},
                                      {u"message"_s, u"no answer in time"_s}});
    };
    tell(u"breaker:florence"_s);
    tell(u"breaker:clip"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, TransitionsModel::Cause).data().toString(),
             u"no answer in time"_s);
    QCOMPARE(table->model()->index(0, TransitionsModel::State).data().toString(), u"Open"_s);
    QCOMPARE(table->model()->index(0, TransitionsModel::Before).data().toString(), u"Closed"_s);
}

void BreakersPageTest::resetAsksWithFacts()
{
    show(tests::broken());
    page().select(u"enrichment"_s);
    QAction *reset = page().detail()->resetAction();
    QTRY_VERIFY(reset->isEnabled());
    QTRY_VERIFY(tile(u"enrichment"_s).accessibleDescription().contains(u"connection refused"));
    reset->trigger();
    auto *dialog = m_console->window->findChild<ConsequenceDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->windowTitle(), u"Reset the breaker enrichment on [HO] home-nvr"_s);
    QStringList told;
    for (const auto *label : dialog->findChildren<QLabel *>()) {
        told << label->text();
    }
    QVERIFY2(told.contains(u"It closes at once, and all calls go to the service again."_s)
                 && told.contains(u"Its service is not healthy now: calls will fail, and 5 "
                                  "failures in a row open it again."_s)
                 && told.contains(u"Jobs that wait for it and are tried at once: 2."_s),
             qPrintable(told.join(u'\n')));
    QCOMPARE(m_console->backend.posts(), QStringList());
    dialog->findChild<QPushButton *>(u"act"_s)->click();
    QTRY_COMPARE(m_console->backend.posts(),
                 QStringList(u"/api/system/circuit-breakers/enrichment/reset"_s));
    QTRY_COMPARE(m_console->message(), u"The backend has reset the breaker enrichment"_s);
    // The tile changes with the fact only.
    QVERIFY(tile(u"enrichment"_s).accessibleDescription().startsWith(u"Open"));
}

void BreakersPageTest::closedOneCannotBeReset()
{
    const QAction *reset = page().detail()->resetAction();
    QTRY_COMPARE(reset->toolTip(),
                 u"Cannot reset the breaker: it is closed and counts no failure"_s);
    QVERIFY(!reset->isEnabled());
    QCOMPARE(reset->statusTip(), reset->toolTip());
}

void BreakersPageTest::manyBecomeATable()
{
    tests::Canned canned = tests::healthy();
    for (int i = 0; i < 7; ++i) {
        canned.breakers.append({.name = u"own_%1"_s.arg(i), .stateWord = u"closed"_s});
    }
    show(canned);
    QTRY_COMPARE(page().tiles()->tiles().size(), 12);
    QVERIFY(!page().table()->isVisible());
    canned.breakers.append({.name = u"own_7"_s, .stateWord = u"closed"_s});
    show(canned);
    QTRY_VERIFY(page().table()->isVisible());
    QCOMPARE(page().table()->model()->rowCount(), 13);
    page().table()->selectRow(12);
    QCOMPARE(page().selected(), u"own_7"_s);
}

void BreakersPageTest::staleIsHatched()
{
    show(tests::broken());
    page().select(u"enrichment"_s);
    QTRY_VERIFY(page().detail()->resetAction()->isEnabled());
    m_console->backend.drop();
    QTRY_VERIFY(tile(u"clip"_s).accessibleDescription().startsWith(u"Out of date, as of"));
    QTRY_COMPARE(page().detail()->resetAction()->toolTip(),
                 u"Cannot reset the breaker: what is shown is out of date"_s);
    QVERIFY(!page().detail()->resetAction()->isEnabled());
}

void BreakersPageTest::noBreakers()
{
    m_console->backend.set(u"/api/system/circuit-breakers"_s, R"({"circuit_breakers":{}})");
    m_console->backend.sendChanged(u"/api/system/circuit-breakers"_s);
    QTRY_COMPARE(page().selected(), QString());
    QTRY_COMPARE(page().detail()->resetAction()->toolTip(),
                 u"Cannot reset the breaker: nothing is selected"_s);
}

void BreakersPageTest::fitsTheSmallScreen()
{
    m_console->window->resize(1280, 720);
    for (const auto *child : page().findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        QVERIFY2(!child->isVisible() || page().rect().contains(child->geometry()),
                 child->metaObject()->className());
    }
    for (const BreakerTile *one : page().tiles()->tiles()) {
        QVERIFY(one->height() >= one->sizeHint().height());
    }
}

QTEST_MAIN(BreakersPageTest)
#include "tst_breakerspage.moc"
