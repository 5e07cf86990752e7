// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"
#include "backend/storage/schema.h"
#include "backend/storage/transaction.h"

#include <QFile>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace storage;

class SchemaTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheColumnsThatPeopleKnow_data();
    void hasTheColumnsThatPeopleKnow();
    void isSafeByItsSettings();
    void opensTwiceWithoutChange();
    void upgradesAnOlderStore();
    void keepsTheOldStoreWhenAStepFails();
    void countsWhatAnOlderStoreHas();
    void numbersTheHistoryOfAnOlderStore();
    void enforcesItsInvariants_data();
    void enforcesItsInvariants();
};

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString valueIn(Database &database, const QString &sql)
{
    QSqlQuery &query = database.run(sql);
    QString value = query.next() ? query.value(0).toString() : QString();
    database.finishQueries();
    return value;
}

QList<Migration> withOneMore(const QStringList &statements)
{
    QList<Migration> steps = migrations();
    steps.append({.version = steps.last().version + 1, .statements = statements});
    return steps;
}

} // namespace

void SchemaTest::hasTheColumnsThatPeopleKnow_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QStringList>("columns");
    const auto row = [](const char *table, const QString &columns) {
        QTest::newRow(table) << QString::fromLatin1(table) << columns.split(u' ');
    };
    row("cameras", u"id name folder_path status created_at last_seen_at deleted_at enabled"_s);
    row("images", u"camera_id path inode size mtime_ns sha256 state accepted_at reason"_s);
    row("detections",
        u"id camera_id file_path file_type detected_at object_type confidence bbox_x bbox_y "
        "bbox_width bbox_height thumbnail_path media_type duration video_codec video_width "
        "video_height enrichment_data labels batch_id image_id"_s);
    row("batches",
        u"id camera_id state started_at last_activity_at closed_at close_reason "
        "detection_count"_s);
    row("events",
        u"id batch_id camera_id started_at ended_at risk_score risk_level summary reasoning "
        "llm_prompt reviewed notes is_fast_path object_types clip_path deleted_at snooze_until "
        "detection_count"_s);
    row("event_detections", u"event_id detection_id created_at"_s);
    row("jobs", u"id kind state payload attempts token available_at reason history"_s);
    row("restart_history", u"worker_name timestamp attempt status error worker_number"_s);
    row("journal", u"sequence node type channel data timestamp cause"_s);
    row("stage_counts", u"stage fate items"_s);
    row("settings", u"key value updated_at"_s);
    row("set_aside", u"kind camera_id path inode size mtime_ns reason seen_at"_s);
}

void SchemaTest::hasTheColumnsThatPeopleKnow()
{
    QFETCH(QString, table);
    QFETCH(QStringList, columns);
    const QTemporaryDir folder;
    auto opened = Database::open(folder.filePath(u"signalbox.db"_s));
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    QStringList present;
    QSqlQuery &query = opened.value()->run(u"SELECT name FROM pragma_table_info(?)"_s, {table});
    while (query.next()) {
        present.append(query.value(0).toString());
    }
    for (const QString &column : std::as_const(columns)) {
        QVERIFY2(present.contains(column), qPrintable(column));
    }
}

void SchemaTest::isSafeByItsSettings()
{
    const QTemporaryDir folder;
    auto opened = Database::open(folder.filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    Database &database = *opened.value();
    QCOMPARE(valueIn(database, u"PRAGMA journal_mode"_s), u"wal"_s);
    QCOMPARE(valueIn(database, u"PRAGMA synchronous"_s), u"2"_s);
    QCOMPARE(valueIn(database, u"PRAGMA foreign_keys"_s), u"1"_s);
    QCOMPARE(valueIn(database, u"PRAGMA busy_timeout"_s), u"5000"_s);
    QCOMPARE(valueIn(database, u"PRAGMA temp_store"_s), u"2"_s);
    QCOMPARE(valueIn(database, u"PRAGMA application_id"_s), QString::number(ApplicationId));
    QCOMPARE(valueIn(database, u"PRAGMA user_version"_s),
             QString::number(migrations().last().version));
}

void SchemaTest::opensTwiceWithoutChange()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.db"_s);
    QVERIFY(Database::open(path).ok());
    const QByteArray before = contentOf(path);
    QVERIFY(Database::open(path).ok());
    QCOMPARE(contentOf(path), before);
}

void SchemaTest::upgradesAnOlderStore()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.db"_s);
    {
        auto old = Database::open(path);
        QVERIFY(old.ok());
        old.value()->run(u"INSERT INTO settings VALUES ('kept', 'yes', 'now')"_s);
    }
    auto upgraded =
        Database::open(path, withOneMore({u"ALTER TABLE settings ADD COLUMN note TEXT"_s}));
    QVERIFY(upgraded.ok());
    QCOMPARE(valueIn(*upgraded.value(), u"SELECT value FROM settings WHERE note IS NULL"_s),
             u"yes"_s);
    QCOMPARE(valueIn(*upgraded.value(), u"PRAGMA user_version"_s),
             QString::number(migrations().last().version + 1));
}

void SchemaTest::keepsTheOldStoreWhenAStepFails()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.db"_s);
    QVERIFY(Database::open(path).ok());
    const auto failed =
        Database::open(path, withOneMore({u"CREATE TABLE half (a)"_s, u"CREATE TABLE half (b)"_s}));
    QVERIFY(!failed.ok());
    QVERIFY2(failed.error().detail.contains(u"half"_s), qPrintable(failed.error().detail));
    auto again = Database::open(path);
    QVERIFY(again.ok());
    QCOMPARE(valueIn(*again.value(), u"SELECT count(*) FROM sqlite_schema WHERE name = 'half'"_s),
             u"0"_s);
}

// The counts of the stages begin with what is there.
void SchemaTest::countsWhatAnOlderStoreHas()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.db"_s);
    {
        auto old = Database::open(path, {migrations().first()});
        QVERIFY(old.ok());
        old.value()->run(u"INSERT INTO cameras (id, name, folder_path, created_at) "
                         "VALUES ('cam', 'Cam', '/cam', 't')"_s);
        old.value()->run(
            u"INSERT INTO images (camera_id, path, inode, size, mtime_ns, state, accepted_at) "
            "VALUES ('cam', 'a', 1, 1, 1, 'done', 't'), ('cam', 'b', 1, 1, 1, 'accepted', 't')"_s);
        old.value()->run(u"INSERT INTO batches (id, camera_id, state, started_at, "
                         "last_activity_at) VALUES ('b1', 'cam', 'analysed', 't', 't')"_s);
        old.value()->run(u"INSERT INTO jobs (kind, state, payload, created_at, available_at) "
                         "VALUES ('detection', 'leased', '{}', 't', 't'), "
                         "('detection', 'dead', '{}', 't', 't')"_s);
    }
    auto opened = Database::open(path);
    QVERIFY(opened.ok());
    const QString counts = u"SELECT group_concat(line, ', ') FROM (SELECT stage || ' ' || fate "
                           "|| ' ' || items AS line FROM stage_counts WHERE items > 0 "
                           "ORDER BY stage, fate)"_s;
    QCOMPARE(valueIn(*opened.value(), counts),
             u"batches closed 1, batches in 1, detection dead 1, detection in 2, "
             "detection open 1, images accepted 1, images done 1, images in 2"_s);
    opened.value()->run(u"UPDATE jobs SET state = 'done' WHERE state = 'leased'"_s);
    opened.value()->run(u"DELETE FROM jobs"_s);
    opened.value()->run(u"UPDATE images SET state = 'done'"_s);
    QCOMPARE(valueIn(*opened.value(), counts),
             u"batches closed 1, batches in 1, detection discarded 1, detection done 1, "
             "detection in 2, images done 2, images in 2"_s);
}

void SchemaTest::numbersTheHistoryOfAnOlderStore()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.db"_s);
    const QString add = u"INSERT INTO restart_history (worker_name, timestamp, attempt, status) "
                        "VALUES ('%1', 't', %2, 'crashed')"_s;
    {
        auto old = Database::open(path, migrations().first(6));
        QVERIFY(old.ok());
        for (int i = 1; i <= 5; ++i) {
            old.value()->run(add.arg(i % 2 == 1 ? u"a"_s : u"b"_s).arg(i));
        }
        old.value()->run(u"DELETE FROM restart_history WHERE attempt IN (1, 4)"_s);
    }
    auto opened = Database::open(path);
    QVERIFY(opened.ok());
    opened.value()->run(add.arg(u"b"_s).arg(6));
    QCOMPARE(valueIn(*opened.value(),
                     u"SELECT group_concat(line, ', ') FROM (SELECT id || ' ' || worker_name || "
                     "worker_number || ' ' || attempt AS line FROM restart_history ORDER BY id)"_s),
             u"1 b1 2, 2 a1 3, 3 a2 5, 4 b2 6"_s);
}

void SchemaTest::enforcesItsInvariants_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("a second open batch of a camera")
        << u"INSERT INTO batches (id, camera_id, started_at, last_activity_at) "
           "VALUES ('b2', 'cam', 't', 't')"_s
        << false;
    QTest::newRow("a second closed batch of a camera")
        << u"INSERT INTO batches (id, camera_id, state, started_at, last_activity_at) "
           "VALUES ('b2', 'cam', 'closed', 't', 't')"_s
        << true;
    QTest::newRow("a second event of a batch")
        << u"INSERT INTO events (batch_id, camera_id, started_at, created_at) "
           "VALUES ('b1', 'cam', 't', 't')"_s
        << false;
    QTest::newRow("the same file twice")
        << u"INSERT INTO images (camera_id, path, inode, size, mtime_ns, accepted_at) "
           "VALUES ('cam', 'a.jpg', 1, 2, 3, 't')"_s
        << false;
    QTest::newRow("the same name, written anew")
        << u"INSERT INTO images (camera_id, path, inode, size, mtime_ns, accepted_at) "
           "VALUES ('cam', 'a.jpg', 1, 2, 4, 't')"_s
        << true;
    QTest::newRow("a detection of an unknown camera")
        << u"INSERT INTO detections (camera_id, file_path, detected_at) "
           "VALUES ('ghost', 'a.jpg', 't')"_s
        << false;
    QTest::newRow("an impossible confidence")
        << u"INSERT INTO detections (camera_id, file_path, detected_at, confidence) "
           "VALUES ('cam', 'a.jpg', 't', 1.5)"_s
        << false;
    QTest::newRow("an impossible score") << u"UPDATE events SET risk_score = 101"_s << false;
    QTest::newRow("an unknown job state")
        << u"INSERT INTO jobs (kind, state, payload, created_at, available_at) "
           "VALUES ('k', 'lost', '{}', 't', 't')"_s
        << false;
}

void SchemaTest::enforcesItsInvariants()
{
    QFETCH(QString, sql);
    QFETCH(bool, allowed);
    const QTemporaryDir folder;
    auto opened = Database::open(folder.filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    Database &database = *opened.value();
    database.run(u"INSERT INTO cameras (id, name, folder_path, created_at) "
                 "VALUES ('cam', 'Cam', '/cam', 't')"_s);
    database.run(u"INSERT INTO batches (id, camera_id, started_at, last_activity_at) "
                 "VALUES ('b1', 'cam', 't', 't')"_s);
    database.run(u"INSERT INTO events (batch_id, camera_id, started_at, created_at) "
                 "VALUES ('b1', 'cam', 't', 't')"_s);
    database.run(u"INSERT INTO images (camera_id, path, inode, size, mtime_ns, accepted_at) "
                 "VALUES ('cam', 'a.jpg', 1, 2, 3, 't')"_s);
    std::optional<protocol::Error> error;
    try {
        database.run(sql);
    } catch (const Failure &failure) {
        error = failure.error();
    }
    QCOMPARE(!error.has_value(), allowed);
    QVERIFY(!error || error->kind == protocol::ErrorKind::Conflict);
}

QTEST_GUILESS_MAIN(SchemaTest)
#include "tst_schema.moc"
