// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/filereader.h"
#include "tests/support/testimages.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using pipeline::FileReader;
using protocol::Result;

/// Files read on a thread of their own.
class FileReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refusesWhenTooManyWait();
    void forgetsWhatWaits();
};

void FileReaderTest::reads_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a file") << u"cam/a.jpg"_s << QString();
    QTest::newRow("one that is not there") << u"cam/b.jpg"_s << u"gone"_s;
    QTest::newRow("a folder") << u"cam"_s << u"not a regular file"_s;
    QTest::newRow("a link") << u"cam/link.jpg"_s << u"symbolic link"_s;
    QTest::newRow("a pipe") << u"cam/pipe.jpg"_s << u"not a regular file"_s;
    QTest::newRow("outside") << u"../other.jpg"_s << u"leaves"_s;
    QTest::newRow("too large") << u"cam/large.jpg"_s << u"more than 1000"_s;
}

void FileReaderTest::reads()
{
    QFETCH(QString, path);
    QFETCH(QString, reason);
    const QTemporaryDir folder;
    const QString root = folder.filePath(u"root"_s);
    QVERIFY(support::writeFile(root + u"/cam/a.jpg"_s, "content"));
    QVERIFY(support::writeFile(root + u"/cam/large.jpg"_s, QByteArray(1001, 'x')));
    QVERIFY(support::writeFile(folder.filePath(u"other.jpg"_s), "other"));
    QVERIFY(QFile::link(root + u"/cam/a.jpg"_s, root + u"/cam/link.jpg"_s));
    QCOMPARE(::mkfifo((root + u"/cam/pipe.jpg"_s).toUtf8().constData(), 0600), 0);
    const auto answer = std::make_shared<Result<QByteArray>>(QByteArray("none"));
    const auto isDone = std::make_shared<std::atomic<bool>>(false);
    FileReader reader;
    QVERIFY(reader.read(root, root + u'/' + path, 1000, [=](const Result<QByteArray> &result) {
        *answer = result;
        *isDone = true;
    }));
    QTRY_VERIFY(isDone->load());
    if (reason.isEmpty()) {
        QCOMPARE(answer->value(), QByteArray("content"));
    } else {
        QVERIFY2(!answer->ok() && answer->error().detail.contains(reason),
                 answer->ok() ? "read" : qPrintable(answer->error().detail));
    }
}

namespace {

/// Holds the reader's thread until it is opened.
struct Barrier
{
    std::atomic<bool> isOpen = false;
    std::atomic<int> done = 0;
};

} // namespace

void FileReaderTest::refusesWhenTooManyWait()
{
    const auto barrier = std::make_shared<Barrier>();
    FileReader reader;
    const auto ask = [&reader, barrier] {
        return reader.read(u"/"_s, u"/nothing"_s, 1, [barrier](const Result<QByteArray> &) {
            while (!barrier->isOpen) {
                std::this_thread::yield();
            }
            ++barrier->done;
        });
    };
    int taken = 0;
    while (taken < 1000 && ask()) {
        ++taken;
    }
    QVERIFY2(taken >= 64 && taken <= 66, qPrintable(QString::number(taken)));
    barrier->isOpen = true;
    QTRY_COMPARE(barrier->done.load(), taken);
    QVERIFY(ask());
    QTRY_COMPARE(barrier->done.load(), taken + 1);
}

// It does not wait for the file in hand either.
void FileReaderTest::forgetsWhatWaits()
{
    const auto barrier = std::make_shared<Barrier>();
    const auto isBegun = std::make_shared<std::atomic<bool>>(false);
    {
        FileReader reader;
        QVERIFY(reader.read(u"/"_s, u"/nothing"_s, 1, [=](const Result<QByteArray> &) {
            *isBegun = true;
            while (!barrier->isOpen) {
                std::this_thread::yield();
            }
            ++barrier->done;
        }));
        QTRY_VERIFY(isBegun->load());
        QVERIFY(reader.read(u"/"_s, u"/nothing"_s, 1,
                            [=](const Result<QByteArray> &) { barrier->done += 10; }));
    }
    barrier->isOpen = true;
    QTRY_COMPARE(barrier->done.load(), 1);
}

QTEST_GUILESS_MAIN(FileReaderTest)
#include "tst_filereader.moc"
