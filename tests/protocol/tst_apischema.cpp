// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/schema.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace protocol::schema;

/// What a schema looks like on the wire.
class ApiSchemaTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void written_data();
    void written();
};

void ApiSchemaTest::written_data()
{
    QTest::addColumn<protocol::Schema>("schema");
    QTest::addColumn<QByteArray>("json");

    const auto row = [](const char *name, const protocol::Schema &schema, const char *json) {
        QTest::newRow(name) << schema << QByteArray(json);
    };
    row("anything", any(), R"({})");
    row("a boolean", boolean(), R"({"type":"boolean"})");
    row("an integer", integer(), R"({"type":"integer"})");
    row("an integer with bounds", integer(-1, 10),
        R"({"type":"integer","minimum":-1,"maximum":10})");
    row("a number", number(0), R"({"type":"number","minimum":0})");
    row("a text", text(1, 3), R"({"type":"string","minLength":1,"maxLength":3})");
    row("a pattern holds for the whole", matching(u"a|b"_s),
        R"({"type":"string","pattern":"^(?:a|b)$"})");
    row("words", words({u"a"_s, u"b"_s}), R"({"type":"string","enum":["a","b"]})");
    row("a time", time(), R"({"type":"string","format":"date-time"})");
    row("a list", list(integer(), 5),
        R"({"type":"array","maxItems":5,"items":{"type":"integer"}})");
    row("a map", mapOf(boolean()),
        R"({"type":"object","additionalProperties":{"type":"boolean"}})");
    row("an object keeps its order", object({{u"b"_s, text()}, optional(u"a"_s, boolean())}),
        R"({"type":"object","properties":{"b":{"type":"string"},"a":{"type":"boolean"}},)"
        R"("required":["b"]})");
    row("a closed object", closed({{u"b"_s, text()}}),
        R"({"type":"object","properties":{"b":{"type":"string"}},"required":["b"],)"
        R"("additionalProperties":false})");
    row("a name", named(u"Worker"_s), R"({"$ref":"#/components/schemas/Worker"})");
    row("null as well", nullable(integer(1)), R"({"type":["integer","null"],"minimum":1})");
    row("words or null", nullable(words({u"a"_s})),
        R"({"type":["string","null"],"enum":["a",null]})");
    row("a name or null", nullable(named(u"Worker"_s)),
        R"({"anyOf":[{"$ref":"#/components/schemas/Worker"},{"type":"null"}]})");
    row("a description", described(boolean(), u"Why"_s),
        R"({"type":"boolean","description":"Why"})");
    row("a default", withDefault(integer(1, 100), 50),
        R"({"type":"integer","minimum":1,"maximum":100,"default":50})");
}

void ApiSchemaTest::written()
{
    QFETCH(const protocol::Schema, schema);
    QFETCH(const QByteArray, json);
    protocol::JsonWriter writer;
    protocol::write(writer, schema);
    QCOMPARE(writer.bytes(), json);
}

QTEST_GUILESS_MAIN(ApiSchemaTest)
#include "tst_apischema.moc"
