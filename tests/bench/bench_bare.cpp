// SPDX-License-Identifier: GPL-3.0-or-later
// QHttpServer with nothing around it: answers every GET of one path with the bytes of a file.
// bench_bare PATH FILE; prints its port, ends with its standard input.
#include <QCoreApplication>
#include <QFile>
#include <QHttpServer>
#include <QSocketNotifier>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QFile file(arguments.value(2));
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "bench_bare PATH FILE\n");
        return 1;
    }
    const QByteArray body = file.readAll();
    QHttpServer server;
    server.route(arguments.value(1),
                 [body] { return QHttpServerResponse("application/json"_ba, body); });
    std::printf("%d\n", server.listen(QHostAddress::LocalHost, 0));
    std::fflush(stdout);
    const QSocketNotifier end(0, QSocketNotifier::Read);
    QObject::connect(&end, &QSocketNotifier::activated, &app, &QCoreApplication::quit);
    return QCoreApplication::exec();
}
