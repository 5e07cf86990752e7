// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/motiondetector.h"
#include "backend/vision/motionrules.h"

#include <QTest>

#include <opencv2/imgproc.hpp>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using vision::MotionDetector;
using workers::Detection;

class MotionDetectorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learnsFirst();
    void findsWhatMoves();
    void withoutACameraNothing();
    void camerasAreApart();
    void anotherSizeBeginsAnew();
    void aLightBeginsAnew();
    void forgetsTheSilent();
    void holdsSoManyCameras();
    void unexplainedMovements_data();
    void unexplainedMovements();
};

namespace {

const cv::Size Size(640, 480);
const cv::Rect Thing(400, 200, 60, 120);

/// A scene with structure and some noise; with the thing in it or not.
cv::Mat scene(int seed, bool withThing, const cv::Size &size = Size)
{
    cv::Mat image(size, CV_8UC3, cv::Scalar(90, 100, 110));
    cv::rectangle(image, cv::Rect(0, size.height / 2, size.width, size.height / 2),
                  cv::Scalar(60, 120, 60), cv::FILLED);
    cv::Mat noise(size, CV_8UC3);
    cv::RNG random(static_cast<uint64>(seed) + 1);
    random.fill(noise, cv::RNG::UNIFORM, 0, 8);
    image += noise;
    if (withThing) {
        cv::rectangle(image, Thing, cv::Scalar(20, 20, 200), cv::FILLED);
    }
    return image;
}

/// Shows so many empty scenes; how much was reported in them.
qsizetype teach(MotionDetector &detector, const QString &camera = u"gate"_s,
                int images = MotionDetector::LearningImages)
{
    qsizetype reported = 0;
    for (int i = 0; i < images; ++i) {
        reported += detector.look(camera, scene(i, false), {}).size();
    }
    return reported;
}

Detection personAt(const cv::Rect &box, double confidence)
{
    return {.objectType = u"person"_s,
            .confidence = confidence,
            .x = box.x,
            .y = box.y,
            .width = box.width,
            .height = box.height};
}

} // namespace

void MotionDetectorTest::learnsFirst()
{
    MotionDetector detector;
    for (int i = 0; i < MotionDetector::LearningImages; ++i) {
        QVERIFY(detector.look(u"gate"_s, scene(i, i % 2 == 0), {}).isEmpty());
    }
}

void MotionDetectorTest::findsWhatMoves()
{
    MotionDetector detector;
    QCOMPARE(teach(detector, u"gate"_s, 20), 0);
    const QList<Detection> found = detector.look(u"gate"_s, scene(50, true), {});
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.at(0).objectType, u"motion"_s);
    QCOMPARE(found.at(0).source, u"background"_s);
    QVERIFY(found.at(0).confidence > 0.8 && found.at(0).confidence <= 1);
    const cv::Rect box(found.at(0).x, found.at(0).y, found.at(0).width, found.at(0).height);
    QVERIFY((box & Thing).area() > 0.9 * Thing.area());
    QVERIFY(box.area() < 1.4 * Thing.area());
    QVERIFY(detector.look(u"gate"_s, scene(51, false), {}).isEmpty());
}

void MotionDetectorTest::withoutACameraNothing()
{
    MotionDetector detector;
    teach(detector, {}, 10);
    QVERIFY(detector.look({}, scene(50, true), {}).isEmpty());
    QCOMPARE(detector.cameras(), 0);
}

void MotionDetectorTest::camerasAreApart()
{
    MotionDetector detector;
    teach(detector, u"gate"_s);
    QVERIFY(detector.look(u"yard"_s, scene(50, true), {}).isEmpty());
    QCOMPARE(detector.look(u"gate"_s, scene(50, true), {}).size(), 1);
}

void MotionDetectorTest::anotherSizeBeginsAnew()
{
    MotionDetector detector;
    teach(detector);
    const cv::Size larger(800, 600);
    for (int i = 0; i < MotionDetector::LearningImages; ++i) {
        QVERIFY(detector.look(u"gate"_s, scene(i, false, larger), {}).isEmpty());
    }
    QCOMPARE(detector.look(u"gate"_s, scene(50, true, larger), {}).size(), 1);
    QCOMPARE(detector.cameras(), 1);
}

void MotionDetectorTest::aLightBeginsAnew()
{
    MotionDetector detector;
    teach(detector);
    const cv::Mat bright = scene(7, false) + cv::Scalar(90, 90, 90);
    QVERIFY(detector.look(u"gate"_s, bright, {}).isEmpty());
    QVERIFY(detector.look(u"gate"_s, scene(8, true), {}).isEmpty()); // learns again
}

void MotionDetectorTest::forgetsTheSilent()
{
    MotionDetector detector;
    teach(detector);
    const MotionDetector::Moment late = MotionDetector::Moment() + MotionDetector::IdleTime;
    QCOMPARE(detector.look(u"gate"_s, scene(50, true), late).size(), 1);
    QVERIFY(detector.look({}, scene(50, true), late + MotionDetector::IdleTime + 1s).isEmpty());
    QCOMPARE(detector.cameras(), 0);
}

void MotionDetectorTest::holdsSoManyCameras()
{
    MotionDetector detector;
    const cv::Mat image = scene(1, false);
    for (int i = 0; i < 3 * MotionDetector::MaxCameras; ++i) {
        const MotionDetector::Moment now{i * 1s};
        detector.look(u"first"_s, scene(i, false), now);
        detector.look(u"camera %1"_s.arg(i), image, now);
        QVERIFY(detector.cameras() <= MotionDetector::MaxCameras);
    }
    QCOMPARE(detector.cameras(), MotionDetector::MaxCameras);
    // Never silent, hence never forgotten.
    QCOMPARE(detector.look(u"first"_s, scene(500, true), MotionDetector::Moment(97s)).size(), 1);
}

void MotionDetectorTest::unexplainedMovements_data()
{
    QTest::addColumn<QList<Detection>>("found");
    QTest::addColumn<int>("left");
    const auto row = [](const char *label, const QList<Detection> &found, int left) {
        QTest::newRow(label) << found << left;
    };
    row("nothing else found", {}, 1);
    row("the person that moves", {personAt({390, 180, 80, 160}, 0.9)}, 0);
    row("a corner of the person", {personAt({450, 310, 80, 160}, 0.5)}, 0);
    row("a person beside it", {personAt({100, 200, 60, 120}, 0.9)}, 1);
    row("edge to edge", {personAt({460, 200, 60, 120}, 0.9)}, 1);
    row("what is hardly a person", {personAt({390, 180, 80, 160}, 0.4)}, 1);
}

void MotionDetectorTest::unexplainedMovements()
{
    QFETCH(QList<Detection>, found);
    const Detection movement = personAt(Thing, 0.7);
    QTEST(static_cast<int>(vision::unexplained({movement}, found).size()), "left");
}

QTEST_GUILESS_MAIN(MotionDetectorTest)
#include "tst_motiondetector.moc"
