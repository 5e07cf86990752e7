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
    void schemasAreKept_data();
    void schemasAreKept();
    void defaultsAreFilledIn();
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
                .parameters = {{.name = u"limit"_s}, {.name = u"q"_s}},
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

void RouterTest::schemasAreKept_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail"); // empty: the handler is reached

    const QByteArray fine(R"({"name":"a"})");
    const auto row = [](const char *name, const QByteArray &path, const QByteArray &query,
                        const QByteArray &body, const QString &detail) {
        QTest::newRow(name) << path << query << body << detail;
    };
    row("all fine", "/a/7", "must=x", fine, {});
    row("a segment", "/a/x", "must=x", fine, u"Invalid id 'x': must be an integer of at least 1"_s);
    row("a negative segment", "/a/-1", "must=x", fine,
        u"Invalid id '-1': must be an integer of at least 1"_s);
    row("an integer", "/a/7", "must=x&limit=11", fine,
        u"Invalid limit '11': must be an integer from 1 to 10"_s);
    row("an empty integer", "/a/7", "must=x&limit=", fine,
        u"Invalid limit '': must be an integer from 1 to 10"_s);
    row("a name without a value", "/a/7", "must=x&limit", fine,
        u"Invalid limit '': must be an integer from 1 to 10"_s);
    row("encoded twice", "/a/7", "must=x&limit=%2531", fine,
        u"Invalid limit '%31': must be an integer from 1 to 10"_s);
    row("a parameter that must be", "/a/7", "limit=1", fine,
        u"Query parameter 'must' is missing"_s);
    row("no body", "/a/7", "must=x", {}, u"Invalid body: 'name' is missing"_s);
    row("a list as body", "/a/7", "must=x", "[1]", u"Invalid body: must be a JSON object"_s);
    row("null as body", "/a/7", "must=x", "null", u"Invalid body: must be a JSON object"_s);
    row("a text as body", "/a/7", "must=x", " \"a\" ", u"Invalid body: must be a JSON object"_s);
    row("a number and more", "/a/7", "must=x", "1 2",
        u"Invalid body: must be JSON (illegal value at byte 1)"_s);
    row("no JSON", "/a/7", "must=x",
        "{\"name\":", u"Invalid body: must be JSON (unterminated object at byte 8)"_s);
    row("a key twice", "/a/7", "must=x", R"({"name":"a","name":"b"})",
        u"Invalid body: the key 'name' is given more than once"_s);
    row("a key twice, escaped", "/a/7", "must=x", R"({"name":"a","\u006eame":"b"})",
        u"Invalid body: the key 'name' is given more than once"_s);
    row("a wrong type", "/a/7", "must=x", "{\"name\":1}",
        u"Invalid name '1': must be a text of 1 to 3 characters"_s);
    row("too long", "/a/7", "must=x", R"({"name":"abcd"})",
        u"Invalid name 'abcd': must be a text of 1 to 3 characters"_s);
    row("an unknown key", "/a/7", "must=x", R"({"name":"a","nam":1})",
        u"Invalid body: unknown key 'nam'"_s);
    row("too deep", "/a/7", "must=x", QByteArray(65, '[') + QByteArray(65, ']'),
        u"Invalid body: must be at most 64 deep"_s);
}

void RouterTest::schemasAreKept()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, detail);
    namespace schema = protocol::schema;
    http::Router router;
    auto checked = route("POST", u"/a/{id}"_s, "{}");
    checked.segments = {{.name = u"id"_s, .schema = schema::integer(1)}};
    checked.parameters = {{.name = u"limit"_s, .schema = schema::integer(1, 10)},
                          {.name = u"must"_s, .schema = schema::text(), .isRequired = true}};
    checked.body = schema::closed({{u"name"_s, schema::text(1, 3)}});
    router.add(checked);
    auto request = asAdmin("POST", path, query);
    request.body = body;
    const http::Response answer = ask(router, request);
    QCOMPARE(answer.status, detail.isEmpty() ? 200 : 400);
    if (!detail.isEmpty()) {
        QCOMPARE(answer.body, http::errorResponse(400, detail).body);
    }
}

void RouterTest::defaultsAreFilledIn()
{
    namespace schema = protocol::schema;
    http::Router router;
    std::optional<http::Request> seen;
    http::Route with = route("GET", u"/a"_s, "{}");
    with.parameters = http::pageParameters(http::numberCursor());
    with.handler = [&seen](const http::Request &request, const http::ExchangePtr &) {
        seen = request;
    };
    router.add(with);
    ask(router, asAdmin("GET", "/a"));
    QVERIFY(seen);
    QCOMPARE(seen->integer(u"limit"_s), 50);
    QCOMPARE(seen->integer(u"cursor"_s), 0);
    QVERIFY(!seen->query.contains(u"cursor"_s));
    ask(router, asAdmin("GET", "/a", "limit=100&cursor=12"));
    QCOMPARE(seen->integer(u"limit"_s), 100);
    QCOMPARE(seen->integer(u"cursor"_s), 12);
}

QTEST_GUILESS_MAIN(RouterTest)
#include "tst_router.moc"
