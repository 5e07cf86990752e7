// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/jsonkeys.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Keys that an object has more than once.
class JsonKeysTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstOfThem_data();
    void firstOfThem();
};

void JsonKeysTest::firstOfThem_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("twice"); // empty: none
    const auto row = [](const char *name, const char *json, const char *twice) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(twice);
    };
    row("none", R"({"a":1,"b":{"a":2}})", "");
    row("the same in two objects", R"([{"a":1},{"a":2}])", "");
    row("beside each other", R"({"a":1,"a":2})", "a");
    row("deep within", R"({"a":[{"b":1,"c":2,"b":3}]})", "b");
    row("one of them escaped", R"({"name":1,"\u006eame":2})", "name");
    row("other letters", R"({"a":1,"A":2})", "");
    row("no JSON", R"({"a":1,"b")", "");
    row("nothing", "", "");
}

void JsonKeysTest::firstOfThem()
{
    QFETCH(QByteArray, json);
    QTEST(protocol::keyTwice(json).value_or(QByteArray()), "twice");
}

QTEST_GUILESS_MAIN(JsonKeysTest)
#include "tst_jsonkeys.moc"
