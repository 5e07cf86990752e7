// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child.h"
#include "tests/support/testimages.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using support::Child;

namespace {

constexpr int Patience = 20000;

} // namespace

/// The real decoder, as a process, on real files.
class DecoderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goodImages_data();
    void goodImages();
    void badImages_data();
    void badImages();
    void everyTruncationIsRefused();
    void flippedBytesNeverKillIt();
    void paths();
    void leavesWithItsInput();
    void isShutIn();

private:
    QJsonObject ask(const QString &path);

    QTemporaryDir m_folder;
    QString m_root;
    std::unique_ptr<Child> m_decoder;
    int m_id = 0;
};

void DecoderTest::initTestCase()
{
    m_root = m_folder.path() + u"/root"_s;
    QDir().mkpath(m_root);
    m_decoder = std::make_unique<Child>(QStringList{u"decoder"_s});
}

QJsonObject DecoderTest::ask(const QString &path)
{
    const qsizetype before = m_decoder->lines().size();
    m_decoder->send({{u"id"_s, ++m_id}, {u"path"_s, path}, {u"root"_s, m_root}});
    const bool answered =
        QTest::qWaitFor([this, before] { return m_decoder->lines().size() > before; }, Patience);
    const QJsonObject answer = answered ? m_decoder->lines().back() : QJsonObject();
    return answer.value(u"id"_s).toInt() == m_id ? answer : QJsonObject();
}

void DecoderTest::goodImages_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("format");
    QTest::newRow("jpeg") << support::jpegImage(120, 80) << u"a.jpg"_s << u"jpeg"_s;
    QTest::newRow("png") << support::pngImage(120, 80) << u"a.png"_s << u"png"_s;
    QTest::newRow("webp") << support::webpImage(120, 80) << u"a.webp"_s << u"webp"_s;
    QTest::newRow("by magic, not by name") << support::pngImage(120, 80) << u"b.jpg"_s << u"png"_s;
    QTest::newRow("padding behind")
        << support::jpegImage(120, 80) + QByteArray(64, '\0') << u"c.jpg"_s << u"jpeg"_s;
}

void DecoderTest::goodImages()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, name);
    const QString path = m_root + u'/' + name;
    QVERIFY(support::writeFile(path, content));

    struct stat info
    {
    };

    QCOMPARE(::stat(qPrintable(path), &info), 0);
    const QJsonObject answer = ask(path);
    QVERIFY2(answer.value(u"ok"_s).toBool(), qPrintable(answer.value(u"reason"_s).toString()));
    QTEST(answer.value(u"format"_s).toString(), "format");
    QCOMPARE(answer.value(u"width"_s).toInt(), 120);
    QCOMPARE(answer.value(u"height"_s).toInt(), 80);
    QCOMPARE(answer.value(u"size"_s).toInteger(), content.size());
    QCOMPARE(answer.value(u"inode"_s).toInteger(), static_cast<qint64>(info.st_ino));
    QCOMPARE(answer.value(u"sha256"_s).toString().toLatin1(),
             QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

void DecoderTest::badImages_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");
    const QByteArray jpeg = support::jpegImage(120, 80);
    const QByteArray png = support::pngImage(120, 80);
    QByteArray brokenPng = png;
    brokenPng[png.size() / 2] = static_cast<char>(~brokenPng.at(png.size() / 2));
    QTest::newRow("truncated jpeg") << jpeg.left(jpeg.size() / 2) << u"truncated: "_s;
    QTest::newRow("truncated jpeg with a marker")
        << jpeg.left(jpeg.size() / 2) + "\xff\xd9" << u"amage|truncated"_s;
    QTest::newRow("truncated png") << png.left(png.size() / 2) << u"truncated: "_s;
    QTest::newRow("truncated webp") << support::webpImage(120, 80).chopped(50) << u"truncated: "_s;
    QTest::newRow("flipped bytes in a png") << brokenPng << u"damaged: "_s;
    QTest::newRow("text") << QByteArray(5000, 'x') << u"neither a JPEG"_s;
    QTest::newRow("gif") << "GIF89a" + QByteArray(5000, 'x') << u"neither a JPEG"_s;
    QTest::newRow("too small") << jpeg.left(1000) << u"too small"_s;
    QTest::newRow("empty") << QByteArray() << u"too small"_s;
    QTest::newRow("png bomb") << support::pngClaiming(60000, 60000) << u"too large"_s;
    QTest::newRow("png of 2^31") << support::pngClaiming(0x7fffffff, 0x7fffffff) << u"too large"_s;
    QTest::newRow("png without pixels") << support::pngClaiming(0, 10) << u"no pixels"_s;
    QTest::newRow("jpeg bomb") << support::jpegClaiming(65000, 65000) << u"too large"_s;
    QTest::newRow("side too long") << support::pngClaiming(16385, 10) << u"too large"_s;
    QTest::newRow("too many pixels") << support::pngClaiming(10000, 5001) << u"too large"_s;
    QTest::newRow("claims the most, has little")
        << support::jpegClaiming(10000, 5000) << u"truncated|damaged"_s;
    QTest::newRow("too many bytes")
        << jpeg + QByteArray(qsizetype{21} * 1024 * 1024, '\0') << u"bytes"_s;
}

void DecoderTest::badImages()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    QVERIFY(support::writeFile(m_root + u"/bad.jpg"_s, content));
    const QJsonObject answer = ask(m_root + u"/bad.jpg"_s);
    QCOMPARE(answer.value(u"ok"_s), QJsonValue(false));
    const QString given = answer.value(u"reason"_s).toString();
    QVERIFY2(given.contains(QRegularExpression(reason)), qPrintable(given));
}

void DecoderTest::everyTruncationIsRefused()
{
    const QList<QByteArray> images{support::jpegImage(64, 64), support::pngImage(64, 64),
                                   support::webpImage(64, 64)};
    for (const QByteArray &image : images) {
        for (qsizetype size = 1024; size < image.size() - 2; size += 499) {
            QVERIFY(support::writeFile(m_root + u"/cut"_s, image.left(size)));
            const QJsonObject answer = ask(m_root + u"/cut"_s);
            QVERIFY2(answer.value(u"ok"_s) == QJsonValue(false), qPrintable(QString::number(size)));
        }
    }
}

void DecoderTest::flippedBytesNeverKillIt()
{
    const QList<QByteArray> images{support::jpegImage(64, 64), support::pngImage(64, 64),
                                   support::webpImage(64, 64)};
    for (QByteArray image : images) {
        for (qsizetype at = 0; at < image.size(); at += 1 + image.size() / 25) {
            image[at] = static_cast<char>(image.at(at) ^ 0x55);
            QVERIFY(support::writeFile(m_root + u"/flipped"_s, image));
            QVERIFY(ask(m_root + u"/flipped"_s).contains(u"ok"_s));
        }
    }
}

void DecoderTest::paths()
{
    const QString outside = m_folder.path() + u"/outside.jpg"_s;
    QVERIFY(support::writeFile(outside, support::jpegImage(64, 64)));
    QVERIFY(QFile::link(outside, m_root + u"/link.jpg"_s));
    QVERIFY(QFile::link(m_folder.path(), m_root + u"/up"_s));
    QCOMPARE(::mkfifo(qPrintable(m_root + u"/fifo.jpg"_s), 0600), 0);
    const auto reason = [this](const QString &path) {
        return ask(path).value(u"reason"_s).toString();
    };
    QCOMPARE(reason(m_root + u"/link.jpg"_s), u"symbolic link"_s);
    QCOMPARE(reason(m_root + u"/up/outside.jpg"_s), u"symbolic link"_s);
    QCOMPARE(reason(m_root + u"/../outside.jpg"_s), u"the path leaves the camera root"_s);
    QCOMPARE(reason(outside), u"the path does not lie beneath the camera root"_s);
    QCOMPARE(reason(m_root + u"/fifo.jpg"_s), u"not a regular file"_s);
    QCOMPARE(reason(m_root + u"/none.jpg"_s), u"the file is gone"_s);
    QVERIFY(!reason(m_root).isEmpty());
}

void DecoderTest::leavesWithItsInput()
{
    // A sanitizer's search for leaks needs what the sandbox refuses.
    Child decoder({u"decoder"_s}, {u"ASAN_OPTIONS=detect_leaks=0"_s});
    decoder.closeInput();
    QVERIFY(decoder.process().waitForFinished(Patience));
    QCOMPARE(decoder.process().exitCode(), 0);
}

void DecoderTest::isShutIn()
{
    QVERIFY(!ask(m_root + u"/none.jpg"_s).isEmpty()); // past its start
    const QString proc = u"/proc/%1/"_s.arg(m_decoder->process().processId());
    QFile status(proc + u"status"_s);
    QVERIFY(status.open(QIODevice::ReadOnly));
    const QByteArray words = status.readAll();
    QVERIFY(words.contains("NoNewPrivs:\t1"));
    QVERIFY(words.contains("Seccomp:\t2"));
    QFile limits(proc + u"limits"_s);
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QByteArray table = limits.readAll();
    QVERIFY(table.contains("Max file size             0 "));
#ifndef __SANITIZE_ADDRESS__ // its shadow memory is beyond any limit
    QVERIFY(table.contains("Max address space         1073741824 "));
#endif
    QVERIFY(table.contains("Max processes             0 "));
}

QTEST_GUILESS_MAIN(DecoderTest)
#include "tst_decoder.moc"
