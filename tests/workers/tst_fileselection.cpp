// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testimages.h"
#include "tests/support/watchedfolder.h"

#include <QDateTime>
#include <QFile>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using support::jpegImage;
using support::namesOf;
using support::Patience;
using support::writeFile;

/// Which files of a real folder the real file watcher, as a process, takes, and when.
class FileSelectionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsNotTaken_data();
    void whatIsNotTaken();
    void theLongestName();
    void aFifoDoesNotHang();
    void outwardLinksAreNotFollowed();
    void foldersThatCannotBeRead_data();
    void foldersThatCannotBeRead();
    void aFolderThatIsClosedLater();
    void aFileThatCannotBeRead();
    void oldestFirstWithinTheCredit();

private:
    std::unique_ptr<support::WatchedFolder> m_folder;
};

void FileSelectionTest::init()
{
    m_folder = std::make_unique<support::WatchedFolder>();
}

void FileSelectionTest::cleanup()
{
    m_folder.reset();
}

void FileSelectionTest::whatIsNotTaken_data()
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
    QTest::newRow("a video in the root")
        << QByteArray("a.mp4") << u"ignored"_s << u"directly in the camera root"_s << u"a.mp4"_s;
    QTest::newRow("text") << QByteArray("Front Door/a.txt") << u"ignored"_s
                          << u"neither an image nor a video"_s << u"a.txt"_s;
    QTest::newRow("in the root") << QByteArray("a.jpg") << u"ignored"_s
                                 << u"directly in the camera root"_s << u"a.jpg"_s;
}

void FileSelectionTest::whatIsNotTaken()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, type);
    QFETCH(QString, reason);
    const auto child = m_folder->start();
    QVERIFY(child);
    const QByteArray full = m_folder->root().toUtf8() + '/' + name;
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
    QVERIFY(writeFile(m_folder->path(u"Front Door/marker.jpg"_s), image));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->lines(type).size(), 1);
}

void FileSelectionTest::theLongestName()
{
    const QString name = QString(251, u'n') + u".jpg"_s; // 255 bytes
    QVERIFY(writeFile(m_folder->path(u"Front Door/"_s + name), jpegImage(64, 64)));
    const auto child = m_folder->start();
    QVERIFY(child);
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(child->lines(u"file"_s)), QStringList{name}, Patience);
}

void FileSelectionTest::aFifoDoesNotHang()
{
    QCOMPARE(::mkfifo(qPrintable(m_folder->path(u"Front Door/pipe.jpg"_s)), 0600), 0);
    QVERIFY(writeFile(m_folder->path(u"Front Door/a.jpg"_s), jpegImage(64, 64)));
    const auto child = m_folder->start();
    QVERIFY(child);
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"ignored"_s).value(u"reason"_s).toString(), u"not a regular file"_s);
}

void FileSelectionTest::outwardLinksAreNotFollowed()
{
    const QString outside = m_folder->beside(u"outside"_s);
    QVERIFY(writeFile(outside + u"/secret.jpg"_s, jpegImage(64, 64)));
    QVERIFY(QFile::link(outside + u"/secret.jpg"_s, m_folder->path(u"Front Door/link.jpg"_s)));
    QVERIFY(QFile::link(outside, m_folder->path(u"Front Door/folder.jpg"_s)));
    QVERIFY(QFile::link(outside, m_folder->path(u"camera"_s)));
    QVERIFY(writeFile(m_folder->path(u"Front Door/a.jpg"_s), jpegImage(64, 64, 2)));
    const auto child = m_folder->start();
    QVERIFY(child);
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(child->lines(u"file"_s)), QStringList{u"a.jpg"_s}, Patience);
    const QList<QJsonObject> rejected = child->lines(u"rejected"_s);
    QCOMPARE(rejected.size(), 3);
    for (const QJsonObject &line : rejected) {
        QCOMPARE(line.value(u"reason"_s).toString(), u"symbolic link"_s);
    }
}

void FileSelectionTest::foldersThatCannotBeRead_data()
{
    QTest::addColumn<QString>("observer");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("mode");
    QTest::newRow("a camera's") << u"native"_s << u"garage"_s << 0;
    QTest::newRow("a camera's, polling") << u"polling"_s << u"garage"_s << 0;
    QTest::newRow("one within") << u"native"_s << u"Front Door/2026"_s << 0;
    QTest::newRow("its list, but not its files") << u"native"_s << u"garage"_s << 0444;
    QTest::newRow("its files, but not its list") << u"native"_s << u"garage"_s << 0111;
}

// Like the folder of an FTP user, 0700. It is told once, and its neighbours go on.
void FileSelectionTest::foldersThatCannotBeRead()
{
    QFETCH(QString, observer);
    QFETCH(QString, folder);
    QFETCH(int, mode);
    const QString shut = m_folder->path(folder);
    QVERIFY(writeFile(shut + u"/deep/a.jpg"_s, jpegImage(64, 64)));
    QVERIFY(writeFile(shut + u"/b.jpg"_s, jpegImage(64, 64, 2)));
    QCOMPARE(::chmod(qPrintable(shut), static_cast<mode_t>(mode)), 0);
    const auto child = m_folder->start(observer);
    QVERIFY(child);
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"rejected"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"rejected"_s).value(u"path"_s).toString(), shut);
    QCOMPARE(child->last(u"rejected"_s).value(u"reason"_s).toString(), u"Permission denied"_s);
    child->send({{u"type"_s, u"rescan"_s}});
    QVERIFY(writeFile(m_folder->path(u"Front Door/c.jpg"_s), jpegImage(64, 64, 3)));
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(child->lines(u"file"_s)), QStringList{u"c.jpg"_s}, Patience);

    QCOMPARE(::chmod(qPrintable(shut), 0755), 0);
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 3, Patience);
    QVERIFY(writeFile(shut + u"/deep/d.jpg"_s, jpegImage(64, 64, 4)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 4, Patience);
    QCOMPARE(child->lines(u"rejected"_s).size(), 1);
}

void FileSelectionTest::aFolderThatIsClosedLater()
{
    const auto child = m_folder->start();
    QVERIFY(child);
    const QString folder = m_folder->path(u"Front Door"_s);
    QCOMPARE(::chmod(qPrintable(folder), 0), 0);
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"rejected"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"rejected"_s).value(u"path"_s).toString(), folder);
    QCOMPARE(::chmod(qPrintable(folder), 0755), 0);
    QVERIFY(writeFile(folder + u"/a.jpg"_s, jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->lines(u"rejected"_s).size(), 1);
}

void FileSelectionTest::aFileThatCannotBeRead()
{
    m_folder->incompleteAfter = u"1"_s;
    const QString path = m_folder->path(u"Front Door/a.jpg"_s);
    QVERIFY(writeFile(path, jpegImage(64, 64)));
    QCOMPARE(::chmod(qPrintable(path), 0), 0);
    const auto child = m_folder->start();
    QVERIFY(child);
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"rejected"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"rejected"_s).value(u"path"_s).toString(), path);
    QCOMPARE(child->last(u"rejected"_s).value(u"reason"_s).toString(),
             u"it cannot be read: Permission denied"_s);
    child->send({{u"type"_s, u"rescan"_s}});
    QVERIFY(writeFile(m_folder->path(u"Front Door/cut.jpg"_s), "no image"));
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(child->lines(u"incomplete"_s)), QStringList{u"cut.jpg"_s},
                              Patience);
    QCOMPARE(child->lines(u"rejected"_s).size(), 1);

    QCOMPARE(::chmod(qPrintable(path), 0644), 0);
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(child->lines(u"file"_s)), QStringList{u"a.jpg"_s}, Patience);
}

void FileSelectionTest::oldestFirstWithinTheCredit()
{
    const QByteArray image = jpegImage(64, 64);
    for (int i = 0; i < 6; ++i) {
        const QString name = m_folder->path(u"Front Door/%1.jpg"_s.arg(i));
        QVERIFY(writeFile(name, image));
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-1000 - i),
                                 QFileDevice::FileModificationTime));
    }
    const auto child = m_folder->start(u"native"_s, 4);
    QVERIFY(child);
    QTRY_COMPARE_WITH_TIMEOUT(child->last(u"status"_s).value(u"waiting"_s).toInt(), 2, Patience);
    const QStringList oldest{u"5.jpg"_s, u"4.jpg"_s, u"3.jpg"_s, u"2.jpg"_s};
    QCOMPARE(namesOf(child->lines(u"file"_s)), oldest);
    child->send({{u"type"_s, u"credit"_s}, {u"n"_s, 10}});
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(child->lines(u"file"_s)),
                              oldest + QStringList({u"1.jpg"_s, u"0.jpg"_s}), Patience);
}

QTEST_GUILESS_MAIN(FileSelectionTest)
#include "tst_fileselection.moc"
