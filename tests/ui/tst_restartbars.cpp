// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/restartbars.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::RestartHistory;
using protocol::RestartOutcome;
using protocol::WallTime;

namespace {

WallTime now()
{
    return WallTime(1000h);
}

/// So long ago, newest first.
RestartHistory history(const QList<std::pair<std::chrono::minutes, RestartOutcome>> &events,
                       qint64 total = 0)
{
    RestartHistory all{.total = total};
    for (const auto &[before, outcome] : events) {
        all.items.append({.workerName = u"vision"_s,
                          .timestamp = now() - before,
                          .attempt = 0,
                          .status = outcome});
    }
    all.total = std::max<qint64>(total, all.items.size());
    return all;
}

/// The bars that are not zero, as "AGE:COUNT" with the age of their end in hours; "?" for unknown.
QString bars(const RestartHistory &history, int line)
{
    const auto lines = grown(restartLines(history, now(), 24h), now(), 24h, 24);
    QStringList told;
    for (int i = 0; i < 24; ++i) {
        const auto value = lines.at(line).points.at(i).value;
        if (!value || *value != 0) {
            told << u"%1:%2"_s.arg(23 - i).arg(value ? QString::number(*value) : u"?"_s);
        }
    }
    return told.join(u' ');
}

} // namespace

/// How often a worker was started anew in each of the last 24 hours.
class RestartBarsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bars_data();
    void bars();
    void whatIsOlderThanThePageIsNotKnown();
};

void RestartBarsTest::bars_data()
{
    using O = RestartOutcome;
    QTest::addColumn<RestartHistory>("history");
    QTest::addColumn<QString>("automatic");
    QTest::addColumn<QString>("byHand");
    QTest::addColumn<QString>("failed");
    QTest::newRow("never") << history({}) << QString() << QString() << QString();
    QTest::newRow("this minute") << history({{0min, O::Success}}) << u"0:1"_s << QString()
                                 << QString();
    QTest::newRow("after the minute that is drawn")
        << history({{-1min, O::Success}}) << u"0:1"_s << QString() << QString();
    QTest::newRow("one hour, two of them") << history({{61min, O::Success}, {119min, O::Success}})
                                           << u"1:2"_s << QString() << QString();
    QTest::newRow("on the edge of two hours")
        << history({{60min, O::Success}}) << u"0:1"_s << QString() << QString();
    QTest::newRow("a day ago") << history({{24h, O::Success}}) << u"23:1"_s << QString()
                               << QString();
    QTest::newRow("longer ago") << history({{24h + 1min, O::Success}}) << QString() << QString()
                                << QString();
    QTest::newRow("each kind, and a crash is no restart") << history(
        {{5min, O::Manual}, {65min, O::Failed}, {66min, O::Crashed}, {125min, O::Success}})
                                                          << u"2:1"_s << u"0:1"_s << u"1:1"_s;
}

void RestartBarsTest::bars()
{
    QFETCH(RestartHistory, history);
    QTEST(::bars(history, 0), "automatic");
    QTEST(::bars(history, 1), "byHand");
    QTEST(::bars(history, 2), "failed");
}

// A hundred events are a page; what was before the oldest of them is no "nothing".
void RestartBarsTest::whatIsOlderThanThePageIsNotKnown()
{
    using O = RestartOutcome;
    const auto page = history({{5min, O::Success}, {22h + 30min, O::Success}}, 300);
    QCOMPARE(::bars(page, 0), u"23:? 22:? 0:1"_s);
    QCOMPARE(::bars(page, 1), u"23:? 22:?"_s);
}

QTEST_GUILESS_MAIN(RestartBarsTest)
#include "tst_restartbars.moc"
