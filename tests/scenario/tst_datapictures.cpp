// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"
#include "tests/scenario/support/memory.h"
#include "tests/scenario/support/serviceflow.h"

#include <QDir>
#include <QFile>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace scenario;

/// The images of events and detections, over the door of a real daemon.
class DataPicturesTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void images();
    void givesOnlyTheVeryImage();
    void everyChangeIsSeenAtOnce();
    void aCrowdAsksAtOnce();
    void slowReadersOfLargeImages();

private:
    void beginWithAnEvent()
    {
        begin({});
        QVERIFY(uploadOne(1));
        QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
        const QDir folder(m_daemon->cameraRoot() + u"/gate"_s);
        QCOMPARE(folder.entryList(QDir::Files).size(), 1);
        m_file = folder.filePath(folder.entryList(QDir::Files).first());
    }

    QString m_file;
};

void DataPicturesTest::images()
{
    beginWithAnEvent();
    const Answer whole = m_daemon->get("/api/events/1/image");
    QCOMPARE(whole.status, 200);
    QCOMPARE(whole.header("content-type"), QByteArray("image/jpeg"));
    QCOMPARE(whole.header("cache-control"), QByteArray("private, no-cache"));
    QCOMPARE(whole.body, noiseJpeg(1));
    QCOMPARE(m_daemon->get("/api/detections/1/image").body, whole.body);
    for (const QByteArray target : {"/api/events/1/thumbnail", "/api/detections/1/thumbnail"}) {
        const Answer small = m_daemon->get(target);
        QCOMPARE(small.status, 200);
        QCOMPARE(small.header("content-type"), QByteArray("image/jpeg"));
        QVERIFY(small.body.startsWith("\xff\xd8\xff"));
        const QByteArray tag = small.header("etag");
        QVERIFY(tag != whole.header("etag"));
        const Answer again = m_daemon->request("GET", target, {{"If-None-Match", tag}});
        QCOMPARE(again.status, 304);
        QCOMPARE(again.body, QByteArray());
        QCOMPARE(m_daemon->request("GET", target, {{"If-None-Match", "\"other\""}}).status, 200);
    }
    const Answer head = m_daemon->request("HEAD", "/api/events/1/image");
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("content-length").toInt(), whole.body.size());
    isError(m_daemon->get("/api/events/2/image"), 404, u"Event 2 not found"_s);
    isError(m_daemon->get("/api/detections/99/thumbnail"), 404, u"Detection 99 not found"_s);
    isError(m_daemon->get("/api/events/x/image"), 400, u"id 'x'"_s);
}

// Neither another file in its place nor one that a link leads to.
void DataPicturesTest::givesOnlyTheVeryImage()
{
    beginWithAnEvent();
    const QList<QByteArray> targets{"/api/events/1/image", "/api/events/1/thumbnail"};
    QVERIFY(QFile::rename(m_file, m_file + u".away"_s));
    for (const QByteArray &target : targets) {
        isError(m_daemon->get(target), 404, u"The image of event 1 is not there any more"_s);
        QCOMPARE(m_daemon->request("GET", target, {{"If-None-Match", "*"}}).status, 404);
    }
    QVERIFY(QFile::link(m_file + u".away"_s, m_file));
    for (const QByteArray &target : targets) {
        isError(m_daemon->get(target), 404, u"symbolic link"_s);
    }
    QVERIFY(QFile::remove(m_file));
    QFile other(m_file);
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write(noiseJpeg(2));
    other.close();
    for (const QByteArray &target : targets) {
        isError(m_daemon->get(target), 404, u"another file lies in its place"_s);
    }
    QVERIFY(QFile::remove(m_file));
    QVERIFY(QFile::rename(m_file + u".away"_s, m_file));
    for (const QByteArray &target : targets) {
        QCOMPARE(m_daemon->get(target).status, 200);
    }
}

// However often it was asked for, and though the change leaves size and time as they were.
void DataPicturesTest::everyChangeIsSeenAtOnce()
{
    beginWithAnEvent();
    const QList<QByteArray> targets{"/api/events/1/image", "/api/detections/1/image",
                                    "/api/events/1/thumbnail", "/api/detections/1/thumbnail"};
    const auto ask = [this, targets](int status) {
        for (const QByteArray &target : targets) {
            QCOMPARE(m_daemon->get(target).status, status);
        }
    };
    QTest::qWait(3500); // then it is known by its times
    for (int i = 0; i < 3; ++i) {
        ask(200);
    }
    QFile file(m_file);
    const QDateTime time = file.fileTime(QFileDevice::FileModificationTime);
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly));
    QVERIFY(file.seek(file.size() / 2));
    QByteArray middle = file.peek(1);
    QVERIFY(file.putChar(static_cast<char>(middle.at(0) ^ 1)));
    QVERIFY(file.flush());
    QVERIFY(file.setFileTime(time, QFileDevice::FileModificationTime));
    ask(404);
    QVERIFY(file.seek(file.size() / 2));
    QVERIFY(file.putChar(middle.at(0)));
    file.close();
    ask(200);
    QCOMPARE(m_daemon->get("/api/events/1/image").body, noiseJpeg(1));
    QCOMPARE(m_daemon->request("DELETE", "/api/events/1").status, 200);
    QCOMPARE(m_daemon->get("/api/events/1/image").status, 404);
    QCOMPARE(m_daemon->get("/api/events/1/thumbnail").status, 404);
}

// Each is answered, and the others of the API meanwhile too.
void DataPicturesTest::aCrowdAsksAtOnce()
{
    beginWithAnEvent();
    QList<QTcpSocket *> crowd;
    const QByteArray host = "127.0.0.1:" + QByteArray::number(m_daemon->port());
    for (int i = 0; i < 100; ++i) {
        auto *client = new QTcpSocket(this);
        client->connectToHost(u"127.0.0.1"_s, m_daemon->port());
        client->write("GET /api/events/1/" + QByteArray(i % 2 == 0 ? "image" : "thumbnail")
                      + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        crowd.append(client);
    }
    QCOMPARE(m_daemon->get("/api/events/1").status, 200);
    int answered = 0;
    for (QTcpSocket *client : std::as_const(crowd)) {
        QByteArray answer;
        QVERIFY(QTest::qWaitFor(
            [&] {
                answer += client->readAll();
                return client->state() == QAbstractSocket::UnconnectedState;
            },
            20'000));
        const bool isGood = answer.startsWith("HTTP/1.1 200") || answer.startsWith("HTTP/1.1 503");
        QVERIFY2(isGood, answer.left(200).constData());
        answered += answer.startsWith("HTTP/1.1 200") ? 1 : 0;
    }
    QVERIFY2(answered >= 50, qPrintable(QString::number(answered)));
}

// They get no more than 64 MiB at a time; who comes then is told so, and all others are served.
void DataPicturesTest::slowReadersOfLargeImages()
{
    begin({}, 20);
    const QByteArray large = noiseJpeg(1, 3400);
    constexpr qint64 most = qint64(64) * 1024 * 1024;
    QVERIFY(large.size() > most / 8 && large.size() < most / 4);
    QVERIFY(upload(m_daemon->cameraRoot() + u"/gate"_s, u"large.jpg"_s, large));
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }, 60'000));
    const qint64 before = residentOf(m_daemon->pid());
    QList<QTcpSocket *> slow;
    const auto ask = [this, &slow] {
        auto *client = new QTcpSocket(this);
        client->setReadBufferSize(1024);
        client->connectToHost(u"127.0.0.1"_s, m_daemon->port());
        client->write("GET /api/events/1/image HTTP/1.1\r\nHost: 127.0.0.1:"
                      + QByteArray::number(m_daemon->port()) + "\r\n\r\n");
        slow.append(client);
        return QTest::qWaitFor([client] { return client->bytesAvailable() >= 12; }, 20'000)
            ? client->peek(12)
            : QByteArray();
    };
    const qint64 served = most / large.size();
    for (qint64 i = 0; i < served; ++i) {
        QCOMPARE(ask(), QByteArray("HTTP/1.1 200"));
    }
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(ask(), QByteArray("HTTP/1.1 503"));
    }
    const Answer refused = m_daemon->get("/api/detections/1/image");
    isError(refused, 503, u"Too many images"_s);
    QCOMPARE(refused.header("retry-after"), QByteArray("1"));
    QCOMPARE(m_daemon->get("/api/events/1/thumbnail").status, 200);
    QCOMPARE(m_daemon->get("/api/events/1").status, 200);
    const qint64 grown = residentOf(m_daemon->pid()) - before;
    QVERIFY2(grown < MemorySlack * 2 * most, qPrintable(QString::number(grown)));
    slow.first()->abort();
    QVERIFY(waitUntil([this] { return m_daemon->get("/api/events/1/image").status == 200; }));
    qDeleteAll(slow);
}

QTEST_GUILESS_MAIN(DataPicturesTest)
#include "tst_datapictures.moc"
