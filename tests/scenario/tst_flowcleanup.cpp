// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cleanup/agedfile.h"
#include "tests/cleanup/oldrows.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/storereader.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

constexpr int Days = 24 * 3600;
constexpr int Detections = 4000; ///< more than a few batches

/// Runs each statement on the store of a daemon that is not running; the first fault.
QString changeStore(const QString &dataDirectory, const QStringList &statements)
{
    QString fault;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"change"_s);
        database.setDatabaseName(dataDirectory + u"/signalbox.db"_s);
        fault = database.open() ? QString() : database.lastError().text();
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            if (fault.isEmpty() && !query.exec(statement)) {
                fault = query.lastError().text();
            }
        }
    }
    QSqlDatabase::removeDatabase(u"change"_s);
    return fault;
}

QString manyDetections()
{
    return u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
           "INSERT INTO detections (camera_id, file_path, detected_at, batch_id) "
           "SELECT 'cam', '/x', '%2', 'b' FROM n"_s.arg(Detections)
               .arg(oldrows::Old);
}

QJsonObject withoutTimes(QJsonObject job)
{
    for (const auto *key : {"id", "dry_run", "started_at", "finished_at"}) {
        job.remove(QLatin1StringView(key));
    }
    return job;
}

} // namespace

/// The cleanup of a real daemon: real files, a real store, a real service.
class FlowCleanupTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dryRunForetells_data();
    void dryRunForetells();
    void refusals();
    void orphans();
    void serviceKilled();
    void killedAndCaughtUp();

private:
    void prepare(const QStringList &rows, bool deleteImages = true);
    void begin();
    QString putFile(const QString &name, quint32 seed) const;
    QString imageRow(int id, const QString &path, const QString &state) const;

    QJsonObject status() const { return m_daemon->get("/api/system/cleanup/status").json(); }

    /// The job that this begins, at its end; what was answered when it does not begin.
    QJsonObject jobOf(const QByteArray &target) const
    {
        const Answer answer = m_daemon->post(target);
        if (answer.status != 202
            || !waitUntil([this] { return !status()[u"running"_s].toBool(true); })) {
            return answer.json();
        }
        return status()[u"job"_s].toObject();
    }

    std::unique_ptr<Daemon> m_daemon;
};

/// A store of its own that a daemon has made, with these rows beside a camera and a batch.
void FlowCleanupTest::prepare(const QStringList &rows, bool deleteImages)
{
    m_daemon = std::make_unique<Daemon>(DaemonOptions{
        .toml = u"[ai]\nembedded = \"false\"\n[supervisor]\nbackoff_base_seconds = 0.05\n"
                "[pipeline]\ndelete_images = %1\n"_s.arg(deleteImages ? u"true"_s : u"false"_s)});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QCOMPARE(m_daemon->terminate(), 0);
    QStringList statements{oldrows::camera(), oldrows::batch(u"b"_s, u"analysed"_s)};
    statements += rows;
    QCOMPARE(changeStore(m_daemon->dataDirectory(), statements), QString());
}

/// Starts it and waits until it takes orders.
void FlowCleanupTest::begin()
{
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(waitUntil([this] { return status()[u"next_cleanup"_s].isString(); }));
}

QString FlowCleanupTest::putFile(const QString &name, quint32 seed) const
{
    const QString path = m_daemon->cameraRoot() + u'/' + name;
    const qsizetype slash = path.lastIndexOf(u'/');
    return upload(path.left(slash), path.mid(slash + 1), noiseJpeg(seed)) ? path : QString();
}

QString FlowCleanupTest::imageRow(int id, const QString &path, const QString &state) const
{
    return agedfile::imageRow(id, path, state, oldrows::Old);
}

void FlowCleanupTest::dryRunForetells_data()
{
    QTest::addColumn<bool>("deleteImages");
    QTest::newRow("files stay") << false;
    QTest::newRow("files go") << true;
}

// Beside what goes: a file that must not be deleted, one that cannot be, one behind a link.
void FlowCleanupTest::dryRunForetells()
{
    QFETCH(bool, deleteImages);
    prepare({manyDetections()}, deleteImages);
    const QString goes = putFile(u"cam/1.jpg"_s, 1);
    const QString waits = putFile(u"cam/2.jpg"_s, 2);
    const QString shut = putFile(u"cam/shut/3.jpg"_s, 3);
    const QString outside = m_daemon->dataDirectory() + u"/outside"_s;
    QVERIFY(upload(outside, u"4.jpg"_s, noiseJpeg(4)));
    const QString linked = m_daemon->cameraRoot() + u"/cam/link/4.jpg"_s;
    QVERIFY(QFile::link(outside, m_daemon->cameraRoot() + u"/cam/link"_s));
    QCOMPARE(
        changeStore(m_daemon->dataDirectory(),
                    {imageRow(1, goes, u"done"_s), imageRow(2, waits, u"accepted"_s),
                     imageRow(3, shut, u"done"_s), imageRow(4, linked, u"done"_s),
                     imageRow(5, u"/gone"_s, u"done"_s)
                         .replace(u"'/gone'"_s, u"'%1/cam/5.jpg'"_s.arg(m_daemon->cameraRoot())),
                     oldrows::job(u"detection"_s, u"waiting"_s,
                                  uR"({"image_id":2,"file_path":"%1"})"_s.arg(waits))}),
        QString());
    const QString folder = m_daemon->cameraRoot() + u"/cam/shut"_s;
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
    begin();
    const QJsonObject foretold = jobOf("/api/system/cleanup?dry_run=true");
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.number(u"SELECT count(*) FROM detections"_s), Detections);
    QVERIFY(QFile::exists(goes));
    const QJsonObject done = jobOf("/api/system/cleanup");
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QCOMPARE(done[u"state"_s].toString(), u"done"_s);
    QCOMPARE(withoutTimes(done), withoutTimes(foretold));
    QCOMPARE(done[u"result"_s][u"detections"_s].toInt(), Detections);
    QCOMPARE(done[u"result"_s][u"batches"_s].toInt(), 1);
    QCOMPARE(done[u"result"_s][u"images"_s].toInt(), deleteImages ? 1 : 0);
    QCOMPARE(done[u"result"_s][u"image_rows"_s].toInt(), deleteImages ? 2 : 1);
    QCOMPARE(done[u"failed_files"_s].toInt(), deleteImages ? 2 : 0);
    QCOMPARE(done[u"result"_s][u"space_reclaimed"_s].toInt() > 1000, deleteImages);
    QCOMPARE(store.number(u"SELECT count(*) FROM detections"_s), 0);
    QCOMPARE(QFile::exists(goes), !deleteImages);
    QVERIFY(QFile::exists(waits));
    QVERIFY(QFile::exists(shut));
    QVERIFY(QFile::exists(outside + u"/4.jpg"_s));
    QCOMPARE(store.texts(u"SELECT id FROM images WHERE id < 5 ORDER BY id"_s).join(u','),
             deleteImages ? u"2,3,4"_s : u"1,2,3,4"_s);
    const QString told = u"SELECT count(*) FROM journal WHERE type = 'job.%1' AND "
                         "json_extract(data, '$.job_id') LIKE 'cleanup-%'"_s;
    QVERIFY(waitUntil([&] { return store.number(told.arg(u"completed"_s)) == 2; }));
    QCOMPARE(store.number(told.arg(u"started"_s)), 2);
    QCOMPARE(m_daemon->terminate(), 0);
}

void FlowCleanupTest::refusals()
{
    prepare({});
    begin();
    for (const auto *value : {"yes", "", "1", "TRUE"}) {
        const Answer wrong = m_daemon->post(QByteArray("/api/system/cleanup?dry_run=") + value);
        QCOMPARE(wrong.status, 400);
        QCOMPARE(wrong.detail(),
                 u"Invalid dry_run '%1': must be true or false"_s.arg(QString::fromLatin1(value)));
    }
    const auto cancel = [this] { return m_daemon->request("DELETE", "/api/system/cleanup"); };
    QCOMPARE(cancel().status, 404);
    QVERIFY(status()[u"job"_s].isNull());
    QVERIFY(m_daemon->post("/api/system/supervisor/workers/cleanup_service/stop").status == 200);
    const Answer first = m_daemon->post("/api/system/cleanup/orphaned-files");
    QCOMPARE(first.status, 202);
    QCOMPARE(first.json()[u"dry_run"_s].toBool(), true);
    const Answer second = m_daemon->post("/api/system/cleanup");
    QCOMPARE(second.status, 409);
    QVERIFY(second.detail().contains(first.json()[u"id"_s].toString()));
    QVERIFY(waitUntil(
        [this] { return status()[u"job"_s][u"waiting_for"_s].toString() == u"cleanup_service"; }));
    const Answer cancelled = cancel();
    QCOMPARE(cancelled.status, 200);
    QCOMPARE(cancelled.json()[u"state"_s].toString(), u"cancelled"_s);
    QCOMPARE(status()[u"running"_s].toBool(true), false);
    QCOMPARE(m_daemon->terminate(), 0);
    begin();
    QVERIFY(
        waitUntil([this] { return status()[u"job"_s][u"state"_s].toString() == u"cancelled"; }));
    QCOMPARE(m_daemon->terminate(), 0);
}

// Not what waits for a camera to be enabled; what may yet be told of only when it is too old.
void FlowCleanupTest::orphans()
{
    prepare({u"UPDATE cameras SET enabled = 0"_s});
    const QString data = m_daemon->dataDirectory();
    const QString spilled = data + u"/spill/7.tmp"_s;
    QVERIFY(upload(data + u"/spill"_s, u"7.tmp"_s, "half"));
    begin();
    QCOMPARE(m_daemon->post("/api/system/supervisor/workers/file_watcher/stop").status, 200);
    const QString patient = putFile(u"cam/patient.jpg"_s, 4);
    const QString waits = putFile(u"gate/waits.jpg"_s, 1);
    const QString forgotten = putFile(u"gate/forgotten.jpg"_s, 2);
    const QString fresh = putFile(u"gate/fresh.jpg"_s, 3);
    QVERIFY(agedfile::age(waits, 2 * Days) && agedfile::age(forgotten, 40 * Days)
            && agedfile::age(patient, 40 * Days) && agedfile::age(spilled, 2 * Days));
    // The program removes such folders at its start: this one comes later.
    QVERIFY(m_daemon->waitForWorker(u"cleanup_service"_s, u"running"_s));
    QVERIFY(upload(data + u"/frames/999"_s, u"001.jpg"_s, "a frame"));
    QVERIFY(agedfile::age(data + u"/frames/999"_s, 2 * Days));
    const QJsonObject foretold = jobOf("/api/system/cleanup/orphaned-files");
    QVERIFY(QFile::exists(forgotten) && QFile::exists(spilled));
    const QJsonObject done = jobOf("/api/system/cleanup/orphaned-files?dry_run=false");
    QCOMPARE(withoutTimes(done), withoutTimes(foretold));
    QCOMPARE(done[u"result"_s][u"orphans_found"_s].toInt(), 4);
    QCOMPARE(done[u"result"_s][u"orphans_deleted"_s].toInt(), 3);
    QCOMPARE(done[u"orphans"_s].toArray().size(), 4);
    QVERIFY(QFile::exists(patient) && QFile::exists(waits) && QFile::exists(fresh));
    QVERIFY(!QFile::exists(forgotten) && !QFile::exists(spilled));
    QVERIFY(!QFile::exists(data + u"/frames/999"_s));
    QCOMPARE(m_daemon->terminate(), 0);
}

// Whatever it was about to say when it died: the job comes to its end, and nothing is left.
void FlowCleanupTest::serviceKilled()
{
    constexpr int files = 1200;
    prepare({});
    QStringList rows;
    for (int id = 1; id <= files; ++id) {
        const QString path = m_daemon->cameraRoot() + u"/cam/%1.jpg"_s.arg(id);
        QVERIFY(agedfile::write(path, QByteArray(2000, 'x')));
        rows.append(imageRow(id, path, u"done"_s));
    }
    QCOMPARE(changeStore(m_daemon->dataDirectory(), rows), QString());
    begin();
    QVERIFY(m_daemon->waitForWorker(u"cleanup_service"_s, u"running"_s));
    QCOMPARE(m_daemon->post("/api/system/cleanup").status, 202);
    for (int kill = 0; kill < 3; ++kill) {
        QVERIFY(m_daemon->signalWorker(u"cleanup_service"_s, SIGKILL));
    }
    QVERIFY(waitUntil([this] { return !status()[u"running"_s].toBool(true); }));
    QCOMPARE(status()[u"job"_s][u"state"_s].toString(), u"done"_s);
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.number(u"SELECT count(*) FROM images"_s), 0);
    QCOMPARE(QDir(m_daemon->cameraRoot() + u"/cam"_s).entryList(QDir::Files).size(), 0);
    QCOMPARE(m_daemon->terminate(), 0);
}

// A run that was missed while the program was down, and one that was cut short, are caught up.
void FlowCleanupTest::killedAndCaughtUp()
{
    prepare({manyDetections(),
             u"INSERT INTO settings VALUES ('cleanup.last_run', "
             "'2025-01-01T03:00:01.000Z', 'x')"_s});
    begin();
    QCOMPARE(m_daemon->post("/api/system/cleanup").status, 202);
    m_daemon->kill9();
    const StoreReader store(m_daemon->dataDirectory());
    begin();
    QVERIFY(
        waitUntil([&] { return store.number(u"SELECT count(*) FROM detections"_s) == 0; }, 40'000));
    QVERIFY(waitUntil([this] { return status()[u"last_cleanup"_s].toString() > u"2025-02"; }));
    QCOMPARE(status()[u"job"_s][u"state"_s].toString(), u"done"_s);
    QVERIFY(status()[u"next_cleanup"_s].toString().endsWith(u"T03:00:00.000Z"));
    QCOMPARE(m_daemon->terminate(), 0);
}

QTEST_GUILESS_MAIN(FlowCleanupTest)
#include "tst_flowcleanup.moc"
