// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/videorules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pipeline;

Q_DECLARE_METATYPE(pipeline::CutResult)

class VideoRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void frames_data();
    void frames();
    void expectations_data();
    void expectations();
    void progress_data();
    void progress();
    void verdicts_data();
    void verdicts();
    void opensLocalFilesOnly();
};

namespace {

constexpr int CannotOpen = 4;
constexpr int CannotExecute = 127;
constexpr double Unknown = -1;

std::optional<double> known(double seconds)
{
    return seconds < 0 ? std::nullopt : std::optional(seconds);
}

} // namespace

void VideoRulesTest::durations_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<double>("seconds");
    QTest::newRow("as ffmpeg says it")
        << u"  Duration: 00:01:19.50, start: 0.000000, bitrate: 816 kb/s"_s << 79.5;
    QTest::newRow("hours") << u"  Duration: 02:00:01, start: 0"_s << 7201.0;
    QTest::newRow("not known") << u"  Duration: N/A, start: 0.000000, bitrate: N/A"_s << Unknown;
    QTest::newRow("another line") << u"frame=3"_s << Unknown;
}

void VideoRulesTest::durations()
{
    QFETCH(QString, line);
    QFETCH(double, seconds);
    QCOMPARE(durationFrom(line), known(seconds));
}

void VideoRulesTest::frames_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("frames");
    QTest::newRow("progress") << u"frame=3"_s << 3;
    QTest::newRow("padded") << u"frame=   12"_s << 12;
    QTest::newRow("none yet") << u"frame=0"_s << 0;
    QTest::newRow("not a number") << u"frame=x"_s << -1;
    QTest::newRow("another key") << u"fps=3"_s << -1;
}

void VideoRulesTest::frames()
{
    QFETCH(QString, line);
    QTEST(framesFrom(line).value_or(-1), "frames");
}

void VideoRulesTest::expectations_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("frames");
    QTest::newRow("a frame each 4 s: the first is at once") << 1.0 << 1;
    QTest::newRow("just short of the second") << 3.9 << 1;
    QTest::newRow("the second") << 4.0 << 2;
    QTest::newRow("at most 20") << 3600.0 << 20;
    QTest::newRow("not known") << Unknown << 20;
}

void VideoRulesTest::expectations()
{
    QFETCH(double, seconds);
    QTEST(expectedFrames(known(seconds)), "frames");
}

void VideoRulesTest::progress_data()
{
    QTest::addColumn<int>("frames");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("percent");
    QTest::newRow("none") << 0 << 79.5 << 0;
    QTest::newRow("half") << 10 << 79.5 << 50;
    QTest::newRow("all") << 20 << 79.5 << 100;
    QTest::newRow("more than expected") << 5 << 4.0 << 100;
    QTest::newRow("of an unknown length") << 2 << Unknown << 10;
}

void VideoRulesTest::progress()
{
    QFETCH(int, frames);
    QFETCH(double, seconds);
    QTEST(progressOf(frames, known(seconds)), "percent");
}

void VideoRulesTest::verdicts_data()
{
    QTest::addColumn<CutResult>("result");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const CutResult &result, CutOutcome outcome,
                        const QString &reason) {
        QTest::newRow(name) << result << static_cast<int>(outcome) << reason;
    };
    row("all is well", {.frames = 20}, CutOutcome::Frames, {});
    row("damaged further on", {.frames = 3, .code = 1, .lastLine = u"Invalid data"_s},
        CutOutcome::Frames, {});
    row("no video at all", {.code = 1, .lastLine = u"moov atom not found"_s}, CutOutcome::Refused,
        u"ffmpeg: moov atom not found"_s);
    row("ended well, without a picture", {}, CutOutcome::Refused,
        u"it has no picture that can be read"_s);
    row("killed", {.hasExited = false, .code = 9}, CutOutcome::Failed,
        u"ffmpeg was killed by signal 9"_s);
    row("too slow", {.hasExited = false, .code = 9, .timedOut = true}, CutOutcome::Failed,
        u"cutting it into frames took too long"_s);
    row("killed, but it had cut some", {.frames = 2, .hasExited = false, .code = 9},
        CutOutcome::Frames, {});
    row("the file is away", {.code = CannotOpen, .lastLine = u"the file is gone"_s},
        CutOutcome::Away, u"the file is gone"_s);
    row("there is no ffmpeg", {.code = CannotExecute, .lastLine = u"ffmpeg: No such file"_s},
        CutOutcome::Away, u"ffmpeg cannot be started: ffmpeg: No such file"_s);
}

void VideoRulesTest::verdicts()
{
    QFETCH(CutResult, result);
    const CutVerdict verdict = judgeCut(result, CannotOpen, CannotExecute);
    QTEST(static_cast<int>(verdict.outcome), "outcome");
    QTEST(verdict.reason, "reason");
}

// A playlist or a reference inside a video must not make us fetch anything.
void VideoRulesTest::opensLocalFilesOnly()
{
    const QStringList arguments = cuttingArguments(u"/proc/self/fd/3"_s, u"/f/%03d.jpg"_s);
    const qsizetype input = arguments.indexOf(u"-i"_s);
    const qsizetype whitelist = arguments.indexOf(u"-protocol_whitelist"_s);
    QVERIFY(whitelist >= 0 && whitelist < input);
    QCOMPARE(arguments.at(whitelist + 1), u"file,pipe"_s);
    QCOMPARE(arguments.at(input + 1), u"file:/proc/self/fd/3"_s);
    QCOMPARE(arguments.last(), u"/f/%03d.jpg"_s);
}

QTEST_GUILESS_MAIN(VideoRulesTest)
#include "tst_videorules.moc"
