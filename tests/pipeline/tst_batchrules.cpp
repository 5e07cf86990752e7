// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/batchrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using pipeline::BatchLimits;
using pipeline::BatchState;

class BatchRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closes_data();
    void closes();
    void oneBatchACamera();
    void fullBatchClosesAndTheNextOpens();
    void allDetectionsOfOneImageStayTogether();
    void wallClockJumpsChangeNothing();
    void deadlineIsTheEarliest();
};

namespace {

protocol::Now at(std::chrono::milliseconds since)
{
    return {.steady = protocol::SteadyTime(1h + since), .wall = protocol::WallTime(1h + since)};
}

BatchState withDetectionsAt(std::initializer_list<std::chrono::milliseconds> times)
{
    BatchState state;
    for (const auto time : times) {
        state = pipeline::add(state, {}, {u"front_door"_s, 1}, u"b1"_s, at(time)).next;
    }
    return state;
}

} // namespace

void BatchRulesTest::closes_data()
{
    QTest::addColumn<qint64>("lastDetectionMs");
    QTest::addColumn<qint64>("nowMs");
    QTest::addColumn<QString>("reason");
    QTest::newRow("young and busy") << qint64(20'000) << qint64(45'200) << QString();
    QTest::newRow("just before idle") << qint64(0) << qint64(29'999) << QString();
    QTest::newRow("idle for 30 s") << qint64(0) << qint64(30'000) << u"idle"_s;
    QTest::newRow("idle counts from the last detection")
        << qint64(10'000) << qint64(39'999) << QString();
    QTest::newRow("idle after the last detection") << qint64(10'000) << qint64(40'000) << u"idle"_s;
    QTest::newRow("just before the window's end") << qint64(80'000) << qint64(89'999) << QString();
    QTest::newRow("90 s old") << qint64(80'000) << qint64(90'000) << u"timeout"_s;
    QTest::newRow("both: the window is tested first")
        << qint64(0) << qint64(90'000) << u"timeout"_s;
}

void BatchRulesTest::closes()
{
    QFETCH(qint64, lastDetectionMs);
    QFETCH(qint64, nowMs);
    const BatchState state = withDetectionsAt({0ms, std::chrono::milliseconds(lastDetectionMs)});
    const auto swept = pipeline::sweep(state, {}, at(std::chrono::milliseconds(nowMs)));
    const QString reason =
        swept.closed.isEmpty() ? QString() : pipeline::toText(swept.closed.first().reason);
    QTEST(reason, "reason");
    QCOMPARE(swept.next.size(), swept.closed.isEmpty() ? 1 : 0);
}

void BatchRulesTest::oneBatchACamera()
{
    BatchState state;
    const auto first = pipeline::add(state, {}, {u"front_door"_s, 1}, u"b1"_s, at(0ms));
    const auto second = pipeline::add(first.next, {}, {u"front_door"_s, 1}, u"b2"_s, at(1s));
    const auto other = pipeline::add(second.next, {}, {u"backyard"_s, 1}, u"b3"_s, at(2s));
    QCOMPARE(first.batchId, u"b1"_s);
    QCOMPARE(second.batchId, u"b1"_s);
    QCOMPARE(other.batchId, u"b3"_s);
    QCOMPARE(other.next.size(), 2);
    QCOMPARE(other.next.value(u"front_door"_s).detections, 2);
}

void BatchRulesTest::fullBatchClosesAndTheNextOpens()
{
    const BatchLimits limits{.maxDetections = 3};
    const auto first = pipeline::add({}, limits, {u"c"_s, 2}, u"b1"_s, at(0ms));
    QVERIFY(!first.closed);
    const auto full = pipeline::add(first.next, limits, {u"c"_s, 1}, u"b2"_s, at(1s));
    QVERIFY(full.closed);
    QCOMPARE(pipeline::toText(full.closed->reason), u"max_size"_s);
    QCOMPARE(full.closed->batch.id, u"b1"_s);
    const auto fresh = pipeline::add(full.next, limits, {u"c"_s, 1}, u"b2"_s, at(2s));
    QCOMPARE(fresh.batchId, u"b2"_s);
}

void BatchRulesTest::allDetectionsOfOneImageStayTogether()
{
    const auto full = pipeline::add({}, {.maxDetections = 3}, {u"c"_s, 7}, u"b1"_s, at(0ms));
    QCOMPARE(full.batchId, u"b1"_s);
    QVERIFY(full.closed);
    QCOMPARE(full.closed->batch.detections, 7);
}

void BatchRulesTest::wallClockJumpsChangeNothing()
{
    const BatchState state = withDetectionsAt({0ms});
    protocol::Now now = at(10s);
    now.wall += std::chrono::hours(24);
    QVERIFY(pipeline::sweep(state, {}, now).closed.isEmpty());
}

void BatchRulesTest::deadlineIsTheEarliest()
{
    QVERIFY(!pipeline::deadline({}, {}));
    BatchState state = withDetectionsAt({0ms, 70s});
    QCOMPARE(pipeline::deadline(state, {}).value(), at(90s).steady);
    state = pipeline::add(state, {}, {u"backyard"_s, 1}, u"b2"_s, at(50s)).next;
    QCOMPARE(pipeline::deadline(state, {}).value(), at(80s).steady);
}

QTEST_GUILESS_MAIN(BatchRulesTest)
#include "tst_batchrules.moc"
