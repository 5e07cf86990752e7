// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/yolorules.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace vision;
using workers::Detection;

class YoloRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data();
    void shapes();
    void refusedShapeSaysWhatWasExpected();
    void letterboxes_data();
    void letterboxes();
    void bothLayoutsSayTheSame();
    void boxes_data();
    void boxes();
    void sameBoxes_data();
    void sameBoxes();
    void atMost300();
    void classNames();
};

namespace {

/// Two classes and an input of 100 x 100 for an image of that size.
YoloFrame frameOf(int boxes, const cv::Size &image = {100, 100})
{
    return {.shape = {.layout = YoloLayout::Rows, .boxes = boxes, .classes = 2},
            .letterbox = letterboxOf(image, {100, 100}),
            .image = image,
            .classes = {u"person"_s, u"car"_s}};
}

} // namespace

void YoloRulesTest::shapes_data()
{
    QTest::addColumn<QList<int>>("output");
    QTest::addColumn<int>("classes");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<bool>("rows");
    QTest::addColumn<int>("boxes");
    const auto row = [](const char *label, const QList<int> &output, int classes, bool fits,
                        bool rows = false, int boxes = 0) {
        QTest::newRow(label) << output << classes << fits << rows << boxes;
    };
    row("YOLOv5", {1, 25200, 85}, 80, true, true, 25200);
    row("YOLOv8", {1, 84, 8400}, 80, true, false, 8400);
    row("both fit, more columns", {1, 6, 7}, 2, true, false, 7);
    row("both fit, more rows", {1, 7, 8}, 3, true, false, 8);
    row("few boxes in rows", {1, 3, 7}, 2, true, true, 3);
    row("few boxes in columns", {1, 6, 3}, 2, true, false, 3);
    row("other classes", {1, 84, 8400}, 3, false);
    row("a classifier", {1, 1000}, 80, false);
    row("two images", {2, 84, 8400}, 80, false);
    row("old YOLO with grids", {1, 3, 80, 80, 85}, 80, false);
    row("nothing", {}, 80, false);
    row("no boxes", {1, 84, 0}, 80, false);
}

void YoloRulesTest::shapes()
{
    QFETCH(QList<int>, output);
    QFETCH(int, classes);
    QFETCH(bool, fits);
    QFETCH(bool, rows);
    QFETCH(int, boxes);
    const auto shape = yoloShapeOf(output, classes);
    QCOMPARE(shape.ok(), fits);
    const YoloShape expected{.layout = rows ? YoloLayout::Rows : YoloLayout::Columns,
                             .boxes = boxes,
                             .classes = classes};
    QVERIFY(!fits || shape.value() == expected);
}

void YoloRulesTest::refusedShapeSaysWhatWasExpected()
{
    QCOMPARE(yoloShapeOf({1, 10, 20}, 80).error().detail,
             u"its output [1,10,20] is neither [1,N,85] nor [1,84,N], as 80 class names need"_s);
}

void YoloRulesTest::letterboxes_data()
{
    QTest::addColumn<cv::Size>("image");
    QTest::addColumn<Letterbox>("expected");
    const auto row = [](const char *label, const cv::Size &image, const Letterbox &expected) {
        QTest::newRow(label) << image << expected;
    };
    row("of the input's size", {640, 640}, {.scale = 1, .width = 640, .height = 640});
    row("wide", {1280, 720}, {.scale = 0.5, .top = 140, .width = 640, .height = 360});
    row("tall", {160, 320}, {.scale = 2, .left = 160, .width = 320, .height = 640});
    row("a line", {6400, 1}, {.scale = 0.1, .top = 319, .width = 640, .height = 1});
}

void YoloRulesTest::letterboxes()
{
    QFETCH(cv::Size, image);
    QFETCH(Letterbox, expected);
    QVERIFY(letterboxOf(image, {640, 640}) == expected);
}

void YoloRulesTest::bothLayoutsSayTheSame()
{
    const std::vector<float> rows{50, 50, 20, 40, 0.9F, 0.8F, 0.1F, //
                                  10, 10, 10, 10, 1,    0.2F, 0.6F};
    const std::vector<float> columns{50, 10, 50, 10,    20, //
                                     10, 40, 10, 0.72F, 0.2F, 0.09F, 0.6F};
    YoloFrame frame = frameOf(2);
    const QList<Detection> byRows = readYolo(rows.data(), frame);
    frame.shape.layout = YoloLayout::Columns;
    QCOMPARE(readYolo(columns.data(), frame).size(), 2);
    QCOMPARE(byRows.size(), 2);
    for (qsizetype i = 0; i < 2; ++i) {
        Detection one = readYolo(columns.data(), frame).at(i);
        QVERIFY(qAbs(one.confidence - byRows.at(i).confidence) < 1e-6);
        one.confidence = byRows.at(i).confidence;
        QCOMPARE(one, byRows.at(i));
    }
    QCOMPARE(byRows.at(0).objectType, u"person"_s);
    QCOMPARE(byRows.at(1).objectType, u"car"_s);
    QCOMPARE(byRows.at(0).source, u"model"_s);
}

void YoloRulesTest::boxes_data()
{
    QTest::addColumn<std::vector<float>>("numbers");
    QTest::addColumn<cv::Size>("image");
    QTest::addColumn<cv::Rect>("box"); ///< empty: nothing found
    const auto row = [](const char *label, const std::vector<float> &box, const cv::Size &image,
                        const cv::Rect &expected, float sure = 1) {
        std::vector<float> numbers = box;
        numbers.insert(numbers.end(), {sure, 1, 0});
        QTest::newRow(label) << numbers << image << expected;
    };
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    constexpr float inf = std::numeric_limits<float>::infinity();
    row("in the middle", {50, 50, 20, 40}, {100, 100}, {40, 30, 20, 40});
    row("in a wide image", {50, 50, 20, 40}, {200, 100}, {80, 10, 40, 80});
    row("in a tall image", {50, 50, 20, 40}, {50, 100}, {15, 30, 20, 40});
    row("over the edge", {0, 50, 20, 40}, {100, 100}, {0, 30, 10, 40});
    row("outside", {200, 50, 20, 40}, {100, 100}, {});
    row("in the grey above", {50, 5, 20, 8}, {200, 100}, {});
    row("not sure", {50, 50, 20, 40}, {100, 100}, {}, 0.24F);
    row("no number", {nan, 50, 20, 40}, {100, 100}, {});
    row("endless", {50, 50, inf, 40}, {100, 100}, {});
    row("no confidence", {50, 50, 20, 40}, {100, 100}, {}, nan);
    row("inside out", {50, 50, -20, 40}, {100, 100}, {});
    row("huge", {50, 50, 1e30F, 1e30F}, {100, 100}, {0, 0, 100, 100});
}

void YoloRulesTest::boxes()
{
    QFETCH(std::vector<float>, numbers);
    QFETCH(cv::Size, image);
    QFETCH(cv::Rect, box);
    const QList<Detection> found = readYolo(numbers.data(), frameOf(1, image));
    QCOMPARE(found.size(), box.empty() ? 0 : 1);
    if (!box.empty()) {
        const Detection &one = found.at(0);
        QVERIFY(cv::Rect(one.x, one.y, one.width, one.height) == box);
        QVERIFY(one.confidence <= 1);
    }
}

void YoloRulesTest::sameBoxes_data()
{
    QTest::addColumn<std::vector<float>>("second");
    QTest::addColumn<int>("found");
    const auto row = [](const char *label, const std::vector<float> &second, int found) {
        QTest::newRow(label) << second << found;
    };
    row("the same", {50, 50, 20, 40, 1, 0.8F, 0}, 1);
    row("the same of another class", {50, 50, 20, 40, 1, 0, 0.8F}, 2);
    row("half over", {60, 50, 20, 40, 1, 0.8F, 0}, 2); // a third in common
    row("mostly over", {55, 50, 20, 40, 1, 0.8F, 0}, 1); // 0.6 in common
    row("elsewhere", {80, 50, 20, 40, 1, 0.8F, 0}, 2);
}

void YoloRulesTest::sameBoxes()
{
    QFETCH(std::vector<float>, second);
    std::vector<float> numbers = second;
    numbers.insert(numbers.end(), {50, 50, 20, 40, 1, 0.9F, 0});
    const QList<Detection> found = readYolo(numbers.data(), frameOf(2));
    QTEST(static_cast<int>(found.size()), "found");
    QVERIFY(qAbs(found.at(0).confidence - 0.9) < 1e-6); // the surer one first
}

void YoloRulesTest::atMost300()
{
    std::vector<float> numbers;
    for (int i = 0; i < 5000; ++i) {
        const auto place = static_cast<float>(i);
        numbers.insert(numbers.end(), {place * 3, 50, 2, 40, 1, 0.9F, 0});
    }
    YoloFrame frame = frameOf(5000, {16000, 100});
    frame.letterbox = {.scale = 1, .width = 16000, .height = 100};
    QCOMPARE(readYolo(numbers.data(), frame).size(), 300);
}

void YoloRulesTest::classNames()
{
    QCOMPARE(cocoClasses().size(), 80);
    QCOMPARE(cocoClasses().first(), u"person"_s);
    QCOMPARE(cocoClasses().at(16), u"dog"_s);
    QCOMPARE(cocoClasses().last(), u"toothbrush"_s);
    QCOMPARE(classNamesIn("person\r\nhay bale\n\n"), (QStringList{u"person"_s, u"hay bale"_s}));
    QCOMPARE(classNamesIn(""), QStringList());
}

QTEST_GUILESS_MAIN(YoloRulesTest)
#include "tst_yolorules.moc"
