// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/contract/openapi.h"
#include "backend/contract/operationid.h"
#include "backend/http/router.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
namespace schema = protocol::schema;

/// The route table in the words of OpenAPI.
class OpenApiTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysWhatItIs();
    void pathAndQuery();
    void body();
    void answers();
    void answersOfTheDoor();
    void namesOfOperations_data();
    void namesOfOperations();

private:
    QJsonObject operation(const QString &path, const QString &method) const
    {
        return m_document.value(u"paths")[path][method].toObject();
    }

    http::Router m_router;
    QJsonObject m_document;
};

void OpenApiTest::init()
{
    m_router = {};
    m_router.define(u"Thing"_s, schema::object({{u"name"_s, schema::text()}}));
    const auto nothing = [](const http::Request &, const http::ExchangePtr &) {};
    m_router.add(
        {.method = "GET",
         .path = u"/things/{id}/{part}"_s,
         .scope = http::Scope::Read,
         .tag = u"things"_s,
         .summary = u"One of them"_s,
         .segments = {{.name = u"id"_s, .schema = schema::integer(1)}},
         .parameters = {{.name = u"deep"_s,
                         .schema = schema::withDefault(schema::boolean(), false),
                         .description = u"With all of it"_s}},
         .answers = {{.status = 200, .description = u"It"_s, .schema = schema::named(u"Thing"_s)},
                     http::failure(404, u"None"_s)},
         .handler = nothing});
    m_router.add({.method = "POST",
                  .path = u"/things/{id}/{part}"_s,
                  .scope = http::Scope::Operate,
                  .tag = u"things"_s,
                  .summary = u"Another one"_s,
                  .body = schema::closed({{u"name"_s, schema::text(1)}}),
                  .answers = {{.status = 204, .description = u"Done"_s, .type = {}}},
                  .handler = nothing});
    m_document = QJsonDocument::fromJson(contract::openApi(m_router)).object();
}

void OpenApiTest::saysWhatItIs()
{
    QCOMPARE(m_document.value(u"openapi").toString(), u"3.1.0"_s);
    QCOMPARE(m_document.value(u"info")[u"version"].toString(), QStringLiteral(SIGNALBOX_VERSION));
    QCOMPARE(m_document.value(u"paths").toObject().size(), 1);
    QCOMPARE(m_document.value(u"tags")[0][u"name"].toString(), u"things"_s);
    QCOMPARE(m_document.value(u"components")[u"schemas"].toObject().keys(),
             QStringList({u"Thing"_s}));
}

void OpenApiTest::pathAndQuery()
{
    const QJsonArray parameters =
        operation(u"/things/{id}/{part}"_s, u"get"_s).value(u"parameters").toArray();
    QCOMPARE(parameters.size(), 3);
    QCOMPARE(parameters[0][u"name"].toString(), u"id"_s);
    QCOMPARE(parameters[0][u"in"].toString(), u"path"_s);
    QCOMPARE(parameters[0][u"required"].toBool(), true);
    QCOMPARE(parameters[0][u"schema"][u"type"].toString(), u"integer"_s);
    // One that the route says nothing of is a text all the same.
    QCOMPARE(parameters[1][u"name"].toString(), u"part"_s);
    QCOMPARE(parameters[1][u"schema"][u"type"].toString(), u"string"_s);
    QCOMPARE(parameters[2][u"in"].toString(), u"query"_s);
    QCOMPARE(parameters[2][u"required"].toBool(true), false);
    QCOMPARE(parameters[2][u"schema"][u"default"].toBool(true), false);
    QCOMPARE(parameters[2][u"description"].toString(), u"With all of it"_s);
}

void OpenApiTest::body()
{
    const QJsonValue body = operation(u"/things/{id}/{part}"_s, u"post"_s).value(u"requestBody");
    QCOMPARE(body[u"required"].toBool(), true);
    const QJsonValue shape = body[u"content"][u"application/json"][u"schema"];
    QCOMPARE(shape[u"additionalProperties"].toBool(true), false);
    QCOMPARE(shape[u"required"].toArray(), QJsonArray({u"name"_s}));
}

void OpenApiTest::answers()
{
    const QJsonObject get = operation(u"/things/{id}/{part}"_s, u"get"_s);
    QCOMPARE(get.value(u"x-scope").toString(), u"read"_s);
    const QJsonValue answers = get.value(u"responses");
    QCOMPARE(answers[u"200"][u"content"][u"application/json"][u"schema"][u"$ref"].toString(),
             u"#/components/schemas/Thing"_s);
    QCOMPARE(answers[u"404"][u"description"].toString(), u"None"_s);
    QCOMPARE(answers[u"404"][u"content"][u"application/json"][u"schema"][u"$ref"].toString(),
             u"#/components/schemas/Error"_s);
    const QJsonObject post = operation(u"/things/{id}/{part}"_s, u"post"_s);
    QVERIFY(!post.value(u"responses")[u"204"].toObject().contains(u"content"));
}

void OpenApiTest::answersOfTheDoor()
{
    const QJsonValue answers = operation(u"/things/{id}/{part}"_s, u"get"_s).value(u"responses");
    for (const QString &status : {u"400"_s, u"401"_s, u"403"_s, u"421"_s, u"429"_s, u"500"_s}) {
        const QString reference = answers[status][u"$ref"].toString();
        QVERIFY2(reference.startsWith(u"#/components/responses/"_s), qPrintable(status));
        const QString name = reference.section(u'/', -1);
        QVERIFY2(m_document.value(u"components")[u"responses"][name][u"description"].isString(),
                 qPrintable(name));
    }
}

void OpenApiTest::namesOfOperations_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << QByteArray("GET") << u"/metrics"_s << u"getMetrics"_s;
    QTest::newRow("below api") << QByteArray("GET") << u"/api/system/health/full"_s
                               << u"getSystemHealthFull"_s;
    QTest::newRow("a hyphen") << QByteArray("GET") << u"/api/system/circuit-breakers"_s
                              << u"getSystemCircuitBreakers"_s;
    QTest::newRow("a suffix") << QByteArray("GET") << u"/openapi.json"_s << u"getOpenapiJson"_s;
    QTest::newRow("parameters") << QByteArray("POST") << u"/api/dlq/{queue}/{id}/replay"_s
                                << u"postDlqByQueueByIdReplay"_s;
    QTest::newRow("an underscore") << QByteArray("GET") << u"/a/{batch_id}"_s << u"getAByBatchId"_s;
}

void OpenApiTest::namesOfOperations()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, path);
    QFETCH(const QString, name);
    QCOMPARE(contract::operationId(method, path), name);
}

QTEST_GUILESS_MAIN(OpenApiTest)
#include "tst_openapi.moc"
