// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testimages.h"
#include "tests/support/watchedfolder.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>

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
};

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
    const auto pid = static_cast<pid_t>(child->process().processId());
    QCOMPARE(::kill(pid, SIGSTOP), 0);
    // Its kind of event is forgotten first, if it is told of twice in a row: two take turns.
    const QByteArray first = root.path(u"Front Door/1.txt"_s).toUtf8();
    const QByteArray second = root.path(u"Front Door/2.txt"_s).toUtf8();
    QVERIFY(writeFile(QString::fromUtf8(first), "x") && writeFile(QString::fromUtf8(second), "x"));
    QVERIFY(kept() > 0);
    for (int i = 0; i <= kept() / 2; ++i) {
        QVERIFY(::chmod(first.constData(), 0600) == 0 && ::chmod(second.constData(), 0600) == 0);
    }
    for (int i = 0; i < Images; ++i) {
        QVERIFY(writeFile(root.path(u"%1/%2.jpg"_s.arg(folder).arg(i)),
                          jpegImage(32, 32, static_cast<unsigned>(i))));
    }
    QCOMPARE(::kill(pid, SIGCONT), 0);
    QTRY_COMPARE_WITH_TIMEOUT(child->lines(u"file"_s).size(), Images, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(child->last(u"status"_s).value(u"overflows"_s).toInt(), 1, Patience);
    // And what comes then is told of as ever, once.
    QVERIFY(writeFile(root.path(folder + u"/last.jpg"_s), jpegImage(32, 32, Images)));
    const auto names = [&child] { return support::namesOf(child->lines(u"file"_s)); };
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), Images + 1, Patience);
    const QStringList all = names();
    QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), Images + 1);
}

QTEST_GUILESS_MAIN(WatcherOverflowTest)
#include "tst_watcheroverflow.moc"
