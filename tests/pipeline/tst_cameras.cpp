// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/cameras.h"
#include "backend/pipeline/camerastore.h"
#include "backend/pipeline/imagestore.h"
#include "tests/storage/storagesupport.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pipeline;
using storage::Storage;
using storage::Transaction;

/// Cameras that fall silent, over a real store.
class CamerasTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void silenceIsToldOnce();
    void nobodyIsBlamedWhileNobodyLooks();
    void enabling_data();
    void enabling();
    void anUnknownCamera();
    void isUnknownWhileItIsOff();
    void silentAgainAfterItWasOff();
    void errorAfterBadFiles_data();
    void errorAfterBadFiles();
    void countsWhatCameFromIt();

private:
    void in(const std::function<void(Transaction &)> &work);
    void image(int number);
    void badFile(int number);

    qint64 lines(const QString &status, const QString &before) const
    {
        return numberIn(*m_store,
                        u"SELECT count(*) FROM journal WHERE "
                        "type = 'camera.status_changed' "
                        "AND json_extract(data, '$.status') = '%1' "
                        "AND json_extract(data, '$.previous_status') IS %2"_s.arg(status, before));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

namespace {

FileIdentity fileOf(int number)
{
    return {.cameraId = u"gate"_s,
            .cameraFolder = u"Gate"_s,
            .path = u"/gate/%1.jpg"_s.arg(number),
            .inode = number + 1};
}

constexpr CameraLimits Quick{.visit = 10ms, .images = 10, .watched = 100ms, .patience = 100ms};

} // namespace

void CamerasTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Storage::open(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
    for (int i = 0; i < 12; ++i) {
        image(i);
    }
    // As if they had come 20 ms apart.
    in([](Transaction &tx) {
        for (int i = 0; i < 12; ++i) {
            tx.change(u"UPDATE images SET accepted_at = ? WHERE id = ?"_s,
                      {protocol::toIso(tx.now.wall + i * 20ms), i + 1});
        }
    });
}

void CamerasTest::in(const std::function<void(Transaction &)> &work)
{
    const auto answer = written<protocol::Done>(*m_store, [work](Transaction &tx) {
        work(tx);
        return protocol::Done{};
    });
    QVERIFY2(answer.ok(), answer ? "" : qPrintable(answer.error().detail));
}

void CamerasTest::image(int number)
{
    in([number](Transaction &tx) {
        admitImage(tx, fileOf(number), {.ok = true, .sha256 = QString::number(number)}, {});
    });
}

void CamerasTest::badFile(int number)
{
    in([number](Transaction &tx) { rejectImage(tx, fileOf(number), u"no image"_s); });
}

void CamerasTest::silenceIsToldOnce()
{
    Cameras cameras(
        *m_store, [] { return true; }, Quick);
    QCOMPARE(lines(u"online"_s, u"NULL"_s), 1);
    cameras.start();
    QTRY_COMPARE(lines(u"offline"_s, u"'online'"_s), 1);
    image(100);
    cameras.seen(u"gate"_s);
    QCOMPARE(lines(u"online"_s, u"'offline'"_s), 1);
    QTRY_COMPARE(lines(u"offline"_s, u"'online'"_s), 2);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM journal"_s), 4);
}

void CamerasTest::nobodyIsBlamedWhileNobodyLooks()
{
    bool isWatching = false;
    int looks = 0;
    Cameras cameras(
        *m_store,
        [&] {
            ++looks;
            return isWatching;
        },
        Quick);
    cameras.start();
    QTRY_VERIFY(looks >= 3);
    QCOMPARE(lines(u"offline"_s, u"'online'"_s), 0);
    isWatching = true;
    QTRY_COMPARE(lines(u"offline"_s, u"'online'"_s), 1);
}

void CamerasTest::enabling_data()
{
    QTest::addColumn<QList<bool>>("wishes");
    QTest::addColumn<qint64>("enabled");
    QTest::addColumn<qint64>("disabled");
    QTest::newRow("off") << QList<bool>{false} << qint64{0} << qint64{1};
    QTest::newRow("off twice is off once") << QList<bool>{false, false} << qint64{0} << qint64{1};
    QTest::newRow("off and on") << QList<bool>{false, true} << qint64{1} << qint64{1};
    QTest::newRow("it was on") << QList<bool>{true} << qint64{0} << qint64{0};
}

void CamerasTest::enabling()
{
    QFETCH(QList<bool>, wishes);
    for (const bool wish : std::as_const(wishes)) {
        in([wish](Transaction &tx) {
            QVERIFY(setCameraEnabled(tx, u"gate"_s, {.isEnabled = wish}));
            QCOMPARE(disabledCameras(tx).contains(u"gate"_s), !wish);
            QVERIFY(wish || !markOffline(tx, u"gate"_s, 1min));
        });
    }
    const QString count = u"SELECT count(*) FROM journal WHERE type = 'camera.%1'"_s;
    QTEST(numberIn(*m_store, count.arg(u"enabled"_s)), "enabled");
    QTEST(numberIn(*m_store, count.arg(u"disabled"_s)), "disabled");
}

void CamerasTest::anUnknownCamera()
{
    in([](Transaction &tx) {
        QCOMPARE(setCameraEnabled(tx, u"attic"_s, {.isEnabled = false}).error(),
                 (protocol::Error{protocol::ErrorKind::NotFound, u"Camera 'attic' not found"_s}));
    });
}

void CamerasTest::isUnknownWhileItIsOff()
{
    in([](Transaction &tx) {
        QVERIFY(setCameraEnabled(tx, u"gate"_s, {.isEnabled = false, .reason = u"repair"_s}));
    });
    QCOMPARE(lines(u"unknown"_s, u"'online'"_s), 1);
    const QString reason = u"SELECT count(*) FROM journal WHERE type = 'camera.disabled' "
                           "AND json_extract(data, '$.reason') = 'repair'"_s;
    QCOMPARE(numberIn(*m_store, reason), 1);
    image(100); // it was on its way
    QCOMPARE(lines(u"online"_s, u"'unknown'"_s), 0);
    in([](Transaction &tx) { QVERIFY(setCameraEnabled(tx, u"gate"_s, {.isEnabled = true})); });
    QCOMPARE(numberIn(*m_store,
                      u"SELECT count(*) FROM cameras WHERE status = 'unknown' AND enabled "
                      "AND disabled_reason IS NULL AND status_since <= enabled_since"_s),
             1);
    image(101);
    QCOMPARE(lines(u"online"_s, u"'unknown'"_s), 1);
}

// It is blamed again for the silence after it was enabled, and not for the one before.
void CamerasTest::silentAgainAfterItWasOff()
{
    Cameras cameras(
        *m_store, [] { return true; }, Quick);
    cameras.start();
    QTRY_COMPARE(lines(u"offline"_s, u"'online'"_s), 1);
    for (const bool isEnabled : {false, true}) {
        in([isEnabled](Transaction &tx) {
            QVERIFY(setCameraEnabled(tx, u"gate"_s, {.isEnabled = isEnabled}));
        });
        cameras.switched(u"gate"_s);
    }
    QTRY_COMPARE(lines(u"offline"_s, u"'unknown'"_s), 1);
}

void CamerasTest::errorAfterBadFiles_data()
{
    QTest::addColumn<QString>("files"); ///< good and bad ones
    QTest::addColumn<QString>("status");
    QTest::newRow("a bad one") << u"b"_s << u"online"_s;
    QTest::newRow("four") << u"bbbb"_s << u"online"_s;
    QTest::newRow("five in a row") << u"bbbbb"_s << u"error"_s;
    QTest::newRow("not in a row") << u"bbbbgb"_s << u"online"_s;
    QTest::newRow("more of them") << u"bbbbbb"_s << u"error"_s;
    QTest::newRow("a good one mends it") << u"bbbbbg"_s << u"online"_s;
}

void CamerasTest::errorAfterBadFiles()
{
    QFETCH(QString, files);
    QFETCH(QString, status);
    for (int i = 0; i < files.size(); ++i) {
        files.at(i) == u'g' ? image(200 + i) : badFile(200 + i);
    }
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM cameras WHERE status = '%1'"_s.arg(status)),
             1);
    QCOMPARE(lines(u"error"_s, u"'online'"_s), files.contains(u"bbbbb"_s) ? 1 : 0);
}

void CamerasTest::countsWhatCameFromIt()
{
    const auto counts = [this] {
        return readOf<QString>(*m_store,
                               [](Transaction &tx) {
                                   QSqlQuery &row = tx.exec(
                                       u"SELECT image_count || ' ' || detection_count || ' ' "
                                       "|| event_count FROM cameras"_s);
                                   return row.next() ? row.value(0).toString() : QString();
                               })
            .value();
    };
    QCOMPARE(counts(), u"12 0 0"_s);
    in([](Transaction &tx) {
        tx.exec(u"INSERT INTO detections (camera_id, file_path, detected_at) "
                "VALUES ('gate', 'a', 't'), ('gate', 'b', 't')"_s);
        tx.exec(u"INSERT INTO events (id, batch_id, camera_id, started_at, created_at) "
                "VALUES (1, 'b1', 'gate', 't', 't'), (2, 'b2', 'gate', 't', 't')"_s);
    });
    QCOMPARE(counts(), u"12 2 2"_s);
    in([](Transaction &tx) { tx.exec(u"UPDATE events SET deleted_at = 't' WHERE id = 1"_s); });
    QCOMPARE(counts(), u"12 2 1"_s);
    in([](Transaction &tx) {
        tx.exec(u"DELETE FROM events"_s);
        tx.exec(u"DELETE FROM detections WHERE file_path = 'a'"_s);
        tx.exec(u"DELETE FROM images WHERE id <= 2"_s);
    });
    QCOMPARE(counts(), u"10 1 0"_s);
}

QTEST_GUILESS_MAIN(CamerasTest)
#include "tst_cameras.moc"
