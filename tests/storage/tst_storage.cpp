// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/storagesupport.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace storage;
using protocol::Done;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Event;
using protocol::Result;

class StorageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesAndReadsInOrder();
    void aReadingCannotWrite();
    void emptyTextIsNotNull();
    void tellsNobodyWhoHasGone();
    void linesArriveCommittedAndInOrder();
    void aRefusedLineDoesNotStopTheWork();
    void sequencesGrowOverARestart();
    void closingFinishesWhatWaits();
    void figures();

private:
    void open();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

void StorageTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void StorageTest::open()
{
    m_store.reset();
    auto opened = Storage::open({.path = m_folder->filePath(u"signalbox.db"_s),
                                 .trialInterval = std::chrono::milliseconds(20)});
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(opened.value());
}

void StorageTest::writesAndReadsInOrder()
{
    QList<int> order;
    std::optional<qint64> seen;
    m_store->write<Done>(
        this,
        [](Transaction &tx) {
            tx.exec(u"INSERT INTO settings VALUES ('a', '1', 't')"_s);
            return Done{};
        },
        [&](const Result<Done> &result) {
            QVERIFY(result.ok());
            order.append(1);
        });
    m_store->read<qint64>(
        this,
        [](Transaction &tx) {
            QSqlQuery &query = tx.exec(u"SELECT count(*) FROM settings WHERE key <> 'store.id'"_s);
            query.next();
            return query.value(0).toLongLong();
        },
        [&](const Result<qint64> &result) {
            order.append(2);
            seen = result.value();
        });
    QCOMPARE(m_store->pending(), 2);
    QVERIFY2(order.isEmpty(), "answers come through the event loop");
    QTRY_COMPARE(order, (QList<int>{1, 2}));
    QCOMPARE(seen, std::optional<qint64>(1));
    QCOMPARE(m_store->pending(), 0);
}

void StorageTest::aReadingCannotWrite()
{
    const auto answer = readOf<Done>(*m_store, [](Transaction &tx) {
        tx.exec(u"INSERT INTO settings VALUES ('a', '1', 't')"_s);
        return Done{};
    });
    QVERIFY(!answer.ok());
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key <> 'store.id'"_s), 0);
}

void StorageTest::emptyTextIsNotNull()
{
    QVERIFY(addSetting(*m_store, QString()).ok());
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key = ''"_s), 1);
}

void StorageTest::tellsNobodyWhoHasGone()
{
    bool told = false;
    {
        QObject asker;
        m_store->write<Done>(
            &asker,
            [](Transaction &tx) {
                tx.exec(u"INSERT INTO settings VALUES ('a', '1', 't')"_s);
                return Done{};
            },
            [&](const Result<Done> &) { told = true; });
    }
    QTRY_COMPARE(m_store->pending(), 0);
    QVERIFY(!told);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key <> 'store.id'"_s), 1);
}

void StorageTest::linesArriveCommittedAndInOrder()
{
    QList<qint64> sequences;
    QList<qint64> seenByDone;
    connect(m_store.get(), &Storage::committed, this, [&](const QList<Event> &events) {
        for (const Event &event : events) {
            sequences.append(event.sequence);
        }
    });
    for (int i = 0; i < 50; ++i) {
        m_store->write<qint64>(
            this,
            [](Transaction &tx) {
                tx.journal({.type = u"a"_s, .channel = u"c"_s});
                return tx.journal({.type = u"b"_s, .channel = u"c"_s});
            },
            [&](const Result<qint64> &result) {
                QVERIFY2(sequences.contains(result.value()), "lines come before the answer");
                seenByDone.append(result.value());
            });
    }
    QTRY_COMPARE(seenByDone.size(), 50);
    QCOMPARE(sequences.size(), 100);
    for (qsizetype i = 0; i < sequences.size(); ++i) {
        QCOMPARE(sequences.at(i), i + 1);
    }
}

void StorageTest::aRefusedLineDoesNotStopTheWork()
{
    m_store->setJournalRules({.node = u"here"_s, .admit = [](Event &event) {
                                  event.channel = u"filled"_s;
                                  return event.type == u"bad" ? std::optional(u"wrong"_s)
                                                              : std::nullopt;
                              }});
    QSignalSpy refused(m_store.get(), &Storage::refused);
    const auto answer = written<qint64>(*m_store, [](Transaction &tx) {
        tx.exec(u"INSERT INTO settings VALUES ('a', '1', 't')"_s);
        return tx.journal({.type = u"bad"_s}) * 100 + tx.journal({.type = u"good"_s});
    });
    QCOMPARE(answer.value(), 1);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key <> 'store.id'"_s), 1);
    QCOMPARE(numberIn(*m_store,
                      u"SELECT count(*) FROM journal "
                      "WHERE type = 'good' AND node = 'here' AND channel = 'filled'"_s),
             1);
}

void StorageTest::sequencesGrowOverARestart()
{
    const std::function<qint64(Transaction &)> line = [](Transaction &tx) {
        return tx.journal({.type = u"a"_s});
    };
    QCOMPARE(m_store->lastSequence(), 0);
    QCOMPARE(m_store->oldestSequence(), 1);
    QCOMPARE(written<qint64>(*m_store, line).value(), 1);
    QCOMPARE(written<qint64>(*m_store, line).value(), 2);
    QVERIFY(written<Done>(*m_store, [](Transaction &tx) {
                tx.exec(u"DELETE FROM journal"_s);
                return Done{};
            }).ok());
    open();
    QCOMPARE(m_store->lastSequence(), 2);
    QCOMPARE(m_store->oldestSequence(), 3);
    QCOMPARE(written<qint64>(*m_store, line).value(), 3);
}

void StorageTest::closingFinishesWhatWaits()
{
    int written = 0;
    bool closed = false;
    std::optional<Error> late;
    for (int i = 0; i < 50; ++i) {
        m_store->write<Done>(
            this,
            [i](Transaction &tx) {
                tx.exec(u"INSERT INTO settings VALUES (?, 'x', 't')"_s, {i});
                return Done{};
            },
            [&](const Result<Done> &result) {
                QVERIFY(!closed);
                written += result.ok() ? 1 : 0;
            });
    }
    m_store->close([&] { closed = true; });
    m_store->write<Done>(
        this, [](Transaction &) { return Done{}; },
        [&](const Result<Done> &result) { late = result.error(); });
    QTRY_VERIFY(closed && late);
    QCOMPARE(written, 50);
    QCOMPARE(late->kind, ErrorKind::Unavailable);
    QVERIFY2(!QFile::exists(m_folder->filePath(u"signalbox.db-wal"_s)), "the log is merged");
    open();
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key <> 'store.id'"_s), 50);
}

void StorageTest::figures()
{
    QVERIFY(addSetting(*m_store, u"a"_s).ok());
    const Stats stats = m_store->stats();
    QCOMPARE(stats.engine, u"SQLite"_s);
    QVERIFY(stats.version.startsWith(u"3."));
    QVERIFY(stats.fileBytes > 0);
    QVERIFY(stats.logBytes > 0);
    QVERIFY(stats.lastCommit);
    QCOMPARE(stats.commits, 1);
    QCOMPARE(stats.works, 1);
    QVERIFY(!stats.fault);
}

QTEST_GUILESS_MAIN(StorageTest)
#include "tst_storage.moc"
