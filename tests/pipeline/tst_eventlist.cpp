// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/eventlist.h"
#include "tests/pipeline/storedrows.h"
#include "tests/support/anystore.h"

#include <QTest>

using namespace Qt::StringLiterals;
using pipeline::EventFilter;
using storage::Transaction;

/// GET /api/events by all that can be asked for.
class EventListTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void filters_data();
    void filters();
    void goesThroughAllByCursor_data();
    void goesThroughAllByCursor();
    void findsTheReviewedOnesOfACamera();
    void readsWhatItShows_data();
    void readsWhatItShows();
    void looksAtSoManyRowsAndGoesOn();
    void countsExactlyUpToTenThousand();
    void cursors_data();
    void cursors();
    void tellsOneWhole();
    void doesNotTellOfWhatIsNotThere();

private:
    QJsonObject page(const EventFilter &filter)
    {
        return m_rows->document(
            [filter](Transaction &tx) { return pipeline::eventsPage(tx, filter); });
    }

    QString planOnServer(QString where);

    std::unique_ptr<StoredRows> m_rows;
};

void EventListTest::init()
{
    m_rows = std::make_unique<StoredRows>();
    const auto row = &StoredRows::event;
    QCOMPARE(m_rows->put(
                 {row(1, u"gate"_s, 10, u"10:01"_s, u"'A cat', 'cat', NULL"_s),
                  row(2, u"yard"_s, 59, u"10:02"_s, u"'Two PEOPLE at 100%', 'person,car', NULL"_s),
                  row(3, u"gate"_s, 60, u"10:03"_s, u"'A car', 'car', 'the people next door'"_s),
                  row(4, u"gate"_s, 75, u"10:04"_s, u"'A scarf', 'scarf', NULL"_s),
                  row(5, u"yard"_s, 90, u"10:05"_s, u"'A person', 'person', NULL"_s),
                  // It began before the others and was told of after them.
                  row(6, u"gate"_s, 85, u"10:00"_s, u"'Smoke_1', 'person', NULL"_s),
                  row(7, u"gate"_s, 99, u"10:09"_s, u"'Gone', 'person', NULL"_s),
                  u"UPDATE events SET deleted_at = 't' WHERE id = 7"_s,
                  u"UPDATE events SET reviewed = 1 WHERE id IN (2, 4)"_s,
                  u"UPDATE events SET reasoning = 'Nobody knows' WHERE id = 5"_s}),
             QString());
}

void EventListTest::filters_data()
{
    QTest::addColumn<EventFilter>("filter");
    QTest::addColumn<QList<qint64>>("ids");
    const auto row = [](const char *name, const EventFilter &filter, const QList<qint64> &ids) {
        QTest::newRow(name) << filter << ids;
    };
    row("all, by their beginnings", {}, {5, 4, 3, 2, 1, 6});
    row("a camera", {.cameraId = u"yard"_s}, {5, 2});
    row("an unknown camera", {.cameraId = u"attic"_s}, {});
    row("a level", {.riskLevel = u"high"_s}, {4, 3});
    row("a least score where a level begins", {.minRisk = 60}, {5, 4, 3, 6});
    row("a least score within a level", {.minRisk = 61}, {5, 4, 6});
    row("no least score", {.minRisk = 0}, {5, 4, 3, 2, 1, 6});
    row("the highest score", {.minRisk = 100}, {});
    row("a level and a score below it", {.riskLevel = u"high"_s, .minRisk = 30}, {4, 3});
    row("a level and a score above it", {.riskLevel = u"low"_s, .minRisk = 30}, {});
    row("a level and a score within it", {.riskLevel = u"high"_s, .minRisk = 70}, {4});
    row("a camera and a level", {.cameraId = u"gate"_s, .riskLevel = u"critical"_s}, {6});
    row("a camera and a least score", {.cameraId = u"gate"_s, .minRisk = 60}, {4, 3, 6});
    row("reviewed", {.reviewed = true}, {4, 2});
    row("not reviewed", {.reviewed = false}, {5, 3, 1, 6});
    row("a camera, reviewed", {.cameraId = u"gate"_s, .reviewed = true}, {4});
    row("a level, not reviewed", {.riskLevel = u"high"_s, .reviewed = false}, {3});
    row("since a moment", {.since = StoredRows::moment(u"10:04"_s)}, {5, 4});
    row("until a moment, itself not", {.until = StoredRows::moment(u"10:02"_s)}, {1, 6});
    row("between two",
        {.since = StoredRows::moment(u"10:02"_s), .until = StoredRows::moment(u"10:04"_s)}, {3, 2});
    row("a type of things", {.objectType = u"car"_s}, {3, 2});
    row("a part of a type", {.objectType = u"car,person"_s}, {});
    row("a text, large or small", {.text = u"people"_s}, {3, 2});
    row("a text of the reasoning", {.text = u"nobody"_s}, {5});
    row("a sign that stands for itself", {.text = u"100%"_s}, {2});
    row("another one", {.text = u"e_1"_s}, {6});
    row("all at once",
        {.cameraId = u"yard"_s,
         .minRisk = 59,
         .reviewed = true,
         .objectType = u"person"_s,
         .text = u"two"_s},
        {2});
}

void EventListTest::filters()
{
    QFETCH(EventFilter, filter);
    const QJsonObject answer = page(filter);
    QTEST(StoredRows::idsOf(answer), "ids");
    QCOMPARE(answer[u"total"_s].toInteger(-1), StoredRows::idsOf(answer).size());
    QCOMPARE(answer[u"total_at_least"_s], answer[u"total"_s]);
    QVERIFY(answer[u"next_cursor"_s].isNull());
}

void EventListTest::goesThroughAllByCursor_data()
{
    QTest::addColumn<EventFilter>("filter");
    QTest::newRow("all") << EventFilter{.limit = 1};
    QTest::newRow("of three levels") << EventFilter{.minRisk = 30, .limit = 2};
    QTest::newRow("within a level") << EventFilter{.minRisk = 61, .limit = 1};
    QTest::newRow("between two") << EventFilter{.since = StoredRows::moment(u"10:01"_s),
                                                .limit = 1};
}

// Each event once, in the order of the one page that has them all.
void EventListTest::goesThroughAllByCursor()
{
    QFETCH(EventFilter, filter);
    EventFilter whole = filter;
    whole.limit = 100;
    const QList<qint64> expected = StoredRows::idsOf(page(whole));
    QList<qint64> met;
    do {
        const QJsonObject answer = page(filter);
        met += StoredRows::idsOf(answer);
        filter.cursor = answer[u"next_cursor"_s].toString();
        QVERIFY(filter.cursor.isEmpty() || pipeline::isWalkCursor(filter.cursor));
    } while (!filter.cursor.isEmpty() && met.size() < 20);
    QCOMPARE(met, expected);
}

namespace {

QString manyEvents(int count)
{
    return u"WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
           "INSERT INTO events (id, batch_id, camera_id, risk_score, risk_level, started_at, "
           "created_at) SELECT i, 'm' || i, 'gate', 5, 'low', '2025-12-28T10:00:00.000Z', 't' "
           "FROM n"_s.arg(1000 + count - 1);
}

} // namespace

// However few they are and however many the others.
void EventListTest::findsTheReviewedOnesOfACamera()
{
    QCOMPARE(m_rows->put({manyEvents(10'001)}), QString());
    const QJsonObject reviewed = page({.cameraId = u"gate"_s, .reviewed = true});
    QCOMPARE(StoredRows::idsOf(reviewed), QList<qint64>{4});
    QCOMPARE(reviewed[u"total"_s].toInteger(-1), 1);
    QVERIFY(reviewed[u"next_cursor"_s].isNull());
    const QJsonObject others = page({.cameraId = u"yard"_s, .reviewed = false});
    QCOMPARE(StoredRows::idsOf(others), QList<qint64>{5});
    QCOMPARE(others[u"total"_s].toInteger(-1), 1);
}

void EventListTest::readsWhatItShows_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("searched");
    QTest::newRow("a camera") << u"camera_id = ?"_s << u"events_live_by_camera (camera_id=?"_s;
    QTest::newRow("a review") << u"reviewed = ?"_s << u"events_live_by_review (reviewed=?"_s;
    QTest::newRow("a camera and a review")
        << u"camera_id = ? AND reviewed = ?"_s
        << u"events_live_by_camera_review (camera_id=? AND reviewed=?"_s;
}

/// How the server would read them, if it had so many that all of them took long.
QString EventListTest::planOnServer(QString where)
{
    const QString sql =
        u"EXPLAIN SELECT started_at, id FROM events WHERE deleted_at IS NULL AND %1 "
        "AND started_at >= '0' AND started_at <= '0' "
        "ORDER BY started_at DESC, id DESC LIMIT 51"_s.arg(where.replace(u'?', u"'0'"_s));
    const auto plan = written<QString>(m_rows->store(), [sql](Transaction &tx) {
        for (const char *way : {"seqscan", "bitmapscan", "sort"}) {
            tx.exec(u"SET LOCAL enable_%1 = off"_s.arg(QLatin1StringView(way)));
        }
        QSqlQuery &steps = tx.exec(sql);
        QStringList all;
        while (steps.next()) {
            all.append(steps.value(0).toString());
        }
        return all.join(u'\n');
    });
    return plan ? plan.value() : plan.error().detail;
}

// Rows that do not match are not looked at, and nothing is sorted.
void EventListTest::readsWhatItShows()
{
    QFETCH(QString, where);
    QFETCH(QString, searched);
    const QString index = searched.section(u' ', 0, 0);
    if (support::isOnServer()) {
        const QString plan = planOnServer(where);
        QVERIFY2(plan.contains(u"Index ") && !plan.contains(u"Sort"), qPrintable(plan));
        return;
    }
    const auto plan = readOf<QString>(m_rows->store(), [=](Transaction &tx) {
        QSqlQuery &steps = tx.exec(
            u"EXPLAIN QUERY PLAN SELECT started_at, id FROM events INDEXED BY %1 WHERE deleted_at "
            "IS NULL AND %2 AND started_at >= ? AND started_at <= ? "
            "ORDER BY started_at DESC, id DESC LIMIT 51"_s.arg(index, where),
            QVariantList(where.count(u'?') + 2, u"x"_s));
        QStringList all;
        while (steps.next()) {
            all.append(steps.value(3).toString());
        }
        return all.join(u'\n');
    });
    QVERIFY2(plan
                 && plan.value()
                     == u"SEARCH events USING INDEX "_s % searched
                         % u" AND started_at>? AND started_at<?)"_s,
             plan ? qPrintable(plan.value()) : qPrintable(plan.error().detail));
}

// What no index knows is looked for in so many rows a page.
void EventListTest::looksAtSoManyRowsAndGoesOn()
{
    QCOMPARE(m_rows->put({manyEvents(pipeline::LookedAt * 2)}), QString());
    EventFilter filter{.text = u"cat"_s};
    int pages = 0;
    QList<qint64> met;
    do {
        const QJsonObject answer = page(filter);
        QCOMPARE(answer[u"total"_s].toInteger(), 1);
        met += StoredRows::idsOf(answer);
        filter.cursor = answer[u"next_cursor"_s].toString();
        ++pages;
    } while (!filter.cursor.isEmpty() && pages < 10);
    QCOMPARE(met, QList<qint64>{1});
    QCOMPARE(pages, 3);
}

void EventListTest::countsExactlyUpToTenThousand()
{
    QCOMPARE(m_rows->put({manyEvents(10'000)}), QString());
    const QJsonObject low = page({.riskLevel = u"low"_s, .limit = 1}); // with the cat one too many
    QVERIFY(low[u"total"_s].isNull());
    QCOMPARE(low[u"total_at_least"_s].toInteger(), 10'000);
    QCOMPARE(m_rows->put({u"DELETE FROM events WHERE id = 1000"_s}), QString());
    QCOMPARE(page({.riskLevel = u"low"_s, .limit = 1})[u"total"_s].toInteger(), 10'000);
    // Of what no index knows the rows that were looked at are the bound.
    const QJsonObject cats = page({.text = u"cat"_s});
    QVERIFY(cats[u"total"_s].isNull());
    QVERIFY(cats[u"total_at_least"_s].toInteger() <= 1);
}

void EventListTest::cursors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCursor");
    QTest::newRow("one") << u"2025-12-27T10:30:00.000Z,7"_s << true;
    QTest::newRow("no number") << u"2025-12-27T10:30:00.000Z,"_s << false;
    QTest::newRow("no time") << u",7"_s << false;
    QTest::newRow("a number alone") << u"7"_s << false;
    QTest::newRow("another time") << u"yesterday,7"_s << false;
    QTest::newRow("more behind it") << u"2025-12-27T10:30:00.000Z,7 OR 1"_s << false;
    QTest::newRow("a number that is none of ours") << u"2025-12-27T10:30:00.000Z,+7"_s << false;
}

void EventListTest::cursors()
{
    QFETCH(QString, text);
    QTEST(pipeline::isWalkCursor(text), "isCursor");
}

void EventListTest::tellsOneWhole()
{
    QCOMPARE(
        m_rows->put({u"INSERT INTO batches (id, camera_id, state, started_at, last_activity_at, "
                     "closed_at, close_reason, detection_count) VALUES ('b5', 'yard', 'analysed', "
                     "'2025-12-27T10:05:00.000Z', '2025-12-27T10:05:20.000Z', "
                     "'2025-12-27T10:05:50.000Z', 'idle', 2)"_s,
                     StoredRows::detection(11, u"yard"_s, u"person"_s, 0.9, u"10:05"_s, u"'b5'"_s),
                     StoredRows::detection(12, u"yard"_s, u"person"_s, 0.5, u"10:05"_s, u"'b5'"_s),
                     u"INSERT INTO event_detections VALUES (5, 11, 't'), (5, 12, 't')"_s}),
        QString());
    const QJsonObject event =
        m_rows->document([](Transaction &tx) { return pipeline::eventDocument(tx, 5).value(); });
    QCOMPARE(event[u"summary"_s].toString(), u"A person"_s);
    QCOMPARE(event[u"reasoning"_s].toString(), u"Nobody knows"_s);
    QCOMPARE(event[u"image_url"_s].toString(), u"/api/events/5/image"_s);
    QCOMPARE(event[u"batch"_s][u"close_reason"].toString(), u"idle"_s);
    QCOMPARE(event[u"detections"_s].toArray().size(), 2);
    QCOMPARE(event[u"detections"_s][0][u"event_id"].toInteger(), 5);
    QCOMPARE(event[u"detections"_s][0][u"bbox"], QJsonValue(QJsonValue::Null));
    // The retention has taken the batch.
    const QJsonObject other =
        m_rows->document([](Transaction &tx) { return pipeline::eventDocument(tx, 4).value(); });
    QVERIFY(other[u"batch"_s].isNull());
    QCOMPARE(other[u"detections"_s], QJsonValue(QJsonArray()));
}

void EventListTest::doesNotTellOfWhatIsNotThere()
{
    for (const qint64 id : {7, 8}) {
        const auto answer = readOf<QString>(m_rows->store(), [id](Transaction &tx) {
            const auto document = pipeline::eventDocument(tx, id);
            return document ? QString() : document.error().detail;
        });
        QCOMPARE(answer.value(), u"Event %1 not found"_s.arg(id));
    }
}

QTEST_GUILESS_MAIN(EventListTest)
#include "tst_eventlist.moc"
