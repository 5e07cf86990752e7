// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/eventtap.h"
#include "ui/api/taprules.h"

#include <QJsonDocument>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

TapLine lineOf(const QString &type, TapVerdict verdict = TapVerdict::Valid)
{
    return {.event = {.type = type}, .verdict = verdict};
}

QString typesIn(const TapRing &ring)
{
    QStringList types;
    for (const TapLine &line : ring.lines()) {
        types << line.event.type;
    }
    return types.join(u' ');
}

} // namespace

class TapRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewest();
    void countsWhatItHoldsBack();
    void holdsBackNoMoreThanItKeeps();
    void beginsAnew();
    void filters_data();
    void filters();
    void gapsPassEveryFilter();
    void checks_data();
    void checks();
    void textOfAnEvent();
    void textOfAnOddEvent();
};

void TapRulesTest::keepsTheNewest()
{
    TapRing ring(3);
    for (const QString &type : {u"a"_s, u"b"_s, u"c"_s, u"d"_s}) {
        ring.add(lineOf(type));
    }
    QCOMPARE(typesIn(ring), u"b c d"_s);
    QCOMPARE(ring.total(), 4);
    QCOMPARE(ring.dropped(), 1);
    QCOMPARE(ring.lines().front().number, 2);
}

void TapRulesTest::countsWhatItHoldsBack()
{
    TapRing ring(3);
    ring.add(lineOf(u"a"_s));
    ring.pause(true);
    ring.add(lineOf(u"b"_s));
    ring.add(lineOf(u"c"_s));
    QCOMPARE(typesIn(ring), u"a"_s);
    QCOMPARE(ring.heldBack(), 2);
    QCOMPARE(ring.total(), 3);
    ring.pause(false);
    QCOMPARE(typesIn(ring), u"a b c"_s);
    QCOMPARE(ring.heldBack(), 0);
    QCOMPARE(ring.dropped(), 0);
}

void TapRulesTest::holdsBackNoMoreThanItKeeps()
{
    TapRing ring(2);
    ring.add(lineOf(u"old"_s));
    ring.pause(true);
    for (const QString &type : {u"a"_s, u"b"_s, u"c"_s}) {
        ring.add(lineOf(type));
    }
    QCOMPARE(ring.heldBack(), 3);
    QCOMPARE(ring.dropped(), 1);
    QCOMPARE(typesIn(ring), u"old"_s); // what is looked at stays
    ring.pause(false);
    QCOMPARE(typesIn(ring), u"b c"_s);
    QCOMPARE(ring.dropped(), 2);
}

void TapRulesTest::beginsAnew()
{
    TapRing ring(2);
    ring.add(lineOf(u"a"_s));
    ring.pause(true);
    ring.add(lineOf(u"b"_s));
    ring.clear();
    QCOMPARE(typesIn(ring), QString());
    QCOMPARE(ring.total(), 0);
    QCOMPARE(ring.heldBack(), 0);
    QVERIFY(ring.isPaused());
    ring.pause(false);
    ring.add(lineOf(u"c"_s));
    QCOMPARE(ring.lines().front().number, 3); // numbers never come twice
}

void TapRulesTest::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("onlyFaulty");
    QTest::addColumn<TapVerdict>("verdict");
    QTest::addColumn<bool>("isShown");
    const auto valid = TapVerdict::Valid;
    QTest::newRow("no filter") << u""_s << false << valid << true;
    QTest::newRow("only blanks") << u" , "_s << false << valid << true;
    QTest::newRow("the whole name") << u"worker.started"_s << false << valid << true;
    QTest::newRow("a pattern") << u"worker.*"_s << false << valid << true;
    QTest::newRow("upper case") << u"WORKER.*"_s << false << valid << true;
    QTest::newRow("a part is not enough") << u"worker"_s << false << valid << false;
    QTest::newRow("another pattern") << u"alert.*"_s << false << valid << false;
    QTest::newRow("one of two") << u"alert.*, worker.*"_s << false << valid << true;
    QTest::newRow("parted by a blank") << u"alert.* *.started"_s << false << valid << true;
    QTest::newRow("a valid one") << u""_s << true << valid << false;
    QTest::newRow("a faulty one") << u""_s << true << TapVerdict::Faulty << true;
    QTest::newRow("one that is not listed") << u""_s << true << TapVerdict::Unlisted << true;
    QTest::newRow("faulty, of another type") << u"alert.*"_s << true << TapVerdict::Faulty << false;
}

void TapRulesTest::filters()
{
    QFETCH(QString, text);
    QFETCH(bool, onlyFaulty);
    QFETCH(TapVerdict, verdict);
    const TapFilter filter{.patterns = patternsIn(text), .onlyFaulty = onlyFaulty};
    QTEST(passes(lineOf(u"worker.started"_s, verdict), filter), "isShown");
}

void TapRulesTest::gapsPassEveryFilter()
{
    const TapLine gap{.isGap = true, .after = 4, .before = 9};
    QVERIFY(passes(gap, {.patterns = {u"alert.*"_s}, .onlyFaulty = true}));
}

void TapRulesTest::checks_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<TapVerdict>("verdict");
    QTest::addColumn<QString>("fault");
    const QByteArray good = R"({"detection_id":1,"camera_id":"gate","object_type":"person",)"
                            R"("confidence":0.9})";
    QTest::newRow("valid") << u"detection.new"_s << good << TapVerdict::Valid << u""_s;
    QTest::newRow("a key is missing")
        << u"detection.new"_s << QByteArray(R"({"detection_id":1,"camera_id":"gate"})")
        << TapVerdict::Faulty << u"object_type is missing"_s;
    QTest::newRow("a number as a text")
        << u"detection.new"_s << QByteArray(good).replace("0.9", R"("0.9")") << TapVerdict::Faulty
        << u"confidence has the wrong type"_s;
    QTest::newRow("a newer type") << u"weather.changed"_s << QByteArray("{}")
                                  << TapVerdict::Unlisted << u""_s;
}

void TapRulesTest::checks()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, data);
    const protocol::EventRegistry registry;
    const TapLine line =
        tapLine({.type = type, .data = QJsonDocument::fromJson(data).object()}, registry);
    QTEST(line.verdict, "verdict");
    QTEST(line.fault, "fault");
}

void TapRulesTest::textOfAnEvent()
{
    const protocol::Event event{.sequence = 7,
                                .type = u"worker.started"_s,
                                .channel = u"system"_s,
                                .data = {{u"worker_name"_s, u"vision"_s}},
                                .timestamp =
                                    protocol::WallTime(std::chrono::seconds(1'700'000'000)),
                                .cause = 3};
    const QJsonObject told = QJsonDocument::fromJson(eventText(event).toUtf8()).object();
    QCOMPARE(told.value(u"type").toString(), u"worker.started"_s);
    QCOMPARE(told.value(u"channel").toString(), u"system"_s);
    QCOMPARE(told.value(u"sequence").toInteger(), 7);
    QCOMPARE(told.value(u"cause").toInteger(), 3);
    QCOMPARE(told.value(u"timestamp").toString(), u"2023-11-14T22:13:20.000Z"_s);
    QCOMPARE(told.value(u"data").toObject(), event.data);
    QVERIFY(eventText(event).contains(u'\n'));
    QCOMPARE(dataText(event), uR"({"worker_name":"vision"})"_s);
}

void TapRulesTest::textOfAnOddEvent()
{
    const protocol::Event event{.type = u"x"_s, .data = {{u"long"_s, QString(9000, u'a')}}};
    QVERIFY(!eventText(event).contains(u"timestamp")); // it came without one
    QVERIFY(!eventText(event).contains(u"cause"));
    QCOMPARE(dataText(event).size(), 400);
    QVERIFY(eventText(event).size() > 9000);
}

QTEST_APPLESS_MAIN(TapRulesTest)
#include "tst_taprules.moc"
