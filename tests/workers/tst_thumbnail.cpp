// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/imagecheck.h"
#include "backend/workers/pixels.h"
#include "backend/workers/thumbnail.h"
#include "tests/support/testimages.h"

#include <QTest>

using namespace Qt::StringLiterals;
using workers::Box;

/// Small images of large ones.
class ThumbnailTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizes_data();
    void sizes();
    void keepsTheColour();
    void refuses_data();
    void refuses();
};

void ThumbnailTest::sizes_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<std::optional<Box>>("box");
    QTest::addColumn<QSize>("size");
    const auto row = [](const char *name, const QByteArray &image, const std::optional<Box> &box,
                        const QSize &size) { QTest::newRow(name) << image << box << size; };
    row("wide", support::jpegImage(640, 480), {}, {320, 240});
    row("high", support::pngImage(300, 600), {}, {160, 320});
    row("not a whole number of times", support::webpImage(1000, 777), {}, {320, 248});
    row("small enough", support::jpegImage(100, 80), {}, {100, 80});
    row("a thread of an image", support::pngImage(2000, 8), {}, {320, 1});
    row("a part with its margin", support::jpegImage(640, 480), Box{100, 100, 100, 50}, {120, 60});
    row("a large part", support::jpegImage(1000, 1000), Box{0, 0, 900, 900}, {320, 320});
    row("a part that is not in it", support::jpegImage(640, 480), Box{900, 900, 10, 10},
        {320, 240});
}

void ThumbnailTest::sizes()
{
    QFETCH(QByteArray, image);
    QFETCH(std::optional<Box>, box);
    QFETCH(QSize, size);
    const auto small = workers::makeThumbnail(image, box, 320);
    QVERIFY2(small.ok(), small ? "" : qPrintable(small.error().detail));
    QVERIFY(small.value().size() <= workers::MaxThumbnailBytes);
    const auto info = workers::checkImage(small.value());
    QVERIFY(info.ok());
    QCOMPARE(info.value().format, u"jpeg"_s);
    QCOMPARE(QSize(info.value().width, info.value().height), size);
}

void ThumbnailTest::keepsTheColour()
{
    const auto small = workers::makeThumbnail(support::plainPng(800, 600, 0x2060c0), {}, 320);
    QVERIFY(small.ok());
    const auto info = workers::probeImage(small.value());
    const workers::Pixels pixels = workers::decodePixels(small.value(), info.value());
    QVERIFY(std::abs(pixels[0] - 0x20) < 8);
    QVERIFY(std::abs(pixels[1] - 0x60) < 8);
    QVERIFY(std::abs(pixels[2] - 0xc0) < 8);
}

void ThumbnailTest::refuses_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no image") << QByteArray(2000, 'x');
    QTest::newRow("half a PNG") << support::pngImage(640, 480).left(5000);
    QTest::newRow("a claim") << support::pngClaiming(100'000, 100'000);
}

void ThumbnailTest::refuses()
{
    QFETCH(QByteArray, image);
    QVERIFY(!workers::makeThumbnail(image, {}, 320).ok());
}

QTEST_GUILESS_MAIN(ThumbnailTest)
#include "tst_thumbnail.moc"
