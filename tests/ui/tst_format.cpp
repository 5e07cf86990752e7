// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartrules.h"
#include "ui/look/format.h"
#include "ui/look/states.h"

#include <QLocale>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class FormatTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void countdowns_data();
    void countdowns();
    void latencies_data();
    void latencies();
    void decimalsAreWrittenAsTheLanguageDoes();
    void tipsAreNoMarkup_data();
    void tipsAreNoMarkup();
    void noTimeIsADash();
    void everyStateHasItsOwnSign();
    void unknownWordsAreShown();
};

void FormatTest::durations_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("inWords");
    QTest::newRow("negative") << qint64(-5) << u"0 s"_s << u"0 s"_s;
    QTest::newRow("seconds") << qint64(59) << u"59 s"_s << u"59 s"_s;
    QTest::newRow("a minute") << qint64(60) << u"1m00s"_s << u"1 min 0 s"_s;
    QTest::newRow("minutes") << qint64(252) << u"4m12s"_s << u"4 min 12 s"_s;
    QTest::newRow("an hour") << qint64(3600) << u"1h00"_s << u"1 h 0 min"_s;
    QTest::newRow("hours") << qint64(22320) << u"6h12"_s << u"6 h 12 min"_s;
    QTest::newRow("days") << qint64(273600) << u"3d04h"_s << u"3 d 4 h"_s;
}

void FormatTest::durations()
{
    QFETCH(qint64, seconds);
    const std::chrono::seconds duration(seconds);
    QTEST(shortDuration(duration), "shown");
    QTEST(longDuration(duration), "inWords");
}

void FormatTest::countdowns_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<QString>("shown");
    QTest::newRow("past") << -1 << u"now"_s;
    QTest::newRow("this moment") << 0 << u"now"_s;
    QTest::newRow("rounded up") << 1 << u"in 1 s"_s;
    QTest::newRow("eight") << 8000 << u"in 8 s"_s;
    QTest::newRow("a bit more") << 8001 << u"in 9 s"_s;
    QTest::newRow("a minute") << 60000 << u"in 1m00s"_s;
}

void FormatTest::countdowns()
{
    QFETCH(int, milliseconds);
    const protocol::WallTime now{1000s};
    QTEST(countdown(now + std::chrono::milliseconds(milliseconds), now), "shown");
}

void FormatTest::latencies_data()
{
    QTest::addColumn<double>("milliseconds");
    QTest::addColumn<QString>("shown");
    QTest::newRow("rounded") << 15.2 << u"15 ms"_s;
    QTest::newRow("second") << 1234.0 << u"1.2 s"_s;
}

void FormatTest::latencies()
{
    QFETCH(double, milliseconds);
    QTEST(latency(milliseconds), "shown");
}

void FormatTest::decimalsAreWrittenAsTheLanguageDoes()
{
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(decimal(1234.56, 1), u"1234,6"_s);
    QCOMPARE(latency(1234.0), u"1,2 s"_s);
    QCOMPARE(figureText(97.42), u"97,4"_s);
    QLocale::setDefault(QLocale::c());
    QCOMPARE(decimal(1234.56, 1), u"1234.6"_s);
}

void FormatTest::tipsAreNoMarkup_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tip");
    QTest::newRow("a text") << u"said \"a\" & b"_s << u"said \"a\" & b"_s;
    QTest::newRow("lines") << u"{\n \"a\": 1\n}"_s << u"{\n \"a\": 1\n}"_s;
    QTest::newRow("markup") << u"<b>all</b>\nwell"_s
                            << u"<qt>&lt;b&gt;all&lt;/b&gt;<br>well</qt>"_s;
}

void FormatTest::tipsAreNoMarkup()
{
    QFETCH(QString, text);
    QTEST(plainTip(text), "tip");
}

void FormatTest::noTimeIsADash()
{
    QCOMPARE(momentAgo(std::nullopt, protocol::WallTime(5s)), noValue());
    QCOMPARE(momentAgo(protocol::WallTime(3600s), protocol::WallTime(3605s)),
             u"01:00:00 UTC, 5 s ago"_s);
    QCOMPARE(momentAgo(protocol::WallTime(3600s), protocol::WallTime(3600s + 24h)),
             u"1970-01-01 01:00:00 UTC, 1d00h ago"_s);
    QCOMPARE(age(std::nullopt, protocol::WallTime(5s)), noValue());
    QCOMPARE(latency(std::nullopt), noValue());
}

void FormatTest::everyStateHasItsOwnSign()
{
    using protocol::Worker;
    using protocol::WorkerStatus;
    QList<Glyph> glyphs;
    for (const auto status :
         {WorkerStatus::Running, WorkerStatus::Stopped, WorkerStatus::Crashed,
          WorkerStatus::Restarting, WorkerStatus::Failed, WorkerStatus::Unknown}) {
        const Look look = lookOf(Worker{.status = status});
        QVERIFY2(!glyphs.contains(look.glyph), qPrintable(look.word));
        glyphs.append(look.glyph);
    }
    QCOMPARE(lookOf(Worker{.status = WorkerStatus::Running}).tone, Tone::Quiet);
    QCOMPARE(lookOf(Worker{.status = WorkerStatus::Stopped}).tone, Tone::Hollow);
    QCOMPARE(lookOf(Worker{.status = WorkerStatus::Stopped, .critical = true}).tone, Tone::Warning);
}

void FormatTest::unknownWordsAreShown()
{
    QCOMPARE(lookOfHealth(u"wobbly"_s).word, u"wobbly?"_s);
    QCOMPARE(lookOf(protocol::Worker{.statusWord = u"hibernating"_s}).word, u"hibernating?"_s);
    QCOMPARE(lookOfMode({}).word, u"Unknown"_s);
}

QTEST_GUILESS_MAIN(FormatTest)
#include "tst_format.moc"
