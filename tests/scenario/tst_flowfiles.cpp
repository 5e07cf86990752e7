// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/storereader.h"
#include "tests/scenario/support/stubservice.h"

#include <QDateTime>
#include <QDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

void writeAll(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

bool touch(const QString &path, const QDateTime &time)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite)
        && file.setFileTime(time, QFileDevice::FileModificationTime);
}

bool link(const QString &target, const QString &path)
{
    return ::symlink(QFile::encodeName(target).constData(), QFile::encodeName(path).constData())
        == 0;
}

} // namespace

/// What people, cameras and networks do to files, against the whole program with a stub for the AI.
class FlowFilesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void folderThatAppearsLater();
    void rootThatAppearsLater();
    void uploadInPieces();
    void uploadThatStops();
    void truncatedImages_data();
    void truncatedImages();
    void strangeNames();
    void symbolicLinks();
    void equalBytes();
    void touchedFile();
    void imageFromLongAgo();

private:
    QString folder() const { return m_daemon->cameraRoot() + u"/garden"_s; }

    /// The store is read directly; what the API counts follows the commit.
    bool hasLost(const QString &reason, qint64 count) const;

    QString toml(const QString &more = {}) const;
    QJsonObject account() const;
    /// "file name: state" of every image that the store knows, by name.
    QStringList images() const;
    bool becomes(const QStringList &images) const;

    std::unique_ptr<StubService> m_stub;
    std::unique_ptr<Daemon> m_daemon;
};

void FlowFilesTest::init()
{
    m_stub = std::make_unique<StubService>();
    m_daemon = std::make_unique<Daemon>(DaemonOptions{.toml = toml()});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(m_daemon->waitForWorker(u"file_watcher"_s, u"running"_s));
    QVERIFY(QDir().mkpath(folder()));
}

// Whatever a test did: what came in is accounted for, nothing died, and the end is in order.
void FlowFilesTest::cleanup()
{
    if (!m_daemon->isRunning()) {
        return;
    }
    QVERIFY(waitUntil([this] { return account().value(u"waiting").toInteger() == 0; }));
    const QJsonObject images = account();
    qint64 sum = images.value(u"out").toInteger();
    const QJsonObject all = images.value(u"lost").toObject();
    for (const auto &one : all) {
        sum += one.toInteger();
    }
    QCOMPARE(images.value(u"in").toInteger(), sum);
    QCOMPARE(all.value(u"dead").toInteger(), 0);
    QCOMPARE(m_daemon->terminate(), 0);
}

QString FlowFilesTest::toml(const QString &more) const
{
    return m_stub->toml()
        + u"[pipeline]\nstability_seconds = 0.5\nincomplete_after_seconds = 3\n"
          "batch_idle_timeout_seconds = 1\n"
        + more;
}

bool FlowFilesTest::hasLost(const QString &reason, qint64 count) const
{
    return waitUntil([&] { return account()[u"lost"_s][reason].toInteger() == count; });
}

QJsonObject FlowFilesTest::account() const
{
    return m_daemon->get("/api/system/pipeline").json()[u"accounts"_s][0].toObject();
}

QStringList FlowFilesTest::images() const
{
    return StoreReader(m_daemon->dataDirectory())
        .texts(u"SELECT replace(path, rtrim(path, replace(path, '/', '')), '') || ': ' || state "
               "FROM images ORDER BY path, id"_s);
}

bool FlowFilesTest::becomes(const QStringList &wanted) const
{
    const bool came = waitUntil([&] { return images() == wanted; }, 20000);
    if (!came) {
        qWarning() << "the store has" << images() << "instead of" << wanted;
    }
    return came;
}

void FlowFilesTest::folderThatAppearsLater()
{
    const QString fresh = m_daemon->cameraRoot() + u"/back yard/2026/01"_s;
    QVERIFY(upload(fresh, u"a.jpg"_s, noiseJpeg(1)));
    QVERIFY(becomes({u"a.jpg: done"_s}));
    // And again once it is known, also when it comes by renaming a full folder into place.
    QVERIFY(upload(fresh, u"b.jpg"_s, noiseJpeg(2)));
    const QString aside = m_daemon->dataDirectory() + u"/aside"_s;
    QVERIFY(upload(aside, u"c.jpg"_s, noiseJpeg(3)));
    QVERIFY(QDir().rename(aside, m_daemon->cameraRoot() + u"/moved in"_s));
    QVERIFY(becomes({u"a.jpg: done"_s, u"b.jpg: done"_s, u"c.jpg: done"_s}));
    const QJsonArray cameras = m_daemon->get("/api/cameras").json().value(u"items").toArray();
    QCOMPARE(cameras.size(), 2);
    QCOMPARE(cameras.at(0)[u"id"].toString(), u"back_yard"_s);
}

void FlowFilesTest::rootThatAppearsLater()
{
    const QTemporaryDir elsewhere;
    const QString root = elsewhere.filePath(u"mount"_s);
    QCOMPARE(m_daemon->terminate(), 0);
    m_daemon->setToml(toml(u"camera_root = \"%1\"\n"_s.arg(root)));
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    const auto fault = [this] {
        return m_daemon->get("/api/system/pipeline").json()[u"file_watcher"_s][u"error"];
    };
    QVERIFY(waitUntil([&] { return fault().toString().contains(u"does not exist"); }));
    QVERIFY(upload(root + u"/gate"_s, u"a.jpg"_s, noiseJpeg(1)));
    QVERIFY(becomes({u"a.jpg: done"_s}));
    QVERIFY(fault().isNull());
}

void FlowFilesTest::uploadInPieces()
{
    const QByteArray whole = noiseJpeg(1);
    QFile file(folder() + u"/slow.jpg"_s);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    QCOMPARE(file.write(whole.first(whole.size() / 2)), whole.size() / 2);
    // What comes after it shows that the half was looked at and left alone.
    QVERIFY(upload(folder(), u"quick.jpg"_s, noiseJpeg(2)));
    QVERIFY(becomes({u"quick.jpg: done"_s}));
    QCOMPARE(file.write(whole.sliced(whole.size() / 2)), whole.size() - whole.size() / 2);
    file.close();
    QVERIFY(becomes({u"quick.jpg: done"_s, u"slow.jpg: done"_s}));
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), 2);
    QVERIFY(hasLost(u"incomplete"_s, 0));
}

void FlowFilesTest::uploadThatStops()
{
    const QByteArray whole = noiseJpeg(1);
    writeAll(folder() + u"/half.jpg"_s, whole.first(whole.size() / 2));
    QVERIFY(hasLost(u"incomplete"_s, 1));
    QCOMPARE(images(), QStringList());
    // Somebody sends it again: it is another file then, and as good as any.
    writeAll(folder() + u"/half.jpg"_s, whole);
    QVERIFY(becomes({u"half.jpg: done"_s}));
}

void FlowFilesTest::truncatedImages_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const QByteArray whole = noiseJpeg(1);
    const QByteArray end = QByteArrayLiteral("\xff\xd9");
    QTest::newRow("the second half is missing")
        << whole.first(whole.size() / 2) + end << u"truncated"_s;
    QTest::newRow("only the head is there") << whole.first(1100) + end << u"truncated"_s;
    QTest::newRow("too small for a camera") << whole.first(500) + end << u"too small"_s;
    QTest::newRow("no image at all") << QByteArray(5000, 'x') + end << u"neither a JPEG"_s;
    QTest::newRow("a damaged head")
        << QByteArray(QByteArray("\xff\xd8\xff") + QByteArray(3000, 'x') + end) << u"damaged"_s;
}

void FlowFilesTest::truncatedImages()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    QVERIFY(upload(folder(), u"bad.jpg"_s, bytes));
    QVERIFY(becomes({u"bad.jpg: rejected"_s}));
    const StoreReader store(m_daemon->dataDirectory());
    const QString told = store.texts(u"SELECT reason FROM images"_s).value(0);
    QVERIFY2(told.startsWith(reason), qPrintable(told));
    QVERIFY(hasLost(u"rejected"_s, 1));
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), 0);
}

void FlowFilesTest::strangeNames()
{
    // Through another folder: the name during the upload would be as strange.
    const QString aside = m_daemon->dataDirectory() + u"/aside/"_s;
    QVERIFY(upload(aside, u"1.jpg"_s, noiseJpeg(1)) && upload(aside, u"2.jpg"_s, noiseJpeg(2)));
    QVERIFY(QFile::rename(aside + u"1.jpg"_s, folder() + u"/new\nline.jpg"_s));
    QVERIFY(QFile::rename(aside + u"2.jpg"_s, folder() + u"/tab\there.jpg"_s));
    QVERIFY(upload(folder(), u"a..jpg"_s, noiseJpeg(3)));
    QVERIFY(upload(folder(), u"..%2f..%2fpasswd.jpg"_s, noiseJpeg(4)));
    QVERIFY(upload(folder(), u"käfig '; DROP TABLE images; -- %1 \u202e.jpg"_s, noiseJpeg(5)));
    QVERIFY(upload(folder(), u"notes.txt"_s, noiseJpeg(6)));
    QVERIFY(becomes({u"a..jpg: done"_s, u"käfig '; DROP TABLE images; -- %1 \u202e.jpg: done"_s}));
    QVERIFY(hasLost(u"rejected"_s, 3) && hasLost(u"ignored"_s, 1));
}

void FlowFilesTest::symbolicLinks()
{
    const QTemporaryDir outside;
    QVERIFY(upload(outside.path(), u"secret.jpg"_s, noiseJpeg(1)));
    QVERIFY(upload(folder(), u"real.jpg"_s, noiseJpeg(2)));
    QVERIFY(link(outside.filePath(u"secret.jpg"_s), folder() + u"/file.jpg"_s));
    QVERIFY(link(u"real.jpg"_s, folder() + u"/inside.jpg"_s));
    QVERIFY(link(outside.path(), m_daemon->cameraRoot() + u"/camera"_s));
    QVERIFY(hasLost(u"rejected"_s, 3));
    QVERIFY(becomes({u"real.jpg: done"_s}));
    // A watcher that begins anew meets the same links: they stay the same three.
    const QMap<QString, Process> workers = m_daemon->workerProcesses();
    killHard(workers.value(u"file_watcher"_s));
    QVERIFY(waitUntil([&] { return !isAlive(workers.value(u"file_watcher"_s)); }));
    QVERIFY(upload(folder(), u"zebra.jpg"_s, noiseJpeg(3)));
    QVERIFY(becomes({u"real.jpg: done"_s, u"zebra.jpg: done"_s}));
    QVERIFY(hasLost(u"rejected"_s, 3));
}

void FlowFilesTest::equalBytes()
{
    const QByteArray bytes = noiseJpeg(1);
    QVERIFY(upload(folder(), u"first.jpg"_s, bytes));
    QVERIFY(becomes({u"first.jpg: done"_s}));
    QVERIFY(upload(folder(), u"second.jpg"_s, bytes));
    QVERIFY(becomes({u"first.jpg: done"_s, u"second.jpg: duplicate"_s}));
    QVERIFY(hasLost(u"duplicate"_s, 1));
    // Another camera may well see the same.
    QVERIFY(upload(m_daemon->cameraRoot() + u"/street"_s, u"third.jpg"_s, bytes));
    QVERIFY(becomes({u"first.jpg: done"_s, u"second.jpg: duplicate"_s, u"third.jpg: done"_s}));
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), 2);
}

void FlowFilesTest::touchedFile()
{
    const QByteArray bytes = noiseJpeg(1);
    QVERIFY(upload(folder(), u"one.jpg"_s, bytes));
    QVERIFY(becomes({u"one.jpg: done"_s}));
    // The same bytes with another time: seen, counted, not worked on again.
    QVERIFY(touch(folder() + u"/one.jpg"_s, QDateTime::currentDateTime().addSecs(-60)));
    QVERIFY(becomes({u"one.jpg: done"_s, u"one.jpg: duplicate"_s}));
    // Other bytes under the same name are another image.
    QVERIFY(upload(folder(), u"one.jpg"_s, noiseJpeg(2)));
    QVERIFY(becomes({u"one.jpg: done"_s, u"one.jpg: duplicate"_s, u"one.jpg: done"_s}));
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), 2);
}

void FlowFilesTest::imageFromLongAgo()
{
    const QString path = folder() + u"/old.jpg"_s;
    writeAll(path + u".tmp"_s, noiseJpeg(1));
    QVERIFY(touch(path + u".tmp"_s, QDateTime::currentDateTime().addDays(-31)));
    QVERIFY(QFile::rename(path + u".tmp"_s, path));
    QVERIFY(becomes({u"old.jpg: too_old"_s}));
    QVERIFY(hasLost(u"too_old"_s, 1));
    QCOMPARE(StoreReader(m_daemon->dataDirectory()).texts(u"SELECT reason FROM images"_s),
             QStringList{u"older than the retention"_s});
}

QTEST_GUILESS_MAIN(FlowFilesTest)
#include "tst_flowfiles.moc"
