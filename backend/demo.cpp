// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/demo.h"

#include "backend/backend.h"
#include "backend/protocol/names.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QSaveFile>
#include <QTcpServer>

#include <csignal>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

constexpr QStringView CameraFolder = u"front_door";
constexpr QStringView Font = u"/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf";
constexpr QStringView PrometheusFolder = u"prometheus";
constexpr QStringView PrometheusFile = u"/prometheus.yml";

QString job(const QString &name, const QUrl &url, const QByteArray &token = {})
{
    // The certificate is ours and may be for another name than the one by which it is asked.
    const QString tls = url.scheme() == u"https"
        ? u"    scheme: https\n    tls_config:\n      insecure_skip_verify: true\n"_s
        : QString();
    const QString authorization = token.isEmpty()
        ? QString()
        : u"    authorization:\n      credentials: %1\n"_s.arg(QString::fromLatin1(token));
    return u"  - job_name: %1\n"_s.arg(name) % tls % authorization
        % u"    static_configs:\n      - targets: ['%1']\n"_s.arg(reachableUrl(url).authority());
}

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

supervisor::WorkerDefinition prometheus(const QString &program, const QUrl &address)
{
    return {.name = protocol::DemoPrometheus.toString(),
            .command = {program, u"--config.file="_s % PrometheusFolder % PrometheusFile,
                        u"--storage.tsdb.path="_s % PrometheusFolder % u"/data"_s,
                        u"--storage.tsdb.retention.time=1d"_s,
                        u"--web.listen-address="_s % address.authority(), u"--log.level=warn"_s}};
}

protocol::Result<protocol::Done> configurePrometheus(const QString &dataDirectory,
                                                     const Scraped &us, const QUrl &address)
{
    const QString folder = dataDirectory % u'/' % PrometheusFolder;
    QSaveFile file(folder % PrometheusFile);
    const QString text = u"global:\n  scrape_interval: 5s\n  scrape_timeout: 5s\n"
                         "scrape_configs:\n"_s
        % job(u"signalbox"_s, us.url, us.token) % job(u"prometheus"_s, address);
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(text.toUtf8()) < 0 || !file.commit()) {
        return protocol::Error{protocol::ErrorKind::Unavailable,
                               u"the demo has no Prometheus: cannot write "_s % file.fileName()};
    }
    return protocol::Done{};
}

QUrl freeAddress()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost, 0)) {
        return {};
    }
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(server.serverAddress().toString());
    url.setPort(server.serverPort());
    return url;
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
