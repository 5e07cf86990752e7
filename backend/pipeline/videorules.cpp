// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/videorules.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pipeline {

QStringList cuttingArguments(const QString &input, const QString &outputPattern)
{
    return {
        u"-nostdin"_s,
        u"-hide_banner"_s,
        u"-nostats"_s,
        u"-protocol_whitelist"_s,
        u"file,pipe"_s,
        u"-i"_s,
        u"file:"_s % input,
        u"-map"_s,
        u"0:v:0"_s,
        u"-vf"_s,
        u"select='isnan(prev_selected_t)+gte(t-prev_selected_t\\,%1)'"_s.arg(FrameIntervalSeconds),
        u"-vsync"_s,
        u"vfr"_s,
        u"-frames:v"_s,
        QString::number(MaxFrames),
        u"-pix_fmt"_s,
        u"yuvj420p"_s,
        u"-q:v"_s,
        u"3"_s,
        u"-f"_s,
        u"image2"_s,
        u"-progress"_s,
        u"pipe:1"_s,
        outputPattern};
}

std::optional<double> durationFrom(const QString &line)
{
    static const QRegularExpression pattern(
        u"^\\s*Duration: (\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)"_s);
    const auto match = pattern.match(line);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    return match.captured(1).toDouble() * 3600 + match.captured(2).toDouble() * 60
        + match.captured(3).toDouble();
}

std::optional<int> framesFrom(const QString &line)
{
    const QString key = u"frame="_s;
    bool isNumber = false;
    const int frames = line.mid(key.size()).trimmed().toInt(&isNumber);
    return line.startsWith(key) && isNumber ? std::optional(frames) : std::nullopt;
}

int expectedFrames(std::optional<double> durationSeconds)
{
    if (!durationSeconds) {
        return MaxFrames;
    }
    const double frames = std::floor(*durationSeconds / FrameIntervalSeconds) + 1;
    return static_cast<int>(std::clamp(frames, 1.0, static_cast<double>(MaxFrames)));
}

int progressOf(int frames, std::optional<double> durationSeconds)
{
    return std::clamp(frames * 100 / expectedFrames(durationSeconds), 0, 100);
}

CutVerdict judgeCut(const CutResult &result, int cannotOpen, int cannotExecute)
{
    if (result.hasExited && result.code == cannotExecute) {
        return {CutOutcome::Away, u"ffmpeg cannot be started: "_s % result.lastLine};
    }
    if (result.hasExited && result.code == cannotOpen) {
        return {CutOutcome::Away, result.lastLine};
    }
    if (result.frames > 0) {
        return {CutOutcome::Frames, {}};
    }
    if (result.timedOut) {
        return {CutOutcome::Failed, u"cutting it into frames took too long"_s};
    }
    if (!result.hasExited) {
        return {CutOutcome::Failed, u"ffmpeg was killed by signal %1"_s.arg(result.code)};
    }
    return {CutOutcome::Refused,
            result.lastLine.isEmpty() ? u"it has no picture that can be read"_s
                                      : u"ffmpeg: "_s % result.lastLine};
}

} // namespace pipeline
