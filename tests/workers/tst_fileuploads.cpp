// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testimages.h"
#include "tests/support/watchedfolder.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using support::jpegImage;
using support::namesOf;
using support::Patience;
using support::writeFile;

/// When an upload is taken for complete by the real file watcher, as a process, and when it is
/// named again.
class FileUploadsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void halfWrittenWaits();
    void aFileWithoutAnEndIsSetAside();
    void renameCompletesAtOnce();
    void aVideoIsCompleteWhenItStandsStill();
    void aRewrittenFileIsAnotherFile();
    void aFileThatIsToComeAgain();

private:
    std::unique_ptr<support::WatchedFolder> m_folder;
};

void FileUploadsTest::init()
{
    m_folder = std::make_unique<support::WatchedFolder>();
}

void FileUploadsTest::cleanup()
{
    m_folder.reset();
}

void FileUploadsTest::halfWrittenWaits()
{
    const auto child = m_folder->start();
    QVERIFY(child);
    const QByteArray image = jpegImage(64, 64);
    QFile upload(m_folder->path(u"Front Door/slow.jpg"_s));
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

void FileUploadsTest::aFileWithoutAnEndIsSetAside()
{
    m_folder->incompleteAfter = u"1"_s;
    const auto child = m_folder->start();
    QVERIFY(child);
    QVERIFY(writeFile(m_folder->path(u"Front Door/cut.jpg"_s), jpegImage(64, 64).chopped(10)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"incomplete"_s).size(), 1, Patience);
    QVERIFY(child->last(u"incomplete"_s)
                .value(u"reason"_s)
                .toString()
                .contains(u"without an end marker"_s));
    QVERIFY(child->lines(u"file"_s).isEmpty());
    // Finished after all, it is taken.
    QVERIFY(writeFile(m_folder->path(u"Front Door/cut.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
}

void FileUploadsTest::renameCompletesAtOnce()
{
    const auto child = m_folder->start();
    QVERIFY(child);
    QVERIFY(writeFile(m_folder->path(u"Front Door/a.jpg.part"_s), jpegImage(64, 64)));
    QVERIFY(QFile::rename(m_folder->path(u"Front Door/a.jpg.part"_s),
                          m_folder->path(u"Front Door/a.jpg"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(namesOf(child->lines(u"file"_s)), QStringList{u"a.jpg"_s});
    QVERIFY(child->lines(u"ignored"_s).isEmpty());
}

void FileUploadsTest::aVideoIsCompleteWhenItStandsStill()
{
    const auto child = m_folder->start();
    QVERIFY(child);
    QFile upload(m_folder->path(u"Front Door/a.MP4"_s));
    QVERIFY(upload.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    for (int part = 0; part < 5; ++part) {
        upload.write(QByteArray(2000, 'x'));
        const qint64 written = upload.size();
        QVERIFY(child->lines(u"file"_s).isEmpty());
        QTRY_VERIFY(child->last(u"status"_s).value(u"pending"_s).toInt() == 1 && written > 0);
    }
    upload.close();
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"size"_s).toInt(), 10000);
    QCOMPARE(child->last(u"file"_s).value(u"media_type"_s).toString(), u"video"_s);
}

void FileUploadsTest::aRewrittenFileIsAnotherFile()
{
    const auto child = m_folder->start();
    QVERIFY(child);
    QVERIFY(writeFile(m_folder->path(u"Front Door/a.jpg"_s), jpegImage(64, 64)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 1, Patience);
    child->send({{u"type"_s, u"rescan"_s}});
    QVERIFY(writeFile(m_folder->path(u"Front Door/a.jpg"_s), jpegImage(80, 80)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 2, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"size"_s).toInteger(), jpegImage(80, 80).size());
}

// Nobody could read it: the next look at everything tells of it anew, and only of it.
void FileUploadsTest::aFileThatIsToComeAgain()
{
    const auto child = m_folder->start();
    QVERIFY(child);
    QVERIFY(writeFile(m_folder->path(u"Front Door/1.jpg"_s), jpegImage(64, 64)));
    QVERIFY(writeFile(m_folder->path(u"Front Door/2.jpg"_s), jpegImage(32, 32)));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 2, Patience);
    QJsonObject forget = child->last(u"file"_s);
    forget.insert(u"type"_s, u"forget"_s);
    child->send(forget);
    child->send({{u"type"_s, u"rescan"_s}});
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), 3, Patience);
    QCOMPARE(child->last(u"file"_s).value(u"path"_s), forget.value(u"path"_s));
}

QTEST_GUILESS_MAIN(FileUploadsTest)
#include "tst_fileuploads.moc"
