// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/eventstore.h"
#include "tests/pipeline/oneperson.h"
#include "tests/support/anystore.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace pipeline;
using storage::Storage;
using storage::Transaction;

namespace {

protocol::Result<protocol::Done> close(Storage &storage, const QString &batchId)
{
    return written<protocol::Done>(storage, [batchId](Transaction &tx) {
        storeClosedBatch(tx,
                         {.batch = {.id = batchId, .cameraId = u"gate"_s, .startedAt = tx.now},
                          .reason = CloseReason::Idle});
        return protocol::Done{};
    });
}

} // namespace

class BatchStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void closingTwiceIsClosingOnce();
    void emptyBatchIsDropped();
    void leftOverBatchEndsWithTheNext();
    void missingBatchIsSaidToBeMissing();
    void linesNameTheirCauses();
    void labelsSayWhatFoundIt();

private:
    qint64 count(const QString &what)
    {
        return numberIn(*m_store, u"SELECT count(*) FROM "_s + what);
    }

    QTemporaryDir m_directory;
    std::unique_ptr<Storage> m_store;
};

void BatchStoreTest::init()
{
    const QString name = QString::fromLatin1(QTest::currentTestFunction());
    auto opened = support::openStore(m_directory.filePath(name + u".db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
}

void BatchStoreTest::closingTwiceIsClosingOnce()
{
    QVERIFY(store(*m_store, u"first"_s).ok());
    QVERIFY(close(*m_store, u"first"_s).ok());
    QVERIFY(close(*m_store, u"first"_s).ok());
    QCOMPARE(count(u"batches WHERE state = 'closed' AND close_reason = 'idle'"_s), 1);
    QCOMPARE(count(u"jobs WHERE kind = 'analysis'"_s), 1);
    QCOMPARE(count(u"journal WHERE type = 'detection.batch'"_s), 1);
}

void BatchStoreTest::emptyBatchIsDropped()
{
    QVERIFY(close(*m_store, u"first"_s).ok());
    QCOMPARE(count(u"batches"_s), 0);
    QCOMPARE(count(u"jobs"_s), 0);
}

// The end of the first batch could not be written; the camera's next image must not be refused.
void BatchStoreTest::leftOverBatchEndsWithTheNext()
{
    QVERIFY(store(*m_store, u"first"_s).ok());
    QVERIFY(store(*m_store, u"second"_s).ok());
    QCOMPARE(count(u"batches WHERE id = 'first' AND state = 'closed'"_s), 1);
    QCOMPARE(count(u"batches WHERE id = 'second' AND state = 'open'"_s), 1);
    QCOMPARE(count(u"jobs WHERE kind = 'analysis' AND payload LIKE '%first%'"_s), 1);
    QVERIFY(close(*m_store, u"first"_s).ok()); // late, and too late
    QVERIFY(close(*m_store, u"second"_s).ok());
    QCOMPARE(count(u"jobs WHERE kind = 'analysis'"_s), 2);
    QCOMPARE(count(u"journal WHERE type = 'detection.batch'"_s), 2);
    QCOMPARE(count(u"detections"_s), 2);
}

void BatchStoreTest::missingBatchIsSaidToBeMissing()
{
    QVERIFY(store(*m_store, u"first"_s).ok());
    using Answers = std::pair<protocol::Result<QJsonObject>, protocol::Result<QJsonObject>>;
    const auto read = written<Answers>(*m_store, [](Transaction &tx) {
        return Answers{batchForAnalysis(tx, u"first"_s), batchForAnalysis(tx, u"second"_s)};
    });
    QVERIFY(read.ok());
    const auto &[first, second] = read.value();
    QVERIFY(first.ok());
    QCOMPARE(first.value().value(u"detections").toArray().size(), 1);
    QVERIFY(!second.ok());
    QCOMPARE(second.error().kind, protocol::ErrorKind::NotFound);
    QCOMPARE(second.error().detail, u"batch second is not in the store"_s);
}

void BatchStoreTest::labelsSayWhatFoundIt()
{
    QVERIFY(store(*m_store, u"first"_s).ok());
    QCOMPARE(count(u"detections WHERE labels IS NULL"_s), 1);
    QJsonObject face = OnePerson.at(0).toObject();
    face.insert(u"source"_s, u"cascade"_s);
    QVERIFY(store(*m_store, u"first"_s, {face}).ok());
    QCOMPARE(count(uR"(detections WHERE labels = '{"source":"cascade"}')"_s), 1);
}

// From the event back to what was seen.
void BatchStoreTest::linesNameTheirCauses()
{
    QVERIFY(store(*m_store, u"first"_s).ok());
    QVERIFY(store(*m_store, u"second"_s).ok()); // ends the first
    QVERIFY(store(*m_store, u"second"_s).ok());
    QVERIFY(close(*m_store, u"second"_s).ok());
    const auto line = [this](const QString &type, const QString &column) {
        return numberIn(*m_store,
                        u"SELECT max(%1) FROM journal WHERE type = '%2'"_s.arg(column, type));
    };
    const qint64 batch = line(u"detection.batch"_s, u"sequence"_s);
    QCOMPARE(line(u"detection.batch"_s, u"cause"_s), line(u"detection.new"_s, u"sequence"_s));
    QCOMPARE(numberIn(*m_store, u"SELECT max(json_extract(payload, '$.cause')) FROM jobs"_s),
             batch);
    const auto stored = written<protocol::Done>(*m_store, [batch](Transaction &tx) {
        storeEvent(tx, u"second"_s, {.riskScore = 1}, batch);
        return protocol::Done{};
    });
    QVERIFY(stored.ok());
    QCOMPARE(line(u"event.created"_s, u"cause"_s), batch);
    QCOMPARE(line(u"event"_s, u"cause"_s), line(u"event.created"_s, u"sequence"_s));
}

QTEST_GUILESS_MAIN(BatchStoreTest)
#include "tst_batchstore.moc"
