// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/deadletterstore.h"
#include "backend/pipeline/videostore.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace pipeline;
using storage::Transaction;

/// How long the frames of a video are of use.
class VideoStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void inWork_data();
    void inWork();
    void throughWithTheLastBatch();
    void discardedAnalysis();

private:
    bool change(const QStringList &statements) const
    {
        return written<protocol::Done>(*m_store,
                                       [statements](Transaction &tx) {
                                           for (const QString &statement : statements) {
                                               tx.exec(statement);
                                           }
                                           return protocol::Done{};
                                       })
            .ok();
    }

    QStringList inWorkNow() const { return readOf<QStringList>(*m_store, videosInWork).value(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<storage::Storage> m_store;
};

namespace {

QString video(int id, const QString &state)
{
    return u"INSERT INTO images (id, camera_id, path, inode, size, mtime_ns, media_type, state, "
           "accepted_at) VALUES (%1, 'gate', '/c/%1.mp4', %1, 1, 1, 'video', '%2', 'now')"_s.arg(id)
               .arg(state);
}

QString batch(const QString &id, const QString &state)
{
    return u"INSERT INTO batches (id, camera_id, state, started_at, last_activity_at) "
           "VALUES ('%1', 'gate', '%2', 'now', 'now')"_s.arg(id, state);
}

QString seen(int image, const QString &batchId)
{
    return u"INSERT INTO detections (camera_id, file_path, detected_at, media_type, batch_id, "
           "image_id, frame_path) VALUES ('gate', '/c/%1.mp4', 'now', 'video', '%2', %1, "
           "'/f/%1/1.jpg')"_s.arg(image)
               .arg(batchId);
}

} // namespace

void VideoStoreTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened);
    m_store = std::move(opened.value());
    QVERIFY(change({u"INSERT INTO cameras (id, name, folder_path, created_at) "
                    "VALUES ('gate', 'Gate', '/gate', 'now')"_s}));
}

void VideoStoreTest::inWork_data()
{
    QTest::addColumn<QString>("video");
    QTest::addColumn<QString>("batch"); ///< empty: nothing was found
    QTest::addColumn<bool>("needed");
    QTest::newRow("to be looked at") << u"accepted"_s << QString() << true;
    QTest::newRow("dead: may be replayed") << u"dead"_s << QString() << true;
    QTest::newRow("done, nothing found") << u"done"_s << QString() << false;
    QTest::newRow("done, the batch is open") << u"done"_s << u"open"_s << true;
    QTest::newRow("done, the batch waits") << u"done"_s << u"closed"_s << true;
    QTest::newRow("done, the analysis may be replayed") << u"done"_s << u"dead"_s << true;
    QTest::newRow("done, assessed") << u"done"_s << u"analysed"_s << false;
    QTest::newRow("done, the analysis was discarded") << u"done"_s << u"discarded"_s << false;
    QTest::newRow("refused") << u"rejected"_s << QString() << false;
}

void VideoStoreTest::inWork()
{
    QFETCH(QString, video);
    QFETCH(QString, batch);
    QFETCH(bool, needed);
    QVERIFY(change({::video(1, video)}));
    if (!batch.isEmpty()) {
        QVERIFY(change({::batch(u"b"_s, batch), seen(1, u"b"_s)}));
    }
    QCOMPARE(inWorkNow(), needed ? QStringList{u"1"_s} : QStringList());
}

void VideoStoreTest::throughWithTheLastBatch()
{
    QVERIFY(
        change({video(1, u"done"_s), video(2, u"accepted"_s), batch(u"a"_s, u"analysed"_s),
                batch(u"b"_s, u"closed"_s), seen(1, u"a"_s), seen(2, u"a"_s), seen(1, u"b"_s)}));
    const auto through = [this](const QString &batchId) {
        return readOf<QList<qint64>>(
                   *m_store, [batchId](Transaction &tx) { return videosThrough(tx, batchId); })
            .value();
    };
    QCOMPARE(through(u"a"_s), QList<qint64>());
    QVERIFY(change({u"UPDATE batches SET state = 'analysed'"_s}));
    QCOMPARE(through(u"b"_s), QList<qint64>{1});
    QCOMPARE(through(u"a"_s), QList<qint64>{1});
}

void VideoStoreTest::discardedAnalysis()
{
    QVERIFY(change({video(1, u"done"_s), batch(u"b"_s, u"dead"_s), seen(1, u"b"_s),
                    u"INSERT INTO jobs (id, kind, state, payload, created_at, available_at) VALUES "
                    "(7, 'analysis', 'dead', '{\"batch_id\":\"b\"}', 'now', 'now')"_s}));
    QCOMPARE(inWorkNow(), QStringList{u"1"_s});
    QVERIFY(written<bool>(*m_store, [](Transaction &tx) {
                return redressOne(tx, u"analysis"_s, 7, Redress::Discard).ok();
            }).value());
    QCOMPARE(inWorkNow(), QStringList());
}

QTEST_GUILESS_MAIN(VideoStoreTest)
#include "tst_videostore.moc"
