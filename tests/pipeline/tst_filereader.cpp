// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/filereader.h"

#include <QTest>

#include <atomic>
#include <thread>

using pipeline::FileReader;

/// Files read on a thread of their own.
class FileReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsInTheOrderOfTheCalls();
    void refusesWhenTooManyWait();
    void forgetsWhatWaits();
};

namespace {

/// Holds the reader's thread until it is opened.
struct Barrier
{
    std::atomic<bool> isOpen = false;
    std::atomic<int> done = 0;
};

} // namespace

void FileReaderTest::runsInTheOrderOfTheCalls()
{
    struct Seen
    {
        std::atomic<int> count = 0;
        std::atomic<bool> isInOrder = true;
        std::atomic<bool> isApart = true;
    };

    const auto seen = std::make_shared<Seen>();
    FileReader reader;
    for (int i = 0; i < 10; ++i) {
        QVERIFY(reader.run([seen, i, here = std::this_thread::get_id()] {
            seen->isApart = seen->isApart && std::this_thread::get_id() != here;
            seen->isInOrder = seen->isInOrder && seen->count == i;
            ++seen->count;
        }));
    }
    QTRY_COMPARE(seen->count.load(), 10);
    QVERIFY(seen->isInOrder);
    QVERIFY(seen->isApart);
}

void FileReaderTest::refusesWhenTooManyWait()
{
    const auto barrier = std::make_shared<Barrier>();
    FileReader reader;
    const auto ask = [&reader, barrier] {
        return reader.run([barrier] {
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
        QVERIFY(reader.run([=] {
            *isBegun = true;
            while (!barrier->isOpen) {
                std::this_thread::yield();
            }
            ++barrier->done;
        }));
        QTRY_VERIFY(isBegun->load());
        QVERIFY(reader.run([=] { barrier->done += 10; }));
    }
    barrier->isOpen = true;
    QTRY_COMPARE(barrier->done.load(), 1);
}

QTEST_GUILESS_MAIN(FileReaderTest)
#include "tst_filereader.moc"
