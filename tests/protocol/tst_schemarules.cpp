// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/schemarules.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace protocol::schema;

/// What comes from outside against its schema.
class SchemaRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void objects_data();
    void objects();
    void longValuesAreCut();
};

void SchemaRulesTest::texts_data()
{
    QTest::addColumn<protocol::Schema>("schema");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("rule"); // empty: it keeps it

    const auto row = [](const char *name, const protocol::Schema &schema, const QString &value,
                        const QString &rule = {}) {
        QTest::newRow(name) << schema << value << rule;
    };
    const QString oneToTen = u"must be an integer from 1 to 10"_s;
    row("least", integer(1, 10), u"1"_s);
    row("most", integer(1, 10), u"10"_s);
    row("leading zeros", integer(1, 10), u"007"_s);
    row("below", integer(1, 10), u"0"_s, oneToTen);
    row("above", integer(1, 10), u"11"_s, oneToTen);
    row("empty", integer(1, 10), QString(), oneToTen);
    row("a sign alone", integer(1, 10), u"-"_s, oneToTen);
    row("a plus", integer(1, 10), u"+5"_s, oneToTen);
    row("blanks", integer(1, 10), u" 5"_s, oneToTen);
    row("a fraction", integer(1, 10), u"5.0"_s, oneToTen);
    row("an exponent", integer(1, 10), u"1e0"_s, oneToTen);
    row("hexadecimal", integer(1, 10), u"0x5"_s, oneToTen);
    row("digits of another script", integer(1, 10), u"٣"_s, oneToTen);
    row("beyond 64 bits", integer(1), u"9223372036854775808"_s,
        u"must be an integer of at least 1"_s);
    row("a negative one", integer(), u"-5"_s);
    row("any integer", integer(), u"x"_s, u"must be an integer"_s);
    row("only a most", integer({}, 5), u"6"_s, u"must be an integer of at most 5"_s);
    row("a number", number(0, 1), u"0.5"_s);
    row("a number that is too large", number(0, 1), u"1.5"_s, u"must be a number from 0 to 1"_s);
    row("infinity", number(), u"inf"_s, u"must be a number"_s);
    row("not a number", number(), u"nan"_s, u"must be a number"_s);
    row("true", boolean(), u"true"_s);
    row("false", boolean(), u"false"_s);
    row("True", boolean(), u"True"_s, u"must be true or false"_s);
    row("1", boolean(), u"1"_s, u"must be true or false"_s);
    row("a word", words({u"5m"_s, u"15m"_s}), u"15m"_s);
    row("no word", words({u"5m"_s, u"15m"_s}), u"15M"_s, u"must be one of 5m, 15m"_s);
    row("a time", time(), u"2025-12-27T10:30:00Z"_s);
    row("no time", time(), u"yesterday"_s, u"must be a time in UTC such as 2025-12-27T10:30:00Z"_s);
    row("a short text", text(1, 3), u"abc"_s);
    row("a long text", text(1, 3), u"abcd"_s, u"must be a text of 1 to 3 characters"_s);
    row("an empty text", text(1), QString(), u"must be a text of at least 1 characters"_s);
    row("at most", text({}, 2), u"abc"_s, u"must be a text of at most 2 characters"_s);
    row("a pattern", matching(u"[a-z]+"_s), u"abc"_s);
    row("a pattern for the whole", matching(u"[a-z]+"_s), u"abc1"_s, u"must match ^[a-z]+$"_s);
    row("a line feed at the end", matching(u"[a-z]+"_s), u"abc\n"_s, u"must match ^[a-z]+$"_s);
    row("anything", any(), u"x"_s);
}

void SchemaRulesTest::texts()
{
    QFETCH(const protocol::Schema, schema);
    QFETCH(const QString, value);
    QFETCH(const QString, rule);
    QCOMPARE(protocol::broken(schema, value).value_or(QString()), rule);
}

void SchemaRulesTest::objects_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("fault");

    const auto row = [](const char *name, const char *json, const QString &fault = {}) {
        QTest::newRow(name) << QByteArray(json) << fault;
    };
    row("the least", R"({"name":"a"})");
    row("everything", R"({"name":"a","age":3,"tags":["x"],"inner":{"on":true},"at":null})");
    row("missing", R"({})", u"Invalid body: 'name' is missing"_s);
    row("another type", R"({"name":7})",
        u"Invalid name '7': must be a text of 1 to 3 characters"_s);
    row("null where it may not be", R"({"name":null})",
        u"Invalid name 'null': must be a text of 1 to 3 characters"_s);
    row("an unknown key", R"({"name":"a","nam":1})", u"Invalid body: unknown key 'nam'"_s);
    row("a fraction", R"({"name":"a","age":1.5})",
        u"Invalid age '1.5': must be an integer of at least 0"_s);
    row("a huge number", R"({"name":"a","age":1e300})",
        u"Invalid age '1e+300': must be an integer of at least 0"_s);
    row("a number as text", R"({"name":"a","age":"1"})",
        u"Invalid age '1': must be an integer of at least 0"_s);
    row("an element", R"({"name":"a","tags":["x",2]})", u"Invalid tags[1] '2': must be a text"_s);
    row("too many elements", R"({"name":"a","tags":["x","y","z"]})",
        u"Invalid tags '[\"x\",\"y\",\"z\"]': must be a list of at most 2 elements"_s);
    row("inside", R"({"name":"a","inner":{"on":1}})",
        u"Invalid inner.on '1': must be true or false"_s);
    row("inside, missing", R"({"name":"a","inner":{}})", u"Invalid body: 'inner.on' is missing"_s);
    row("an object that is none", R"({"name":"a","inner":[]})",
        u"Invalid inner '[]': must be an object"_s);
    row("a time that is none", R"({"name":"a","at":"soon"})",
        u"Invalid at 'soon': must be a time in UTC such as 2025-12-27T10:30:00Z"_s);
}

void SchemaRulesTest::objects()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, fault);
    const protocol::Schema schema = closed({{u"name"_s, text(1, 3)},
                                            optional(u"age"_s, integer(0)),
                                            optional(u"tags"_s, list(text(), 2)),
                                            optional(u"inner"_s, object({{u"on"_s, boolean()}})),
                                            optional(u"at"_s, nullable(time()))});
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    QCOMPARE(protocol::fault(schema, object).value_or(QString()), fault);
}

void SchemaRulesTest::longValuesAreCut()
{
    QCOMPARE(protocol::shown(QString(100, u'x')), QString(64, u'x'));
}

QTEST_GUILESS_MAIN(SchemaRulesTest)
#include "tst_schemarules.moc"
