// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/eventpages.h"
#include "tests/ui/support/showpage.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventspage.h"
#include "ui/events/imageview.h"

#include <QAction>
#include <QTableWidget>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class EventDetailTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void detailTellsAll();
    void otherPictureOfADetection();
    void missingPictureIsASentence();
    void refusedPicturesAreNotAskedAgain();
    void isReviewed();

private:
    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void EventDetailTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    QTRY_VERIFY(m_console->isLive());
}

void EventDetailTest::detailTellsAll()
{
    auto &page = tests::showPage<EventsPage>(*m_console);
    page.select(77);
    QTRY_VERIFY2(page.detail()->text().contains(u"A person that is not known stays longer"),
                 qPrintable(page.detail()->text()));
    QVERIFY(page.detail()->text().startsWith(u"High risk 72 · front_door · "));
    QTRY_VERIFY(page.detail()->image()->hasImage());
    QStringList labels;
    for (const ImageBox &box : page.detail()->image()->boxes()) {
        labels << box.label;
    }
    QCOMPARE(labels, QStringList({u"person 93 %"_s, u"car 61 %"_s})); // those of the same picture
    QCOMPARE(page.detail()->detections()->rowCount(), 3);
    QCOMPARE(page.detail()->detections()->item(0, 2)->text(),
             u"caption: a person with a parcel; colours: black, red"_s);
    const QRectF shown = page.detail()->image()->shown({0, 0, 640, 360});
    QVERIFY(QRectF(page.detail()->image()->rect()).adjusted(-1, -1, 1, 1).contains(shown));
}

void EventDetailTest::otherPictureOfADetection()
{
    auto &page = tests::showPage<EventsPage>(*m_console);
    page.select(77);
    QTRY_COMPARE(page.detail()->detections()->rowCount(), 3);
    QTRY_VERIFY(page.detail()->image()->hasImage());
    page.detail()->detections()->selectRow(2);
    QCOMPARE(page.detail()->image()->boxes().size(), 1);
    QVERIFY(page.detail()->image()->boxes().first().isChosen);
    QTRY_VERIFY(m_console->backend.reads(u"/api/detections/13/image"_s) > 0);
    QTRY_VERIFY(page.detail()->image()->hasImage());
}

void EventDetailTest::missingPictureIsASentence()
{
    m_console->backend.set(u"/api/events/77/image"_s,
                           R"({"detail":"The image of event 77 is not there any more"})", 404);
    auto &page = tests::showPage<EventsPage>(*m_console);
    page.select(77);
    QTRY_COMPARE(page.detail()->image()->sentence(),
                 u"The picture cannot be shown: The image of event 77 is not there any more"_s);
    m_console->backend.setFile(u"/api/detections/13/image"_s, "no picture", "image/webp");
    QTRY_COMPARE(page.detail()->detections()->rowCount(), 3);
    page.detail()->detections()->selectRow(2);
    QTRY_COMPARE(page.detail()->image()->sentence(),
                 u"The picture cannot be drawn: its format is image/webp"_s);
}

// Neither the large one nor the small ones of the list.
void EventDetailTest::refusedPicturesAreNotAskedAgain()
{
    const auto large = u"/api/events/77/image"_s;
    const auto small = u"/api/events/77/thumbnail"_s;
    for (const QString &path : {large, small}) {
        m_console->backend.set(path, R"({"detail":"The token has expired"})", 401);
    }
    auto &page = tests::showPage<EventsPage>(*m_console);
    page.select(77);
    QTRY_COMPARE(page.detail()->image()->sentence(),
                 u"The picture cannot be shown: The token has expired"_s);
    QTRY_VERIFY(m_console->backend.reads(small) > 0);
    const QString beat = u"/api/cameras"_s; // read each five seconds
    const int beats = m_console->backend.reads(beat);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->backend.reads(beat) > beats, 20000);
    QCOMPARE(m_console->backend.reads(large), 1);
    QCOMPARE(m_console->backend.reads(small), 1);
}

void EventDetailTest::isReviewed()
{
    auto &page = tests::showPage<EventsPage>(*m_console);
    page.select(77);
    QTRY_VERIFY(page.detail()->reviewAction()->isEnabled());
    QCOMPARE(page.detail()->reviewAction()->toolTip(), u"Mark event 77 as reviewed"_s);
    page.detail()->reviewAction()->trigger();
    QTRY_COMPARE(m_console->backend.posts(), QStringList(u"PATCH /api/events/77"_s));
    QTRY_COMPARE(m_console->message(), u"The backend has marked event 77 as reviewed"_s);
    // The fact alone changes what is shown.
    QCOMPARE(page.detail()->reviewAction()->toolTip(), u"Mark event 77 as reviewed"_s);
    QJsonObject body = tests::eventOf(77, 72);
    body.insert(u"reviewed"_s, true);
    m_console->backend.set(u"/api/events/77"_s, QJsonDocument(body).toJson());
    m_console->backend.sendChanged(u"/api/events"_s);
    QTRY_COMPARE(page.detail()->reviewAction()->toolTip(), u"Mark event 77 as new"_s);
}

QTEST_MAIN(EventDetailTest)
#include "tst_eventdetail.moc"
