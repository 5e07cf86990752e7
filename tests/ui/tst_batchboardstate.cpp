// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/batchboardstate.h"

#include <QJsonObject>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::WallTime;

namespace {

/// A batch that began at 1000 s, with its last detection so many seconds later.
BatchRow open(std::chrono::seconds lastActivity)
{
    return {.batch = {.batchId = u"b1"_s,
                      .cameraId = u"front_door"_s,
                      .detectionCount = 5,
                      .startedAt = WallTime(1000s)},
            .lastActivity = WallTime(1000s + lastActivity),
            .windowSeconds = 90,
            .idleSeconds = 30};
}

protocol::Event told(const QString &type, const QJsonObject &data)
{
    return {.type = type, .data = data, .timestamp = WallTime(1100s)};
}

} // namespace

class BatchBoardStateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deadline_data();
    void deadline();
    void outcome_data();
    void outcome();
    void closedOnesFade();
    void closedIsNotOpen();
    void missingIsClosed();
    void eventsTellWhy();
    void outOfSight();
};

void BatchBoardStateTest::deadline_data()
{
    QTest::addColumn<int>("lastActivity");
    QTest::addColumn<int>("now");
    QTest::addColumn<QString>("deadline");
    QTest::addColumn<QString>("seconds");
    QTest::addColumn<double>("idleMark");
    QTest::newRow("idle comes first")
        << 20 << 1045 << u"idle in 5 s"_s << u"45/90 s"_s << 50 / 90.0;
    QTest::newRow("the window ends first")
        << 80 << 1085 << u"window in 5 s"_s << u"85/90 s"_s << 1.0;
    QTest::newRow("both at once") << 60 << 1080 << u"window in 10 s"_s << u"80/90 s"_s << 1.0;
    QTest::newRow("overdue") << 20 << 1051 << u"closing"_s << u"51/90 s"_s << 50 / 90.0;
}

void BatchBoardStateTest::deadline()
{
    QFETCH(int, lastActivity);
    QFETCH(int, now);
    QFETCH(double, idleMark);
    const auto rows = boardRows({open(std::chrono::seconds(lastActivity))}, {},
                                WallTime(std::chrono::seconds(now)));
    QCOMPARE(rows.size(), 1);
    QTEST(rows.first().deadline, "deadline");
    QTEST(rows.first().seconds, "seconds");
    QCOMPARE(rows.first().idleMark, idleMark);
    QCOMPARE(rows.first().detections, 5);
    QVERIFY(rows.first().isOpen);
}

void BatchBoardStateTest::outcome_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("risk");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing is known") << u""_s << -1 << u"closed"_s;
    QTest::newRow("idle") << u"idle"_s << -1 << u"closed: idle"_s;
    QTest::newRow("window") << u"timeout"_s << -1 << u"closed: window over"_s;
    QTest::newRow("full") << u"max_size"_s << -1 << u"closed: full"_s;
    QTest::newRow("a newer reason") << u"moon"_s << -1 << u"closed: moon?"_s;
    QTest::newRow("an event came of it") << u"idle"_s << 72 << u"closed: idle · event, risk 72"_s;
}

void BatchBoardStateTest::outcome()
{
    QFETCH(QString, reason);
    QFETCH(int, risk);
    const ClosedBatch batch{.reason = reason,
                            .risk = risk < 0 ? std::nullopt : std::optional<qint64>(risk)};
    QTEST(outcomeText(batch), "text");
}

void BatchBoardStateTest::closedOnesFade()
{
    const QList<ClosedBatch> closed{{.cameraId = u"hall"_s, .at = WallTime(1000s)}};
    const auto at = [&](std::chrono::seconds now) { return boardRows({}, closed, WallTime(now)); };
    QCOMPARE(at(1000s).first().strength, 1.0);
    QCOMPARE(at(1030s).first().strength, 0.5);
    QCOMPARE(at(1030s).first().seconds, u"30 s ago"_s);
    QVERIFY(!at(1030s).first().isOpen);
    QVERIFY(at(1060s).isEmpty());
    // The stamp of the event may lie a moment ahead of the clock that is learnt from answers.
    QCOMPARE(at(999s).first().strength, 1.0);
}

// Between the event and the next answer of the pipeline.
void BatchBoardStateTest::closedIsNotOpen()
{
    BatchRow other = open(20s);
    other.batch.batchId = u"b2"_s;
    const auto rows = boardRows({open(20s), other}, {{.batchId = u"b1"_s, .at = WallTime(1040s)}},
                                WallTime(1041s));
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.first().id, u"b2"_s);
    QVERIFY(rows.first().isOpen);
    QCOMPARE(rows.last().id, u"b1"_s);
    QVERIFY(!rows.last().isOpen);
}

void BatchBoardStateTest::missingIsClosed()
{
    ClosedBatches closed;
    closed.takeOpen({open(20s)}, {open(21s)}, WallTime(1050s));
    QVERIFY(closed.list().isEmpty());
    closed.takeOpen({open(21s)}, {}, WallTime(1055s));
    QCOMPARE(closed.list(),
             (QList<ClosedBatch>{{.batchId = u"b1"_s,
                                  .cameraId = u"front_door"_s,
                                  .detections = 5,
                                  .at = WallTime(1055s)}}));
}

void BatchBoardStateTest::eventsTellWhy()
{
    ClosedBatches closed;
    const QJsonObject why{{u"batch_id"_s, u"b1"_s},
                          {u"camera_id"_s, u"front_door"_s},
                          {u"detection_count"_s, 6},
                          {u"closed_at"_s, u"1970-01-01T00:17:30Z"_s},
                          {u"close_reason"_s, u"idle"_s}};
    closed.takeEvent(told(u"detection.batch"_s, why));
    closed.takeOpen({open(20s)}, {}, WallTime(1055s)); // known already
    QCOMPARE(closed.list().size(), 1);
    QCOMPARE(closed.list().first().reason, u"idle"_s);
    QCOMPARE(closed.list().first().detections, 6);
    QCOMPARE(closed.list().first().at, WallTime(1050s));
    closed.takeEvent(told(u"event.created"_s, {{u"batch_id"_s, u"b1"_s}, {u"risk_score"_s, 72}}));
    QCOMPARE(closed.list().first().risk, std::optional<qint64>(72));
    closed.takeEvent(told(u"event.created"_s, {{u"batch_id"_s, u"b9"_s}, {u"risk_score"_s, 9}}));
    QCOMPARE(closed.list().size(), 1);
}

void BatchBoardStateTest::outOfSight()
{
    ClosedBatches closed;
    closed.takeOpen({open(20s)}, {}, WallTime(1055s));
    closed.expire(WallTime(1114s));
    QCOMPARE(closed.list().size(), 1);
    closed.expire(WallTime(1115s));
    QVERIFY(closed.list().isEmpty());
}

QTEST_GUILESS_MAIN(BatchBoardStateTest)
#include "tst_batchboardstate.moc"
