// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/requestmeter.h"
#include "backend/http/router.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using http::RequestLine;

namespace {

/// A router with a few routes that answer as their paths say.
http::Router routerWithRoutes()
{
    http::Router router;
    const auto add = [&router](const char *method, const QString &path, int status) {
        router.add({.method = method,
                    .path = path,
                    .scope = http::Scope::Read,
                    .handler = [status](const http::Request &, const http::ExchangePtr &exchange) {
                        exchange->reply({.status = status});
                    }});
    };
    add("GET", u"/ok"_s, 200);
    add("POST", u"/ok"_s, 202);
    add("GET", u"/things/{name}"_s, 404);
    add("GET", u"/away"_s, 503);
    return router;
}

void ask(const http::Router &router, const QByteArray &method, const QByteArray &path)
{
    router.route({.method = method, .path = path, .principal = {.scope = http::Scope::Admin}},
                 std::make_shared<http::Exchange>([](const http::Response &) {}));
}

RequestLine lineOf(const http::Router &router, const QString &route, const QByteArray &method)
{
    const QList<RequestLine> lines = router.meter().lines();
    for (const RequestLine &line : lines) {
        if (line.route == route && line.method == method) {
            return line;
        }
    }
    return {};
}

quint64 countOf(const RequestLine &line)
{
    quint64 count = 0;
    for (const quint64 bucket : line.durations.buckets) {
        count += bucket;
    }
    return count;
}

} // namespace

/// Requests by their route, whatever is asked for.
class RequestMeterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byRouteAndClass_data();
    void byRouteAndClass();
    void anyPathIsOneLine();
    void aDroppedOneIsA500();
    void fromAnyThread();
    void outlivesTheRouter();
};

void RequestMeterTest::byRouteAndClass_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("route");
    QTest::addColumn<QByteArray>("counted");
    QTest::addColumn<int>("statusClass");
    const auto row = [](const char *name, const char *method, const char *path,
                        const QString &route, const char *counted, int statusClass) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(path) << route
                            << QByteArray(counted) << statusClass;
    };
    row("served", "GET", "/ok", u"/ok"_s, "GET", 2);
    row("HEAD counts as GET", "HEAD", "/ok", u"/ok"_s, "GET", 2);
    row("methods are told apart", "POST", "/ok", u"/ok"_s, "POST", 2);
    row("by its template", "GET", "/things/a%20b", u"/things/{name}"_s, "GET", 4);
    row("away", "GET", "/away", u"/away"_s, "GET", 5);
    row("no such path", "GET", "/nothing", u"none"_s, "none", 4);
    row("a wrong method", "DELETE", "/ok", u"none"_s, "none", 4);
    row("a method of nobody", "BREW", "/ok", u"none"_s, "none", 4);
    row("asks for the methods", "OPTIONS", "/ok", u"none"_s, "none", 2);
    row("does not decode", "GET", "/%zz", u"none"_s, "none", 4);
}

void RequestMeterTest::byRouteAndClass()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QString, route);
    QFETCH(QByteArray, counted);
    QFETCH(int, statusClass);
    const http::Router router = routerWithRoutes();
    ask(router, method, path);
    ask(router, method, path);
    QCOMPARE(router.meter().lines().size(), 1);
    const RequestLine line = lineOf(router, route, counted);
    for (int each = 1; each <= 5; ++each) {
        QCOMPARE(line.classes.at(size_t(each - 1)), each == statusClass ? 2U : 0U);
    }
    QCOMPARE(countOf(line), 2U);
    QVERIFY(line.durations.sumSeconds > 0 && line.durations.sumSeconds < 10);
}

void RequestMeterTest::anyPathIsOneLine()
{
    const http::Router router = routerWithRoutes();
    for (int i = 0; i < 1000; ++i) {
        const QByteArray number = QByteArray::number(i);
        ask(router, "GET", "/nothing/" + number);
        ask(router, "M" + number, "/ok");
        ask(router, "GET", "/things/" + number);
    }
    QCOMPARE(router.meter().lines().size(), 2);
    QCOMPARE(lineOf(router, u"none"_s, "none").classes[3], 2000U);
    QCOMPARE(lineOf(router, u"/things/{name}"_s, "GET").classes[3], 1000U);
}

void RequestMeterTest::aDroppedOneIsA500()
{
    http::Router router;
    router.add({.method = "GET",
                .path = u"/drop"_s,
                .scope = http::Scope::Read,
                .handler = [](const http::Request &, const http::ExchangePtr &) {}});
    ask(router, "GET", "/drop");
    QCOMPARE(lineOf(router, u"/drop"_s, "GET").classes[4], 1U);
}

void RequestMeterTest::fromAnyThread()
{
    const http::Router router = routerWithRoutes();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&router] {
            for (int round = 0; round < 1000; ++round) {
                ask(router, "GET", "/ok");
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    QCOMPARE(lineOf(router, u"/ok"_s, "GET").classes[1], 4000U);
}

void RequestMeterTest::outlivesTheRouter()
{
    http::ExchangePtr kept;
    int status = 0;
    {
        http::Router router;
        router.add({.method = "GET",
                    .path = u"/later"_s,
                    .scope = http::Scope::Read,
                    .handler = [&kept](const http::Request &, const http::ExchangePtr &exchange) {
                        kept = exchange;
                    }});
        router.route(
            {.method = "GET", .path = "/later", .principal = {.scope = http::Scope::Admin}},
            std::make_shared<http::Exchange>(
                [&status](const http::Response &response) { status = response.status; }));
    }
    kept->reply({.status = 204});
    QCOMPARE(status, 204);
}

QTEST_GUILESS_MAIN(RequestMeterTest)
#include "tst_requestmeter.moc"
