// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/detectionrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace workers;

class DetectionRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void keepsWhatMatters();
    void clipsBoxes();
    void garbage_data();
    void garbage();
    void sources_data();
    void sources();
    void multipart();
    void multipartNamesTheCamera();
};

namespace {

QByteArray answerWith(const QByteArray &detections)
{
    return R"({"image_width":768,"image_height":576,"inference_time_ms":61.5,"detections":)"
        + detections + '}';
}

} // namespace

void DetectionRulesTest::reads()
{
    const auto answer = parseDetections(
        answerWith(
            R"([{"class":"person","confidence":0.9,"bbox":{"x":1,"y":2,"width":3,"height":4}}])"),
        0.5);
    QVERIFY(answer.ok());
    QCOMPARE(answer.value().imageWidth, 768);
    QCOMPARE(answer.value().imageHeight, 576);
    QCOMPARE(answer.value().inferenceMs, 61.5);
    const Detection expected{
        .objectType = u"person"_s, .confidence = 0.9, .x = 1, .y = 2, .width = 3, .height = 4};
    QCOMPARE(answer.value().detections, QList<Detection>{expected});
}

void DetectionRulesTest::keepsWhatMatters()
{
    const QByteArray box = R"("bbox":{"x":1,"y":2,"width":3,"height":4}})";
    const auto answer =
        parseDetections(answerWith(R"([{"class":"person","confidence":0.5,)" + box
                                   + R"(,{"class":"person","confidence":0.49,)" + box
                                   + R"(,{"class":"toaster","confidence":1,)" + box
                                   + R"(,{"class":"dog","confidence":1,)" + box + ']'),
                        0.5);
    QVERIFY(answer.ok());
    QCOMPARE(answer.value().detections.size(), 2);
    QCOMPARE(answer.value().detections.at(1).objectType, u"dog"_s);
}

void DetectionRulesTest::clipsBoxes()
{
    const auto answer = parseDetections(
        answerWith(
            R"([{"class":"car","confidence":1,"bbox":{"x":-10,"y":500,"width":30,"height":100}}])"),
        0.5);
    QVERIFY(answer.ok());
    const Detection expected{
        .objectType = u"car"_s, .confidence = 1, .x = 0, .y = 500, .width = 20, .height = 76};
    QCOMPARE(answer.value().detections, QList<Detection>{expected});
}

void DetectionRulesTest::garbage_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("reason");
    const auto one = [](const char *label, const QByteArray &detection, const QString &reason) {
        QTest::newRow(label) << answerWith('[' + detection + ']') << reason;
    };
    QTest::newRow("not JSON") << QByteArray("<html>") << u"not a JSON object"_s;
    QTest::newRow("empty") << QByteArray() << u"not a JSON object"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"not a JSON object"_s;
    QTest::newRow("deep") << QByteArray(100000, '[') << u"not a JSON object"_s;
    QTest::newRow("no size") << QByteArray(R"({"detections":[]})") << u"image_width"_s;
    QTest::newRow("no list") << answerWith("{}") << u"no list"_s;
    QTest::newRow("null list") << answerWith("null") << u"no list"_s;
    one("no class", R"({"confidence":1,"bbox":{"x":1,"y":2,"width":3,"height":4}})", u"class"_s);
    one("confidence above 1",
        R"({"class":"car","confidence":1.1,"bbox":{"x":1,"y":2,"width":3,"height":4}})",
        u"confidence"_s);
    one("confidence below 0",
        R"({"class":"car","confidence":-1,"bbox":{"x":1,"y":2,"width":3,"height":4}})",
        u"confidence"_s);
    one("confidence as text",
        R"({"class":"car","confidence":"1","bbox":{"x":1,"y":2,"width":3,"height":4}})",
        u"confidence"_s);
    one("no box", R"({"class":"car","confidence":1})", u"box"_s);
    one("no height", R"({"class":"car","confidence":1,"bbox":{"x":1,"y":2,"width":3}})", u"box"_s);
    one("empty box", R"({"class":"car","confidence":1,"bbox":{"x":1,"y":2,"width":0,"height":4}})",
        u"box"_s);
    one("outside", R"({"class":"car","confidence":1,"bbox":{"x":800,"y":2,"width":3,"height":4}})",
        u"outside the image"_s);
    one("absurd", R"({"class":"car","confidence":1,"bbox":{"x":0,"y":0,"width":1e300,"height":4}})",
        u"outside the image"_s);
    one("a number", "7", u"class"_s);
}

void DetectionRulesTest::garbage()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    const auto answer = parseDetections(body, 0.5);
    QVERIFY(!answer.ok());
    QVERIFY2(answer.error().detail.contains(reason), qPrintable(answer.error().detail));
}

void DetectionRulesTest::sources_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("source");
    const auto row = [](const char *label, const QByteArray &key, const QString &source) {
        QTest::newRow(label) << key << source;
    };
    row("a server that does not say", "", {});
    row("a cascade", R"(,"source":"cascade")", u"cascade"_s);
    row("null", R"(,"source":null)", {});
    row("another type", R"(,"source":{"a":1})", {});
    row("a long one is cut", R"(,"source":")" + QByteArray(1000, 'x') + '"', QString(64, u'x'));
}

void DetectionRulesTest::sources()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, source);
    const auto answer = parseDetections(
        answerWith(R"([{"class":"face","confidence":1,"bbox":{"x":1,"y":2,"width":3,"height":4})"
                   + key + "}]"),
        0.5);
    QVERIFY(answer.ok());
    QCOMPARE(answer.value().detections.at(0).source, source);
    const QJsonValue told = toJson(answer.value().detections.at(0)).value(u"source");
    QCOMPARE(told, source.isEmpty() ? QJsonValue() : QJsonValue(source));
}

void DetectionRulesTest::multipart()
{
    const QByteArray body = multipartFile("\xff\xd8\xff content", "XyZ");
    QVERIFY(body.startsWith("--XyZ\r\nContent-Disposition: form-data; name=\"file\"; "
                            "filename=\"image.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8"));
    QVERIFY(body.endsWith(" content\r\n--XyZ--\r\n"));
}

void DetectionRulesTest::multipartNamesTheCamera()
{
    const QByteArray body = multipartFile("\xff\xd8\xff content", "XyZ", u"front_door"_s);
    QVERIFY(body.startsWith("--XyZ\r\nContent-Disposition: form-data; name=\"camera_id\"\r\n\r\n"
                            "front_door\r\n--XyZ\r\nContent-Disposition: form-data; "
                            "name=\"file\";"));
}

QTEST_GUILESS_MAIN(DetectionRulesTest)
#include "tst_detectionrules.moc"
