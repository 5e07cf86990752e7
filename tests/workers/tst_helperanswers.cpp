// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/helperrules.h"

#include <QTest>

#include <array>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace workers;

Q_DECLARE_METATYPE(Question)
Q_DECLARE_METATYPE(Finding)

/// How the answers of the helping services are read: strictly, and nothing is added to them.
class HelperAnswersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void garbage_data();
    void garbage();
    void embedding();
};

namespace {

QByteArray embeddingOf(int count, const QByteArray &number, const QByteArray &last)
{
    QByteArrayList numbers(count - 1, number);
    numbers.append(last);
    return "{\"embedding\":[" + numbers.join(',') + "],\"inference_time_ms\":1}";
}

} // namespace

void HelperAnswersTest::answers_data()
{
    QTest::addColumn<Question>("question");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Finding>("finding");
    const auto row = [](const char *name, Question question, const QByteArray &body,
                        const Finding &finding) {
        QTest::newRow(name) << question << body << finding;
    };
    row("caption", Question::Caption,
        R"({"result":" A man\n at a door ","prompt_used":"<CAPTION>","inference_time_ms":9})",
        {.caption = u"A man at a door"_s});
    row("a long caption is cut", Question::Caption,
        R"({"result":")" + QByteArray(5000, 'x') + R"("})", {.caption = QString(300, u'x')});
    row("colours of the embedded service", Question::Clothing,
        R"({"available":true,"colors":["red","blue"],"clothing_type":null})",
        {.colours = {u"red"_s, u"blue"_s}});
    row("clothes of a trained one", Question::Clothing,
        R"({"clothing_type":"jacket","color":"dark blue","confidence":0.8})",
        {.clothing = u"jacket"_s, .colours = {u"dark blue"_s}});
    row("clothes without a colour", Question::Clothing, R"({"clothing_type":"coat"})",
        {.clothing = u"coat"_s});
    row("four colours at most", Question::Clothing, R"({"colors":["a","b",7,"","c","d","e"]})",
        {.colours = {u"a"_s, u"b"_s, u"c"_s, u"d"_s}});
    row("distance", Question::Distance, R"({"estimated_distance_m":4.2})", {.distanceMetres = 4.2});
    row("vehicle", Question::Vehicle, R"({"vehicle_type":"pickup_truck","confidence":0.9})",
        {.vehicle = u"pickup_truck"_s});
    const QByteArray cannot = R"({"available":false,"reason":"no model"})";
    row("no caption to be had", Question::Caption, cannot, {});
    row("no embedding to be had", Question::Likeness, cannot, {});
    row("no clothes to be had", Question::Clothing, cannot, {});
    row("no distance to be had", Question::Distance, cannot, {});
    row("no vehicle to be had", Question::Vehicle, cannot, {});
}

void HelperAnswersTest::answers()
{
    QFETCH(Question, question);
    QFETCH(QByteArray, body);
    Finding finding;
    const auto read = readAnswer(question, body, finding);
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().detail));
    QTEST(finding, "finding");
}

void HelperAnswersTest::garbage_data()
{
    QTest::addColumn<Question>("question");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, Question question, const QByteArray &body) {
        QTest::newRow(name) << question << body;
    };
    row("html", Question::Caption, "<html>");
    row("a list", Question::Caption, "[1]");
    row("empty", Question::Caption, "");
    row("no caption", Question::Caption, "{}");
    row("a caption that is no text", Question::Caption, R"({"result":{"<OD>":1}})");
    row("a blank caption", Question::Caption, R"({"result":" \n "})");
    row("no embedding", Question::Likeness, "{}");
    row("one number too few", Question::Likeness, embeddingOf(767, "0.5", "0.5"));
    row("one number too many", Question::Likeness, embeddingOf(769, "0.5", "0.5"));
    row("a text among the numbers", Question::Likeness, embeddingOf(768, "0.5", "\"0.5\""));
    row("null among the numbers", Question::Likeness, embeddingOf(768, "0.5", "null"));
    row("too large for a float", Question::Likeness, embeddingOf(768, "0.5", "1e300"));
    row("no length", Question::Likeness, embeddingOf(768, "0", "0"));
    row("no clothes", Question::Clothing, R"({"available":true,"colors":[]})");
    row("colours that are numbers", Question::Clothing, R"({"colors":[1,2]})");
    row("no distance", Question::Distance, R"({"available":true})");
    row("a distance in words", Question::Distance, R"({"estimated_distance_m":"near"})");
    row("a distance of nothing", Question::Distance, R"({"estimated_distance_m":0})");
    row("a negative distance", Question::Distance, R"({"estimated_distance_m":-3})");
    row("a distance beyond all cameras", Question::Distance, R"({"estimated_distance_m":1001})");
    row("no vehicle", Question::Vehicle, R"({"confidence":0.9})");
    row("a vehicle that is a number", Question::Vehicle, R"({"vehicle_type":3})");
}

void HelperAnswersTest::garbage()
{
    QFETCH(Question, question);
    QFETCH(QByteArray, body);
    Finding finding;
    const auto read = readAnswer(question, body, finding);
    QVERIFY(!read.ok());
    QVERIFY(!read.error().detail.isEmpty());
    QCOMPARE(finding, Finding());
}

void HelperAnswersTest::embedding()
{
    Finding finding;
    QVERIFY(readAnswer(Question::Likeness, embeddingOf(768, "0.25", "-2"), finding).ok());
    QCOMPARE(finding.embedding.size(), qsizetype{768} * 4);
    std::array<float, 768> numbers{};
    std::memcpy(numbers.data(), finding.embedding.constData(), sizeof(numbers));
    QCOMPARE(numbers.front(), 0.25F);
    QCOMPARE(numbers.back(), -2.0F);
}

QTEST_GUILESS_MAIN(HelperAnswersTest)
#include "tst_helperanswers.moc"
