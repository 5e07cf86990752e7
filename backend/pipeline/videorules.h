// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace pipeline {

/// How a video becomes images. Source: parent system, "Video: a frame each 4 s, up to 20".
inline constexpr int FrameIntervalSeconds = 4;
inline constexpr int MaxFrames = 20;

/// One frame of a video, looked at by a decoder.
struct Frame
{
    QString path = {};
    QString sha256 = {};
    int offsetSeconds = 0; ///< about, from the video's beginning
};

/// ffmpeg's arguments: the first frame and then one each four seconds, at most twenty, as JPEG
/// files of this pattern; nothing but local files is opened.
QStringList cuttingArguments(const QString &input, const QString &outputPattern);

/// How long the video is, from a line of ffmpeg like "  Duration: 00:01:19.50, start: …"; nothing
/// for another line, or when it is not known.
std::optional<double> durationFrom(const QString &line);

/// How many frames are cut so far, from a line of ffmpeg's progress like "frame=3".
std::optional<int> framesFrom(const QString &line);

/// How many there will be.
int expectedFrames(std::optional<double> durationSeconds);

/// 0 to 100.
int progressOf(int frames, std::optional<double> durationSeconds);

/// How the end of ffmpeg is to be taken.
struct CutResult
{
    int frames = 0; ///< that it has left
    bool hasExited = true; ///< by itself, not by a signal
    int code = 0;
    bool timedOut = false;
    QString lastLine = {}; ///< of its standard error
};

enum class CutOutcome
{
    Frames, ///< some were cut: also a video that is damaged further on has shown something
    Refused, ///< it is no video that can be read, and never will be
    Failed, ///< it may work another time
    Away, ///< the file or the program is not there now: nothing is held against the video
};

struct CutVerdict
{
    CutOutcome outcome = CutOutcome::Failed;
    QString reason = {}; ///< unless all went well

    bool operator==(const CutVerdict &) const = default;
};

/// `cannotOpen` and `cannotExecute` are the exit codes by which the cutter says so.
CutVerdict judgeCut(const CutResult &result, int cannotOpen, int cannotExecute);

} // namespace pipeline
