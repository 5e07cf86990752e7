// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/jsonsize.h"

#include <QTest>

using protocol::JsonSize;

/// How deep and how wide a text is, also one that is no JSON.
class JsonSizeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizes_data();
    void sizes();
};

void JsonSizeTest::sizes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("depth");
    QTest::addColumn<int>("values");
    QTest::newRow("nothing") << QByteArray() << 0 << 1;
    QTest::newRow("a number") << QByteArray("7") << 0 << 1;
    QTest::newRow("a list") << QByteArray("[1,2,3]") << 1 << 4;
    QTest::newRow("lists beside each other") << QByteArray("[[],[]]") << 2 << 5;
    QTest::newRow("an object in a list") << QByteArray(R"([{"a":1}])") << 2 << 3;
    QTest::newRow("brackets in a text") << QByteArray(R"(["[[{,"])") << 1 << 2;
    QTest::newRow("a quotation mark in a text") << QByteArray(R"(["\"["])") << 1 << 2;
    QTest::newRow("never closed") << QByteArray(100000, '[') << 100000 << 100001;
    QTest::newRow("never opened") << QByteArray("]]]") << 0 << 1;
    QTest::newRow("a text that never ends") << QByteArray(R"("[[[)") << 0 << 1;
}

void JsonSizeTest::sizes()
{
    QFETCH(QByteArray, json);
    QFETCH(int, depth);
    QFETCH(int, values);
    QCOMPARE(protocol::jsonSize(json), (JsonSize{.depth = depth, .values = values}));
}

QTEST_APPLESS_MAIN(JsonSizeTest)
#include "tst_jsonsize.moc"
