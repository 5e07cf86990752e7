// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child.h"
#include "tests/support/testimages.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using support::Child;
using support::jpegImage;
using support::writeFile;

namespace {

constexpr int Patience = 15000;

QStringList namesOf(const QList<QJsonObject> &lines)
{
    QStringList names;
    for (const QJsonObject &line : lines) {
        names.append(line.value(u"path"_s).toString().section(u'/', -1));
    }
    return names;
}

} // namespace

/// The real file watcher, as a process, on a real folder.
class FileWatcherTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void observers_data();
    void observers();
    void halfWrittenWaits();
    void aFileWithoutAnEndIsSetAside();
    void renameCompletesAtOnce();
    void aFolderThatAppearsLaterWithContents();
    void aRenamedFolder();
    void theRootComesLater();
    void theRootIsReplaced();
    void whatIsNotTaken_data();
    void whatIsNotTaken();
    void aFifoDoesNotHang();
    void outwardLinksAreNotFollowed();
    void oldestFirstWithinTheCredit();
    void aRewrittenFileIsAnotherFile();
    void fallsBackToPolling();
    void leavesWithItsInput();
    void badArguments();

private:
    QString path(const QString &name) const { return m_root + u'/' + name; }

    QStringList args(const QString &observer = u"native"_s) const
    {
        return {u"file_watcher"_s,
                u"--root"_s,
                m_root,
                u"--observer"_s,
                observer,
                u"--stability"_s,
                u"0.3"_s,
                u"--poll-interval"_s,
                u"0.2"_s,
                u"--incomplete-after"_s,
                m_incompleteAfter};
    }

    std::unique_ptr<Child> start(const QString &observer = u"native"_s, int credit = 100) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root;
    QString m_incompleteAfter;
};

void FileWatcherTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->path() + u"/cameras"_s;
    m_incompleteAfter = u"60"_s;
    QDir().mkpath(path(u"Front Door"_s));
}

void FileWatcherTest::cleanup()
{
    // QDir cannot name it, so QTemporaryDir could not remove it.
    ::unlink(QByteArray(m_root.toUtf8() + "/Front Door/\xe4.jpg").constData());
}

std::unique_ptr<Child> FileWatcherTest::start(const QString &observer, int credit) const
{
    auto child = std::make_unique<Child>(args(observer));
    child->send({{u"type"_s, u"credit"_s}, {u"n"_s, credit}});
    // The first scan is over when the camera is known.
    const bool ready = QTest::qWaitFor(
        [&child] { return !child->last(u"status"_s).value(u"cameras"_s).toArray().isEmpty(); },
        Patience);
    return ready ? std::move(child) : nullptr;
}

void FileWatcherTest::observers_data()
{
    QTest::addColumn<QString>("observer");
    QTest::addColumn<QString>("shown");
    QTest::newRow("native") << u"native"_s << u"native"_s;
    QTest::newRow("polling") << u"polling"_s << u"polling"_s;
}

void FileWatcherTest::observers()
{
    QFETCH(QString, observer);
    const auto child = start(observer);
    QVERIFY(child);
    const QByteArray image = jpegImage(64, 64);
    QVERIFY(writeFile(path(u"Front Door/a.jpg"_s), image));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    const QJsonObject line = child->last(u"file"_s);

    struct stat info
    {
    };

    QCOMPARE(::stat(qPrintable(path(u"Front Door/a.jpg"_s)), &info), 0);
    QCOMPARE(line.value(u"camera_folder"_s).toString(), u"Front Door"_s);
    QCOMPARE(line.value(u"path"_s).toString(), path(u"Front Door/a.jpg"_s));
    QCOMPARE(line.value(u"size"_s).toInteger(), image.size());
    QCOMPARE(line.value(u"inode"_s).toInteger(), static_cast<qint64>(info.st_ino));
    QCOMPARE(line.value(u"mtime_ns"_s).toString().toLongLong(),
             qint64{info.st_mtim.tv_sec} * 1000000000 + info.st_mtim.tv_nsec);
    const QJsonObject status = child->last(u"status"_s);
    QTEST(status.value(u"observer"_s).toString(), "shown");
    QCOMPARE(status.value(u"root"_s).toString(), m_root);
    QVERIFY(status.value(u"error"_s).isNull());
    QCOMPARE(status.value(u"cameras"_s).toArray(), QJsonArray{u"Front Door"_s});
}

void FileWatcherTest::halfWrittenWaits()
{
    const auto child = start();
    QVERIFY(child);
    const QByteArray image = jpegImage(64, 64);
    QFile upload(path(u"Front Door/slow.jpg"_s));
    QVERIFY(upload.open(QIODevice::WriteOnly));
    upload.write(image.left(image.size() / 2));
    upload.close(); // an aborted connection closes as well; a resumed one opens again
    QTRY_COMPARE_WITH_TIMEOUT(child->last(u"status"_s).value(u"pending"_s).toInt(), 1, Patience);
    QVERIFY(upload.open(QIODevice::Append));
    upload.write(image.mid(image.size() / 2));
    upload.flush();
    QVERIFY(child->lines(u"file"_s).isEmpty());
    upload.close();
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"size"_s).toInteger(), image.size());
}

void FileWatcherTest::aFileWithoutAnEndIsSetAside()
{
    m_incompleteAfter = u"1"_s;
    const auto child = start();
    QVERIFY(child);
    QVERIFY(writeFile(path(u"Front Door/cut.jpg"_s), jpegImage(64, 64).chopped(10)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"incomplete"_s).size(), 1, Patience);
    QVERIFY(child->last(u"incomplete"_s)
                .value(u"reason"_s)
                .toString()
                .contains(u"without an end marker"_s));
    QVERIFY(child->lines(u"file"_s).isEmpty());
    // Finished after all, it is taken.
    QVERIFY(writeFile(path(u"Front Door/cut.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
}

void FileWatcherTest::renameCompletesAtOnce()
{
    const auto child = start();
    QVERIFY(child);
    QVERIFY(writeFile(path(u"Front Door/a.jpg.part"_s), jpegImage(64, 64)));
    QVERIFY(QFile::rename(path(u"Front Door/a.jpg.part"_s), path(u"Front Door/a.jpg"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(namesOf(child->lines(u"file"_s)), QStringList{u"a.jpg"_s});
    QVERIFY(child->lines(u"ignored"_s).isEmpty());
}

void FileWatcherTest::aFolderThatAppearsLaterWithContents()
{
    const auto child = start();
    QVERIFY(child);
    // Made elsewhere and moved in, so that its contents never had an event of their own.
    const QString elsewhere = m_folder->path() + u"/elsewhere"_s;
    QVERIFY(writeFile(elsewhere + u"/2025/12/a.jpg"_s, jpegImage(64, 64)));
    QVERIFY(QDir().rename(elsewhere, path(u"garage"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"camera_folder"_s).toString(), u"garage"_s);
    QVERIFY(writeFile(path(u"garage/2025/12/b.jpg"_s), jpegImage(64, 64, 2)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 2, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(child->last(u"status"_s).value(u"cameras"_s).toArray(),
                              (QJsonArray{u"Front Door"_s, u"garage"_s}), Patience);
}

void FileWatcherTest::aRenamedFolder()
{
    const auto child = start();
    QVERIFY(child);
    QVERIFY(QDir().rename(path(u"Front Door"_s), path(u"Back Door"_s)));
    QVERIFY(writeFile(path(u"Back Door/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"camera_folder"_s).toString(), u"Back Door"_s);
}

void FileWatcherTest::theRootComesLater()
{
    QVERIFY(QDir(m_root).removeRecursively());
    Child child(args());
    child.send({{u"type"_s, u"credit"_s}, {u"n"_s, 10}});
    QTRY_VERIFY_WITH_TIMEOUT(
        child.last(u"status"_s).value(u"error"_s).toString().contains(u"it does not exist"_s),
        Patience);
    QVERIFY(writeFile(path(u"cam/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 1, Patience);
    QVERIFY(child.last(u"status"_s).value(u"error"_s).isNull());
}

void FileWatcherTest::theRootIsReplaced()
{
    const auto child = start();
    QVERIFY(child);
    QVERIFY(QDir().rename(m_root, m_root + u".old"_s));
    QVERIFY(writeFile(path(u"cam/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"camera_folder"_s).toString(), u"cam"_s);
}

void FileWatcherTest::whatIsNotTaken_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("shown");
    QTest::newRow("newline") << QByteArray("Front Door/a\nb.jpg") << u"rejected"_s << u"line end"_s
                             << u"a\\x0ab.jpg"_s;
    QTest::newRow("escape") << QByteArray("Front Door/a\x1b[2J.jpg") << u"rejected"_s
                            << u"control character"_s << u"a\\x1b[2J.jpg"_s;
    QTest::newRow("latin-1") << QByteArray("Front Door/\xe4.jpg") << u"rejected"_s
                             << u"not valid UTF-8"_s << u"\\xe4.jpg"_s;
    QTest::newRow("video") << QByteArray("Front Door/a.mp4") << u"ignored"_s
                           << u"video is not handled yet"_s << u"a.mp4"_s;
    QTest::newRow("text") << QByteArray("Front Door/a.txt") << u"ignored"_s
                          << u"neither an image nor a video"_s << u"a.txt"_s;
    QTest::newRow("in the root") << QByteArray("a.jpg") << u"ignored"_s
                                 << u"directly in the camera root"_s << u"a.jpg"_s;
}

void FileWatcherTest::whatIsNotTaken()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, type);
    QFETCH(QString, reason);
    const auto child = start();
    QVERIFY(child);
    const QByteArray full = m_root.toUtf8() + '/' + name;
    const int fd = ::creat(full.constData(), 0600);
    QVERIFY(fd >= 0);
    const QByteArray image = jpegImage(64, 64);
    QCOMPARE(::write(fd, image.constData(), static_cast<size_t>(image.size())), image.size());
    ::close(fd);
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(type).size(), 1, Patience);
    QVERIFY(child->last(type).value(u"reason"_s).toString().contains(reason));
    QTEST(namesOf(child->lines(type)).front(), "shown");
    // Once for each file, however often it is met.
    child->send({{u"type"_s, u"rescan"_s}});
    QVERIFY(writeFile(path(u"Front Door/marker.jpg"_s), image));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->lines(type).size(), 1);
}

void FileWatcherTest::aFifoDoesNotHang()
{
    QCOMPARE(::mkfifo(qPrintable(path(u"Front Door/pipe.jpg"_s)), 0600), 0);
    QVERIFY(writeFile(path(u"Front Door/a.jpg"_s), jpegImage(64, 64)));
    const auto child = start();
    QVERIFY(child);
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"ignored"_s).value(u"reason"_s).toString(), u"not a regular file"_s);
}

void FileWatcherTest::outwardLinksAreNotFollowed()
{
    const QString outside = m_folder->path() + u"/outside"_s;
    QVERIFY(writeFile(outside + u"/secret.jpg"_s, jpegImage(64, 64)));
    QVERIFY(QFile::link(outside + u"/secret.jpg"_s, path(u"Front Door/link.jpg"_s)));
    QVERIFY(QFile::link(outside, path(u"Front Door/folder.jpg"_s)));
    QVERIFY(QFile::link(outside, path(u"camera"_s)));
    QVERIFY(writeFile(path(u"Front Door/a.jpg"_s), jpegImage(64, 64, 2)));
    const auto child = start();
    QVERIFY(child);
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(child->lines(u"file"_s)), QStringList{u"a.jpg"_s}, Patience);
    const QList<QJsonObject> rejected = child->lines(u"rejected"_s);
    QCOMPARE(rejected.size(), 3);
    for (const QJsonObject &line : rejected) {
        QCOMPARE(line.value(u"reason"_s).toString(), u"symbolic link"_s);
    }
}

void FileWatcherTest::oldestFirstWithinTheCredit()
{
    const QByteArray image = jpegImage(64, 64);
    for (int i = 0; i < 6; ++i) {
        const QString name = path(u"Front Door/%1.jpg"_s.arg(i));
        QVERIFY(writeFile(name, image));
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-1000 - i),
                                 QFileDevice::FileModificationTime));
    }
    const auto child = start(u"native"_s, 4);
    QVERIFY(child);
    QTRY_COMPARE_WITH_TIMEOUT(child->last(u"status"_s).value(u"waiting"_s).toInt(), 2, Patience);
    const QStringList oldest{u"5.jpg"_s, u"4.jpg"_s, u"3.jpg"_s, u"2.jpg"_s};
    QCOMPARE(namesOf(child->lines(u"file"_s)), oldest);
    child->send({{u"type"_s, u"credit"_s}, {u"n"_s, 10}});
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(child->lines(u"file"_s)),
                              oldest + QStringList({u"1.jpg"_s, u"0.jpg"_s}), Patience);
}

void FileWatcherTest::aRewrittenFileIsAnotherFile()
{
    const auto child = start();
    QVERIFY(child);
    QVERIFY(writeFile(path(u"Front Door/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    child->send({{u"type"_s, u"rescan"_s}});
    QVERIFY(writeFile(path(u"Front Door/a.jpg"_s), jpegImage(80, 80)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 2, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"size"_s).toInteger(), jpegImage(80, 80).size());
}

void FileWatcherTest::fallsBackToPolling()
{
    Child child(
        args(u"auto"_s),
        {u"LD_PRELOAD="_s + QCoreApplication::applicationDirPath() + u"/libnoinotify.so"_s});
    child.send({{u"type"_s, u"credit"_s}, {u"n"_s, 10}});
    QTRY_VERIFY_WITH_TIMEOUT(child.last(u"status"_s)
                                 .value(u"error"_s)
                                 .toString()
                                 .contains(u"fs.inotify.max_user_instances"_s),
                             Patience);
    QCOMPARE(child.last(u"status"_s).value(u"observer"_s).toString(), u"polling"_s);
    QVERIFY(writeFile(path(u"Front Door/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 1, Patience);
}

void FileWatcherTest::leavesWithItsInput()
{
    const auto child = start();
    QVERIFY(child);
    child->closeInput();
    QVERIFY(child->process().waitForFinished(Patience));
    QCOMPARE(child->process().exitCode(), 0);
}

void FileWatcherTest::badArguments()
{
    Child child({u"file_watcher"_s, u"--root"_s, u"relative"_s});
    QVERIFY(child.process().waitForFinished(Patience));
    QCOMPARE(child.process().exitCode(), 2);
}

QTEST_GUILESS_MAIN(FileWatcherTest)
#include "tst_filewatcher.moc"
