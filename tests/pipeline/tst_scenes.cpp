// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/scenes.h"
#include "backend/pipeline/scenestore.h"
#include "backend/protocol/eventregistry.h"
#include "tests/pipeline/storedrows.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pipeline;
using storage::Transaction;

/// Changes of views, stored and told.
class ScenesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_rows = std::make_unique<StoredRows>(); }

    void storesAndTellsAChange();
    void filters_data();
    void filters();
    void keepsSoMany();

private:
    QJsonObject page(const SceneFilter &filter)
    {
        return m_rows->document([filter](Transaction &tx) { return sceneChangesPage(tx, filter); });
    }

    std::unique_ptr<StoredRows> m_rows;
};

namespace {

/// A view full of shapes; another number gives others.
View viewOf(int number)
{
    View view{.sharpness = 1};
    for (int i = 0; i < ViewWidth * ViewHeight; ++i) {
        const auto value = static_cast<char>((i * 7919 + i / ViewWidth * number * 104'729) % 251);
        view.light.append(value);
        view.edges.append(value);
    }
    return view;
}

} // namespace

void ScenesTest::storesAndTellsAChange()
{
    Scenes scenes(m_rows->store(), {.time = 0ms});
    for (int i = 0; i < 10; ++i) {
        scenes.take(u"gate"_s, viewOf(1));
        scenes.take(u"yard"_s, viewOf(2));
    }
    QVERIFY(likenessOf(viewOf(1), viewOf(2)).value < 0.4);
    for (int i = 0; i < 10; ++i) {
        scenes.take(u"gate"_s, viewOf(2)); // known to the other one
    }
    QTRY_COMPARE(m_rows->store().pending(), 0);
    const QJsonObject all = page({});
    QCOMPARE(all[u"total"_s].toInt(), 1);
    const QJsonObject one = all[u"items"_s][0].toObject();
    QCOMPARE(one[u"camera_id"_s].toString(), u"gate"_s);
    QCOMPARE(one[u"change_type"_s].toString(), u"angle_changed"_s);
    const auto told = readOf<QString>(m_rows->store(), [](Transaction &tx) {
        QSqlQuery &row =
            tx.exec(u"SELECT data FROM journal WHERE type = 'scene_change.detected'"_s);
        return row.next() ? row.value(0).toString() : QString();
    });
    const QJsonObject data = QJsonDocument::fromJson(told.value().toUtf8()).object();
    QCOMPARE(data, one);
    QCOMPARE(protocol::EventRegistry().fault(u"scene_change.detected"_s, data), std::nullopt);
}

void ScenesTest::filters_data()
{
    QTest::addColumn<SceneFilter>("filter");
    QTest::addColumn<QList<qint64>>("ids");
    const auto row = [](const char *name, const SceneFilter &filter, const QList<qint64> &ids) {
        QTest::newRow(name) << filter << ids;
    };
    row("all", {}, {4, 3, 2, 1});
    row("a camera", {.cameraId = u"gate"_s}, {3, 1});
    row("a kind", {.changeType = u"view_blocked"_s}, {4, 1});
    row("both", {.cameraId = u"gate"_s, .changeType = u"view_blocked"_s}, {1});
    row("since a moment", {.since = StoredRows::moment(u"10:03"_s)}, {4, 3});
    row("until a moment", {.until = StoredRows::moment(u"10:02"_s)}, {1});
}

void ScenesTest::filters()
{
    QFETCH(SceneFilter, filter);
    const QString insert = u"INSERT INTO scene_changes (id, camera_id, detected_at, change_type, "
                           "similarity_score) VALUES (%1, '%2', '%3', '%4', 0.2)"_s;
    const auto at = &StoredRows::at;
    QCOMPARE(m_rows->put({insert.arg(u"1"_s, u"gate"_s, at(u"10:01"_s), u"view_blocked"_s),
                          insert.arg(u"2"_s, u"yard"_s, at(u"10:02"_s), u"angle_changed"_s),
                          insert.arg(u"3"_s, u"gate"_s, at(u"10:03"_s), u"view_tampered"_s),
                          insert.arg(u"4"_s, u"yard"_s, at(u"10:04"_s), u"view_blocked"_s)}),
             QString());
    QTEST(StoredRows::idsOf(page(filter)), "ids");
}

void ScenesTest::keepsSoMany()
{
    QCOMPARE(m_rows->put(
                 {u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                  "INSERT INTO scene_changes (camera_id, detected_at, change_type, "
                  "similarity_score) SELECT 'gate', 't', 'unknown', 0.5 FROM n"_s.arg(
                      MostSceneChanges)}),
             QString());
    QVERIFY(written<protocol::Done>(m_rows->store(), [](Transaction &tx) {
                storeSceneChange(tx, u"gate"_s, {.similarity = 0.1});
                return protocol::Done{};
            }).ok());
    QCOMPARE(numberIn(m_rows->store(), u"SELECT count(*) FROM scene_changes"_s), MostSceneChanges);
    QCOMPARE(numberIn(m_rows->store(), u"SELECT min(id) FROM scene_changes"_s), 2);
}

QTEST_GUILESS_MAIN(ScenesTest)
#include "tst_scenes.moc"
