// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/accounts.h"
#include "backend/pipeline/imagestore.h"
#include "backend/pipeline/setaside.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace pipeline;
using storage::Storage;
using storage::Transaction;

/// The list of what was not taken in, over a real store.
class SetAsideTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lines_data();
    void lines();
    void onceForEachThing();
    void oneEntryForAFileThatIsNoImage();
    void takenBackWhenItIsTaken();
    void aPathOfAnyLength();
    void pages();
    void cursors_data();
    void cursors();
    void prunesTheOldest();
    void countsInTheAccounts();

private:
    bool put(const SetAside &thing)
    {
        const auto isNew =
            written<bool>(*m_store, [thing](Transaction &tx) { return setAside(tx, thing); });
        return isNew && isNew.value();
    }

    QJsonObject page(const SetAsideFilter &filter)
    {
        const auto bytes = readOf<QByteArray>(
            *m_store, [filter](Transaction &tx) { return setAsidePage(tx, filter); });
        return QJsonDocument::fromJson(bytes.value()).object();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

namespace {

SetAside half(const QString &path, qint64 size = 500)
{
    return {.kind = u"incomplete"_s,
            .path = path,
            .cameraId = u"gate"_s,
            .inode = 7,
            .sizeBytes = size,
            .mtimeNs = 1,
            .reason = u"no end marker"_s};
}

QStringList pathsOf(const QJsonObject &page)
{
    QStringList paths;
    const QJsonArray items = page[u"items"].toArray();
    for (const auto &item : items) {
        paths.append(item[u"path"].toString());
    }
    return paths;
}

} // namespace

void SetAsideTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened);
    m_store = std::move(opened.value());
}

void SetAsideTest::lines_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isOne");
    QTest::addColumn<QString>("camera");
    QTest::newRow("incomplete") << u"incomplete"_s << u"/c/Front Door/1.jpg"_s << true
                                << u"front_door"_s;
    QTest::newRow("ignored") << u"ignored"_s << u"/c/gate/notes.txt"_s << true << u"gate"_s;
    QTest::newRow("rejected, deeper")
        << u"rejected"_s << u"/c/gate/2026/a.jpg"_s << true << u"gate"_s;
    QTest::newRow("in no camera's folder")
        << u"ignored"_s << u"/c/stray.jpg"_s << true << QString();
    QTest::newRow("a file is no such line")
        << u"file"_s << u"/c/gate/1.jpg"_s << false << QString();
    QTest::newRow("not below the root") << u"ignored"_s << u"/etc/passwd"_s << false << QString();
}

void SetAsideTest::lines()
{
    QFETCH(QString, type);
    QFETCH(QString, path);
    const auto thing = setAsideFromLine({{u"type"_s, type},
                                         {u"path"_s, path},
                                         {u"inode"_s, 7},
                                         {u"size"_s, 500},
                                         {u"mtime_ns"_s, u"1700000000000000001"_s},
                                         {u"reason"_s, u"so"_s}},
                                        u"/c"_s);
    QTEST(thing.has_value(), "isOne");
    if (thing) {
        QTEST(thing->cameraId, "camera");
        QCOMPARE(thing->mtimeNs, 1700000000000000001);
        QCOMPARE(thing->reason, u"so"_s);
    }
}

void SetAsideTest::onceForEachThing()
{
    QVERIFY(put(half(u"/c/gate/1.jpg"_s)));
    QVERIFY(!put(half(u"/c/gate/1.jpg"_s)));
    QVERIFY(put(half(u"/c/gate/1.jpg"_s, 600))); // it has grown, and was given up again
    QVERIFY(put(half(u"/c/gate/2.jpg"_s)));
    const auto counts = readOf<QMap<QString, qint64>>(*m_store, setAsideCounts);
    QCOMPARE(counts.value(), (QMap<QString, qint64>{{u"incomplete"_s, 3}}));
}

// A file that is written on (a log, a note) is ignored as one thing; of two halves of images under
// one name both were lost.
void SetAsideTest::oneEntryForAFileThatIsNoImage()
{
    SetAside note = half(u"/c/gate/notes.txt"_s, 0);
    note.kind = u"ignored"_s;
    QVERIFY(put(note));
    note.sizeBytes = 5;
    note.mtimeNs = 2;
    QVERIFY(put(note));
    QVERIFY(!put(note));
    QVERIFY(put(half(u"/c/gate/a.jpg"_s, 500)));
    QVERIFY(put(half(u"/c/gate/a.jpg"_s, 600)));
    const QJsonArray items = page({})[u"items"].toArray();
    QStringList seen;
    for (const auto &item : items) {
        seen.append(item[u"kind"].toString() % u' '
                    % QString::number(item[u"size_bytes"].toInteger()));
    }
    seen.sort();
    QCOMPARE(seen, (QStringList{u"ignored 5"_s, u"incomplete 500"_s, u"incomplete 600"_s}));
}

void SetAsideTest::takenBackWhenItIsTaken()
{
    QVERIFY(put(half(u"/c/gate/1.jpg"_s)));
    QVERIFY(put(half(u"/c/gate/2.jpg"_s)));
    const FileIdentity file{.cameraId = u"gate"_s,
                            .cameraFolder = u"gate"_s,
                            .path = u"/c/gate/1.jpg"_s,
                            .inode = 7,
                            .sizeBytes = 2000,
                            .mtimeNs = 2};
    const auto admitted = written<Admitted>(*m_store, [file](Transaction &tx) {
        return admitImage(tx, file, {.ok = true, .sha256 = u"ab"_s},
                          {.retention = std::chrono::hours(24 * 365 * 200)});
    });
    QVERIFY(admitted);
    QCOMPARE(admitted.value().admission, Admission::Accepted);
    QCOMPARE(pathsOf(page({})), QStringList{u"/c/gate/2.jpg"_s});
}

// Linux knows paths of up to 4,095 bytes; these cannot be made shorter by packing them.
void SetAsideTest::aPathOfAnyLength()
{
    QString path = u"/cameras/gate"_s;
    for (int i = 0; path.size() < 4000; ++i) {
        path += u'/'
            + QString::fromLatin1(
                    QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha512)
                        .toBase64(QByteArray::Base64UrlEncoding));
    }
    QVERIFY(put(half(path)));
    QVERIFY(!put(half(path)));
    QVERIFY(put(half(path + u'x')));
    const FileIdentity file{
        .cameraId = u"gate"_s, .cameraFolder = u"gate"_s, .path = path, .inode = 7};
    const auto rejected = written<bool>(*m_store, [file](Transaction &tx) {
        rejectImage(tx, file, u"no image"_s);
        return isKnown(tx, file);
    });
    QVERIFY2(rejected.ok(), rejected ? "" : qPrintable(rejected.error().detail));
    QVERIFY(rejected.value());
    QCOMPARE(pathsOf(page({})).size(), 2);
}

void SetAsideTest::pages()
{
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(put(half(u"/c/gate/%1.jpg"_s.arg(i))));
    }
    QStringList seen;
    QString cursor;
    int count = 0;
    do {
        const QJsonObject one = page({.cursor = cursor, .limit = 2});
        seen += pathsOf(one);
        cursor = one[u"next_cursor"].toString();
        QVERIFY(cursor.isEmpty() || isSetAsideCursor(cursor));
        ++count;
    } while (!cursor.isEmpty());
    QCOMPARE(count, 3);
    QCOMPARE(seen.size(), 5);
    seen.sort();
    QCOMPARE(seen.first(), u"/c/gate/1.jpg"_s);
    QCOMPARE(seen.removeDuplicates(), 0);
    QCOMPARE(pathsOf(page({.kind = u"ignored"_s})), QStringList());
    QCOMPARE(pathsOf(page({.kind = u"incomplete"_s})).size(), 5);
    const QJsonObject item = page({})[u"items"][0].toObject();
    QCOMPARE(item.keys(),
             (QStringList{u"camera_id"_s, u"kind"_s, u"path"_s, u"reason"_s, u"seen_at"_s,
                          u"size_bytes"_s}));
    QCOMPARE(item[u"size_bytes"].toInt(), 500);
}

void SetAsideTest::cursors_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("a number") << u"17"_s;
    QTest::newRow("no time") << u"yesterday,images,3"_s;
    QTest::newRow("no id") << u"2025-12-27T10:30:00.000Z,images,x"_s;
    QTest::newRow("one part more") << u"2025-12-27T10:30:00.000Z,images,3,4"_s;
}

void SetAsideTest::cursors()
{
    QFETCH(QString, text);
    QVERIFY(!isSetAsideCursor(text));
}

void SetAsideTest::prunesTheOldest()
{
    QVERIFY(put(half(u"/c/gate/1.jpg"_s)));
    const auto prune = [this](std::chrono::hours ago) {
        return written<int>(
                   *m_store,
                   [ago](Transaction &tx) { return pruneSetAside(tx, tx.now.wall - ago, 10); })
            .value();
    };
    QCOMPARE(prune(std::chrono::hours(1)), 0);
    QCOMPARE(prune(std::chrono::hours(-1)), 1);
    QCOMPARE(pathsOf(page({})), QStringList());
}

// It has come in, and was lost with its kind as the reason.
void SetAsideTest::countsInTheAccounts()
{
    const auto images = [this] {
        return readOf<QList<protocol::StageAccount>>(*m_store, readAccounts).value().first();
    };
    for (const auto &kind : {u"incomplete"_s, u"rejected"_s, u"ignored"_s}) {
        QVERIFY(put({.kind = kind, .path = u"/gate/"_s + kind, .cameraId = u"gate"_s}));
    }
    QVERIFY(!put({.kind = u"ignored"_s, .path = u"/gate/ignored"_s, .cameraId = u"gate"_s}));
    QCOMPARE(images().in, 3);
    const QMap<QString, qint64> lost{{u"dead"_s, 0},       {u"duplicate"_s, 0}, {u"ignored"_s, 1},
                                     {u"incomplete"_s, 1}, {u"rejected"_s, 1},  {u"too_old"_s, 0}};
    QCOMPARE(images().lost, lost);
    const auto isTaken = written<protocol::Done>(*m_store, [](Transaction &tx) {
        takeBack(tx, u"/gate/incomplete"_s);
        return protocol::Done{};
    });
    QVERIFY(isTaken.ok());
    QCOMPARE(images().in, 2);
    QCOMPARE(images().lost.value(u"incomplete"_s), 0);
}

QTEST_GUILESS_MAIN(SetAsideTest)
#include "tst_setaside.moc"
