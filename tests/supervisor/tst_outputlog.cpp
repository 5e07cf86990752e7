// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/linesplitter.h"
#include "backend/supervisor/notifysocket.h"
#include "backend/supervisor/outputlog.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace supervisor;

class OutputLogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printables_data();
    void printables();
    void linesFromPieces();
    void lineOverTheLimit();
    void messageMayBeLonger();
    void ringKeepsTheLast();
    void fileIsStampedAndRotated();
    void floodIsDroppedAndCounted();
    void unwritableFileLosesNothingElse();
    void notifications_data();
    void notifications();
};

void OutputLogTest::printables_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("hello") << u"hello"_s;
    QTest::newRow("UTF-8") << QByteArray("t\xc3\xbcr") << u"tür"_s;
    QTest::newRow("escape sequence") << QByteArray("\x1b[31mred") << u"\\x1b[31mred"_s;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << u"a\\x00b"_s;
    QTest::newRow("carriage return inside") << QByteArray("a\rb") << u"a\\x0db"_s;
    QTest::newRow("tab") << QByteArray("a\tb") << u"a\\tb"_s;
    QTest::newRow("C1") << QByteArray("a\xc2\x9b"
                                      "b")
                        << u"a\\x9bb"_s;
    QTest::newRow("right to left") << QByteArray("\xe2\x80\xae") << u"\\u202e"_s;
    QTest::newRow("line separator") << QByteArray("\xe2\x80\xa8") << u"\\u2028"_s;
    QTest::newRow("invalid UTF-8") << QByteArray("a\xff") << u"a\uFFFD"_s;
}

void OutputLogTest::printables()
{
    QFETCH(QByteArray, bytes);
    QTEST(printable(bytes), "text");
}

void OutputLogTest::linesFromPieces()
{
    LineSplitter splitter(100, 100);
    QVERIFY(splitter.take("on").isEmpty());
    QCOMPARE(splitter.take("e\r\n\ntw"),
             (QList<LineSplitter::Line>{{.bytes = "one"}, {.bytes = ""}}));
    QCOMPARE(splitter.rest(), QList<LineSplitter::Line>{{.bytes = "tw"}});
    QVERIFY(splitter.rest().isEmpty());
}

void OutputLogTest::lineOverTheLimit()
{
    LineSplitter splitter(4, 100);
    QCOMPARE(splitter.take("1234"), QList<LineSplitter::Line>());
    QCOMPARE(splitter.take("56"), (QList<LineSplitter::Line>{{.bytes = "1234", .isCut = true}}));
    QCOMPARE(splitter.take("78\nabcd\n"), QList<LineSplitter::Line>{{.bytes = "abcd"}});
}

void OutputLogTest::messageMayBeLonger()
{
    LineSplitter splitter(4, 8);
    QCOMPARE(splitter.take("{12345}\n"), QList<LineSplitter::Line>{{.bytes = "{12345}"}});
    const auto lines = splitter.take("{123456789}\n");
    QCOMPARE(lines.size(), 1);
    QVERIFY(lines.first().isCut);
}

void OutputLogTest::ringKeepsTheLast()
{
    OutputLog log({.ringLines = 3});
    for (int i = 0; i < 5; ++i) {
        log.add(Stream::Error, QByteArray::number(i), i == 4, protocol::Now::read());
    }
    QCOMPARE(log.tail(10).size(), 3);
    QCOMPARE(log.tail(2).first().text, u"3"_s);
    QCOMPARE(log.tail(1).first().text, u"4 […cut]"_s);
    QCOMPARE(log.tail(1).first().stream, Stream::Error);
    QVERIFY(log.tail(0).isEmpty());
    QVERIFY(log.tail(-1).isEmpty());
}

void OutputLogTest::fileIsStampedAndRotated()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"w.log"_s);
    const protocol::Now now{.steady = protocol::SteadyTime(1h),
                            .wall = protocol::WallTime(1766831400123ms)};
    OutputLog log({.path = path, .fileBytes = 100, .files = 3});
    for (int i = 0; i < 20; ++i) {
        log.add(Stream::Output, QByteArray("line " + QByteArray::number(i)), false, now);
    }
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files, QDir::Name),
             (QStringList{u"w.log"_s, u"w.log.1"_s, u"w.log.2"_s}));
    for (const auto &file : QDir(directory.path()).entryInfoList(QDir::Files)) {
        QVERIFY(file.size() <= 100);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().endsWith("2025-12-27T10:30:00.123Z O line 19\n"));
}

void OutputLogTest::floodIsDroppedAndCounted()
{
    OutputLog log({.ringLines = 1000, .linesPerSecond = 10});
    protocol::Now now{.steady = protocol::SteadyTime(1h), .wall = protocol::WallTime(1h)};
    for (int i = 0; i < 100; ++i) {
        log.add(Stream::Output, "x", false, now);
    }
    QCOMPARE(log.tail(1000).size(), 10);
    QCOMPARE(log.dropped(), 90);
    now.steady += 1s;
    const auto added = log.add(Stream::Output, "calm", false, now);
    QCOMPARE(added.size(), 2);
    QCOMPARE(added.first().text, u"[90 lines dropped: too many at once]"_s);
}

void OutputLogTest::unwritableFileLosesNothingElse()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot write"_s));
    OutputLog log({.path = u"/proc/no/such/place/w.log"_s});
    log.add(Stream::Output, "a", false, protocol::Now::read());
    log.add(Stream::Output, "b", false, protocol::Now::read());
    QCOMPARE(log.tail(10).size(), 2);
}

void OutputLogTest::notifications_data()
{
    QTest::addColumn<QByteArray>("datagram");
    QTest::addColumn<Notification>("meaning");
    QTest::newRow("ready") << QByteArray("READY=1") << Notification{.ready = true};
    QTest::newRow("several") << QByteArray("READY=1\nSTATUS=4 jobs\nWATCHDOG=1\n")
                             << Notification{
                                    .ready = true, .heartbeat = true, .status = u"4 jobs"_s};
    QTest::newRow("stopping") << QByteArray("STOPPING=1") << Notification{.stopping = true};
    QTest::newRow("not ready") << QByteArray("READY=0\nREADY=10") << Notification{};
    QTest::newRow("unknown") << QByteArray("FDSTORE=1\nX_A=1") << Notification{};
    QTest::newRow("empty") << QByteArray() << Notification{};
    QTest::newRow("hostile status")
        << QByteArray("STATUS=\x1b[2J") << Notification{.status = u"\\x1b[2J"_s};
}

void OutputLogTest::notifications()
{
    QFETCH(QByteArray, datagram);
    QTEST(notificationOf(datagram), "meaning");
}

QTEST_GUILESS_MAIN(OutputLogTest)
#include "tst_outputlog.moc"
