// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/http/targetrules.h"

#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using http::Scope;

class RouterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void literalPathsWin();
    void requestIsDecoded();
    void scope_data();
    void scope();
    void allowNamesEveryMethod();
    void bodyLimitIsTheRoutes();
    void kindsHaveStatuses_data();
    void kindsHaveStatuses();
    void droppedExchangeAnswers500();
    void queries_data();
    void queries();
};

namespace {

http::Response ask(const http::Router &router, const http::RawRequest &request)
{
    std::optional<http::Response> answer;
    router.route(request, std::make_shared<http::Exchange>([&answer](http::Response response) {
                     answer = std::move(response);
                 }));
    return answer.value_or(http::Response{.status = 0});
}

http::Route route(const char *method, const QString &path, const QByteArray &answer,
                  Scope scope = Scope::Read)
{
    return {.method = method,
            .path = path,
            .scope = scope,
            .handler = [answer](const http::Request &, const http::ExchangePtr &exchange) {
                http::replyJson(exchange, 200, answer);
            }};
}

http::RawRequest asAdmin(const char *method, const QByteArray &path, const QByteArray &query = {})
{
    return {.method = method, .path = path, .query = query, .principal = {.scope = Scope::Admin}};
}

} // namespace

void RouterTest::literalPathsWin()
{
    http::Router router;
    router.add(route("GET", u"/a/{x}/{y}"_s, "two"));
    router.add(route("GET", u"/a/{x}/c"_s, "one"));
    router.add(route("GET", u"/a/b/c"_s, "none"));
    router.add(route("POST", u"/a/{x}/c"_s, "post"));
    QCOMPARE(ask(router, asAdmin("GET", "/a/b/c")).body, "none");
    QCOMPARE(ask(router, asAdmin("GET", "/a/z/c")).body, "one");
    QCOMPARE(ask(router, asAdmin("GET", "/a/z/z")).body, "two");
    QCOMPARE(ask(router, asAdmin("POST", "/a/z/c")).body, "post");
    QCOMPARE(ask(router, asAdmin("POST", "/a/z/z")).status, 405);
    QCOMPARE(ask(router, asAdmin("GET", "/a/z")).status, 404);
}

void RouterTest::requestIsDecoded()
{
    http::Router router;
    std::optional<http::Request> seen;
    router.add({.method = "GET",
                .path = u"/w/{name}/x"_s,
                .scope = Scope::Read,
                .parameters = {u"limit"_s, u"q"_s},
                .handler = [&seen](const http::Request &request, const http::ExchangePtr &) {
                    seen = request;
                }});
    const auto answer =
        ask(router, asAdmin("HEAD", "/w/%C3%A4+b/x", "limit=1+2%2B&q=%2541&empty&p=1"));
    QCOMPARE(answer.status, 500); // the handler dropped it
    QVERIFY(seen);
    QCOMPARE(seen->method, "GET");
    QCOMPARE(seen->path, u"/w/ä+b/x"_s);
    QCOMPARE(seen->segments.value(u"name"_s), u"ä+b"_s);
    QCOMPARE(seen->query.value(u"limit"_s), u"1 2+"_s);
    QCOMPARE(seen->query.value(u"q"_s), u"%41"_s);
    QCOMPARE(seen->ignoredParameters, QStringList({u"empty"_s, u"p"_s}));
    QVERIFY(answer.headers.contains({"X-Ignored-Parameters", "empty, p"}));
}

void RouterTest::scope_data()
{
    QTest::addColumn<int>("has");
    QTest::addColumn<int>("needs");
    QTest::addColumn<int>("status");
    for (int has = 0; has < 4; ++has) {
        for (int needs = 0; needs < 4; ++needs) {
            QTest::addRow("%d for %d", has, needs) << has << needs << (has >= needs ? 200 : 403);
        }
    }
}

void RouterTest::scope()
{
    QFETCH(const int, has);
    QFETCH(const int, needs);
    QFETCH(const int, status);
    http::Router router;
    router.add(route("GET", u"/a"_s, "{}", static_cast<Scope>(needs)));
    const auto answer = ask(
        router, {.method = "GET", .path = "/a", .principal = {.scope = static_cast<Scope>(has)}});
    QCOMPARE(answer.status, status);
}

void RouterTest::allowNamesEveryMethod()
{
    http::Router router;
    router.add(route("GET", u"/a"_s, "{}"));
    router.add(route("POST", u"/a"_s, "{}"));
    const auto options = ask(router, asAdmin("OPTIONS", "/a"));
    QCOMPARE(options.status, 204);
    QCOMPARE(options.headers, http::Headers({{"Allow", "GET, HEAD, POST, OPTIONS"}}));
    const auto wrong = ask(router, asAdmin("PUT", "/a"));
    QCOMPARE(wrong.status, 405);
    QVERIFY(wrong.headers.contains({"Allow", "GET, HEAD, POST, OPTIONS"}));
    QCOMPARE(ask(router, asAdmin("OPTIONS", "/b")).status, 404);
}

void RouterTest::bodyLimitIsTheRoutes()
{
    http::Router router;
    auto limited = route("POST", u"/a/{x}"_s, "{}");
    limited.bodyLimit = 7;
    router.add(limited);
    QCOMPARE(router.bodyLimit("POST", "/a/b"), 7);
    QCOMPARE(router.bodyLimit("PUT", "/a/b"), std::nullopt);
    QCOMPARE(router.bodyLimit("POST", "/b"), std::nullopt);
    QCOMPARE(router.bodyLimit("POST", "/a/%00"), std::nullopt);
    router.add(route("POST", u"/b"_s, "{}"));
    QCOMPARE(router.bodyLimit("POST", "/b"), http::SmallBody);
}

void RouterTest::kindsHaveStatuses_data()
{
    using protocol::ErrorKind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::newRow("internal") << static_cast<int>(ErrorKind::Internal) << 500;
    QTest::newRow("bad request") << static_cast<int>(ErrorKind::BadRequest) << 400;
    QTest::newRow("forbidden") << static_cast<int>(ErrorKind::Forbidden) << 403;
    QTest::newRow("not found") << static_cast<int>(ErrorKind::NotFound) << 404;
    QTest::newRow("conflict") << static_cast<int>(ErrorKind::Conflict) << 409;
    QTest::newRow("unavailable") << static_cast<int>(ErrorKind::Unavailable) << 503;
}

void RouterTest::kindsHaveStatuses()
{
    QFETCH(const int, kind);
    QFETCH(const int, status);
    http::Response answer;
    const auto exchange = std::make_shared<http::Exchange>(
        [&answer](http::Response response) { answer = std::move(response); });
    http::replyError(exchange, {static_cast<protocol::ErrorKind>(kind), u"a \"quote\""_s});
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body, "{\"detail\":\"a \\\"quote\\\"\"}");
}

void RouterTest::droppedExchangeAnswers500()
{
    QList<int> statuses;
    const auto deliver = [&statuses](const http::Response &answer) {
        statuses.append(answer.status);
    };
    std::make_shared<http::Exchange>(deliver).reset();
    const auto answered = std::make_shared<http::Exchange>(deliver);
    answered->reply({.status = 202});
    answered->reply({.status = 404});
    QCOMPARE(statuses, QList<int>({500, 202}));
}

void RouterTest::queries_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("detail");
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("separators only") << QByteArray("&&") << QString();
    QTest::newRow("twice") << QByteArray("a=1&b=2&a=1")
                           << u"Query parameter 'a' is given more than once"_s;
    QTest::newRow("twice, but unknown") << QByteArray("a=1&_=2&_=1") << QString();
    QTest::newRow("malformed, but unknown") << QByteArray("a=1&_=%x1") << QString();
    QTest::newRow("a control byte")
        << QByteArray("a=%0a") << u"Query parameter 'a' has a malformed value"_s;
    QTest::newRow("a bad escape") << QByteArray("a=%x1")
                                  << u"Query parameter 'a' has a malformed value"_s;
    QTest::newRow("cut UTF-8") << QByteArray("a=%c3")
                               << u"Query parameter 'a' has a malformed value"_s;
    QTest::newRow("a bad name") << QByteArray("%ff=1")
                                << u"A query parameter has a malformed name"_s;
}

void RouterTest::queries()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QString, detail);
    const auto decoded = http::decodedQuery(query, {u"a"_s, u"b"_s});
    QCOMPARE(decoded.ok(), detail.isEmpty());
    if (!decoded) {
        QCOMPARE(decoded.error().detail, detail);
    }
}

QTEST_GUILESS_MAIN(RouterTest)
#include "tst_router.moc"
