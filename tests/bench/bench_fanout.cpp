// SPDX-License-Identifier: GPL-3.0-or-later
// The event sockets with nothing else of the program around them: door, hub, journal and store.
// bench_fanout [CERTIFICATE KEY], with TLS if they are given; prints its port, then for each line
// "COUNT BYTES" on its standard input tells so many events whose messages have about so many bytes,
// each of them a committed journal line. Ends with its standard input.
#include "backend/http/certificate.h"
#include "backend/http/descriptors.h"
#include "backend/http/httpserver.h"
#include "backend/journal/eventhub.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTemporaryDir>

#include <cstdio>
#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace {

constexpr int MostConnections = 4000;

protocol::Event eventOf(int bytes)
{
    const int envelope = 150; // all that is not the camera's name
    return {.type = u"camera.enabled"_s,
            .data = {{u"camera_id"_s, QString(std::max(bytes - envelope, 1), u'x')},
                     {u"enabled_at"_s, u"2025-12-27T10:30:00.000Z"_s}}};
}

void obey(journal::Journal &journal)
{
    std::string line;
    if (!std::getline(std::cin, line)) {
        QCoreApplication::quit();
        return;
    }
    int count = 0;
    int bytes = 0;
    if (std::sscanf(line.c_str(), "%d %d", &count, &bytes) == 2) {
        const protocol::Event event = eventOf(bytes);
        for (int i = 0; i < count; ++i) {
            journal.append(event);
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    http::raiseDescriptorLimit();
    const QTemporaryDir folder;
    const auto store = storage::Storage::open(folder.filePath(u"signalbox.db"_s));
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().detail));
        return 1;
    }
    const protocol::EventRegistry registry;
    journal::Journal journal(*store.value(), registry, u"bench"_s);
    journal::EventHub hub(journal::HubPath::Events, journal, registry);
    http::HttpServer door({.maxConnections = MostConnections, .maxPerAddress = MostConnections},
                          {});
    if (argc == 3) {
        const auto tls = http::loadCertificate(
            {QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2])},
            protocol::Now::read().wall);
        if (!tls) {
            std::fprintf(stderr, "%s\n", qPrintable(tls.error().detail));
            return 1;
        }
        door.setTls(tls.value());
    }
    door.addWebSocketPath(u"/ws/events"_s, http::Scope::Read);
    QObject::connect(&door, &http::HttpServer::webSocketOpened, &hub,
                     [&hub](const http::WebSocketConnection &connection) {
                         hub.admit(connection.socket, connection.unsent);
                     });
    const auto port = door.listen(QHostAddress::LocalHost, 0);
    if (!port) {
        return 1;
    }
    std::printf("%d\n", int{port.value()});
    std::fflush(stdout);
    const QSocketNotifier input(0, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&journal] { obey(journal); });
    return QCoreApplication::exec();
}
