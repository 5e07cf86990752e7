// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/answercontract.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::AnswerContract;

namespace {

QJsonObject object(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

const QString Documented = u"The answer is not as documented: "_s;
const QString Version = u" The backend may be of another version."_s;

} // namespace

class AnswerContractTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void paths_data();
    void paths();
    void aSchemaThatSpeaksOfItself();
    void everyPageHasOne_data();
    void everyPageHasOne();
};

void AnswerContractTest::values_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("fault"); // behind "a"; empty: none
    const auto row = [](const char *name, const char *schema, const char *value,
                        const char *fault = "") {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(value) << QString::fromUtf8(fault);
    };
    row("integer", R"({"type": "integer"})", "-5");
    row("integer as text", R"({"type": "integer"})", R"("5")", R"( is "5")");
    row("integer with a fraction", R"({"type": "integer"})", "0.5", " is 0.5");
    row("integer that a double skips", R"({"type": "integer"})", "1e300", " is 1e+300");
    row("integer, null", R"({"type": "integer"})", "null", " is null");
    row("below the least", R"({"type": "integer", "minimum": 0})", "-1", " is -1");
    row("above the most", R"({"type": "number", "maximum": 100})", "100.5", " is 100.5");
    row("within", R"({"type": "number", "minimum": 0, "maximum": 100})", "99.5");
    row("number or null", R"({"type": ["number", "null"]})", "null");
    row("number or null, text", R"({"type": ["number", "null"]})", R"("x")", R"( is "x")");
    row("boolean", R"({"type": "boolean"})", "false");
    row("boolean as number", R"({"type": "boolean"})", "0", " is 0");
    row("text", R"({"type": "string"})", R"("")");
    row("text as number", R"({"type": "string"})", "7", " is 7");
    row("time", R"({"type": "string", "format": "date-time"})", R"("2025-12-27T10:30:00.000Z")");
    row("no time", R"({"type": "string", "format": "date-time"})", R"("soon")", R"( is "soon")");
    row("word that is not listed", R"({"type": "string", "enum": ["up"]})", R"("sideways")");
    row("list", R"({"type": "array", "items": {"type": "integer"}})", "[1, 2]");
    row("no list", R"({"type": "array", "items": {"type": "integer"}})", "{}", " is {}");
    row("in a list", R"({"type": "array", "items": {"type": "integer"}})", "[1, null]",
        "[1] is null");
    row("map", R"({"type": "object", "additionalProperties": {"type": "integer"}})", R"({"x": 1})");
    row("in a map", R"({"type": "object", "additionalProperties": {"type": "integer"}})",
        R"({"x": "1"})", R"(.x is "1")");
    row("object",
        R"({"type": "object", "properties": {"b": {"type": "string"}}, "required": ["b"]})",
        R"({"b": "", "c": 1})");
    row("key missing",
        R"({"type": "object", "properties": {"b": {"type": "string"}}, "required": ["b"]})", "{}",
        ".b is missing");
    row("key that may be missing", R"({"type": "object", "properties": {"b": {"type": "string"}}})",
        "{}");
    row("that one of another kind",
        R"({"type": "object", "properties": {"b": {"type": "string"}}})", R"({"b": 5})", ".b is 5");
    row("reference", R"({"$ref": "#/components/schemas/Thing"})", R"({"id": 1})");
    row("in a reference", R"({"$ref": "#/components/schemas/Thing"})", R"({"id": true})",
        ".id is true");
    row("reference or null",
        R"({"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]})", "null");
    row("reference or null, broken",
        R"({"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]})", "[]", " is []");
    row("anything", "{}", "null");
    row("long value", R"({"type": "integer"})", R"("1234567890123456789012345678901234567890")",
        R"( is "123456789012345678901234567890123456789…)");
}

void AnswerContractTest::values()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, value);
    QFETCH(QString, fault);
    const AnswerContract contract(
        object(R"({"paths": {"/x": {"200": {"type": "object", "properties": {"a": )" + schema
               + R"(}, "required": ["a"]}}},
            "schemas": {"Thing": {"type": "object", "properties": {"id": {"type": "integer"}},
                                  "required": ["id"]}}})"));
    const auto found = contract.fault(u"/x"_s, 200, object(R"({"a": )" + value + "}"));
    QCOMPARE(found.value_or(QString()),
             fault.isEmpty() ? QString() : Documented + u'a' + fault + u'.' + Version);
}

void AnswerContractTest::paths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isDocumented");
    QTest::newRow("as it is") << u"/x/y"_s << 200 << true;
    QTest::newRow("with a query") << u"/x/y?limit=3"_s << 200 << true;
    QTest::newRow("another status") << u"/x/y"_s << 404 << false;
    QTest::newRow("its other status") << u"/x/y"_s << 503 << true;
    QTest::newRow("with a part") << u"/x/5/log"_s << 200 << true;
    QTest::newRow("longer") << u"/x/5/log/more"_s << 200 << false;
    QTest::newRow("unknown") << u"/z"_s << 200 << false;
}

void AnswerContractTest::paths()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(bool, isDocumented);
    const AnswerContract contract(object(
        R"({"paths": {"/x/y": {"200": {"$ref": "#/S"}, "503": {"$ref": "#/S"}},
                      "/x/{id}/log": {"200": {"$ref": "#/S"}}},
            "schemas": {"S": {"type": "object", "properties": {"a": {}}, "required": ["a"]}}})"));
    QCOMPARE(contract.fault(path, status, {}).has_value(), isDocumented);
}

void AnswerContractTest::aSchemaThatSpeaksOfItself()
{
    const AnswerContract contract(object(
        R"({"paths": {"/x": {"200": {"$ref": "#/Tree"}}},
            "schemas": {"Tree": {"type": "object", "properties": {"of": {"type": "array",
                "items": {"$ref": "#/Tree"}}}, "required": ["of"]}}})"));
    QVERIFY(!contract.fault(u"/x"_s, 200, object(R"({"of": [{"of": []}]})")));
    QCOMPARE(contract.fault(u"/x"_s, 200, object(R"({"of": [{"of": [{}]}]})")),
             QString(Documented + u"of[0].of[0].of is missing."_s + Version));
}

void AnswerContractTest::everyPageHasOne_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path :
         {"/api/system/supervisor", "/api/system/pipeline", "/api/system/health/full",
          "/api/system/circuit-breakers", "/api/events?limit=50", "/api/events/7",
          "/api/journal?limit=100", "/api/cameras", "/api/dlq", "/api/dlq/detection", "/api/alerts",
          "/api/system/monitoring/health", "/api/system/monitoring/targets",
          "/api/system/performance", "/api/system/performance/history?time_range=5m",
          "/api/system/supervisor/restart-history", "/api/clients", "/api/tokens",
          "/api/system/supervisor/workers/w/logs"}) {
        QTest::newRow(path) << QString::fromLatin1(path);
    }
}

void AnswerContractTest::everyPageHasOne()
{
    QFETCH(QString, path);
    const auto fault = AnswerContract().fault(path, 200, {});
    QVERIFY(fault.has_value());
    QVERIFY2(fault->contains(u" is missing"), qPrintable(*fault));
}

QTEST_GUILESS_MAIN(AnswerContractTest)
#include "tst_answercontract.moc"
