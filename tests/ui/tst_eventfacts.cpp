// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventfacts.h"
#include "ui/events/eventfilter.h"
#include "ui/events/eventlistmodel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(ui::EventFilter)

namespace {

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class EventFactsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void query_data();
    void query();
    void enrichment_data();
    void enrichment();
    void surestComesFirst();
    void labels_data();
    void labels();
    void onlyOneImageIsMarked();
    void allIsTold();
    void manyDetectionsAreCounted();
    void strangeEventIsShown();
    void within_data();
    void within();
};

void EventFactsTest::query_data()
{
    QTest::addColumn<EventFilter>("filter");
    QTest::addColumn<QString>("query");
    const protocol::WallTime noon(12h);
    QTest::newRow("all") << EventFilter{} << QString();
    QTest::newRow("camera") << EventFilter{.camera = u"front door&1"_s}
                            << u"&camera_id=front%20door%261"_s;
    QTest::newRow("level") << EventFilter{.level = u"high"_s} << u"&risk_level=high"_s;
    QTest::newRow("new") << EventFilter{.reviewed = false} << u"&reviewed=false"_s;
    QTest::newRow("reviewed") << EventFilter{.reviewed = true} << u"&reviewed=true"_s;
    QTest::newRow("time") << EventFilter{.time = {noon, noon + 1h}}
                          << u"&since=1970-01-01T12%3A00%3A00.000Z"
                             "&until=1970-01-01T13%3A00%3A00.000Z"_s;
    QTest::newRow("thing") << EventFilter{.object = u" person "_s} << u"&object_type=person"_s;
    QTest::newRow("text") << EventFilter{.text = u"50 % äöü"_s}
                          << u"&text=50%20%25%20%C3%A4%C3%B6%C3%BC"_s;
    QTest::newRow("blanks") << EventFilter{.text = u"  "_s} << QString();
    QTest::newRow("several") << EventFilter{.camera = u"a"_s, .level = u"low"_s, .text = u"b"_s}
                             << u"&camera_id=a&risk_level=low&text=b"_s;
}

void EventFactsTest::query()
{
    QFETCH(EventFilter, filter);
    QTEST(queryOf(filter), "query");
}

void EventFactsTest::enrichment_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("nothing") << QByteArray("{}") << QStringList();
    QTest::newRow("text") << QByteArray(R"({"caption":"a  man\nwith a parcel"})")
                          << QStringList(u"caption: a man with a parcel"_s);
    QTest::newRow("nested") << QByteArray(R"({"face":{"known":true,"name":"ada"}})")
                            << QStringList({u"face, known: yes"_s, u"face, name: ada"_s});
    QTest::newRow("list") << QByteArray(R"({"colours":["red",null,2.5]})")
                          << QStringList(u"colours: red, —, 2.5"_s);
    QTest::newRow("list of objects")
        << QByteArray(R"({"plates":[{"text":"A 1"},{"text":"B 2"}]})")
        << QStringList({u"plates 1, text: A 1"_s, u"plates 2, text: B 2"_s});
    QTest::newRow("empty list") << QByteArray(R"({"plates":[]})") << QStringList(u"plates: —"_s);
}

void EventFactsTest::enrichment()
{
    QFETCH(QByteArray, json);
    QTEST(enrichmentLines(object(json)), "lines");
}

void EventFactsTest::surestComesFirst()
{
    const EventFacts facts = eventFactsOf(object(R"({"id":7,"detections":[
        {"id":1,"object_type":"car","confidence":0.6,
         "bbox":{"x":1,"y":2,"width":3,"height":4},"image_id":5},
        {"id":2,"object_type":"person","confidence":null},
        {"id":3,"object_type":"dog","confidence":0.9}]})"));
    QCOMPARE(facts.event.id, 7);
    QCOMPARE(facts.detections.size(), 3);
    QCOMPARE(facts.detections.at(0).thing, u"dog"_s);
    QCOMPARE(facts.detections.at(1).box, std::optional(QRect(1, 2, 3, 4)));
    QCOMPARE(facts.detections.at(2).thing, u"person"_s);
    QCOMPARE(facts.detections.at(2).box, std::nullopt);
}

void EventFactsTest::labels_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("label");
    QTest::newRow("both") << QByteArray(R"({"object_type":"person","confidence":0.934})")
                          << u"person 93 %"_s;
    QTest::newRow("no confidence")
        << QByteArray(R"({"object_type":"person","confidence":null})") << u"person"_s;
    QTest::newRow("nothing") << QByteArray("{}") << u"—"_s;
    QTest::newRow("figure as text")
        << QByteArray(R"({"object_type":"cat","confidence":"0.9"})") << u"cat"_s;
}

void EventFactsTest::labels()
{
    QFETCH(QByteArray, json);
    const EventFacts facts = eventFactsOf({{u"detections"_s, QJsonArray{object(json)}}});
    QTEST(labelOf(facts.detections.first()), "label");
}

void EventFactsTest::onlyOneImageIsMarked()
{
    const QList<DetectionFact> seen{
        {.id = 1, .imageId = 10}, {.id = 2, .imageId = 11}, {.id = 3, .imageId = 10}, {.id = 4}};
    QCOMPARE(inOneImage(seen, 0), QList<int>({0, 2}));
    QCOMPARE(inOneImage(seen, 1), QList<int>({1}));
    QCOMPARE(inOneImage(seen, 3), QList<int>({3})); // it is not known which others are with it
}

void EventFactsTest::allIsTold()
{
    const EventFacts facts = eventFactsOf(object(R"({"id":7,"camera_id":"gate",
        "started_at":"2026-01-02T03:04:05Z","risk_score":72,"risk_level":"high",
        "summary":"A man","reasoning":"It is late","notes":"the postman","detection_count":0})"));
    QCOMPARE(headText(facts), u"High risk 72 · gate · 2026-01-02 03:04:05 UTC"_s);
    QCOMPARE(wordsOf(facts),
             QStringList(
                 {u"A man"_s, u"Why: It is late"_s, u"Notes: the postman"_s, u"Detections: 0"_s}));
}

void EventFactsTest::manyDetectionsAreCounted()
{
    const EventFacts facts =
        eventFactsOf(object(R"({"detection_count":250,"detections":[{"id":1},{"id":2}]})"));
    QCOMPARE(wordsOf(facts).last(), u"Detections: 250, the first 2 are listed"_s);
}

// A backend may leave out, or call by newer words, whatever it likes.
void EventFactsTest::strangeEventIsShown()
{
    EventListModel model;
    model.take({}, object(R"({"items":[{"id":3,"risk_level":"dire","risk_score":"72",
        "reviewed":"no"},{}]})"));
    QCOMPARE(model.rowCount(), 2);
    QStringList cells;
    for (int column = 0; column < EventListModel::ColumnCount; ++column) {
        cells << model.index(0, column).data().toString();
    }
    QCOMPARE(cells,
             QStringList({u"Picture of event 3"_s, u"dire? —"_s, u"—"_s, u"—"_s, u"—"_s, u"—"_s}));
    QCOMPARE(headText(eventFactsOf({})), u"Unknown risk — · — · —"_s);
}

void EventFactsTest::within_data()
{
    QTest::addColumn<bool>("hasSince");
    QTest::addColumn<bool>("hasUntil");
    QTest::addColumn<int>("hour");
    QTest::addColumn<bool>("isWithin");
    QTest::newRow("always") << false << false << 1 << true;
    QTest::newRow("before") << true << true << 11 << false;
    QTest::newRow("at the beginning") << true << true << 12 << true;
    QTest::newRow("at the end") << true << true << 13 << false;
    QTest::newRow("open end") << true << false << 99 << true;
    QTest::newRow("open beginning") << false << true << 0 << true;
}

void EventFactsTest::within()
{
    QFETCH(bool, hasSince);
    QFETCH(bool, hasUntil);
    QFETCH(int, hour);
    TimeSpan span;
    if (hasSince) {
        span.since = protocol::WallTime(12h);
    }
    if (hasUntil) {
        span.until = protocol::WallTime(13h);
    }
    QTEST(isWithin(span, protocol::WallTime(std::chrono::hours(hour))), "isWithin");
    QCOMPARE(isWithin(span, std::nullopt), !hasSince && !hasUntil);
}

QTEST_GUILESS_MAIN(EventFactsTest)
#include "tst_eventfacts.moc"
