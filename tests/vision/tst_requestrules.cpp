// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/requestrules.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace vision;

class RequestRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data();
    void bodies();
    void shortTexts_data();
    void shortTexts();
    void scanBombs_data();
    void scanBombs();
};

void RequestRulesTest::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("reason"); ///< empty: fine
    const auto row = [](const char *label, const QByteArray &body, const QString &reason) {
        QTest::newRow(label) << body << reason;
    };
    const auto nested = [](int depth) -> QByteArray {
        return "{\"a\":" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
    };
    const auto list = [](int values) -> QByteArray {
        return "{\"a\":[1" + QByteArray(",1").repeated(values - 1) + "]}";
    };
    row("an object", R"({"a":1})", {});
    row("64 deep", nested(64), {});
    row("65 deep", nested(65), u"nested deeper than 64"_s);
    row("far deeper", QByteArray(5000000, '['), u"nested deeper than 64"_s);
    row("9,000 values", list(9000), {});
    row("11,000 values", list(11000), u"more than 10000 values"_s);
    row("millions of values", list(5000000), u"more than 10000 values"_s);
    row("brackets in a text are none", R"({"a":")" + QByteArray(100, '[') + R"("})", {});
    row("nor behind a quote in it", R"({"a":"\")" + QByteArray(100, '[') + R"("})", {});
    row("a list", "[]", u"not a JSON object"_s);
    row("cut off", R"({"a":)", u"not a JSON object"_s);
    row("empty", "", u"not a JSON object"_s);
    row("not UTF-8", "{\"a\":\"\xff\xfe\"}", u"not a JSON object"_s);
}

void RequestRulesTest::bodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    const auto json = jsonBody(body);
    QCOMPARE(json.ok(), reason.isEmpty());
    QVERIFY2(json.ok() || json.error().detail.contains(reason), qPrintable(reason));
}

void RequestRulesTest::shortTexts_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("fine");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *label, const QJsonValue &value, bool fine,
                        const QString &text = {}) {
        QTest::newRow(label) << value << fine << text;
    };
    row("a name", u"front_door"_s, true, u"front_door"_s);
    row("missing", QJsonValue(QJsonValue::Undefined), true);
    row("null", QJsonValue(), true);
    row("128 characters", QString(128, u'x'), true, QString(128, u'x'));
    row("129 characters", QString(129, u'x'), false);
    row("a number", 7, false);
    row("a list", QJsonArray{u"x"_s}, false);
    row("a line end", u"a\nb"_s, false);
    row("a zero", QString(QChar(u'\0')), false);
}

void RequestRulesTest::shortTexts()
{
    QFETCH(QJsonValue, value);
    QFETCH(bool, fine);
    QFETCH(QString, text);
    QJsonObject object{{u"key"_s, value}};
    const auto read = shortTextOf(object, u"key");
    QCOMPARE(read.ok(), fine);
    QVERIFY(!fine || read.value() == text);
}

void RequestRulesTest::scanBombs_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<bool>("bomb");
    const QByteArray scan("\xff\xda\x00\x08");
    QTest::newRow("a progressive image") << "\xff\xd8\xff\xe0" + scan.repeated(10) << false;
    QTest::newRow("64 passes") << "\xff\xd8\xff\xe0" + scan.repeated(64) << false;
    QTest::newRow("65 passes") << "\xff\xd8\xff\xe0" + scan.repeated(65) << true;
    QTest::newRow("no JPEG") << "\x89PNG" + scan.repeated(65) << false;
}

void RequestRulesTest::scanBombs()
{
    QFETCH(QByteArray, image);
    QTEST(isScanBomb(image), "bomb");
}

QTEST_GUILESS_MAIN(RequestRulesTest)
#include "tst_requestrules.moc"
