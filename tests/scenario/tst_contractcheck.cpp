// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/contractcheck.h"

#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::ContractCheck;

namespace {

const QByteArray Document = R"({
    "openapi": "3.1.0",
    "paths": {
        "/things/{id}": {"get": {"operationId": "getThing", "responses": {
            "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
            "404": {"$ref": "#/components/responses/NotFound"}}}},
        "/things/all": {"get": {"operationId": "getAll", "responses": {
            "200": {"content": {"application/json": {"schema":
                {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}}}}}}
    },
    "components": {
        "schemas": {"Thing": {"type": "object", "required": ["name", "at"], "properties": {
            "name": {"type": "string", "enum": ["a", "b"]},
            "at": {"type": ["string", "null"], "format": "date-time"},
            "more": {"type": "object", "additionalProperties": {"type": "integer"}}}}},
        "responses": {"NotFound": {"content": {"application/json": {"schema":
            {"type": "object", "required": ["detail"]}}}}}
    }
})";

} // namespace

/// That the comparison of answers with the description finds what is wrong.
class ContractCheckTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
};

void ContractCheckTest::answers_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("fault"); // a part of it; empty: none

    const auto row = [](const char *name, const char *target, int status, const char *body,
                        const QString &fault = {}) {
        QTest::newRow(name) << QByteArray(target) << status << QByteArray(body) << fault;
    };
    row("as documented", "/things/1?x=y", 200, R"({"name":"a","at":"2025-12-27T10:30:00.000Z"})");
    row("a further key", "/things/1", 200, R"({"name":"b","at":null,"other":1})");
    row("a missing key", "/things/1", 200, R"({"name":"a"})", u"required"_s);
    row("a wrong word", "/things/1", 200, R"({"name":"c","at":null})", u"enum"_s);
    row("a wrong type", "/things/1", 200, R"({"name":"a","at":null,"more":{"x":"1"}})", u"type"_s);
    row("no time", "/things/1", 200, R"({"name":"a","at":"soon"})", u"no time"_s);
    row("no JSON", "/things/1", 200, "{", u"no JSON"_s);
    row("a status by reference", "/things/1", 404, R"({"detail":"x"})");
    row("an error without a detail", "/things/1", 404, "{}", u"required"_s);
    row("an undocumented status", "/things/1", 500, R"({"detail":"x"})", u"500"_s);
    row("the more literal path wins", "/things/all", 200, R"([{"name":"a","at":null}])");
    row("inside of a list", "/things/all", 200, R"([{"name":"a","at":"soon"}])", u"no time"_s);
    row("an unknown path that is refused", "/nothing", 404, "{}");
    row("an unknown path that is answered", "/nothing", 200, "{}", u"not documented"_s);
}

void ContractCheckTest::answers()
{
    QFETCH(const QByteArray, target);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, fault);
    const ContractCheck check(Document);
    const Answer answer{
        .status = status, .headers = {{"content-type", "application/json"}}, .body = body};
    const QString found = check.fault("GET", target, answer);
    QCOMPARE(found.isEmpty(), fault.isEmpty());
    QVERIFY2(found.contains(fault), qPrintable(found));
}

QTEST_GUILESS_MAIN(ContractCheckTest)
#include "tst_contractcheck.moc"
