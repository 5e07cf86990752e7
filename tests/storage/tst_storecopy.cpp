// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"
#include "backend/storage/storecopy.h"
#include "tests/support/postgrescluster.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace storage;
using support::PostgresCluster;

/// A store of SQLite into a real server and back.
class StoreCopyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void goesThereAndBack();
    void numbersGoOn();
    void refusesATargetWithRows();
    void refusesAnOlderSource();
    void leavesAnOlderTargetAsItWas();
    void refusesANewerStore();
    void refusesADamagedSource();
    void leavesTheTargetEmptyWhenItFails();
    void looksWhetherAStoreIsWhole();

private:
    Place file(const QString &name) const { return {.path = m_folder->filePath(name)}; }

    Place database();
    QString copied(const Place &from, const Place &to);

    PostgresCluster m_cluster;
    int m_databases = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    QStringList m_told;
};

namespace {

std::unique_ptr<Database> open(const Place &place)
{
    auto opened = place.server ? Database::open(*place.server) : Database::open(place.path);
    if (!opened) {
        qWarning() << opened.error().detail;
        return nullptr;
    }
    return std::move(opened.value());
}

QString valueIn(Database &database, const QString &sql)
{
    QSqlQuery &query = database.run(sql);
    QString value = query.next() ? query.value(0).toString() : QString();
    database.finishQueries();
    return value;
}

/// Something in every table, and of some kinds what is odd.
void fill(const Place &place)
{
    const auto store = open(place);
    Database &to = *store;
    to.run(u"BEGIN"_s);
    to.run(u"INSERT INTO settings VALUES ('a', 'ü😀''\\', 't'), ('Z', '', 't')"_s);
    to.run(u"INSERT INTO cameras (id, name, folder_path, created_at) VALUES "
           "('front', 'Front', '/f', 't'), ('Back', 'Back', '/b', 't')"_s);
    to.run(u"INSERT INTO images (camera_id, path, inode, size, mtime_ns, accepted_at) VALUES "
           "('front', '/f/1', 1, 2, 9007199254740993, 't'), ('Back', '/b/1', 1, 2, 3, 't')"_s);
    to.run(u"INSERT INTO batches (id, camera_id, started_at, last_activity_at) VALUES "
           "('b1', 'front', 's', 's')"_s);
    to.run(
        u"INSERT INTO entities (kind, first_camera_id, first_seen_at, last_camera_id, "
        "last_seen_at, sightings, embedding) VALUES ('person', 'front', 's', 'front', 's', 1, ?)"_s,
        {QByteArray("\0\xFF'\\", 4)});
    to.run(u"INSERT INTO entity_cameras VALUES (1, 'front', 's')"_s);
    to.run(u"INSERT INTO detections (camera_id, file_path, detected_at, confidence, batch_id, "
           "image_id, entity_id) VALUES ('front', '/f/1', 's', 0.1, 'b1', 1, 1), "
           "('front', '/f/1', 's', NULL, NULL, NULL, NULL)"_s);
    to.run(u"INSERT INTO events (batch_id, camera_id, started_at, created_at) VALUES "
           "('b1', 'front', 's', 't')"_s);
    to.run(u"INSERT INTO event_detections VALUES (1, 1, 't')"_s);
    to.run(u"INSERT INTO jobs (kind, state, payload, created_at, available_at) VALUES "
           "('detect', 'waiting', '{\"image_id\":1}', 't', 't'), "
           "('detect', 'done', '{}', 't', 't')"_s);
    to.run(u"INSERT INTO set_aside (kind, path, inode, size, mtime_ns, reason, seen_at) VALUES "
           "('ignored', '/f/x', 1, 1, 1, 'r', 't')"_s);
    to.run(u"INSERT INTO scene_changes (camera_id, detected_at, change_type, similarity_score) "
           "VALUES ('front', 't', 'unknown', 0.3)"_s);
    to.run(u"INSERT INTO alerts (id, rule, severity, message, status, subject_kind, subject, "
           "dedup_key, created_at, updated_at, last_seen_at) VALUES "
           "('x', 'r', 'low', 'm', 'pending', 'k', 's', 'd', 't', 't', 't')"_s);
    for (int i = 0; i < 1500; ++i) { // more than are fetched at once
        to.run(u"INSERT INTO journal (node, type, channel, data, timestamp) VALUES "
               "('n', 'a', 'c', '{}', 't')"_s);
    }
    for (int i = 0; i < 3; ++i) {
        to.run(u"INSERT INTO restart_history (worker_name, timestamp, attempt, status) VALUES "
               "('w', 't', 1, 'crashed')"_s);
    }
    to.run(u"DELETE FROM restart_history WHERE id = 1"_s);
    to.run(u"DELETE FROM journal WHERE sequence > 1400"_s);
    to.run(u"COMMIT"_s);
    to.finishQueries();
}

} // namespace

void StoreCopyTest::initTestCase()
{
    const QString fault = m_cluster.start();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void StoreCopyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_told.clear();
}

Place StoreCopyTest::database()
{
    const QString name = u"t%1"_s.arg(++m_databases);
    if (const QString fault = m_cluster.run(u"CREATE DATABASE "_s + name); !fault.isEmpty()) {
        qWarning() << fault;
    }
    return {.server = m_cluster.server(name)};
}

/// What was in the way, else nothing.
QString StoreCopyTest::copied(const Place &from, const Place &to)
{
    const auto done = copyStore(from, to, [this](const QString &line) { m_told.append(line); });
    return done ? QString() : done.error().detail;
}

void StoreCopyTest::goesThereAndBack()
{
    const Place first = file(u"first.db"_s);
    const Place middle = database();
    const Place last = file(u"last.db"_s);
    fill(first);
    QCOMPARE(copied(first, middle), QString());
    QVERIFY(m_told.contains(u"journal: 1400 rows"_s));
    QVERIFY(m_told.contains(u"restart_history: 2 rows"_s));
    QCOMPARE(m_told.size(), 18);
    QCOMPARE(copied(middle, last), QString());
    const auto there = open(middle);
    // What triggers count has come as a row, not a second time.
    QCOMPARE(valueIn(*there, u"SELECT image_count FROM cameras WHERE id = 'front'"_s), u"1"_s);
    QCOMPARE(valueIn(*there, u"SELECT jobs FROM job_counts WHERE state = 'waiting'"_s), u"1"_s);
    QCOMPARE(valueIn(*there, u"SELECT worker_number FROM restart_history WHERE id = 3"_s), u"3"_s);
    const auto back = open(last);
    QCOMPARE(valueIn(*back, u"SELECT mtime_ns FROM images WHERE id = 1"_s), u"9007199254740993"_s);
    QCOMPARE(valueIn(*back, u"SELECT jobs FROM job_counts WHERE state = 'done'"_s), u"1"_s);
    QCOMPARE(valueIn(*back, u"SELECT hex(embedding) FROM entities"_s), u"00FF275C"_s);
}

void StoreCopyTest::numbersGoOn()
{
    const Place first = file(u"first.db"_s);
    const Place middle = database();
    const Place last = file(u"last.db"_s);
    fill(first);
    QCOMPARE(copied(first, middle), QString());
    QCOMPARE(copied(middle, last), QString());
    for (const Place &place : {middle, last}) {
        const auto store = open(place);
        const QString line = u"INSERT INTO journal (node, type, channel, data, timestamp) "
                             "VALUES ('n', 'a', 'c', '{}', 't')"_s;
        QCOMPARE(store->insert(line, {}), 1501); // also of lines that are gone
        store->finishQueries();
        store->run(u"INSERT INTO jobs (kind, state, payload, created_at, available_at) VALUES "
                   "('detect', 'waiting', '{}', 't', 't')"_s);
        QCOMPARE(valueIn(*store, u"SELECT jobs FROM job_counts WHERE state = 'waiting'"_s), u"2"_s);
        store->run(u"INSERT INTO restart_history (worker_name, timestamp, attempt, status) VALUES "
                   "('w', 't', 1, 'crashed')"_s);
        QCOMPARE(valueIn(*store, u"SELECT max(worker_number) FROM restart_history"_s), u"4"_s);
        QCOMPARE(valueIn(*store, u"SELECT max(id) FROM restart_history"_s), u"4"_s);
    }
}

void StoreCopyTest::refusesATargetWithRows()
{
    const Place first = file(u"first.db"_s);
    const Place target = database();
    fill(first);
    open(target)->run(u"INSERT INTO settings VALUES ('mine', 'x', 't')"_s);
    QCOMPARE(copied(first, target),
             u"the store %1 is not empty: it has rows in its table settings"_s.arg(toText(target)));
    QCOMPARE(valueIn(*open(target), u"SELECT count(*) FROM journal"_s), u"0"_s);
    QCOMPARE(copied(file(u"nothing.db"_s), database()),
             u"the store %1 is not there"_s.arg(m_folder->filePath(u"nothing.db"_s)));
    QVERIFY(!QFile::exists(m_folder->filePath(u"nothing.db"_s)));
}

void StoreCopyTest::refusesAnOlderSource()
{
    const Place first = file(u"first.db"_s);
    QVERIFY(Database::open(first.path, migrations().first(7)).ok());
    QCOMPARE(copied(first, database()),
             u"the store %1 is of version 7: run `signalboxd store migrate`"_s.arg(first.path));
    const auto migrated = migrateStore(first, [this](const QString &line) { m_told.append(line); });
    QVERIFY(migrated.ok());
    QCOMPARE(
        m_told,
        QStringList{u"%1: version %2, was 7"_s.arg(first.path).arg(migrations().last().version)});
    QCOMPARE(copied(first, database()), QString());
}

void StoreCopyTest::leavesAnOlderTargetAsItWas()
{
    const Place first = file(u"first.db"_s);
    const Place old = file(u"old.db"_s);
    fill(first);
    QVERIFY(Database::open(old.path, migrations().first(7)).ok());
    const Place oldServer = database();
    QVERIFY(Database::open(*oldServer.server, {}, {}, migrations().first(7)).ok());
    for (const Place &place : {old, oldServer}) {
        QCOMPARE(
            copied(first, place),
            u"the store %1 is of version 7: run `signalboxd store migrate`"_s.arg(toText(place)));
        QCOMPARE(versionAt(place).value(), 7);
    }
}

void StoreCopyTest::refusesANewerStore()
{
    for (const Place &place : {file(u"new.db"_s), database()}) {
        fill(place);
        open(place)->run(place.server ? u"UPDATE store_info SET version = 99"_s
                                      : u"PRAGMA user_version = 99"_s);
        const QString sentence = u"the store %1 was written by a newer version of Signalbox "
                                 "(schema 99, this program knows %2)"_s.arg(toText(place))
                                     .arg(migrations().last().version);
        QCOMPARE(copied(place, database()), sentence);
        QCOMPARE(checkWhole(place, [](const QString &) {}).error().detail, sentence);
    }
}

// What cannot be read in the middle of a table is not its end.
void StoreCopyTest::refusesADamagedSource()
{
    const Place first = file(u"first.db"_s);
    const Place target = database();
    fill(first);
    QFile bytes(first.path);
    QVERIFY(bytes.open(QIODevice::ReadWrite));
    const qsizetype line = bytes.readAll().lastIndexOf("nac{}");
    QVERIFY(line > 0);
    bytes.seek(line / 4096 * 4096);
    bytes.write(QByteArray(4096, '\xA5'));
    bytes.close();
    const QString fault = copied(first, target);
    QVERIFY2(fault.startsWith(u"the store %1 "_s.arg(first.path)), qPrintable(fault));
    QVERIFY2(fault.contains(u"is damaged: ") || fault.contains(u"malformed"), qPrintable(fault));
    QCOMPARE(valueIn(*open(target), u"SELECT count(*) FROM journal"_s), u"0"_s);
}

// PostgreSQL has no NUL in its texts: such a row would not be the same.
void StoreCopyTest::leavesTheTargetEmptyWhenItFails()
{
    const Place first = file(u"first.db"_s);
    const Place target = database();
    fill(first);
    open(first)->run(u"UPDATE settings SET value = 'a' || char(0) || 'b' WHERE key = 'a'"_s);
    QCOMPARE(copied(first, target),
             u"the store %1 stays empty: the copy of settings, key = 'a' differs in value: it "
             "holds a NUL, which no text of PostgreSQL can"_s.arg(toText(target)));
    const auto there = open(target);
    for (const char *table : {"settings", "journal", "jobs", "job_counts"}) {
        QCOMPARE(valueIn(*there, u"SELECT count(*) FROM "_s + QLatin1StringView(table)), u"0"_s);
    }
}

void StoreCopyTest::looksWhetherAStoreIsWhole()
{
    for (const Place &place : {file(u"first.db"_s), database()}) {
        fill(place);
        m_told.clear();
        const auto look = [&] {
            return checkWhole(place, [this](const QString &line) { m_told.append(line); });
        };
        const auto whole = look();
        QVERIFY2(whole.ok(), whole ? "" : qPrintable(whole.error().detail));
        QVERIFY(m_told.contains(u"journal: 1400 rows"_s));
        open(place)->run(u"UPDATE job_counts SET jobs = 7 WHERE state = 'waiting'"_s);
        QCOMPARE(look().error().detail,
                 u"the store %1 is damaged: job_counts differs from jobs"_s.arg(toText(place)));
        open(place)->run(u"UPDATE job_counts SET jobs = 1 WHERE state = 'waiting'"_s);
        open(place)->run(u"INSERT INTO job_counts VALUES ('analyse', 'waiting', 2)"_s);
        open(place)->run(u"UPDATE cameras SET image_count = 9 WHERE id = 'front'"_s);
        QCOMPARE(look().error().detail,
                 u"the store %1 is damaged: job_counts differs from jobs; image_count of cameras "
                 "differs from what there is"_s.arg(toText(place)));
    }
    const Place place = database();
    fill(place);
    open(place)->run(u"SELECT setval('journal_sequence_seq', 5)"_s);
    QCOMPARE(
        checkWhole(place, [](const QString &) {}).error().detail,
        u"the store %1 is damaged: the numbers that journal gives next are taken already"_s.arg(
            toText(place)));
}

QTEST_GUILESS_MAIN(StoreCopyTest)
#include "tst_storecopy.moc"
