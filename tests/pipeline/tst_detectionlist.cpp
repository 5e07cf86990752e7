// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/detectionlist.h"
#include "tests/pipeline/storedrows.h"

#include <QTest>

using namespace Qt::StringLiterals;
using pipeline::DetectionFilter;
using storage::Transaction;

/// GET /api/detections by all that can be asked for.
class DetectionListTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void filters_data();
    void filters();
    void goesThroughAllByCursor();
    void tellsOne();

private:
    QJsonObject page(const DetectionFilter &filter)
    {
        return m_rows->document(
            [filter](Transaction &tx) { return pipeline::detectionsPage(tx, filter); });
    }

    std::unique_ptr<StoredRows> m_rows;
};

void DetectionListTest::init()
{
    m_rows = std::make_unique<StoredRows>();
    const auto row = &StoredRows::detection;
    QCOMPARE(
        m_rows->put({u"INSERT INTO batches (id, camera_id, state, started_at, last_activity_at) "
                     "VALUES ('b1', 'gate', 'analysed', 't', 't')"_s,
                     row(1, u"gate"_s, u"person"_s, 0.5, u"10:01"_s, u"'b1'"_s),
                     row(2, u"yard"_s, u"car"_s, 0.6, u"10:02"_s, u"NULL"_s),
                     row(3, u"gate"_s, u"car"_s, 0.7, u"10:03"_s, u"'b1'"_s),
                     row(4, u"gate"_s, u"person"_s, 0.8, u"10:04"_s, u"NULL"_s),
                     // Its clock was set back.
                     row(5, u"yard"_s, u"person"_s, 0.9, u"10:00"_s, u"NULL"_s),
                     StoredRows::event(9, u"gate"_s, 50, u"10:01"_s),
                     u"INSERT INTO event_detections VALUES (9, 1, 't'), (9, 3, 't')"_s}),
        QString());
}

void DetectionListTest::filters_data()
{
    QTest::addColumn<DetectionFilter>("filter");
    QTest::addColumn<QList<qint64>>("ids");
    const auto row = [](const char *name, const DetectionFilter &filter, const QList<qint64> &ids) {
        QTest::newRow(name) << filter << ids;
    };
    row("all, by their times", {}, {4, 3, 2, 1, 5});
    row("a camera", {.cameraId = u"gate"_s}, {4, 3, 1});
    row("a type", {.objectType = u"person"_s}, {4, 1, 5});
    row("a camera and a type", {.cameraId = u"yard"_s, .objectType = u"person"_s}, {5});
    row("a least confidence", {.minConfidence = 0.7}, {4, 3, 5});
    row("a camera and a least confidence", {.cameraId = u"gate"_s, .minConfidence = 0.7}, {4, 3});
    row("since a moment", {.since = StoredRows::moment(u"10:03"_s)}, {4, 3});
    row("until a moment, itself not", {.until = StoredRows::moment(u"10:02"_s)}, {1, 5});
    row("an event", {.eventId = 9}, {3, 1});
    row("an event and a type", {.objectType = u"car"_s, .eventId = 9}, {3});
    row("an unknown event", {.eventId = 10}, {});
    row("a batch", {.batchId = u"b1"_s}, {3, 1});
    row("a batch and a camera", {.cameraId = u"yard"_s, .batchId = u"b1"_s}, {});
    row("an event and a batch", {.eventId = 9, .batchId = u"b1"_s}, {3, 1});
    row("a type since a moment",
        {.objectType = u"person"_s, .since = StoredRows::moment(u"10:01"_s)}, {4, 1});
}

void DetectionListTest::filters()
{
    QFETCH(DetectionFilter, filter);
    const QJsonObject answer = page(filter);
    QTEST(StoredRows::idsOf(answer), "ids");
    QCOMPARE(answer[u"total"_s].toInteger(-1), StoredRows::idsOf(answer).size());
    QVERIFY(answer[u"next_cursor"_s].isNull());
}

void DetectionListTest::goesThroughAllByCursor()
{
    DetectionFilter filter{.limit = 2};
    QList<qint64> met;
    do {
        const QJsonObject answer = page(filter);
        met += StoredRows::idsOf(answer);
        filter.cursor = answer[u"next_cursor"_s].toString();
    } while (!filter.cursor.isEmpty() && met.size() < 20);
    QCOMPARE(met, (QList<qint64>{4, 3, 2, 1, 5}));
}

void DetectionListTest::tellsOne()
{
    QCOMPARE(m_rows->put({u"UPDATE detections SET bbox_x = 1, bbox_y = 2, bbox_width = 3, "
                          "bbox_height = 4, video_width = 640, video_height = 480, "
                          "enrichment_data = '{\"caption\":\"c\"}' WHERE id = 3"_s}),
             QString());
    const QJsonObject one = m_rows->document(
        [](Transaction &tx) { return pipeline::detectionDocument(tx, 3).value(); });
    QCOMPARE(one[u"object_type"_s].toString(), u"car"_s);
    QCOMPARE(one[u"confidence"_s].toDouble(), 0.7);
    QCOMPARE(one[u"bbox"_s].toObject(),
             (QJsonObject{{u"x"_s, 1}, {u"y"_s, 2}, {u"width"_s, 3}, {u"height"_s, 4}}));
    QCOMPARE(one[u"image_width"_s].toInteger(), 640);
    QCOMPARE(one[u"batch_id"_s].toString(), u"b1"_s);
    QCOMPARE(one[u"event_id"_s].toInteger(), 9);
    QCOMPARE(one[u"enrichment"_s][u"caption"].toString(), u"c"_s);
    QCOMPARE(one[u"thumbnail_url"_s].toString(), u"/api/detections/3/thumbnail"_s);
    const auto none = readOf<QString>(m_rows->store(), [](Transaction &tx) {
        return pipeline::detectionDocument(tx, 30).error().detail;
    });
    QCOMPARE(none.value(), u"Detection 30 not found"_s);
}

QTEST_GUILESS_MAIN(DetectionListTest)
#include "tst_detectionlist.moc"
