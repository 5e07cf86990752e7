// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testimages.h"
#include "tests/support/watchedfolder.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using support::Child;
using support::jpegImage;
using support::Patience;
using support::writeFile;

/// The real file watcher, as a process, keeps to a real folder.
class FileWatcherTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void observers_data();
    void observers();
    void aFolderThatAppearsLaterWithContents();
    void aRenamedFolder();
    void theRootComesLater();
    void theRootIsReplaced();
    void theRootCannotBeRead_data();
    void theRootCannotBeRead();
    void fallsBackToPolling();
    void pollsTheFolderThatCannotBeWatched();
    void leavesWithItsInput();
    void looksAgainWhenSomethingIsMounted();
    void pollsANetworksFileSystem();
    void badArguments();

private:
    std::unique_ptr<support::WatchedFolder> m_folder;
};

void FileWatcherTest::init()
{
    m_folder = std::make_unique<support::WatchedFolder>();
}

void FileWatcherTest::cleanup()
{
    m_folder.reset();
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
    const auto child = m_folder->start(observer);
    QVERIFY(child);
    const QByteArray image = jpegImage(64, 64);
    QVERIFY(writeFile(m_folder->path(u"Front Door/a.jpg"_s), image));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    const QJsonObject line = child->last(u"file"_s);

    struct stat info
    {
    };

    QCOMPARE(::stat(qPrintable(m_folder->path(u"Front Door/a.jpg"_s)), &info), 0);
    QCOMPARE(line.value(u"camera_folder"_s).toString(), u"Front Door"_s);
    QCOMPARE(line.value(u"path"_s).toString(), m_folder->path(u"Front Door/a.jpg"_s));
    QCOMPARE(line.value(u"size"_s).toInteger(), image.size());
    QCOMPARE(line.value(u"inode"_s).toInteger(), static_cast<qint64>(info.st_ino));
    QCOMPARE(line.value(u"mtime_ns"_s).toString().toLongLong(),
             qint64{info.st_mtim.tv_sec} * 1000000000 + info.st_mtim.tv_nsec);
    const QJsonObject status = child->last(u"status"_s);
    QTEST(status.value(u"observer"_s).toString(), "shown");
    QCOMPARE(status.value(u"root"_s).toString(), m_folder->root());
    QVERIFY(status.value(u"error"_s).isNull());
    QCOMPARE(status.value(u"cameras"_s).toArray(), QJsonArray{u"Front Door"_s});
}

void FileWatcherTest::aFolderThatAppearsLaterWithContents()
{
    const auto child = m_folder->start();
    QVERIFY(child);
    // Made elsewhere and moved in, so that its contents never had an event of their own.
    const QString elsewhere = m_folder->beside(u"elsewhere"_s);
    QVERIFY(writeFile(elsewhere + u"/2025/12/a.jpg"_s, jpegImage(64, 64)));
    QVERIFY(QDir().rename(elsewhere, m_folder->path(u"garage"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"camera_folder"_s).toString(), u"garage"_s);
    QVERIFY(writeFile(m_folder->path(u"garage/2025/12/b.jpg"_s), jpegImage(64, 64, 2)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 2, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(child->last(u"status"_s).value(u"cameras"_s).toArray(),
                              (QJsonArray{u"Front Door"_s, u"garage"_s}), Patience);
}

void FileWatcherTest::aRenamedFolder()
{
    const auto child = m_folder->start();
    QVERIFY(child);
    QVERIFY(QDir().rename(m_folder->path(u"Front Door"_s), m_folder->path(u"Back Door"_s)));
    QVERIFY(writeFile(m_folder->path(u"Back Door/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"camera_folder"_s).toString(), u"Back Door"_s);
}

void FileWatcherTest::theRootComesLater()
{
    QVERIFY(QDir(m_folder->root()).removeRecursively());
    Child child(m_folder->args());
    child.send({{u"type"_s, u"credit"_s}, {u"n"_s, 10}});
    QTRY_VERIFY_WITH_TIMEOUT(
        child.last(u"status"_s).value(u"error"_s).toString().contains(u"it does not exist"_s),
        Patience);
    QVERIFY(writeFile(m_folder->path(u"cam/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 1, Patience);
    QVERIFY(child.last(u"status"_s).value(u"error"_s).isNull());
}

void FileWatcherTest::theRootIsReplaced()
{
    const auto child = m_folder->start();
    QVERIFY(child);
    QVERIFY(QDir().rename(m_folder->root(), m_folder->root() + u".old"_s));
    QVERIFY(writeFile(m_folder->path(u"cam/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"camera_folder"_s).toString(), u"cam"_s);
}

void FileWatcherTest::theRootCannotBeRead_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("neither list nor folders") << 0;
    QTest::newRow("the list, but not its folders") << 0444;
    QTest::newRow("its folders, but not the list") << 0111;
}

void FileWatcherTest::theRootCannotBeRead()
{
    QFETCH(int, mode);
    const QByteArray root = m_folder->root().toUtf8();
    QVERIFY(writeFile(m_folder->path(u"Front Door/a.jpg"_s), jpegImage(64, 64)));
    QCOMPARE(::chmod(root.constData(), static_cast<mode_t>(mode)), 0);
    Child child(m_folder->args());
    child.send({{u"type"_s, u"credit"_s}, {u"n"_s, 10}});
    const auto error = [&child] { return child.last(u"status"_s).value(u"error"_s); };
    const QString denied = u"camera root "_s + m_folder->root() + u": Permission denied"_s;
    QTRY_COMPARE_WITH_TIMEOUT(error().toString(), denied, Patience);
    QCOMPARE(::chmod(root.constData(), 0755), 0);
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 1, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(error().isNull(), Patience);
    // Also while it is watched.
    QCOMPARE(::chmod(root.constData(), static_cast<mode_t>(mode)), 0);
    QTRY_COMPARE_WITH_TIMEOUT(error().toString(), denied, Patience);
    QCOMPARE(::chmod(root.constData(), 0755), 0);
    QTRY_VERIFY_WITH_TIMEOUT(error().isNull(), Patience);
    QVERIFY(writeFile(m_folder->path(u"Front Door/b.jpg"_s), jpegImage(64, 64, 2)));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 2, Patience);
    QVERIFY(child.lines(u"rejected"_s).isEmpty());
}

void FileWatcherTest::fallsBackToPolling()
{
    Child child(
        m_folder->args(u"auto"_s),
        {u"LD_PRELOAD="_s + QCoreApplication::applicationDirPath() + u"/libnoinotify.so"_s});
    child.send({{u"type"_s, u"credit"_s}, {u"n"_s, 10}});
    QTRY_VERIFY_WITH_TIMEOUT(child.last(u"status"_s)
                                 .value(u"error"_s)
                                 .toString()
                                 .contains(u"fs.inotify.max_user_instances"_s),
                             Patience);
    QCOMPARE(child.last(u"status"_s).value(u"observer"_s).toString(), u"polling"_s);
    QVERIFY(writeFile(m_folder->path(u"Front Door/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 1, Patience);
}

// The other folders stay native, and so does this one as soon as there are watches again.
void FileWatcherTest::pollsTheFolderThatCannotBeWatched()
{
    const QString control = m_folder->beside(u"control"_s);
    QVERIFY(writeFile(control, "x"));
    QVERIFY(QDir().mkpath(m_folder->path(u"gate"_s)));
    Child child(m_folder->args(u"auto"_s),
                {u"LD_PRELOAD="_s + QCoreApplication::applicationDirPath() + u"/libnowatch.so"_s,
                 u"NOWATCH_FOLDER=/gate"_s, u"NOWATCH_WHILE="_s + control});
    child.send({{u"type"_s, u"credit"_s}, {u"n"_s, 10}});
    const auto status = [&child](const QString &key) { return child.last(u"status"_s).value(key); };
    QTRY_COMPARE_WITH_TIMEOUT(status(u"polled"_s).toArray().size(), 1, Patience);
    QCOMPARE(status(u"observer"_s).toString(), u"polling"_s);
    QCOMPARE(status(u"polled"_s)[0][u"path"].toString(), m_folder->path(u"gate"_s));
    QCOMPARE(status(u"error"_s).toString(),
             u"no inotify watches left; raise them with: sysctl "
             "fs.inotify.max_user_watches=524288"_s);
    QVERIFY(writeFile(m_folder->path(u"gate/a.jpg"_s), jpegImage(64, 64)));
    QVERIFY(writeFile(m_folder->path(u"Front Door/b.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 2, Patience);
    // What is new in it is found as well.
    QVERIFY(QDir().mkpath(m_folder->path(u"gate/2026"_s)));
    QVERIFY(writeFile(m_folder->path(u"gate/2026/c.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 3, Patience);
    QVERIFY(QFile::remove(control));
    QTRY_COMPARE_WITH_TIMEOUT(status(u"observer"_s).toString(), u"native"_s, Patience);
    QVERIFY(status(u"error"_s).isNull());
    QCOMPARE(status(u"polled"_s).toArray().size(), 0);
    QVERIFY(writeFile(m_folder->path(u"gate/d.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 4, Patience);
}

void FileWatcherTest::leavesWithItsInput()
{
    const auto child = m_folder->start();
    QVERIFY(child);
    child->closeInput();
    QVERIFY(child->process().waitForFinished(Patience));
    QCOMPARE(child->process().exitCode(), 0);
}

// inotify does not tell of it. What is named again shows that there was a look.
void FileWatcherTest::looksAgainWhenSomethingIsMounted()
{
    const QString mounts = m_folder->beside(u"mountinfo"_s);
    QVERIFY(writeFile(mounts, "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"));
    Child child(m_folder->args(u"native"_s) + QStringList{u"--mounts"_s, mounts});
    child.send({{u"type"_s, u"credit"_s}, {u"n"_s, 10}});
    QVERIFY(writeFile(m_folder->path(u"Front Door/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 1, Patience);
    QJsonObject forget = child.last(u"file"_s);
    forget.insert(u"type"_s, u"forget"_s);
    child.send(forget);
    // The first look may come before or after this: the one behind it sees the difference.
    const QByteArray there = m_folder->path(u"Front"_s).toUtf8() + "\\040Door";
    const auto mount = [&](int id) {
        return writeFile(mounts,
                         "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n" + QByteArray::number(id)
                             + " 22 0:40 / " + there + " rw - tmpfs none rw\n");
    };
    int id = 30;
    const auto isNamedAgain = [&] {
        return mount(++id)
            && QTest::qWaitFor([&] { return child.lines(u"file"_s).size() == 2; }, 4000);
    };
    QVERIFY(isNamedAgain() || isNamedAgain());
}

void FileWatcherTest::pollsANetworksFileSystem()
{
    QVERIFY(QDir().mkpath(m_folder->path(u"gate"_s)));
    Child child(m_folder->args(u"auto"_s),
                {u"LD_PRELOAD="_s + QCoreApplication::applicationDirPath() + u"/libnowatch.so"_s,
                 u"NFS_FOLDER=/gate"_s});
    child.send({{u"type"_s, u"credit"_s}, {u"n"_s, 10}});
    const auto status = [&child](const QString &key) { return child.last(u"status"_s).value(key); };
    QTRY_COMPARE_WITH_TIMEOUT(status(u"polled"_s).toArray().size(), 1, Patience);
    QCOMPARE(status(u"observer"_s).toString(), u"polling"_s);
    QCOMPARE(status(u"polled"_s)[0][u"path"].toString(), m_folder->path(u"gate"_s));
    QCOMPARE(status(u"polled"_s)[0][u"reason"].toString(),
             u"inotify does not see changes by others on this file system"_s);
    QCOMPARE(status(u"error"_s).toString(), QString()); // nobody has to mend anything
    QVERIFY(writeFile(m_folder->path(u"gate/a.jpg"_s), jpegImage(64, 64)));
    QVERIFY(writeFile(m_folder->path(u"Front Door/b.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"file"_s).size(), 2, Patience);
}

void FileWatcherTest::badArguments()
{
    Child child({u"file_watcher"_s, u"--root"_s, u"relative"_s});
    QVERIFY(child.process().waitForFinished(Patience));
    QCOMPARE(child.process().exitCode(), 2);
}

QTEST_GUILESS_MAIN(FileWatcherTest)
#include "tst_filewatcher.moc"
