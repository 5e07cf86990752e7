// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/prometheusanswers.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Times and durations as Prometheus writes them.
class PrometheusTimesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void times_data();
    void times();
};

void PrometheusTimesTest::durations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // -1: none
    const auto row = [](const char *text, qint64 milliseconds) {
        QTest::newRow(text) << QString::fromLatin1(text) << milliseconds;
    };
    row("15s", 15000);
    row("1m", 60000);
    row("1m30s", 90000);
    row("500ms", 500);
    row("1s500ms", 1500);
    row("1h2m3s4ms", 3723004);
    row("1d", 86400000);
    row("2w", 1209600000);
    row("1y", 31536000000);
    row("90s", 90000);
    for (const char *text : {"",
                             "0",
                             "0s",
                             "s",
                             "15",
                             "15 s",
                             " 15s",
                             "-15s",
                             "+15s",
                             "1.5s",
                             "15S",
                             "30s1m",
                             "1s1s",
                             "1m30",
                             "15sec",
                             "1µs",
                             "٣s",
                             "99999999999999999999s",
                             "9223372036854775807s",
                             "100y"}) {
        row(text, -1);
    }
}

void PrometheusTimesTest::durations()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    const auto duration = monitoring::durationOf(text);
    QCOMPARE(duration ? duration->count() : -1, milliseconds);
}

void PrometheusTimesTest::times_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    const QString never = u"never"_s;
    row("seconds", u"2025-12-27T10:30:00Z"_s, u"2025-12-27T10:30:00.000Z"_s);
    row("nanoseconds are cut off", u"2025-12-27T10:30:59.999999999Z"_s,
        u"2025-12-27T10:30:59.999Z"_s);
    row("not rounded", u"2025-12-27T10:30:00.0009Z"_s, u"2025-12-27T10:30:00.000Z"_s);
    row("one digit", u"2025-12-27T10:30:00.5Z"_s, u"2025-12-27T10:30:00.500Z"_s);
    row("east", u"2025-12-27T12:30:00.123456789+02:00"_s, u"2025-12-27T10:30:00.123Z"_s);
    row("west, over midnight", u"2025-12-27T22:30:00.123456789-05:30"_s,
        u"2025-12-28T04:00:00.123Z"_s);
    row("never scraped", u"0001-01-01T00:00:00Z"_s, never);
    row("never scraped, elsewhere", u"0001-01-01T00:53:28+00:53"_s, never);
    row("empty", {}, never);
    row("no time", u"yesterday"_s, never);
    row("only a point", u"."_s, never);
    row("no such day", u"2025-02-30T10:30:00Z"_s, never);
}

void PrometheusTimesTest::times()
{
    QFETCH(QString, text);
    const auto time = monitoring::scrapeTime(text);
    QTEST(time ? protocol::toIso(*time) : u"never"_s, "expected");
}

QTEST_GUILESS_MAIN(PrometheusTimesTest)
#include "tst_prometheustimes.moc"
