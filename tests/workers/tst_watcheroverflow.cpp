// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/signals.h"
#include "tests/support/testimages.h"
#include "tests/support/watchedfolder.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using support::jpegImage;
using support::Patience;
using support::writeFile;

namespace {

constexpr int Images = 200;

/// How many events the kernel keeps for one reader.
int kept()
{
    QFile file(u"/proc/sys/fs/inotify/max_queued_events"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

} // namespace

/// More changes than inotify keeps while the real file watcher stands still.
class WatcherOverflowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsMissed_data();
    void nothingIsMissed();
    void twentyTimesUnderLoad();

private:
    static bool overflow(const support::WatchedFolder &root);
};

/// More events than are kept. One that is told of twice in a row is forgotten: two take turns.
bool WatcherOverflowTest::overflow(const support::WatchedFolder &root)
{
    const QByteArray first = root.path(u"Front Door/1.txt"_s).toUtf8();
    const QByteArray second = root.path(u"Front Door/2.txt"_s).toUtf8();
    bool isDone = kept() > 0 && writeFile(QString::fromUtf8(first), "x")
        && writeFile(QString::fromUtf8(second), "x");
    for (int i = 0; isDone && i <= kept() / 2; ++i) {
        isDone = ::chmod(first.constData(), 0600) == 0 && ::chmod(second.constData(), 0600) == 0;
    }
    return isDone;
}

void WatcherOverflowTest::nothingIsMissed_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("in a folder that is known") << u"Front Door"_s;
    QTest::newRow("in one that nothing was told of") << u"Back Door"_s;
}

void WatcherOverflowTest::nothingIsMissed()
{
    QFETCH(QString, folder);
    const support::WatchedFolder root;
    const auto child = root.start(u"native"_s, Images + 1);
    QVERIFY(child);
    QCOMPARE(child->last(u"status"_s).value(u"overflows"_s).toInt(), 0);
    const qint64 pid = child->process().processId();
    QVERIFY(support::sendSignal(pid, SIGSTOP));
    QVERIFY(overflow(root));
    for (int i = 0; i < Images; ++i) {
        QVERIFY(writeFile(root.path(u"%1/%2.jpg"_s.arg(folder).arg(i)),
                          jpegImage(32, 32, static_cast<unsigned>(i))));
    }
    QVERIFY(support::sendSignal(pid, SIGCONT));
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), Images, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(child->last(u"status"_s).value(u"overflows"_s).toInt(), 1, Patience);
    // And what comes then is told of as ever, once.
    QVERIFY(writeFile(root.path(folder + u"/last.jpg"_s), jpegImage(32, 32, Images)));
    const auto names = [&child] { return support::namesOf(child->lines(u"file"_s)); };
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), Images + 1, Patience);
    const QStringList all = names();
    QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), Images + 1);
}

// Somebody else writes all the time, and nobody waits for him.
void WatcherOverflowTest::twentyTimesUnderLoad()
{
    constexpr int times = 20;
    constexpr int mostImages = 20'000;
    const support::WatchedFolder root;
    const auto child = root.start(u"native"_s, mostImages);
    QVERIFY(child);
    const qint64 pid = child->process().processId();
    std::atomic<bool> isOver = false;
    int written = 0;
    std::thread writer([&] {
        while (!isOver && written < mostImages) {
            const QString path = root.path(u"Front Door/%1.jpg"_s.arg(written));
            if (!writeFile(path + u".part"_s, jpegImage(32, 32, static_cast<unsigned>(written)))
                || !QFile::rename(path + u".part"_s, path)) {
                return;
            }
            ++written;
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    });
    int seen = 0;
    while (seen < times) {
        support::sendSignal(pid, SIGSTOP);
        const bool isFull = overflow(root);
        support::sendSignal(pid, SIGCONT);
        const auto overflows = [&child] {
            return child->last(u"status"_s).value(u"overflows"_s).toInt();
        };
        if (!isFull || !QTest::qWaitFor([&] { return overflows() > seen; }, Patience)) {
            break;
        }
        seen = overflows();
        QTest::qWait(QRandomGenerator::global()->bounded(100));
    }
    isOver = true;
    writer.join();
    QVERIFY2(seen >= times, qPrintable(QString::number(seen)));
    QVERIFY(written > times);
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), written, Patience);
    const QStringList all = support::namesOf(child->lines(u"file"_s));
    QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), written);
}

QTEST_GUILESS_MAIN(WatcherOverflowTest)
#include "tst_watcheroverflow.moc"
