// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/historyrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace performance;

namespace {

/// Snapshots 1, 2, 3 … as they came.
std::deque<Snapshot> ringOf(int count)
{
    std::deque<Snapshot> ring;
    for (int i = 1; i <= count; ++i) {
        remember(ring, {.text = QByteArray::number(i)});
    }
    return ring;
}

QList<protocol::WorkerFigures> someWorkers()
{
    return {{u"busy"_s, 41, 150.25, 412.25, 2},
            {u"away"_s, {}, {}, {}, {}},
            {u"idle"_s, 42, 0.0, 1.5, 1}};
}

} // namespace

/// An hour of snapshots, and how much of it is told.
class HistoryRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ranges_data();
    void ranges();
    void keepsAnHour();
    void ofOneWorker_data();
    void ofOneWorker();
    void namesAreKeptOnce();
};

void HistoryRulesTest::ranges_data()
{
    QTest::addColumn<int>("taken");
    QTest::addColumn<QString>("range");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    const auto row = [](const char *name, int taken, const QString &range, int count,
                        const QByteArray &first = {}, const QByteArray &second = {}) {
        QTest::newRow(name) << taken << range << count << first << second;
    };
    row("none yet", 0, u"5m"_s, 0);
    row("one", 1, u"60m"_s, 1, "1");
    row("5m: every one", 10, u"5m"_s, 10, "1", "2");
    row("5m: sixty at most", 720, u"5m"_s, 60, "661", "662");
    row("15m: every third", 10, u"15m"_s, 4, "1", "4");
    row("15m: counted from the newest", 11, u"15m"_s, 4, "2", "5");
    row("15m: sixty at most", 720, u"15m"_s, 60, "543", "546");
    row("60m: every twelfth", 25, u"60m"_s, 3, "1", "13");
    row("60m: all of the hour", 720, u"60m"_s, 60, "12", "24");
}

void HistoryRulesTest::ranges()
{
    QFETCH(int, taken);
    QFETCH(QString, range);
    QFETCH(int, count);
    const auto points = sampled(ringOf(taken), range);
    QCOMPARE(static_cast<int>(points.size()), count);
    QTEST(points.empty() ? QByteArray() : points.front().text, "first");
    QTEST(points.size() < 2 ? QByteArray() : points[1].text, "second");
    QVERIFY(points.empty() || points.back().text == QByteArray::number(taken));
}

void HistoryRulesTest::keepsAnHour()
{
    const auto ring = ringOf(1000);
    QCOMPARE(ring.size(), MaxSnapshots);
    QCOMPARE(ring.front().text, QByteArray("281"));
    QCOMPARE(ring.back().text, QByteArray("1000"));
}

void HistoryRulesTest::ofOneWorker_data()
{
    QTest::addColumn<QString>("worker");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one that runs")
        << u"busy"_s
        << QByteArray(R"({"a":1,"workers":[{"name":"busy","pid":41,"cpu_percent":150.25,)"
                      R"("memory_mb":412.25,"processes":2}]})");
    QTest::newRow("one that does not run")
        << u"away"_s
        << QByteArray(R"({"a":1,"workers":[{"name":"away","pid":null,"cpu_percent":null,)"
                      R"("memory_mb":null,"processes":null}]})");
    QTest::newRow("one that does nothing")
        << u"idle"_s
        << QByteArray(R"({"a":1,"workers":[{"name":"idle","pid":42,"cpu_percent":0.0,)"
                      R"("memory_mb":1.5,"processes":1}]})");
    QTest::newRow("none of that name") << u"nobody"_s << QByteArray(R"({"a":1,"workers":[]})");
}

void HistoryRulesTest::ofOneWorker()
{
    QFETCH(QString, worker);
    const WorkerLoads loads = loadsOf(someWorkers(), nullptr);
    QTEST(withWorker({R"({"a":1})", std::make_shared<WorkerLoads>(loads)}, worker), "text");
}

// A thousand names for an hour would be more than what they used.
void HistoryRulesTest::namesAreKeptOnce()
{
    const WorkerLoads first = loadsOf(someWorkers(), nullptr);
    const WorkerLoads second = loadsOf(someWorkers(), &first);
    QVERIFY(second.names.isSharedWith(first.names));
    auto others = someWorkers();
    others.removeFirst();
    const WorkerLoads third = loadsOf(others, &second);
    QVERIFY(!figuresOf(third, u"busy"_s));
    QCOMPARE(figuresOf(third, u"idle"_s)->pid, std::optional<qint64>(42));
}

QTEST_GUILESS_MAIN(HistoryRulesTest)
#include "tst_historyrules.moc"
