// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/picturefiles.h"
#include "tests/support/testimages.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using pipeline::FileWish;
using pipeline::PictureCache;
using pipeline::PictureFiles;
using protocol::Result;

/// The files of pictures: each only as long as it is the very one.
class PictureFilesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void reads_data();
    void reads();
    void isHashedOnce();
    void everyChangeIsSeen_data();
    void everyChangeIsSeen();
    void aFreshOneIsHashedEachTime();
    void anotherHashIsAnotherQuestion();
    void looksForThumbnailsWithoutKeeping();
    void knowsSoManyAtMost();

private:
    static QString hashOf(const QByteArray &bytes)
    {
        return QString::fromLatin1(
            QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    FileWish wishFor(const QString &name, const QByteArray &content) const
    {
        return {.root = m_root, .path = m_root + u'/' + name, .sha256 = hashOf(content)};
    }

    /// Empty when it is there.
    QString faultOf(const FileWish &wish)
    {
        const Result<QByteArray> read = m_files->read(wish);
        const auto checked = m_files->check(wish);
        if (read.ok() != checked.ok()) {
            return u"one sees it and the other does not"_s;
        }
        return read ? QString() : read.error().detail;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root;
    std::shared_ptr<PictureCache> m_cache;
    std::unique_ptr<PictureFiles> m_files;
    std::chrono::seconds m_ahead{60}; ///< of the clock: what is written now is that old
};

void PictureFilesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->filePath(u"root"_s);
    m_ahead = 60s;
    m_cache = std::make_shared<PictureCache>();
    m_files = std::make_unique<PictureFiles>(
        m_cache, [this] { return protocol::Now::read().wall + m_ahead; });
    QVERIFY(support::writeFile(m_root + u"/cam/a.jpg"_s, "content"));
}

void PictureFilesTest::reads_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a file") << u"cam/a.jpg"_s << QString();
    QTest::newRow("one that is not there") << u"cam/b.jpg"_s << u"gone"_s;
    QTest::newRow("a folder") << u"cam"_s << u"not a regular file"_s;
    QTest::newRow("a link") << u"cam/link.jpg"_s << u"symbolic link"_s;
    QTest::newRow("a pipe") << u"cam/pipe.jpg"_s << u"not a regular file"_s;
    QTest::newRow("outside") << u"../other.jpg"_s << u"leaves"_s;
    QTest::newRow("too large") << u"cam/large.jpg"_s << u"more than 20971520"_s;
    QTest::newRow("another one") << u"cam/other.jpg"_s << u"another file lies in its place"_s;
}

void PictureFilesTest::reads()
{
    QFETCH(QString, path);
    QFETCH(QString, reason);
    QVERIFY(support::writeFile(m_root + u"/cam/other.jpg"_s, "CONTENT"));
    QVERIFY(support::writeFile(m_root + u"/cam/large.jpg"_s, "content"));
    QVERIFY(QFile::resize(m_root + u"/cam/large.jpg"_s, 20 * 1024 * 1024 + 1));
    QVERIFY(support::writeFile(m_folder->filePath(u"other.jpg"_s), "content"));
    QVERIFY(QFile::link(m_root + u"/cam/a.jpg"_s, m_root + u"/cam/link.jpg"_s));
    QCOMPARE(::mkfifo((m_root + u"/cam/pipe.jpg"_s).toUtf8().constData(), 0600), 0);
    for (int i = 0; i < 2; ++i) {
        const QString fault = faultOf(wishFor(path, "content"));
        QVERIFY2(reason.isEmpty() == fault.isEmpty() && fault.contains(reason), qPrintable(fault));
    }
}

void PictureFilesTest::isHashedOnce()
{
    const FileWish wish = wishFor(u"cam/a.jpg"_s, "content");
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(m_files->read(wish).value(), QByteArray("content"));
        QVERIFY(m_files->check(wish).ok());
    }
    QCOMPARE(m_files->hashed(), 1);
    QCOMPARE(m_cache->find(wish.sha256.toLatin1()), QByteArray("content"));
}

namespace {

/// The same size, inode and time of modification: only the kernel's own time tells.
bool rewriteInPlace(const QString &path, const QByteArray &content)
{
    struct stat before
    {
    };

    const QByteArray name = path.toUtf8();
    QFile file(path);
    if (::stat(name.constData(), &before) != 0
        || !file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)
        || file.write(content) != content.size() || !file.flush()) {
        return false;
    }
    const std::array times{before.st_atim, before.st_mtim};
    return ::utimensat(AT_FDCWD, name.constData(), times.data(), 0) == 0;
}

} // namespace

void PictureFilesTest::everyChangeIsSeen_data()
{
    using Change = std::function<bool(const QString &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("reason");
    const QString other = u"another file lies in its place"_s;
    QTest::newRow("removed") << Change([](const QString &path) { return QFile::remove(path); })
                             << u"gone"_s;
    QTest::newRow("written in place, as if nothing had been")
        << Change([](const QString &path) { return rewriteInPlace(path, "CONTENT"); }) << other;
    QTest::newRow("cut") << Change([](const QString &path) { return QFile::resize(path, 3); })
                         << other;
    QTest::newRow("another in its place") << Change([](const QString &path) {
        return support::writeFile(path + u".new", "CONTENT") && QFile::remove(path)
            && QFile::rename(path + u".new", path);
    }) << other;
    QTest::newRow("a link in its place") << Change([](const QString &path) {
        return QFile::rename(path, path + u".away") && QFile::link(path + u".away", path);
    }) << u"symbolic link"_s;
}

// However well it is known, at the next question.
void PictureFilesTest::everyChangeIsSeen()
{
    QFETCH(std::function<bool(const QString &)>, change);
    QFETCH(QString, reason);
    const FileWish wish = wishFor(u"cam/a.jpg"_s, "content");
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(faultOf(wish), QString());
    }
    QTest::qWait(20); // the clocks of file systems tick slowly
    QVERIFY(change(wish.path));
    const QString fault = faultOf(wish);
    QVERIFY2(fault.contains(reason), qPrintable(fault));
    QFile::remove(wish.path);
    QVERIFY(support::writeFile(wish.path, "content"));
    QCOMPARE(faultOf(wish), QString());
}

// Its next change might come within the same tick.
void PictureFilesTest::aFreshOneIsHashedEachTime()
{
    m_ahead = 0s;
    const FileWish wish = wishFor(u"cam/a.jpg"_s, "content");
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(m_files->read(wish).value(), QByteArray("content"));
    }
    QCOMPARE(m_files->hashed(), 3);
    QVERIFY(rewriteInPlace(wish.path, "CONTENT")); // without a wait
    QVERIFY(faultOf(wish).contains(u"another file"_s));
    QVERIFY(rewriteInPlace(wish.path, "content"));
    m_ahead = 60s;
    QCOMPARE(faultOf(wish), QString());
    QCOMPARE(faultOf(wish), QString());
    QCOMPARE(m_files->hashed(), 6);
}

void PictureFilesTest::anotherHashIsAnotherQuestion()
{
    QCOMPARE(faultOf(wishFor(u"cam/a.jpg"_s, "content")), QString());
    QVERIFY(faultOf(wishFor(u"cam/a.jpg"_s, "CONTENT")).contains(u"another file"_s));
    QCOMPARE(faultOf(wishFor(u"cam/a.jpg"_s, "content")), QString());
}

void PictureFilesTest::looksForThumbnailsWithoutKeeping()
{
    QVERIFY(m_files->check(wishFor(u"cam/a.jpg"_s, "content")).ok());
    QCOMPARE(m_cache->bytes(), 0);
}

void PictureFilesTest::knowsSoManyAtMost()
{
    const qint64 many = PictureFiles::MostKnown + 1;
    for (int round = 0; round < 2; ++round) {
        for (qint64 i = 0; i < many; ++i) {
            const QString name = u"cam/%1.jpg"_s.arg(i);
            if (round == 0) {
                QVERIFY(support::writeFile(m_root + u'/' + name, "content"));
            }
            QVERIFY(m_files->check(wishFor(name, "content")).ok());
        }
    }
    QVERIFY(m_files->hashed() > many);
}

QTEST_GUILESS_MAIN(PictureFilesTest)
#include "tst_picturefiles.moc"
