// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/helperrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace workers;

Q_DECLARE_METATYPE(Box)
Q_DECLARE_METATYPE(Question)

/// Which detections are looked at more closely, what is asked about them, and how they are cut out.
class HelperRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void picks_data();
    void picks();
    void suspects();
    void crops_data();
    void crops();
    void questions_data();
    void questions();
    void services_data();
    void services();
    void findingsBecomeFacts();
    void findingsAsJson();
};

namespace {

QJsonObject seen(int id, const QString &type, double confidence, const QString &path,
                 const QJsonObject &more = {})
{
    QJsonObject object{
        {u"id"_s, id},
        {u"object_type"_s, type},
        {u"confidence"_s, confidence},
        {u"bbox"_s, QJsonObject{{u"x"_s, 1}, {u"y"_s, 2}, {u"width"_s, 3}, {u"height"_s, 4}}},
        {u"file_path"_s, path},
        {u"media_type"_s, u"image"_s},
        {u"sha256"_s, u"ab"_s}};
    for (auto it = more.begin(); it != more.end(); ++it) {
        object.insert(it.key(), it.value());
    }
    return object;
}

} // namespace

void HelperRulesTest::picks_data()
{
    QTest::addColumn<QJsonArray>("detections");
    QTest::addColumn<QList<qint64>>("picked");
    using Ids = QList<qint64>;
    const QString person = u"person"_s;
    const QString a = u"/c/a.jpg"_s;
    const QString b = u"/c/b.jpg"_s;
    QTest::newRow("nothing") << QJsonArray() << Ids();
    QTest::newRow("the surest first")
        << QJsonArray{seen(1, person, 0.6, a), seen(2, person, 0.9, b)} << Ids{2, 1};
    QTest::newRow("a person before a vehicle before anything else")
        << QJsonArray{seen(1, u"dog"_s, 0.99, a), seen(2, u"car"_s, 0.95, a),
                      seen(3, person, 0.5, a)}
        << Ids{3, 2, 1};
    QTest::newRow("one of each image before any second one")
        << QJsonArray{seen(1, person, 0.9, a), seen(2, person, 0.8, a), seen(3, person, 0.5, b)}
        << Ids{1, 3, 2};
    QTest::newRow("no more than asked for")
        << QJsonArray{seen(1, person, 0.9, a), seen(2, person, 0.8, a), seen(3, person, 0.7, a),
                      seen(4, person, 0.6, a)}
        << Ids{1, 2, 3};
    QTest::newRow("a video whose frame is not known")
        << QJsonArray{seen(1, person, 0.9, a, {{u"media_type"_s, u"video"_s}})} << Ids();
    QTest::newRow("a frame of a video")
        << QJsonArray{seen(1, person, 0.9, a,
                           {{u"media_type"_s, u"video"_s},
                            {u"frame_path"_s, u"/frames/1/01.jpg"_s},
                            {u"frame_sha256"_s, u"ab"_s}})}
        << Ids{1};
    QTest::newRow("no image whose content is not known")
        << QJsonArray{seen(1, person, 0.9, a, {{u"sha256"_s, QString()}})} << Ids();
    QTest::newRow("no image without a path") << QJsonArray{seen(1, person, 0.9, {})} << Ids();
    QTest::newRow("no detection without an id") << QJsonArray{seen(0, person, 0.9, a)} << Ids();
    QTest::newRow("no rubbish") << QJsonArray{7, u"x"_s, QJsonObject()} << Ids();
}

void HelperRulesTest::picks()
{
    constexpr int most = 3;
    QFETCH(QJsonArray, detections);
    QList<qint64> ids;
    const QList<Suspect> picked = pickSuspects(detections, most);
    for (const Suspect &suspect : picked) {
        ids.append(suspect.detectionId);
    }
    QTEST(ids, "picked");
}

void HelperRulesTest::suspects()
{
    const QList<Suspect> picked = pickSuspects(
        {seen(7, u"car"_s, 0.5, u"/c/a.jpg"_s,
              {{u"bbox"_s, QJsonObject{{u"x"_s, -5}, {u"y"_s, 1e300}, {u"width"_s, u"x"_s}}}})});
    const Suspect wanted{.detectionId = 7,
                         .objectType = u"car"_s,
                         .confidence = 0.5,
                         .box = {.x = -5},
                         .path = u"/c/a.jpg"_s,
                         .sha256 = u"ab"_s};
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked.first(), wanted);
}

void HelperRulesTest::crops_data()
{
    QTest::addColumn<Box>("box");
    QTest::addColumn<bool>("isOne");
    QTest::addColumn<Box>("part");
    const auto row = [](const char *name, Box box, Box part) {
        QTest::newRow(name) << box << true << part;
    };
    const auto none = [](const char *name, Box box) {
        QTest::newRow(name) << box << false << Box();
    };
    row("with a tenth around", {100, 100, 50, 100}, {95, 90, 60, 120});
    row("at the left upper corner", {0, 0, 50, 100}, {0, 0, 55, 110});
    row("at the right lower corner", {590, 380, 50, 100}, {585, 370, 55, 110});
    row("all of it", {0, 0, 640, 480}, {0, 0, 640, 480});
    row("beyond every edge", {-100, -100, 5000, 5000}, {0, 0, 640, 480});
    row("just large enough", {10, 10, 8, 8}, {10, 10, 8, 8});
    none("too narrow", {10, 10, 7, 100});
    none("too low", {10, 10, 100, 7});
    none("to the left of it", {-100, 10, 50, 50});
    none("below it", {10, 600, 50, 50});
    none("turned round", {100, 100, -50, -50});
    none("of no size", {100, 100, 0, 0});
}

void HelperRulesTest::crops()
{
    QFETCH(Box, box);
    const auto part = cropBox(box, 640, 480);
    QTEST(part.has_value(), "isOne");
    QTEST(part.value_or(Box()), "part");
}

void HelperRulesTest::questions_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("isFirst");
    QTest::addColumn<QList<Question>>("questions");
    using Questions = QList<Question>;
    const Questions person{Question::Likeness, Question::Clothing, Question::Distance};
    QTest::newRow("a person") << u"person"_s << false << person;
    QTest::newRow("the best person")
        << u"person"_s << true << Questions{Question::Caption} + person;
    QTest::newRow("a vehicle") << u"truck"_s << false << Questions{Question::Vehicle};
    QTest::newRow("the best one is a dog") << u"dog"_s << true << Questions{Question::Caption};
    QTest::newRow("a dog") << u"dog"_s << false << Questions();
}

void HelperRulesTest::questions()
{
    QFETCH(QString, type);
    QFETCH(bool, isFirst);
    QTEST(questionsAbout({.objectType = type}, isFirst), "questions");
}

void HelperRulesTest::services_data()
{
    QTest::addColumn<Question>("question");
    QTest::addColumn<QString>("target");
    QTest::newRow("caption") << Question::Caption << u"florence/extract"_s;
    QTest::newRow("likeness") << Question::Likeness << u"clip/embed"_s;
    QTest::newRow("clothing") << Question::Clothing << u"enrichment/clothing-classify"_s;
    QTest::newRow("distance") << Question::Distance << u"enrichment/object-distance"_s;
    QTest::newRow("vehicle") << Question::Vehicle << u"enrichment/vehicle-classify"_s;
}

void HelperRulesTest::services()
{
    QFETCH(Question, question);
    QTEST(QString(serviceOf(question) + pathOf(question)), "target");
}

void HelperRulesTest::findingsBecomeFacts()
{
    SceneFacts facts{.cameraId = u"gate"_s};
    addFindings(
        facts,
        {{.caption = u"A man at a door"_s, .colours = {u"red"_s, u"blue"_s}, .distanceMetres = 5.5},
         {.colours = {u"blue"_s, u"grey"_s}, .distanceMetres = 3.25},
         {.caption = u"Another"_s, .vehicle = u"pickup"_s},
         {.vehicle = u"pickup"_s},
         {.colours = {u"1"_s, u"2"_s, u"3"_s, u"4"_s}}});
    const SceneFacts wanted{.cameraId = u"gate"_s,
                            .caption = u"A man at a door"_s,
                            .colours = {u"red"_s, u"blue"_s, u"grey"_s, u"1"_s, u"2"_s, u"3"_s},
                            .vehicles = {u"pickup"_s},
                            .nearestMetres = 3.25};
    QCOMPARE(facts, wanted);
    SceneFacts unchanged = wanted;
    addFindings(unchanged, {Finding()});
    QCOMPARE(unchanged, wanted);
}

void HelperRulesTest::findingsAsJson()
{
    const QJsonObject nothing{
        {u"detection_id"_s, 3}, {u"embedding"_s, QJsonValue::Null}, {u"data"_s, QJsonObject()}};
    QCOMPARE(toJson({.detectionId = 3}), nothing);
    const QJsonObject all{{u"detection_id"_s, 4},
                          {u"embedding"_s, u"AQI="_s},
                          {u"data"_s,
                           QJsonObject{{u"caption"_s, u"c"_s},
                                       {u"clothing"_s, u"coat"_s},
                                       {u"colors"_s, QJsonArray{u"red"_s}},
                                       {u"distance_m"_s, 2.5},
                                       {u"vehicle"_s, u"van"_s}}}};
    QCOMPARE(toJson({.detectionId = 4,
                     .caption = u"c"_s,
                     .embedding = "\x01\x02",
                     .clothing = u"coat"_s,
                     .colours = {u"red"_s},
                     .distanceMetres = 2.5,
                     .vehicle = u"van"_s}),
             all);
}

QTEST_GUILESS_MAIN(HelperRulesTest)
#include "tst_helperrules.moc"
