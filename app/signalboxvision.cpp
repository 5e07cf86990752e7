// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/httpserver.h"
#include "backend/vision/services.h"
#include "backend/workers/heartbeat.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHostAddress>
#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <cstdio>

#include <sys/signalfd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int CannotStart = 2;

int refuse(const QString &reason)
{
    std::fputs(qPrintable(u"signalbox-vision: "_s + reason + u'\n'), stderr);
    return CannotStart;
}

/// SIGTERM and SIGINT as something that the loop can wait for; blocked before any thread exists.
int stopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"The embedded AI services of Signalbox: people, faces and moving "
        "things, risk rules and image measurements without a model "
        "server."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({{u"port"_s, u"Port; 0 takes a free one."_s, u"N"_s, u"0"_s},
                       {u"host"_s, u"Loopback address."_s, u"ADDR"_s, u"127.0.0.1"_s},
                       {u"model"_s,
                        u"An ONNX model of the YOLO kind that finds things in place of the people "
                        "detector; FILE.names beside it names its classes, else they are COCO's."_s,
                        u"FILE.onnx"_s},
                       {u"faces"_s, u"The Haar cascade for faces; without this the packaged one."_s,
                        u"FILE.xml"_s}});
}

/// What the command line asks for; an error names the model that cannot be used.
protocol::Result<vision::Finder> finderFor(const QCommandLineParser &parser)
{
    vision::FinderParts parts;
    if (parser.isSet(u"faces"_s)) {
        parts.faces = vision::FaceDetector(parser.value(u"faces"_s));
    }
    if (parser.isSet(u"model"_s)) {
        const QString file = parser.value(u"model"_s);
        auto model = vision::YoloModel::load(file);
        if (!model) {
            return protocol::Error{
                .kind = protocol::ErrorKind::BadRequest,
                .detail = u"cannot use the model %1: %2"_s.arg(file, model.error().detail)};
        }
        parts.model = std::move(model.value());
    }
    return vision::Finder(std::move(parts));
}

int serve(vision::Finder finder, const QHostAddress &address, quint16 port)
{
    vision::Services services(std::move(finder));
    vision::HttpServer server(
        {.quick = [&services](const auto &request) { return services.quick(request); },
         .work = [&services](const auto &request) { return services.work(request); }});
    if (!server.listen(address, port)) {
        return refuse(u"cannot listen on %1 port %2: %3"_s.arg(address.toString())
                          .arg(port)
                          .arg(server.errorString()));
    }
    const bool six = address.protocol() == QAbstractSocket::IPv6Protocol;
    std::printf("signalbox-vision listening on http://%s:%d\n",
                six ? "[::1]" : qPrintable(address.toString()), server.port());
    std::fflush(stdout);
    workers::Heartbeat heartbeat;
    heartbeat.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const int signals = stopSignals();
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"signalbox-vision"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(app);
    const QSocketNotifier stop(signals, QSocketNotifier::Read);
    QObject::connect(&stop, &QSocketNotifier::activated, &app, &QCoreApplication::quit);
    bool ok = false;
    const quint16 port = parser.value(u"port"_s).toUShort(&ok);
    if (!ok) {
        return refuse(u"not a port: "_s + parser.value(u"port"_s));
    }
    const QHostAddress address(parser.value(u"host"_s));
    if (!address.isLoopback()) {
        return refuse(u"only loopback addresses are served, not "_s + parser.value(u"host"_s));
    }
    auto finder = finderFor(parser);
    if (!finder) {
        return refuse(finder.error().detail);
    }
    return serve(std::move(finder.value()), address, port);
}
