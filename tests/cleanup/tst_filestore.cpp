// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/filestore.h"
#include "tests/cleanup/oldrows.h"
#include "tests/support/anystore.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace cleanup;
using storage::Storage;
using storage::Transaction;

/// Which files are still of use, over a real store.
class FileStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void spent_data();
    void spent();
    void neverWhatIsInWork();
    void pages();
    void unknown_data();
    void unknown();
    void frames_data();
    void frames();

private:
    QString put(const QStringList &statements) { return oldrows::change(*m_store, statements); }

    QList<qint64> spentIds(qint64 after = 0, int limit = 100)
    {
        const auto slab = readOf<ImageSlab>(*m_store, [after, limit](Transaction &tx) {
            return spentImages(tx, oldrows::Before, after, limit);
        });
        QList<qint64> ids;
        for (const File &file : slab.value().spent) {
            ids.append(file.imageId);
        }
        return ids;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

void FileStoreTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened);
    m_store = std::move(opened.value());
    QCOMPARE(put({oldrows::camera()}), QString());
}

void FileStoreTest::spent_data()
{
    QTest::addColumn<QStringList>("rows");
    QTest::addColumn<bool>("isSpent");
    const auto row = [](const char *name, const QStringList &rows, bool isSpent) {
        QTest::newRow(name) << rows << isSpent;
    };
    const QString payload = uR"({"image_id":1})"_s;
    for (const auto *state : {"done", "dead", "rejected", "duplicate", "too_old"}) {
        row(state, {oldrows::image(1, QString::fromLatin1(state))}, true);
    }
    row("young", {oldrows::image(1, u"done"_s, oldrows::Young)}, false);
    row("in work", {oldrows::image(1, u"accepted"_s)}, false);
    row("in work again",
        {oldrows::image(1, u"dead"_s), oldrows::job(u"detection"_s, u"waiting"_s, payload)}, false);
    row("a young dead letter",
        {oldrows::image(1, u"dead"_s),
         oldrows::job(u"detection"_s, u"dead"_s, payload, oldrows::Young)},
        false);
    row("a frame of it is a young dead letter",
        {oldrows::image(1, u"dead"_s, oldrows::Old, u"video"_s),
         oldrows::job(u"detection"_s, u"dead"_s, uR"({"image_id":1,"video_path":"x"})"_s,
                      oldrows::Young)},
        false);
    row("an old dead letter",
        {oldrows::image(1, u"dead"_s), oldrows::job(u"detection"_s, u"dead"_s, payload)}, true);
    row("with an old detection",
        {oldrows::image(1, u"done"_s), oldrows::batch(u"b"_s, u"analysed"_s),
         oldrows::detection(1, u"'b'"_s, u"1"_s)},
        true);
    row("with a young detection",
        {oldrows::image(1, u"done"_s), oldrows::detection(1, u"NULL"_s, u"1"_s, oldrows::Young)},
        false);
    row("a detection waits for its analysis",
        {oldrows::image(1, u"done"_s), oldrows::batch(u"b"_s, u"closed"_s),
         oldrows::detection(1, u"'b'"_s, u"1"_s),
         oldrows::job(u"analysis"_s, u"waiting"_s, uR"({"batch_id":"b"})"_s)},
        false);
}

void FileStoreTest::spent()
{
    QFETCH(QStringList, rows);
    QFETCH(bool, isSpent);
    QCOMPARE(put(rows), QString());
    QCOMPARE(spentIds(), isSpent ? QList<qint64>{1} : QList<qint64>{});
}

// It may have been sent back to work since it was looked at.
void FileStoreTest::neverWhatIsInWork()
{
    QCOMPARE(put({oldrows::image(1, u"accepted"_s), oldrows::image(2, u"done"_s)}), QString());
    const auto removed = written<qint64>(*m_store, [](Transaction &tx) {
        return removeImages(tx, {1, 2, 3});
    });
    QCOMPARE(removed.value(), 1);
    QCOMPARE(numberIn(*m_store, u"SELECT id FROM images"_s), 1);
}

void FileStoreTest::pages()
{
    QStringList rows;
    for (int id = 1; id <= 5; ++id) {
        rows.append(oldrows::image(id, id == 3 ? u"accepted"_s : u"done"_s));
    }
    QCOMPARE(put(rows), QString());
    QCOMPARE(spentIds(0, 3), (QList<qint64>{1, 2}));
    QCOMPARE(spentIds(3, 3), (QList<qint64>{4, 5}));
    const auto last = readOf<ImageSlab>(
        *m_store, [](Transaction &tx) { return spentImages(tx, oldrows::Before, 3, 3); });
    QCOMPARE(last.value().looked, 2);
    QVERIFY(last.value().isEnd);
    QCOMPARE(
        last.value().spent.first(),
        (File{
            .path = u"/c/cam/4.jpg"_s, .inode = 4, .sizeBytes = 1000, .mtimeNs = 1, .imageId = 4}));
}

void FileStoreTest::unknown_data()
{
    QTest::addColumn<QString>("row");
    QTest::addColumn<bool>("isUnknown");
    const QString aside = u"INSERT INTO set_aside (kind, path, inode, size, mtime_ns, reason, "
                          "seen_at) VALUES ('incomplete', '/c/cam/7.jpg', 1, 1, 1, 'x', '%1')"_s;
    QTest::newRow("an image") << oldrows::image(7, u"done"_s) << false;
    QTest::newRow("a rejected one") << oldrows::image(7, u"rejected"_s) << false;
    QTest::newRow("another one lay there") << oldrows::image(8, u"done"_s) << true;
    QTest::newRow("set aside") << aside.arg(oldrows::Young) << false;
    QTest::newRow("set aside long ago") << aside.arg(oldrows::Old) << true;
    QTest::newRow("waits for a disabled camera") << u"UPDATE cameras SET enabled = 0"_s << false;
}

void FileStoreTest::unknown()
{
    QFETCH(QString, row);
    QFETCH(bool, isUnknown);
    QCOMPARE(put({row}), QString());
    const QList<File> files{
        {.path = u"/c/cam/7.jpg"_s, .inode = 7, .sizeBytes = 1000, .mtimeNs = 1}};
    const auto found = readOf<QList<File>>(*m_store, [files](Transaction &tx) {
        return unknownFiles(tx, files, u"/c"_s, oldrows::Before);
    });
    QCOMPARE(found.value(), isUnknown ? files : QList<File>());
}

void FileStoreTest::frames_data()
{
    QTest::addColumn<QStringList>("rows");
    QTest::addColumn<bool>("isNeeded");
    const auto video = [](const QString &state) {
        return oldrows::image(7, state, oldrows::Old, u"video"_s);
    };
    const QString payload = uR"({"image_id":7,"video_path":"x"})"_s;
    QTest::newRow("no such video") << QStringList{} << false;
    QTest::newRow("in work") << QStringList{video(u"accepted"_s)} << true;
    QTest::newRow("through") << QStringList{video(u"done"_s)} << false;
    QTest::newRow("a frame is a dead letter")
        << QStringList{video(u"dead"_s),
                       oldrows::job(u"detection"_s, u"dead"_s, payload, oldrows::Young)}
        << true;
    QTest::newRow("the letter is discarded") << QStringList{video(u"dead"_s)} << false;
    for (const auto &[state, isNeeded] :
         {std::pair(u"closed"_s, true), std::pair(u"analysed"_s, false)}) {
        QTest::addRow("what was found is %s", qPrintable(state))
            << QStringList{video(u"done"_s), oldrows::batch(u"b"_s, state),
                           oldrows::detection(1, u"'b'"_s, u"7"_s)}
            << isNeeded;
    }
}

void FileStoreTest::frames()
{
    QFETCH(QStringList, rows);
    QFETCH(bool, isNeeded);
    QCOMPARE(put(rows), QString());
    const QList<File> folders{{.path = u"/d/frames/7"_s}, {.path = u"/d/frames/notes"_s}};
    const auto found = readOf<QList<File>>(
        *m_store, [folders](Transaction &tx) { return unneededFrames(tx, folders); });
    QCOMPARE(found.value(), isNeeded ? folders.last(1) : folders);
}

QTEST_GUILESS_MAIN(FileStoreTest)
#include "tst_filestore.moc"
