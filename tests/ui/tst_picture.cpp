// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/picture.h"

#include <QBuffer>
#include <QTest>

using namespace ui;

namespace {

QByteArray encoded(QSize size, const char *format)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::darkGray);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

} // namespace

class PictureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
    void whatIsNoPicture_data();
    void whatIsNoPicture();
    void comesFromAThread();
    void comesToNobodyWhoHasGone();
};

void PictureTest::fits_data()
{
    QTest::addColumn<QSize>("whole");
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QSize>("shown");
    QTest::newRow("small one stays") << QSize(80, 40) << QByteArray("JPEG") << QSize(80, 40);
    QTest::newRow("wide") << QSize(2000, 500) << QByteArray("JPEG") << QSize(100, 25);
    QTest::newRow("high") << QSize(300, 1200) << QByteArray("PNG") << QSize(25, 100);
    QTest::newRow("thread of a picture") << QSize(2000, 1) << QByteArray("PNG") << QSize(100, 1);
}

void PictureTest::fits()
{
    QFETCH(QSize, whole);
    QFETCH(QByteArray, format);
    const Picture picture = pictureOf(encoded(whole, format.constData()), QSize(100, 100));
    QCOMPARE(picture.whole, whole);
    QTEST(picture.image.size(), "shown");
}

void PictureTest::whatIsNoPicture_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a page") << QByteArray("<html><body>502 Bad Gateway</body></html>");
    QTest::newRow("the head of one") << encoded({640, 480}, "PNG").left(60);
}

void PictureTest::whatIsNoPicture()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(pictureOf(bytes, QSize(100, 100)).image.isNull());
}

void PictureTest::comesFromAThread()
{
    Picture taken;
    decodePicture(encoded({640, 480}, "JPEG"), QSize(100, 100), this,
                  [&taken](const Picture &picture) { taken = picture; });
    QVERIFY(taken.image.isNull()); // not at once
    QTRY_COMPARE(taken.image.size(), QSize(100, 75));
    QCOMPARE(taken.whole, QSize(640, 480));
}

void PictureTest::comesToNobodyWhoHasGone()
{
    bool isCalled = false;
    auto context = std::make_unique<QObject>();
    decodePicture(encoded({640, 480}, "JPEG"), QSize(100, 100), context.get(),
                  [&isCalled](const Picture &) { isCalled = true; });
    context.reset();
    Picture last;
    decodePicture(encoded({640, 480}, "JPEG"), QSize(100, 100), this,
                  [&last](const Picture &picture) { last = picture; });
    QTRY_VERIFY(!last.image.isNull());
    QVERIFY(!isCalled);
}

QTEST_GUILESS_MAIN(PictureTest)
#include "tst_picture.moc"
