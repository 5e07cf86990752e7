// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/storelock.h"
#include "tests/scenario/support/storereader.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;

/// The store is away while cameras bring files: they wait in memory and on the disk, which is
/// shown, and each is taken in once when it is back.
class FlowStoreAwayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLost();

private:
    QJsonObject degradation() const
    {
        return m_daemon.get("/api/system/pipeline").json()[u"degradation"_s].toObject();
    }

    void upload(quint32 from, quint32 to) const
    {
        for (quint32 i = from; i <= to; ++i) {
            QVERIFY(scenario::upload(m_daemon.cameraRoot() + u"/gate"_s, u"%1.jpg"_s.arg(i),
                                     noiseJpeg(i)));
        }
    }

    qint64 images() const
    {
        return StoreReader(m_daemon.dataDirectory()).number(u"SELECT count(*) FROM images"_s);
    }

    Daemon m_daemon{{.toml = u"[ai]\nembedded = \"false\"\n"
                             "[degradation]\nmemory_queue_size = 5\n"_s}};
};

void FlowStoreAwayTest::nothingIsLost()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(m_daemon.waitForWorker(u"file_watcher"_s, u"running"_s));
    upload(1, 1);
    QVERIFY(waitUntil([this] { return images() == 1; }));
    QCOMPARE(degradation()[u"memory_queue_size"_s], 0);
    QCOMPARE(degradation()[u"fallback_queues"_s], QJsonObject());
    {
        const StoreLock lock(m_daemon.dataDirectory());
        QVERIFY(lock.isHeld());
        upload(2, 21);
        QVERIFY(waitUntil(
            [this] {
                return degradation()[u"fallback_queues"_s][u"detection"_s].toInt() == 15
                    && degradation()[u"memory_queue_size"_s].toInt() == 5;
            },
            30'000));
        QCOMPARE(degradation()[u"redis_healthy"_s], false);
        const QJsonObject watcher =
            m_daemon.get("/api/system/pipeline").json()[u"file_watcher"_s].toObject();
        QCOMPARE(watcher[u"pending_tasks"_s], 20);
        QCOMPARE(QDir(m_daemon.dataDirectory() + u"/spill/detection"_s)
                     .entryList({u"*.json"_s}, QDir::Files)
                     .size(),
                 15);
        QCOMPARE(images(), 1);
        // With it goes what was in memory: the files are told of again.
        m_daemon.kill9();
    }
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(waitUntil([this] { return images() == 21; }, 30'000));
    QVERIFY(waitUntil([this] {
        return degradation()[u"memory_queue_size"_s].toInt() == 0
            && degradation()[u"fallback_queues"_s].toObject().isEmpty();
    }));
    {
        const StoreLock lock(m_daemon.dataDirectory());
        QVERIFY(lock.isHeld());
        upload(22, 41);
        QVERIFY(waitUntil(
            [this] { return degradation()[u"fallback_queues"_s][u"detection"_s].toInt() == 15; },
            30'000));
    }
    QVERIFY(waitUntil([this] { return images() == 41; }, 30'000));
    QVERIFY(waitUntil([this] {
        return degradation()[u"memory_queue_size"_s].toInt() == 0
            && degradation()[u"fallback_queues"_s].toObject().isEmpty();
    }));
    const StoreReader store(m_daemon.dataDirectory());
    QCOMPARE(store.number(u"SELECT count(*) FROM jobs WHERE kind = 'detection'"_s), 41);
    QCOMPARE(store.number(u"SELECT count(DISTINCT path) FROM images WHERE state = 'accepted'"_s),
             41);
    // Both are told afterwards, also that nothing could be written down meanwhile.
    for (const QString &status : {u"unhealthy"_s, u"healthy"_s}) {
        QVERIFY2(
            store.number(u"SELECT count(*) FROM journal WHERE type = 'service.status_changed' "
                         "AND data LIKE '%\"service\":\"store\",\"status\":\"%1\"%'"_s.arg(status))
                > 0,
            qPrintable(status));
    }
    const QDir spill(m_daemon.dataDirectory() + u"/spill/detection"_s);
    QVERIFY2(waitUntil([&spill] { return spill.entryList(QDir::Files).isEmpty(); }),
             qPrintable(spill.entryList(QDir::Files).join(u' ')));
    QCOMPARE(m_daemon.terminate(), 0);
}

QTEST_GUILESS_MAIN(FlowStoreAwayTest)
#include "tst_flowstoreaway.moc"
