// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serviceflow.h"
#include "tests/support/signals.h"

#include <QDir>
#include <QFile>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace scenario;

/// Files that are others, or away, by the time that somebody wants to look at them.
class FlowVanishedTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void replacedAfterItWasAccepted();
    void rootAwayWithWorkWaiting();
    void rootAwayBeforeAcceptance();

private:
    bool put(const QString &name, quint32 seed) const
    {
        return upload(m_daemon->cameraRoot() + u"/gate"_s, name, noiseJpeg(seed));
    }

    void signalDecoders(int number) const
    {
        for (const Process &process : descendantsOf(m_daemon->pid())) {
            QFile file(u"/proc/%1/cmdline"_s.arg(process.pid));
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains("--decoder")) {
                support::sendSignal(process.pid, number);
            }
        }
    }

    bool isSaid(const QByteArray &text, int times) const
    {
        return waitUntil([&] { return m_daemon->errorText().count(text) >= times; }, 30000);
    }
};

// A camera overwrites its picture while the detector is busy with another one. Nobody may look at
// the new picture in the name of the old one.
void FlowVanishedTest::replacedAfterItWasAccepted()
{
    begin({}, 60);
    m_stub->setWork(Yolo, Behaviour::Silent);
    QVERIFY(put(u"first.jpg"_s, 1));
    QVERIFY(waitUntil([this] { return m_stub->count(u"yolo26/detect"_s) == 1; }));
    QVERIFY(put(u"snapshot.jpg"_s, 2));
    QVERIFY(waitUntil([this] { return images(u"accepted"_s) == 2; }));
    QVERIFY(put(u"snapshot.jpg"_s, 3));
    QVERIFY(waitUntil([this] { return images(u"accepted"_s) == 3; }));
    m_stub->setWork(Yolo, Behaviour::Works);
    m_stub->drop(); // ends the call that waits
    QVERIFY(m_stub->comeBack());
    QVERIFY(waitUntil([this] { return images(u"done"_s) + images(u"dead"_s) == 3; }));
    QCOMPARE(StoreReader(m_daemon->dataDirectory())
                 .texts(u"SELECT reason FROM images WHERE state = 'dead'"_s),
             QStringList{u"the file was replaced after it was accepted"_s});
    QCOMPARE(count(u"detections"_s), 2);
    QVERIFY(waitUntil([this] { return queued(u"detection"_s, u"dead"_s) == 1; }));
}

// As when a network mount goes for a while: the images wait, however often they are tried.
void FlowVanishedTest::rootAwayWithWorkWaiting()
{
    begin(u"recovery_timeout_seconds = 1\n"_s);
    const QString away = m_daemon->dataDirectory() + u"/away"_s;
    m_stub->drop();
    for (quint32 seed = 1; seed <= 20; ++seed) {
        QVERIFY(uploadOne(seed));
    }
    QVERIFY(waitUntil([this] { return images(u"accepted"_s) == 20; }));
    QVERIFY(QDir().rename(m_daemon->cameraRoot(), away));
    QVERIFY(m_stub->comeBack());
    QVERIFY(isSaid("failed: \"camera root: the file is gone\"", 4));
    QVERIFY(QDir().rename(away, m_daemon->cameraRoot()));
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 20; }, 60000));
    QCOMPARE(count(u"images"_s), 20);
    QCOMPARE(jobs(u"detection"_s, u"'dead'"_s), 0);
}

// The watcher has named the files; by the time that a decoder opens them, the root is away.
void FlowVanishedTest::rootAwayBeforeAcceptance()
{
    begin({});
    const QString away = m_daemon->dataDirectory() + u"/away"_s;
    quint32 uploaded = 0;
    // A decoder is started when all others are busy: sooner or later each holds a file.
    QVERIFY(waitUntil([&] {
        signalDecoders(SIGSTOP);
        return uploadOne(++uploaded)
            && pipeline()[u"file_watcher"_s][u"pending_tasks"].toInteger() >= 5;
    }));
    QVERIFY(QDir().rename(m_daemon->cameraRoot(), away));
    signalDecoders(SIGCONT);
    QVERIFY(isSaid("not read now: ", 1));
    QVERIFY(waitUntil([this] {
        return pipeline()[u"file_watcher"_s][u"error"].toString().contains(u"does not exist");
    }));
    // What was read in time may have been accepted; nothing else was, and nothing was refused.
    QVERIFY(count(u"images"_s) < uploaded);
    QCOMPARE(images(u"rejected"_s) + images(u"dead"_s), 0);
    QVERIFY(QDir().rename(away, m_daemon->cameraRoot()));
    QVERIFY(waitUntil([&] { return images(u"done"_s) == uploaded; }, 60000));
    QCOMPARE(count(u"images"_s), uploaded);
}

QTEST_GUILESS_MAIN(FlowVanishedTest)
#include "tst_flowvanished.moc"
