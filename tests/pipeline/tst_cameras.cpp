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

private:
    void in(const std::function<void(Transaction &)> &work);
    void image(int number);

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
        rejectImage(tx,
                    {.cameraId = u"gate"_s,
                     .cameraFolder = u"Gate"_s,
                     .path = u"/gate/%1.jpg"_s.arg(number),
                     .inode = number + 1},
                    u"no image"_s);
    });
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
            QVERIFY(setCameraEnabled(tx, u"gate"_s, wish));
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
        QCOMPARE(setCameraEnabled(tx, u"attic"_s, false).error(),
                 (protocol::Error{protocol::ErrorKind::NotFound, u"Camera 'attic' not found"_s}));
    });
}

QTEST_GUILESS_MAIN(CamerasTest)
#include "tst_cameras.moc"
