// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/filerules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace workers;

class FileRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void printableNames_data();
    void printableNames();
    void endMarkers_data();
    void endMarkers();
    void uploads_data();
    void uploads();
    void aChangeStartsTheWaitAnew();
    void theModificationTimeCountsAtFirstSight();
};

void FileRulesTest::names_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *label, const QByteArray &name, NameKind kind) {
        QTest::newRow(label) << name << static_cast<int>(kind);
    };
    row("jpg", "a.jpg", NameKind::Image);
    row("upper case", "A.JPEG", NameKind::Image);
    row("png", "a.png", NameKind::Image);
    row("spaces and umlauts", "Tür 1.jpg", NameKind::Image);
    row("video", "a.mp4", NameKind::Video);
    row("mov", "a.MOV", NameKind::Video);
    row("text", "a.txt", NameKind::Foreign);
    row("no ending", "jpg", NameKind::Foreign);
    row("hidden", ".a.jpg", NameKind::Skipped);
    row("hidden until it is whole", "..a.jpg.part", NameKind::Skipped);
    row("hidden, of another kind", "..a.txt", NameKind::Skipped);
    row("an image that leads upwards", "..%2f..%2fpasswd.jpg", NameKind::Rejected);
    row("a video that leads upwards", "..a.MP4", NameKind::Rejected);
    row("what mkfs makes", "lost+found", NameKind::Skipped);
    row("part", "a.jpg.part", NameKind::Skipped);
    row("tmp", "a.TMP", NameKind::Skipped);
    row("newline", "a\nb.jpg", NameKind::Rejected);
    row("escape", "a\x1b.jpg", NameKind::Rejected);
    row("delete", "a\x7f.jpg", NameKind::Rejected);
    row("latin-1", "\xe4.jpg", NameKind::Rejected);
    row("overlong UTF-8", "\xc0\xaf.jpg", NameKind::Rejected);
    row("dots", "..", NameKind::Rejected);
    row("slash", "a/b.jpg", NameKind::Rejected);
    row("empty", "", NameKind::Rejected);
}

void FileRulesTest::names()
{
    QFETCH(QByteArray, name);
    QFETCH(int, kind);
    const NameVerdict verdict = judgeFileName(name);
    QCOMPARE(static_cast<int>(verdict.kind), kind);
    QCOMPARE(verdict.reason.isEmpty(),
             verdict.kind != NameKind::Foreign && verdict.kind != NameKind::Rejected);
}

void FileRulesTest::printableNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QByteArray("Tür.jpg") << u"Tür.jpg"_s;
    QTest::newRow("newline") << QByteArray("a\nb") << u"a\\x0ab"_s;
    QTest::newRow("invalid") << QByteArray("\xe4z") << u"\\xe4z"_s;
}

void FileRulesTest::printableNames()
{
    QFETCH(QByteArray, name);
    QTEST(printable(name), "shown");
}

void FileRulesTest::endMarkers_data()
{
    QTest::addColumn<QByteArray>("tail");
    QTest::addColumn<bool>("marked");
    const QByteArray iend("\0\0\0\0IEND\xae\x42\x60\x82", 12);
    QTest::newRow("jpeg") << QByteArray("abc\xff\xd9") << true;
    QTest::newRow("jpeg and padding") << QByteArray("abc\xff\xd9\0\0\0\n", 9) << true;
    QTest::newRow("png") << "data" + iend << true;
    QTest::newRow("png cut") << "data" + iend.left(11) << false;
    QTest::newRow("jpeg cut") << QByteArray("abc\xff") << false;
    QTest::newRow("marker inside") << QByteArray("\xff\xd9"
                                                 "abc")
                                   << false;
    QTest::newRow("only padding") << QByteArray(20, '\0') << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void FileRulesTest::endMarkers()
{
    QFETCH(QByteArray, tail);
    QTEST(hasEndMarker(tail), "marked");
}

void FileRulesTest::uploads_data()
{
    QTest::addColumn<bool>("closed");
    QTest::addColumn<int>("ending");
    QTest::addColumn<int>("stillMs");
    QTest::addColumn<int>("state");
    const auto row = [](const char *label, bool closed, Ending ending, int still,
                        UploadState state) {
        QTest::newRow(label) << closed << static_cast<int>(ending) << still
                             << static_cast<int>(state);
    };
    row("closed with marker: at once", true, Ending::Marked, 0, UploadState::Complete);
    row("marker, still open", false, Ending::Marked, 1999, UploadState::Waiting);
    row("marker, stood still", false, Ending::Marked, 2000, UploadState::Complete);
    row("closed without marker", true, Ending::Open, 0, UploadState::Waiting);
    row("closed without marker, stood still", true, Ending::Open, 9999, UploadState::Waiting);
    row("just not given up", true, Ending::Open, 299999, UploadState::Waiting);
    row("given up", true, Ending::Open, 300000, UploadState::Incomplete);
    row("given up without a close", false, Ending::Open, 300000, UploadState::Incomplete);
    row("without a marker, closed: not yet", true, Ending::Unmarked, 1999, UploadState::Waiting);
    row("without a marker, stood still", true, Ending::Unmarked, 2000, UploadState::Complete);
    row("without a marker, nobody closed it", false, Ending::Unmarked, 2000, UploadState::Complete);
    row("unreadable, perhaps not for long", true, Ending::Unreadable, 1999, UploadState::Waiting);
    row("unreadable", true, Ending::Unreadable, 2000, UploadState::Unreadable);
    row("unreadable without a close", false, Ending::Unreadable, 300000, UploadState::Unreadable);
}

void FileRulesTest::uploads()
{
    QFETCH(bool, closed);
    QFETCH(int, ending);
    QFETCH(int, stillMs);
    const PendingFile file{.since = protocol::SteadyTime(1h), .closed = closed};
    const auto now = protocol::SteadyTime(1h) + std::chrono::milliseconds(stillMs);
    QTEST(static_cast<int>(judgeUpload(file, static_cast<Ending>(ending), now, {})), "state");
}

void FileRulesTest::aChangeStartsTheWaitAnew()
{
    const protocol::Now now{.steady = protocol::SteadyTime(2h), .wall = {}};
    const PendingFile before{
        .identity = {.inode = 1, .size = 10}, .since = protocol::SteadyTime(1h), .closed = true};
    const PendingFile same = lookAgain(before, before.identity, false, now);
    QCOMPARE(same.since, before.since);
    QVERIFY(same.closed);
    const PendingFile grown = lookAgain(before, {.inode = 1, .size = 11}, false, now);
    QCOMPARE(grown.since, now.steady);
    QVERIFY(!grown.closed);
}

void FileRulesTest::theModificationTimeCountsAtFirstSight()
{
    const protocol::Now now{.steady = protocol::SteadyTime(10h), .wall = protocol::WallTime(100s)};
    const auto sinceOf = [&now](std::chrono::nanoseconds mtime) {
        return firstSight({.mtimeNs = mtime.count()}, false, now).since;
    };
    QCOMPARE(sinceOf(90s), now.steady - 10s);
    QCOMPARE(sinceOf(500s), now.steady); // a camera whose clock is ahead
}

QTEST_GUILESS_MAIN(FileRulesTest)
#include "tst_filerules.moc"
