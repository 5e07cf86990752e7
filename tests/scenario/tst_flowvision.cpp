// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/names.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/eventrecorder.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/storereader.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

// Debian's opencv-doc: people on a pavement, seen by a surveillance camera.
constexpr QStringView Clip = u"/usr/share/doc/opencv-doc/examples/data/vtest.avi";
constexpr int Frames = 4;
constexpr int Width = 768;
constexpr int Height = 576;

/// Frames of the clip, four seconds apart; empty when ffmpeg or the clip is missing.
QList<QByteArray> framesOfClip()
{
    const QTemporaryDir folder;
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s,
                 {u"-nostdin"_s, u"-loglevel"_s, u"error"_s, u"-i"_s, Clip.toString(), u"-vf"_s,
                  u"fps=1/4"_s, u"-q:v"_s, u"3"_s, u"-frames:v"_s, QString::number(Frames),
                  folder.filePath(u"%d.jpg"_s)});
    ffmpeg.waitForFinished(60000);
    QList<QByteArray> frames;
    for (int i = 1; i <= Frames; ++i) {
        QFile file(folder.filePath(u"%1.jpg"_s.arg(i)));
        if (file.open(QIODevice::ReadOnly)) {
            frames.append(file.readAll());
        }
    }
    return frames;
}

} // namespace

/// Real frames through the whole of the product: the AI services it brings itself, no stub.
class FlowVisionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesBecomeEvents();
    void servicesDieUnderLoad();

private:
    static void checkDetections(const StoreReader &store);
    static void checkEvents(const StoreReader &store);
    static void checkMessages(const EventRecorder &events, const StoreReader &store);
    static void checkApi(const Daemon &daemon, const StoreReader &store);
};

void FlowVisionTest::framesBecomeEvents()
{
    const QList<QByteArray> frames = framesOfClip();
    QVERIFY2(frames.size() == Frames, "ffmpeg and opencv-doc have to be installed");
    Daemon daemon({.toml = u"[pipeline]\nbatch_idle_timeout_seconds = 5\n"_s});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    EventRecorder events(daemon.socketUrl(u"/ws/events"_s));
    QVERIFY(events.connectNow());
    for (int i = 0; i < Frames; ++i) {
        QVERIFY(upload(daemon.cameraRoot() + u"/Front Door"_s, u"%1.jpg"_s.arg(i), frames.at(i)));
    }

    const StoreReader store(daemon.dataDirectory());
    QVERIFY(waitUntil(
        [&] {
            return store.number(u"SELECT count(*) FROM images WHERE state = 'done'"_s) == Frames;
        },
        120000));
    QVERIFY(waitUntil([&] {
        return store.number(u"SELECT count(*) FROM batches WHERE state = 'analysed'"_s) > 0
            && store.number(u"SELECT count(*) FROM batches WHERE state <> 'analysed'"_s) == 0;
    }));
    checkDetections(store);
    checkEvents(store);
    QVERIFY(waitUntil([&] {
        return events.dataOf(u"event.created"_s).size()
            == store.number(u"SELECT count(*) FROM events"_s);
    }));
    checkMessages(events, store);
    checkApi(daemon, store);
    QCOMPARE(daemon.terminate(), 0);
}

// The services are children of ours as well: killed again and again, they cost time and no image.
void FlowVisionTest::servicesDieUnderLoad()
{
    constexpr int images = 12;
    constexpr int kills = 5;
    const QList<QByteArray> frames = framesOfClip();
    QVERIFY2(frames.size() == Frames, "ffmpeg and opencv-doc have to be installed");
    Daemon daemon({.toml = u"[pipeline]\nbatch_idle_timeout_seconds = 2\n[supervisor]\n"
                           "backoff_base_seconds = 0.05\nbackoff_cap_seconds = 0.2\n"
                           "max_restarts = 100\n[ai]\nprobe_interval_seconds = 0.5\n[breakers]\n"
                           "recovery_timeout_seconds = 0.5\n"_s});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    for (int i = 0; i < images; ++i) {
        // What follows on the end of a JPEG makes another file of it, not another picture.
        const QByteArray bytes = frames.at(i % Frames) + QByteArray(i + 1, '\0');
        QVERIFY(upload(daemon.cameraRoot() + u"/gate"_s, u"%1.jpg"_s.arg(i), bytes));
    }
    const StoreReader store(daemon.dataDirectory());
    const auto countOf = [&store](const QString &what) {
        return store.number(u"SELECT count(*) FROM "_s + what);
    };
    for (int i = 0; i < kills; ++i) {
        QVERIFY(daemon.waitForWorker(u"vision"_s, u"running"_s));
        const Process vision = daemon.workerProcesses().value(u"vision"_s);
        QVERIFY(waitUntil([&] { return countOf(u"jobs WHERE state = 'leased'"_s) > 0; }));
        killHard(vision);
        QVERIFY(waitUntil([&] { return !isAlive(vision); }));
    }
    QVERIFY(waitUntil(
        [&] { return countOf(u"images WHERE state IN ('done', 'dead')"_s) == images; }, 120000));
    QCOMPARE(store.texts(u"SELECT DISTINCT state FROM images"_s), QStringList{u"done"_s});
    QVERIFY(waitUntil([&] { return countOf(u"batches WHERE state <> 'analysed'"_s) == 0; }, 60000));
    QCOMPARE(countOf(u"events"_s), countOf(u"batches"_s));
    QCOMPARE(countOf(u"detections WHERE image_id IS NULL OR batch_id IS NULL"_s), 0);
    QCOMPARE(daemon.terminate(), 0);
}

void FlowVisionTest::checkDetections(const StoreReader &store)
{
    const QList<QVariantList> rows =
        store.rows(u"SELECT object_type, confidence, bbox_x, bbox_y, bbox_width, bbox_height, "
                   "video_width, video_height, camera_id, image_id IS NULL, batch_id IS NULL "
                   "FROM detections"_s);
    QVERIFY(!rows.isEmpty());
    for (const QVariantList &row : rows) {
        QCOMPARE(row.at(0).toString(), u"person"_s);
        QVERIFY(row.at(1).toDouble() >= 0.5 && row.at(1).toDouble() <= 1);
        QVERIFY(row.at(2).toInt() >= 0 && row.at(2).toInt() + row.at(4).toInt() <= Width);
        QVERIFY(row.at(3).toInt() >= 0 && row.at(3).toInt() + row.at(5).toInt() <= Height);
        QCOMPARE(row.at(6).toInt(), Width);
        QCOMPARE(row.at(7).toInt(), Height);
        QCOMPARE(row.at(8).toString(), u"front_door"_s);
        QVERIFY(!row.at(9).toBool() && !row.at(10).toBool());
    }
}

void FlowVisionTest::checkEvents(const StoreReader &store)
{
    QCOMPARE(store.texts(u"SELECT DISTINCT close_reason FROM batches"_s), QStringList{u"idle"_s});
    const QList<QVariantList> rows =
        store.rows(u"SELECT risk_score, risk_level, detection_count, summary, object_types, "
                   "(SELECT count(*) FROM detections d WHERE d.batch_id = e.batch_id), "
                   "(SELECT count(*) FROM event_detections l WHERE l.event_id = e.id), "
                   "(SELECT count(*) FROM journal j WHERE j.type = 'event.created' "
                   " AND json_extract(j.data, '$.event_id') = e.id) FROM events e"_s);
    QCOMPARE(rows.size(), store.number(u"SELECT count(*) FROM batches"_s));
    for (const QVariantList &row : rows) {
        const int score = row.at(0).toInt();
        QVERIFY(score >= 0 && score <= 100);
        QCOMPARE(row.at(1).toString(), protocol::riskLevel(score));
        QVERIFY(row.at(2).toInt() > 0);
        QVERIFY(!row.at(3).toString().isEmpty());
        QCOMPARE(row.at(4).toString(), u"person"_s);
        QCOMPARE(row.at(5), row.at(2));
        QCOMPARE(row.at(6), row.at(2));
        QCOMPARE(row.at(7).toInt(), 1);
    }
}

void FlowVisionTest::checkMessages(const EventRecorder &events, const StoreReader &store)
{
    const QList<QJsonObject> detections = events.dataOf(u"detection.new"_s);
    const QList<QJsonObject> batches = events.dataOf(u"detection.batch"_s);
    QCOMPARE(detections.size(), store.number(u"SELECT count(*) FROM detections"_s));
    QCOMPARE(batches.size(), store.number(u"SELECT count(*) FROM batches"_s));
    QStringList told;
    for (const QJsonObject &batch : batches) {
        told.append(batch.value(u"batch_id").toString());
    }
    QCOMPARE(told, store.texts(u"SELECT id FROM batches ORDER BY closed_at"_s));
    QCOMPARE(events.faults(), QStringList());
}

void FlowVisionTest::checkApi(const Daemon &daemon, const StoreReader &store)
{
    const QJsonArray items = daemon.get("/api/events").json().value(u"items").toArray();
    QStringList told;
    for (const auto &item : items) {
        told.append(item[u"batch_id"].toString());
        QCOMPARE(item[u"risk_level"].toString(), protocol::riskLevel(item[u"risk_score"].toInt()));
    }
    QCOMPARE(told, store.texts(u"SELECT batch_id FROM events ORDER BY id DESC"_s));
    const QJsonObject pipeline = daemon.get("/api/system/pipeline").json();
    const QJsonObject images = pipeline[u"accounts"_s].toArray().first().toObject();
    QCOMPARE(images.value(u"in").toInt(), Frames);
    QCOMPARE(images.value(u"out").toInt(), Frames);
    QCOMPARE(pipeline[u"degradation"_s][u"mode"].toString(), u"normal"_s);
}

QTEST_GUILESS_MAIN(FlowVisionTest)
#include "tst_flowvision.moc"
