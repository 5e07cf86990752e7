// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/demo.h"

#include "backend/protocol/names.h"

#include <QDir>
#include <QFile>

#include <csignal>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

constexpr QStringView CameraFolder = u"front_door";
constexpr QStringView Font = u"/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf";

} // namespace

// Plays the clip in a loop, a frame a second, and writes it as a camera does by FTP: into a
// temporary file, then renamed. The clock that is burnt in makes every image another one. The names
// repeat after an hour, so that the demo fills no disk.
supervisor::WorkerDefinition camera(const QString &cameraRoot)
{
    const QString folder = cameraRoot % u'/' % CameraFolder;
    QDir().mkpath(folder);
    const QString filter = u"fps=1,drawtext=fontfile="_s % Font
        % u":text='%{localtime}':x=12:y=h-32:fontsize=20:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=4"_s;
    const QString target = folder % u"/%M%S.jpg"_s;
    return {.name = protocol::DemoCamera.toString(),
            .command = {u"ffmpeg"_s,
                        u"-nostdin"_s,
                        u"-hide_banner"_s,
                        u"-loglevel"_s,
                        u"error"_s,
                        u"-re"_s,
                        u"-stream_loop"_s,
                        u"-1"_s,
                        u"-i"_s,
                        Clip.toString(),
                        u"-vf"_s,
                        filter,
                        u"-q:v"_s,
                        u"3"_s,
                        u"-threads"_s,
                        u"1"_s,
                        u"-f"_s,
                        u"image2"_s,
                        u"-strftime"_s,
                        u"1"_s,
                        u"-atomic_writing"_s,
                        u"1"_s,
                        target},
            .after = {protocol::FileWatcher.toString()},
            .stopSignal = SIGINT};
}

QStringList missing(const QString &ffmpeg, const QString &clip)
{
    const QString line =
        u"the demo has no camera: %1 is missing; it comes with the Debian package %2"_s;
    QStringList lines;
    if (ffmpeg.isEmpty()) {
        lines.append(line.arg(u"ffmpeg"_s, u"ffmpeg"_s));
    }
    if (!QFile::exists(clip)) {
        lines.append(line.arg(clip, u"opencv-doc"_s));
    }
    if (!QFile::exists(Font.toString())) {
        lines.append(line.arg(Font, u"fonts-dejavu-core"_s));
    }
    return lines;
}

} // namespace demo
