// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/enrichmentrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace vision;

class EnrichmentRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boxes_data();
    void boxes();
    void times_data();
    void times();
    void distances_data();
    void distances();
    void saysWhatItAssumes();
};

void EnrichmentRulesTest::boxes_data()
{
    QTest::addColumn<QJsonValue>("bbox");
    QTest::addColumn<cv::Rect>("expected"); ///< empty: refused
    const auto row = [](const char *label, const QJsonValue &bbox, const cv::Rect &expected) {
        QTest::newRow(label) << bbox << expected;
    };
    const auto box = [](const QJsonValue &x, const QJsonValue &y, const QJsonValue &width,
                        const QJsonValue &height) {
        return QJsonObject{{u"x"_s, x}, {u"y"_s, y}, {u"width"_s, width}, {u"height"_s, height}};
    };
    const cv::Rect whole(0, 0, 100, 50);
    row("none", QJsonValue(QJsonValue::Undefined), whole);
    row("null", QJsonValue(), whole);
    row("inside", box(10, 20, 30, 15), {10, 20, 30, 15});
    row("over the edge", box(-10, 40, 30, 30), {0, 40, 20, 10});
    row("broken numbers", box(9.6, 20.4, 30, 15), {10, 20, 30, 15});
    row("outside", box(100, 0, 5, 5), {});
    row("empty", box(10, 10, 0, 5), {});
    row("inside out", box(10, 10, -5, 5), {});
    row("huge", box(0, 0, 1e300, 1e300), {});
    row("far away", box(-1e9, 0, 2e9, 50), {});
    row("texts", box(u"10"_s, 20, 30, 15), {});
    row("a missing side", QJsonObject{{u"x"_s, 1}, {u"y"_s, 1}, {u"width"_s, 5}}, {});
    row("a text", u"10,20,30,15"_s, {});
    row("a list", QJsonValue(QJsonValue::Array), {});
}

void EnrichmentRulesTest::boxes()
{
    QFETCH(QJsonValue, bbox);
    QFETCH(cv::Rect, expected);
    const auto box = boxIn({{u"bbox"_s, bbox}}, {100, 50});
    QCOMPARE(box.ok(), !expected.empty());
    QVERIFY(!box.ok() || box.value() == expected);
}

void EnrichmentRulesTest::times_data()
{
    QTest::addColumn<QString>("stamp");
    QTest::addColumn<QString>("time");
    const auto row = [](const QString &stamp, const QString &time) {
        QTest::addRow("%s", qPrintable(stamp)) << stamp << time;
    };
    row(u"2025-12-27T21:59:59Z"_s, u"evening"_s);
    row(u"2025-12-27T22:00:00.123Z"_s, u"night"_s);
    row(u"2025-12-27T05:59:00+02:00"_s, u"night"_s);
    row(u"2025-12-27 06:00"_s, u"morning"_s);
    row(u"2025-12-27T12:00"_s, u"afternoon"_s);
    row(u"2025-12-27T18:00"_s, u"evening"_s);
    row(u"2025-12-27T24:00"_s, {});
    row(u"2025-12-27T12:60"_s, {});
    row(u"2025-12-27"_s, {});
    row(u"noon"_s, {});
}

void EnrichmentRulesTest::times()
{
    QFETCH(QString, stamp);
    QTEST(timeOfDay(stamp).value_or(QString()), "time");
}

void EnrichmentRulesTest::distances_data()
{
    QTest::addColumn<QString>("objectType");
    QTest::addColumn<cv::Rect>("box");
    QTest::addColumn<double>("metres"); ///< 0: not known
    const auto row = [](const char *label, const QString &objectType, const cv::Rect &box,
                        double metres) { QTest::newRow(label) << objectType << box << metres; };
    // In an image 576 high the focal length is 288 / tan(25°) = 617.6 pixels.
    row("a person", u"person"_s, {10, 100, 40, 105}, 10.0);
    row("nearer", u"person"_s, {10, 100, 40, 210}, 5.0);
    row("a car", u"car"_s, {10, 100, 200, 105}, 8.82);
    row("a face", u"face"_s, {10, 100, 40, 40}, 3.55);
    row("something else", u"drone"_s, {10, 100, 40, 105}, 0);
    row("cut off below", u"person"_s, {10, 471, 40, 105}, 0);
    row("cut off above", u"person"_s, {10, 0, 40, 105}, 0);
}

void EnrichmentRulesTest::distances()
{
    QFETCH(QString, objectType);
    QFETCH(cv::Rect, box);
    QFETCH(double, metres);
    const auto distance = distanceOf(objectType, box, {768, 576});
    QCOMPARE(distance.ok(), metres > 0);
    QVERIFY(!distance.ok() || qAbs(distance.value().metres - metres) < 0.01);
    QVERIFY(distance.ok() || !distance.error().detail.isEmpty());
}

void EnrichmentRulesTest::saysWhatItAssumes()
{
    QCOMPARE(
        distanceOf(u"person"_s, {10, 100, 40, 105}, {768, 576}).value().assumption,
        u"a person is 1.7 m tall and wholly in the box, and the camera sees 50 degrees from top "
        "to bottom, looking level"_s);
}

QTEST_GUILESS_MAIN(EnrichmentRulesTest)
#include "tst_enrichmentrules.moc"
