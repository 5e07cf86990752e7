// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/intake.h"
#include "tests/storage/fulldisk.h"
#include "tests/storage/storagesupport.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

/// The store is away while the watcher tells of files: they wait, and are taken in their order when
/// it is back.
class IntakeFallbackTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void waitsAndIsTakenInOrder();
    void creditGoesOnUntilAllIsFull();
    void whatWasLeftOnTheDisk();
    void whoComesLaterStandsInLine();
    void whatIsKnownOrHeldIsNotHeldAgain();
    void anotherCameraRoot();

private:
    qint64 rows() const { return numberIn(*m_store, u"SELECT count(*) FROM images"_s); }

    QStringList pathsInOrder() const
    {
        return readOf<QStringList>(*m_store,
                                   [](storage::Transaction &tx) {
                                       QStringList paths;
                                       QSqlQuery &query =
                                           tx.exec(u"SELECT path FROM images ORDER BY id"_s);
                                       while (query.next()) {
                                           paths.append(query.value(0).toString());
                                       }
                                       return paths;
                                   })
            .value();
    }

    /// Writes until the store is away; so long as `full` lives, it stays away.
    void breakStore()
    {
        m_full = std::make_unique<FullDisk>(m_store->stats().logBytes + 1000);
        m_store->write<protocol::Done>(nullptr, [](storage::Transaction &tx) {
            tx.exec(u"INSERT INTO settings VALUES ('large', ?, 't')"_s, {QString(50'000, u'x')});
            return protocol::Done{};
        });
        QTRY_VERIFY(m_store->isFaulted());
    }

    pipeline::Fallback::Settings fallback(qint64 inMemory, qint64 onDisk) const
    {
        return {.folder = m_folder->filePath(u"spill"_s),
                .limits = {.inMemory = inMemory, .onDisk = onDisk}};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<storage::Storage> m_store;
    std::unique_ptr<FullDisk> m_full;
};

namespace {

QJsonObject fileLine(int number, const QString &mediaType = u"image"_s)
{
    const auto now = protocol::Now::read().wall.time_since_epoch().count();
    return {{u"type"_s, u"file"_s},
            {u"camera_folder"_s, u"gate"_s},
            {u"path"_s, u"/cameras/gate/%1.jpg"_s.arg(number, 5, 10, QChar(u'0'))},
            {u"inode"_s, number},
            {u"size"_s, 2000},
            {u"mtime_ns"_s, QString::number(now * 1'000'000 + number)},
            {u"media_type"_s, mediaType}};
}

QJsonObject asideLine(int number)
{
    return {{u"type"_s, u"ignored"_s}, {u"path"_s, u"/cameras/gate/%1.txt"_s.arg(number)},
            {u"inode"_s, number},      {u"size"_s, 1},
            {u"mtime_ns"_s, u"1"_s},   {u"reason"_s, u"unknown kind of file"_s}};
}

/// Another content for each file.
QStringList decoder()
{
    return {
        u"/bin/sh"_s, u"-c"_s,
        uR"(n=0; while read line; do n=$((n+1)); echo "{\"ok\":true,\"sha256\":\"$$-$n\"}"; done)"_s};
}

int creditOf(const QSignalSpy &sent)
{
    int credit = 0;
    for (const QVariantList &call : sent) {
        credit += QJsonDocument::fromJson(call.first().toByteArray()).object()[u"n"_s].toInt();
    }
    return credit;
}

} // namespace

void IntakeFallbackTest::init()
{
    m_full.reset();
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = storage::Storage::open({.path = m_folder->filePath(u"signalbox.db"_s),
                                          .trialInterval = std::chrono::milliseconds(20)});
    QVERIFY(opened);
    m_store = std::move(opened.value());
    QVERIFY(addSetting(*m_store, u"before"_s));
}

void IntakeFallbackTest::waitsAndIsTakenInOrder()
{
    pipeline::Decoders decoders(decoder(), 1);
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {}, fallback(10, 1000));
    intake.start();
    intake.watcherReady();
    breakStore();
    QStringList told;
    for (int i = 1; i <= 30; ++i) {
        told.append(fileLine(i).value(u"path"_s).toString());
        intake.take(fileLine(i));
    }
    intake.take(fileLine(31, u"video"_s));
    QTRY_COMPARE(intake.fallback().onDisk(),
                 (QMap<QString, qint64>{{u"detection"_s, 20}, {u"video"_s, 1}}));
    intake.take(asideLine(32));
    QTRY_COMPARE(
        intake.fallback().onDisk(),
        (QMap<QString, qint64>{{u"detection"_s, 20}, {u"video"_s, 1}, {u"set_aside"_s, 1}}));
    QCOMPARE(intake.fallback().inMemory(), 10);
    QCOMPARE(intake.status().pendingTasks, 31);
    m_full.reset();
    QTRY_VERIFY(intake.fallback().isEmpty());
    QTRY_COMPARE(intake.status().pendingTasks, 0);
    QStringList taken = pathsInOrder();
    QVERIFY(taken.removeOne(fileLine(31).value(u"path"_s).toString()));
    QCOMPARE(taken, told);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM set_aside"_s), 1);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM jobs"_s), 31);
}

// Credit is what the watcher may have unanswered: it ends when there is no room for more.
void IntakeFallbackTest::creditGoesOnUntilAllIsFull()
{
    pipeline::Decoders decoders(decoder(), 1);
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {}, fallback(300, 50));
    const QSignalSpy sent(&intake, &pipeline::Intake::toWatcher);
    intake.start();
    intake.watcherReady();
    breakStore();
    int told = 0;
    const auto tellAndCount = [&] {
        while (told < 1000 && told < creditOf(sent)) {
            intake.take(fileLine(++told));
        }
        return intake.fallback().onDisk().value(u"detection"_s);
    };
    QTRY_COMPARE(tellAndCount(), 50);
    QVERIFY2(told < 1000, "it has stopped telling");
    QVERIFY2(told > 256 + 50, qPrintable(QString::number(told)));
    QCOMPARE(intake.status().pendingTasks, told);
    QCOMPARE(rows(), 0);
    m_full.reset();
    QTRY_COMPARE_WITH_TIMEOUT(intake.status().pendingTasks, 0, 30'000);
    QCOMPARE(rows(), told);
    QCOMPARE(creditOf(sent), told + 256);
}

void IntakeFallbackTest::whatWasLeftOnTheDisk()
{
    pipeline::Decoders decoders(decoder(), 1);
    {
        pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {}, fallback(0, 1000));
        intake.start();
        intake.watcherReady();
        breakStore();
        for (int i = 1; i <= 5; ++i) {
            intake.take(fileLine(i));
        }
        QTRY_COMPARE(intake.fallback().onDisk().value(u"detection"_s), 5);
    }
    m_full.reset();
    QTRY_VERIFY(!m_store->isFaulted());
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {}, fallback(0, 1000));
    intake.start();
    QTRY_COMPARE(rows(), 5);
    QTRY_VERIFY(intake.fallback().isEmpty());
}

// More than are worked off at a time, so that some still wait when it comes.
void IntakeFallbackTest::whoComesLaterStandsInLine()
{
    pipeline::Decoders decoders(decoder(), 1);
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {}, fallback(100, 100));
    intake.start();
    intake.watcherReady();
    breakStore();
    QStringList told;
    for (int i = 1; i <= 60; ++i) {
        told.append(fileLine(i).value(u"path"_s).toString());
        intake.take(fileLine(i));
    }
    QTRY_COMPARE(intake.fallback().inMemory(), 60);
    QSignalSpy recovered(m_store.get(), &storage::Storage::recovered);
    m_full.reset();
    QVERIFY(recovered.wait());
    QVERIFY(intake.fallback().inMemory() > 32);
    told.append(fileLine(61).value(u"path"_s).toString());
    intake.take(fileLine(61));
    QTRY_COMPARE(rows(), 61);
    QCOMPARE(pathsInOrder(), told);
    QTRY_COMPARE(intake.status().pendingTasks, 0);
}

// A watcher that begins anew tells of everything.
void IntakeFallbackTest::whatIsKnownOrHeldIsNotHeldAgain()
{
    pipeline::Decoders decoders(decoder(), 1);
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {}, fallback(100, 100));
    intake.start();
    intake.watcherReady();
    QList<QJsonObject> lines;
    for (int i = 1; i <= 6; ++i) {
        lines.append(fileLine(i));
    }
    for (const QJsonObject &line : lines.first(3)) {
        intake.take(line);
    }
    QTRY_COMPARE(rows(), 3);
    breakStore();
    for (int round = 0; round < 3; ++round) {
        for (const QJsonObject &line : std::as_const(lines)) {
            intake.take(line);
        }
        QTRY_COMPARE(intake.status().pendingTasks, 3);
        QCOMPARE(intake.fallback().inMemory(), 3);
        intake.watcherGone();
        intake.watcherReady();
    }
    QVERIFY2(!intake.isWatching(), "no camera is to blame meanwhile");
    m_full.reset();
    QTRY_COMPARE(rows(), 6);
    QTRY_COMPARE(intake.status().pendingTasks, 0);
    QTRY_VERIFY(intake.isWatching());
}

// Of files that lie elsewhere nothing is known: neither accepted nor refused.
void IntakeFallbackTest::anotherCameraRoot()
{
    pipeline::Decoders decoders(decoder(), 1);
    {
        pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {}, fallback(0, 1000));
        intake.start();
        intake.watcherReady();
        breakStore();
        intake.take(fileLine(1));
        intake.take(asideLine(2));
        QTRY_COMPARE(intake.fallback().onDisk().size(), 2);
    }
    m_full.reset();
    QTRY_VERIFY(!m_store->isFaulted());
    pipeline::Intake intake(*m_store, decoders, u"/elsewhere"_s, {}, fallback(0, 1000));
    intake.start();
    QTRY_VERIFY(intake.fallback().isEmpty());
    QCOMPARE(rows(), 0);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM set_aside"_s), 0);
}

QTEST_GUILESS_MAIN(IntakeFallbackTest)
#include "tst_intakefallback.moc"
