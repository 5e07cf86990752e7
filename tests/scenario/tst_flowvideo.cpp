// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serviceflow.h"

#include <QDir>
#include <QFile>

#include <csignal>

#include <fcntl.h>

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

// Debian's opencv-doc: people on a pavement, seen by a surveillance camera; 80 s.
constexpr QStringView Clip = u"/usr/share/doc/opencv-doc/examples/data/vtest.avi";
constexpr int FramesOfClip = 20;
constexpr int Slow = 120000;

bool runFfmpeg(const QStringList &arguments)
{
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s, QStringList{u"-nostdin"_s, u"-loglevel"_s, u"error"_s} + arguments);
    return ffmpeg.waitForFinished(60000) && ffmpeg.exitCode() == 0;
}

} // namespace

/// Videos through the whole program, with a stub for the AI and a real ffmpeg.
class FlowVideoTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void framesAreLookedAt_data();
    void framesAreLookedAt();
    void framesWaitForTheirAssessment();
    void uploadInPieces();
    void brokenVideos_data();
    void brokenVideos();
    void killedAtAnyMoment();

private:
    QString folder() const { return m_daemon->cameraRoot() + u"/gate"_s; }

    QString frames() const { return m_daemon->dataDirectory() + u"/frames"_s; }

    bool put(const QString &source, const QString &name) const
    {
        return QDir().mkpath(folder()) && QFile::copy(source, folder() + u"/.part"_s)
            && QFile::rename(folder() + u"/.part"_s, folder() + u'/' + name);
    }

    bool becomes(const QString &state) const
    {
        return waitUntil([&] { return images(state) == 1; }, Slow);
    }

    QTemporaryDir m_videos;
};

// Short, one for each container.
void FlowVideoTest::initTestCase()
{
    // As from a shell: what a test runner leaves open would hide who takes the first descriptors.
    constexpr int first = 3;
    constexpr int beyond = 64;
    for (int descriptor = first; descriptor < beyond; ++descriptor) {
        ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    }
    for (const QString &ending : {u"mp4"_s, u"mkv"_s, u"mov"_s, u"avi"_s}) {
        QVERIFY2(runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=320x240:rate=5"_s, u"-t"_s,
                            u"9"_s, u"-pix_fmt"_s, u"yuv420p"_s,
                            m_videos.filePath(u"short."_s + ending)}),
                 "ffmpeg has to be installed");
    }
    QVERIFY2(QFile::exists(Clip.toString()), "opencv-doc has to be installed");
}

void FlowVideoTest::framesAreLookedAt_data()
{
    QTest::addColumn<QString>("video");
    QTest::addColumn<int>("frames");
    for (const auto *ending : {"mp4", "mkv", "mov", "avi"}) {
        QTest::newRow(ending) << m_videos.filePath(u"short."_s + QLatin1StringView(ending)) << 3;
    }
    QTest::newRow("surveillance footage") << Clip.toString() << FramesOfClip;
}

void FlowVideoTest::framesAreLookedAt()
{
    QFETCH(QString, video);
    QFETCH(int, frames);
    begin({}, 10);
    const QString name = u"clip."_s + QFileInfo(video).suffix();
    QVERIFY(put(video, name));
    QVERIFY(becomes(u"done"_s));
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), frames);
    QCOMPARE(count(u"detections"_s), frames);
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.texts(u"SELECT DISTINCT media_type || ' ' || file_path FROM detections"_s),
             QStringList{u"video "_s + folder() + u'/' + name});
    QCOMPARE(store.texts(u"SELECT DISTINCT media_type FROM images"_s), QStringList{u"video"_s});
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
    QCOMPARE(count(u"journal WHERE type = 'job.started'"_s), 1);
    QCOMPARE(count(u"journal WHERE type = 'job.completed' AND "
                   "json_extract(data, '$.result.frames') = %1"_s.arg(frames)),
             1);
    // A frame is looked at more closely as an image is, and then goes.
    QVERIFY(count(u"detections WHERE json_extract(enrichment_data, '$.caption') IS NOT NULL"_s)
            > 0);
    QCOMPARE(count(u"entities"_s), 1);
    QVERIFY(waitUntil([this] { return QDir(this->frames()).isEmpty(); }));
    QVERIFY(waitUntil([this] {
        const QJsonValue account = pipeline()[u"accounts"_s][0];
        return account[u"in"].toInt() == 1 && account[u"out"].toInt() == 1;
    }));
}

// The video is through, but what was seen in it is not: its frames outlast a restart.
void FlowVideoTest::framesWaitForTheirAssessment()
{
    begin(u"failure_threshold = 1\nrecovery_timeout_seconds = 2\nsuccess_threshold = 1\n"_s, 10);
    m_stub->setHealth(Nemotron, Behaviour::Fails);
    m_stub->setWork(Nemotron, Behaviour::Fails);
    QVERIFY(put(m_videos.filePath(u"short.mp4"_s), u"clip.mp4"_s));
    QVERIFY(becomes(u"done"_s));
    QVERIFY(waitUntil([this] { return jobs(u"analysis"_s, u"'waiting'"_s) == 1; }));
    QVERIFY(!QDir(frames()).isEmpty());
    m_daemon->kill9();
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(waitUntil([this] { return breakerState(Nemotron) == u"open"; }));
    QVERIFY(!QDir(frames()).isEmpty());
    m_stub->setHealth(Nemotron, Behaviour::Works);
    m_stub->setWork(Nemotron, Behaviour::Works);
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }, Slow));
    QCOMPARE(count(u"entities"_s), 1);
    QVERIFY(waitUntil([this] { return QDir(frames()).isEmpty(); }));
    m_workers = m_daemon->workerProcesses();
}

// It has no end marker: it is complete when it has stood still.
void FlowVideoTest::uploadInPieces()
{
    begin({}, 10);
    QFile source(m_videos.filePath(u"short.mkv"_s));
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QByteArray whole = source.readAll();
    QVERIFY(QDir().mkpath(folder()));
    QFile file(folder() + u"/slow.mkv"_s);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    QCOMPARE(file.write(whole.first(whole.size() / 2)), whole.size() / 2);
    QVERIFY(
        waitUntil([this] { return pipeline()[u"file_watcher"_s][u"pending_tasks"].toInt() == 1; }));
    QCOMPARE(count(u"images"_s), 0);
    QCOMPARE(file.write(whole.sliced(whole.size() / 2)), whole.size() - whole.size() / 2);
    file.close();
    QVERIFY(becomes(u"done"_s));
    QCOMPARE(count(u"images"_s), 1);
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), 3);
}

void FlowVideoTest::brokenVideos_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");
    QTest::newRow("text") << u"a.mp4"_s << QByteArray(5000, 'x')
                          << u"neither an MP4, a MOV, a Matroska nor an AVI file"_s;
    QTest::newRow("too small") << u"a.mkv"_s << QByteArray("\x1a\x45\xdf\xa3")
                               << u"too small: 4 bytes"_s;
    QTest::newRow("only a beginning") << u"a.mp4"_s
                                      << QByteArray(QByteArray("\0\0\0\x20"
                                                               "ftypisom",
                                                               12)
                                                    + QByteArray(5000, 'x'))
                                      << u"ffmpeg: "_s;
    QTest::newRow("a playlist that points elsewhere")
        << u"a.avi"_s
        << QByteArray("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n" + QByteArray(2000, '#'))
        << u"neither an MP4"_s;
}

void FlowVideoTest::brokenVideos()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    begin({}, 10);
    QVERIFY(upload(folder(), name, content));
    QVERIFY(becomes(u"rejected"_s));
    const QStringList reasons =
        StoreReader(m_daemon->dataDirectory()).texts(u"SELECT reason FROM images"_s);
    QVERIFY2(reasons.size() == 1 && reasons.first().startsWith(reason),
             qPrintable(reasons.join(u'\n')));
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), 0);
    QVERIFY(waitUntil(
        [this] { return pipeline()[u"accounts"_s][0][u"lost"][u"rejected"].toInt() == 1; }));
    QCOMPARE(jobs(u"video"_s, u"'waiting', 'leased', 'dead'"_s), 0);
}

// ffmpeg and the backend are killed while it is cut: it is begun anew, and each frame counts once.
void FlowVideoTest::killedAtAnyMoment()
{
    begin({}, 10);
    QVERIFY(put(Clip.toString(), u"clip.avi"_s));
    const auto cutting = [this] {
        QList<Process> found;
        for (const Process &process : descendantsOf(m_daemon->pid())) {
            QFile file(u"/proc/%1/cmdline"_s.arg(process.pid));
            if (file.open(QIODevice::ReadOnly) && file.readAll().startsWith("ffmpeg")) {
                found.append(process);
            }
        }
        return found;
    };
    QVERIFY(waitUntil([&] { return !cutting().isEmpty(); }, Slow));
    killHard(cutting().first());
    QVERIFY(waitUntil([this] { return jobs(u"video"_s, u"'leased'"_s) == 1; }, Slow));
    m_daemon->kill9();
    awaitRunning();
    QVERIFY(becomes(u"done"_s));
    QCOMPARE(count(u"detections"_s), FramesOfClip);
    QCOMPARE(count(u"images"_s), 1);
    QVERIFY(waitUntil([this] { return QDir(frames()).isEmpty(); }));
}

QTEST_GUILESS_MAIN(FlowVideoTest)
#include "tst_flowvideo.moc"
