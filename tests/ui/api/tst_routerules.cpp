// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/routerules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class RouteRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void routes();
    void strangeDocuments_data();
    void strangeDocuments();
    void aSchemaThatRefersToItself();
    void paths_data();
    void paths();
    void filters_data();
    void filters();
    void sockets();
};

void RouteRulesTest::routes()
{
    const QList<ApiRoute> routes = routesOf(json(R"({
        "paths": {
            "/api/tokens": {
                "get": {"summary": "The tokens", "x-scope": "admin"},
                "post": {"summary": "Create a token", "x-scope": "admin",
                         "requestBody": {"content": {"application/json": {"schema":
                            {"$ref": "#/components/schemas/Wish"}}}}}},
            "/api/events": {
                "get": {"parameters": [{"name": "from", "in": "query", "required": true},
                                       {"name": "limit", "in": "query"},
                                       {"name": "id", "in": "path", "required": true}]}}},
        "components": {"schemas": {"Wish": {"type": "object",
            "properties": {"name": {"type": "string"}, "scope": {"enum": ["read", "admin"]},
                           "days": {"type": ["integer", "null"], "minimum": 1},
                           "more": {"type": "object"}, "list": {"type": "array"},
                           "on": {"type": "boolean"}, "left_out": {"type": "string"}},
            "required": ["name", "scope", "days", "more", "list", "on"]}}}})"));
    QCOMPARE(routes.size(), 3);
    QCOMPARE(routes.at(0),
             (ApiRoute{.method = u"GET"_s, .path = u"/api/events"_s, .query = u"from=FROM"_s}));
    QCOMPARE(routes.at(1),
             (ApiRoute{.method = u"GET"_s,
                       .path = u"/api/tokens"_s,
                       .summary = u"The tokens"_s,
                       .scope = u"admin"_s}));
    QCOMPARE(routes.at(2).method, u"POST"_s);
    QVERIFY(routes.at(2).hasBody);
    QCOMPARE(routes.at(2).body,
             (QJsonObject{{u"name"_s, u"NAME"_s},
                          {u"scope"_s, u"read"_s},
                          {u"days"_s, 1},
                          {u"more"_s, QJsonObject()},
                          {u"list"_s, QJsonArray()},
                          {u"on"_s, false}}));
}

void RouteRulesTest::strangeDocuments_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<int>("routes");
    QTest::newRow("empty") << QByteArray("{}") << 0;
    QTest::newRow("paths are a list") << QByteArray(R"({"paths":[1]})") << 0;
    QTest::newRow("a path is a text") << QByteArray(R"({"paths":{"/a":"b"}})") << 0;
    QTest::newRow("a request is a number") << QByteArray(R"({"paths":{"/a":{"get":1}}})") << 0;
    QTest::newRow("not a path") << QByteArray(R"({"paths":{"a":{"get":{}}}})") << 0;
    QTest::newRow("a method that is not one")
        << QByteArray(R"({"paths":{"/a":{"summary":{},"get":{}}}})") << 1;
    QTest::newRow("numbers for texts")
        << QByteArray(R"({"paths":{"/a":{"get":{"summary":1,"parameters":{},"requestBody":3}}}})")
        << 1;
}

void RouteRulesTest::strangeDocuments()
{
    QFETCH(QByteArray, document);
    QTEST(static_cast<int>(routesOf(QJsonDocument::fromJson(document).object()).size()), "routes");
}

void RouteRulesTest::aSchemaThatRefersToItself()
{
    const QList<ApiRoute> routes = routesOf(json(R"({
        "paths": {"/a": {"post": {"requestBody": {"content": {"application/json": {"schema":
            {"$ref": "#/components/schemas/Self"}}}}}}},
        "components": {"schemas": {"Self": {"type": "object", "required": ["self"],
            "properties": {"self": {"$ref": "#/components/schemas/Self"}}}}}})"));
    QCOMPARE(routes.size(), 1);
    QVERIFY(routes.at(0).body.contains(u"self"));
}

void RouteRulesTest::paths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("filled");
    QTest::newRow("without names") << u"/api/tokens"_s << u""_s << u"/api/tokens"_s;
    QTest::newRow("one") << u"/api/tokens/{id}"_s << u""_s << u"/api/tokens/ID"_s;
    QTest::newRow("two") << u"/a/{worker_name}/b/{id}"_s << u""_s << u"/a/WORKER_NAME/b/ID"_s;
    QTest::newRow("a query") << u"/a"_s << u"from=FROM"_s << u"/a?from=FROM"_s;
    QTest::newRow("never closed") << u"/a/{b"_s << u""_s << u"/a/{b"_s;
    QTest::newRow("without a word") << u"/a/{}"_s << u""_s << u"/a/"_s;
}

void RouteRulesTest::paths()
{
    QFETCH(QString, path);
    QFETCH(QString, query);
    QTEST(pathToFill({.path = path, .query = query}), "filled");
}

void RouteRulesTest::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isShown");
    QTest::newRow("none") << u""_s << true;
    QTest::newRow("of the path") << u"tokens"_s << true;
    QTest::newRow("of the method") << u"post"_s << true;
    QTest::newRow("of what it does") << u"create"_s << true;
    QTest::newRow("two words") << u"post  token"_s << true;
    QTest::newRow("one of them is not in it") << u"get token"_s << false;
}

void RouteRulesTest::filters()
{
    QFETCH(QString, text);
    const ApiRoute route{
        .method = u"POST"_s, .path = u"/api/tokens"_s, .summary = u"Create a token"_s};
    QTEST(passes(route, text), "isShown");
}

void RouteRulesTest::sockets()
{
    QCOMPARE(socketsOf(json(R"({"channels":{"events":{"address":"/ws/events"},
                               "odd":{"address":1},"more":{"address":"ws"},"x":2,
                               "system":{"address":"/ws/system"}}})")),
             (QStringList{u"/ws/events"_s, u"/ws/system"_s}));
    QCOMPARE(socketsOf({}), QStringList());
}

QTEST_APPLESS_MAIN(RouteRulesTest)
#include "tst_routerules.moc"
