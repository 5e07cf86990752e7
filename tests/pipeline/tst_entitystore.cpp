// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/entitystore.h"
#include "backend/pipeline/eventlist.h"
#include "backend/pipeline/eventstore.h"
#include "backend/pipeline/findingstore.h"
#include "tests/pipeline/embeddings.h"
#include "tests/pipeline/oneperson.h"
#include "tests/support/anystore.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace pipeline;
using storage::Storage;
using storage::Transaction;

Q_DECLARE_METATYPE(Appearance)

namespace {

const QString Noon = u"2025-12-27T12:00:00.000Z"_s;

Appearance somebody(double degrees, const QString &camera = u"gate"_s, const QString &at = Noon,
                    qint64 imageId = 1)
{
    return {.kind = u"person"_s,
            .cameraId = camera,
            .at = at,
            .picture = QString::number(imageId),
            .embedding = embeddingAt(degrees)};
}

} // namespace

/// Entities over a real store.
class EntityStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whoIsWho_data();
    void whoIsWho();
    void seenEarlierButToldLater();
    void pages();
    void cursors_data();
    void cursors();
    void prunesTheOldest();
    void findingsOfAnEvent();
    void aThousandEntities();

private:
    /// The ids that they get, each in a transaction of its own.
    QList<qint64> recognise(const QList<Appearance> &all)
    {
        QList<qint64> ids;
        for (const Appearance &one : all) {
            ids.append(written<qint64>(*m_store, [one](Transaction &tx) {
                           return EntityTracker(tx).recognise(one);
                       }).value());
        }
        return ids;
    }

    QJsonObject page(int limit, const QString &cursor = {})
    {
        const auto bytes = readOf<QByteArray>(
            *m_store, [limit, cursor](Transaction &tx) { return entitiesPage(tx, limit, cursor); });
        return QJsonDocument::fromJson(bytes.value()).object();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

void EntityStoreTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
}

void EntityStoreTest::whoIsWho_data()
{
    QTest::addColumn<Appearance>("second"); ///< after one at 0 degrees
    QTest::addColumn<bool>("isSame");
    Appearance car = somebody(0);
    car.kind = u"car"_s;
    QTest::newRow("the same on the same camera") << somebody(0) << true;
    QTest::newRow("the same on another camera") << somebody(5, u"yard"_s) << true;
    QTest::newRow("another one") << somebody(90) << false;
    QTest::newRow("another kind of thing") << car << false;
    QTest::newRow("23 hours later")
        << somebody(0, u"gate"_s, u"2025-12-28T11:00:00.000Z"_s) << true;
    QTest::newRow("25 hours later")
        << somebody(0, u"gate"_s, u"2025-12-28T13:00:00.000Z"_s) << false;
}

void EntityStoreTest::whoIsWho()
{
    QFETCH(Appearance, second);
    const QList<qint64> ids = recognise({somebody(0), second});
    QVERIFY(ids.first() > 0);
    QTEST(ids.last() == ids.first(), "isSame");
}

void EntityStoreTest::seenEarlierButToldLater()
{
    const QString eleven = u"2025-12-27T11:00:00.000Z"_s;
    recognise({somebody(0), somebody(0, u"yard"_s, eleven)});
    const QJsonObject entity = page(10).value(u"items").toArray().first().toObject();
    const QJsonObject wanted{{u"id"_s, entity.value(u"id")},
                             {u"kind"_s, u"person"_s},
                             {u"first_camera_id"_s, u"yard"_s},
                             {u"first_seen_at"_s, eleven},
                             {u"last_camera_id"_s, u"gate"_s},
                             {u"last_seen_at"_s, Noon},
                             {u"sightings"_s, 2},
                             {u"cameras"_s, QJsonArray{u"gate"_s, u"yard"_s}}};
    QCOMPARE(entity, wanted);
}

void EntityStoreTest::pages()
{
    const QList<qint64> ids = recognise(
        {somebody(0), somebody(90), somebody(180, u"yard"_s, u"2025-12-27T12:00:01.000Z"_s)});
    const auto idsOf = [](const QJsonObject &page) {
        QList<qint64> found;
        const QJsonArray items = page.value(u"items").toArray();
        for (const auto &item : items) {
            found.append(item[u"id"].toInteger());
        }
        return found;
    };
    const QJsonObject first = page(2);
    QCOMPARE(idsOf(first), QList<qint64>({ids.at(2), ids.at(1)}));
    const QString next = first.value(u"next_cursor").toString();
    QVERIFY(isEntityCursor(next));
    QCOMPARE(idsOf(page(2, next)), QList<qint64>{ids.at(0)});
    QVERIFY(page(2, next).value(u"next_cursor").isNull());
    QVERIFY(page(3).value(u"next_cursor").isNull());
}

void EntityStoreTest::cursors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isOne");
    QTest::newRow("one") << QString(Noon + u"_12") << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("no id") << Noon << false;
    QTest::newRow("an id of nothing") << QString(Noon + u"_0") << false;
    QTest::newRow("no time") << u"noon_12"_s << false;
    QTest::newRow("something behind it") << QString(Noon + u"_12_13") << false;
    QTest::newRow("a number") << u"12"_s << false;
}

void EntityStoreTest::cursors()
{
    QFETCH(QString, text);
    QTEST(isEntityCursor(text), "isOne");
}

void EntityStoreTest::prunesTheOldest()
{
    const QList<qint64> ids =
        recognise({somebody(0), somebody(90, u"gate"_s, u"2025-12-27T12:00:02.000Z"_s)});
    const auto removed = written<int>(*m_store, [](Transaction &tx) {
        return pruneEntities(tx, *protocol::fromIso(u"2025-12-27T12:00:01.000Z"), 10);
    });
    QCOMPARE(removed.value(), 1);
    QCOMPARE(numberIn(*m_store, u"SELECT id FROM entities"_s), ids.last());
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM entity_cameras"_s), 1);
}

// Two people who look alike stand in one image: they are two. Told twice, nothing changes.
void EntityStoreTest::findingsOfAnEvent()
{
    QVERIFY(store(*m_store, u"first"_s).ok());
    QVERIFY(written<protocol::Done>(*m_store, [](Transaction &tx) {
                tx.exec(u"INSERT INTO detections (camera_id, file_path, detected_at, object_type, "
                        "batch_id, image_id) SELECT camera_id, file_path, detected_at, "
                        "object_type, batch_id, image_id FROM detections"_s);
                return protocol::Done{};
            }).ok());
    const QByteArray embedding = toBytes(embeddingAt(0));
    const QList<Finding> findings{
        {.detectionId = 1, .embedding = embedding, .data = {{u"caption"_s, u"c"_s}}},
        {.detectionId = 2, .embedding = embedding},
        {.detectionId = 3, .embedding = embedding}}; // of no batch
    for (int i = 0; i < 2; ++i) {
        const auto done = written<bool>(*m_store, [findings](Transaction &tx) {
            return storeEvent(tx, u"first"_s, {.riskScore = 1}, 0)
                && storeFindings(tx, u"first"_s, findings);
        });
        QCOMPARE(done.value(), i == 0);
    }
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM entities WHERE sightings = 1"_s), 2);
    QCOMPARE(numberIn(*m_store, u"SELECT count(DISTINCT entity_id) FROM detections"_s), 2);
    QCOMPARE(numberIn(*m_store,
                      u"SELECT count(*) FROM detections WHERE enrichment_data = "
                      "'{\"caption\":\"c\"}' AND id = 1"_s),
             1);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM detections WHERE enrichment_data IS NULL"_s),
             1);
    const auto events =
        readOf<QByteArray>(*m_store, [](Transaction &tx) { return eventsPage(tx, {.limit = 10}); });
    QVERIFY2(events.value().contains("\"entity_ids\":[1,2]"), events.value().constData());
}

// Each with a number of its own that is large, and half of them with two.
void EntityStoreTest::aThousandEntities()
{
    constexpr int count = 1000;
    constexpr int looks = 8;
    const auto isAdded = written<protocol::Done>(*m_store, [](Transaction &tx) {
        EntityTracker tracker(tx);
        for (int i = 0; i < count; ++i) {
            const auto place = static_cast<std::size_t>(i % 700);
            Appearance one = somebody(0, u"gate"_s, Noon, i);
            one.embedding = embeddingAt(i < 700 ? 0 : 45, place, place + 60);
            tracker.recognise(one);
        }
        return protocol::Done{};
    });
    QVERIFY(isAdded.ok());
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM entities"_s), count);
    const auto took = written<qint64>(*m_store, [](Transaction &tx) {
        QElapsedTimer timer;
        timer.start();
        EntityTracker tracker(tx);
        for (int i = 0; i < looks; ++i) {
            tracker.recognise(somebody(0, u"yard"_s, Noon, -i));
        }
        return timer.nsecsElapsed() / 1000;
    });
    qInfo("%d looks among a thousand: %lld us", looks, static_cast<long long>(took.value()));
    QVERIFY(took.value() < 500'000); // generous: the machine may be busy
}

QTEST_GUILESS_MAIN(EntityStoreTest)
#include "tst_entitystore.moc"
