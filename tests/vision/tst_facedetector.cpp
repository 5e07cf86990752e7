// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/facedetector.h"
#include "tests/support/testimages.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

using namespace Qt::StringLiterals;
using vision::FaceDetector;
using workers::Detection;

class FaceDetectorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsThePackagedCascade();
    void findsAFace();
    void findsNoneInFruit_data();
    void findsNoneInFruit();
    void faults_data();
    void faults();
    void tinyImages();
};

namespace {

cv::Mat example(const char *name)
{
    return cv::imread(std::string(SIGNALBOX_EXAMPLES) + '/' + name);
}

QList<Detection> sureFaces(const cv::Mat &image)
{
    FaceDetector detector;
    QList<Detection> found = detector.detect(image);
    found.removeIf([](const Detection &face) { return face.confidence < 0.5; });
    return found;
}

} // namespace

void FaceDetectorTest::findsThePackagedCascade()
{
    QVERIFY2(FaceDetector::packagedCascade().endsWith(u"frontalface_alt2.xml"),
             "Debian's opencv-data is needed");
    QCOMPARE(FaceDetector().fault(), QString());
}

void FaceDetectorTest::findsAFace()
{
    const QList<Detection> found = sureFaces(example("messi5.jpg"));
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.at(0).objectType, u"face"_s);
    QCOMPARE(found.at(0).source, u"cascade"_s);
    // The player's head.
    const cv::Rect head(215, 75, 75, 85);
    const cv::Rect box(found.at(0).x, found.at(0).y, found.at(0).width, found.at(0).height);
    QVERIFY((box & head).area() > 0.5 * box.area());
}

void FaceDetectorTest::findsNoneInFruit_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"fruits.jpg", "building.jpg", "aloeL.jpg", "home.jpg", "board.jpg"}) {
        QTest::newRow(name) << QByteArray(name);
    }
}

void FaceDetectorTest::findsNoneInFruit()
{
    QFETCH(QByteArray, name);
    const cv::Mat image = example(name.constData());
    QVERIFY(!image.empty());
    QVERIFY(sureFaces(image).isEmpty());
}

void FaceDetectorTest::faults_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");
    QTest::newRow("nothing") << QByteArray() << u"is not a Haar cascade"_s;
    QTest::newRow("no XML") << QByteArray("hello") << u"is not a Haar cascade"_s;
    QTest::newRow("cut off") << QByteArray("<?xml version=\"1.0\"?><opencv_storage><cascade")
                             << u"is not a Haar cascade"_s;
    QTest::newRow("another storage")
        << QByteArray("<?xml version=\"1.0\"?><opencv_storage><x>1</x></opencv_storage>")
        << u"is not a Haar cascade"_s;
}

void FaceDetectorTest::faults()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"faces.xml"_s);
    QVERIFY(support::writeFile(file, content));
    FaceDetector detector(file);
    QVERIFY2(detector.fault().contains(reason), qPrintable(detector.fault()));
    QVERIFY(detector.detect(example("messi5.jpg")).isEmpty());
    QCOMPARE(FaceDetector(folder.filePath(u"none.xml"_s)).fault(),
             QString(folder.filePath(u"none.xml"_s) + u" cannot be read"_s));
    QVERIFY(FaceDetector(QString()).fault().contains(u"opencv-data"));
}

void FaceDetectorTest::tinyImages()
{
    FaceDetector detector;
    for (const cv::Size &size : {cv::Size(1, 1), cv::Size(3000, 1), cv::Size(23, 400)}) {
        QVERIFY(detector.detect(cv::Mat(size, CV_8UC3, cv::Scalar::all(90))).isEmpty());
    }
}

QTEST_GUILESS_MAIN(FaceDetectorTest)
#include "tst_facedetector.moc"
