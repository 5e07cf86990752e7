// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/aggregator.h"
#include "tests/pipeline/oneperson.h"
#include "tests/storage/fulldisk.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pipeline;
using storage::Storage;

/// When batches end, over a real store: also one that is full at the wrong moment.
class AggregatorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void endsAfterSilence();
    void waitsForTheDetectionsInHand();
    void closesOnceWhenTheDiskHasRoom();
    void openBatchesComeBack();

private:
    qint64 countOf(const QString &what) const
    {
        return numberIn(*m_store, u"SELECT count(*) FROM "_s % what);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

namespace {

constexpr BatchLimits Short{.window = 10s, .idleTimeout = 50ms, .maxDetections = 100};
const QString AnalysisJobs = u"jobs WHERE kind = 'analysis'"_s;

} // namespace

void AggregatorTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Storage::open({.path = m_folder->filePath(u"signalbox.db"_s),
                                 .trialInterval = std::chrono::milliseconds(20)});
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(opened.value());
}

void AggregatorTest::endsAfterSilence()
{
    Aggregator aggregator(*m_store, Short);
    QSignalSpy closed(&aggregator, &Aggregator::closed);
    QVERIFY(store(*m_store, aggregator.assign(u"gate"_s, 1).id).ok());
    aggregator.settle();
    QCOMPARE(aggregator.status(protocol::Now::read()).size(), 1);
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(aggregator.status(protocol::Now::read()).size(), 0);
    QCOMPARE(countOf(AnalysisJobs), 1);
    QCOMPARE(countOf(u"batches WHERE close_reason = 'idle'"_s), 1);
    QCOMPARE(aggregator.closedBatches(),
             (QMap<QString, qint64>{{u"idle"_s, 1}, {u"max_size"_s, 0}, {u"timeout"_s, 0}}));
}

// The silence is over while the newest detections are still on their way into the store.
void AggregatorTest::waitsForTheDetectionsInHand()
{
    Aggregator aggregator(*m_store, Short);
    QSignalSpy closed(&aggregator, &Aggregator::closed);
    const QString batch = aggregator.assign(u"gate"_s, 1).id;
    QTRY_COMPARE(aggregator.status(protocol::Now::read()).size(), 0);
    QCOMPARE(countOf(u"batches"_s), 0);
    QVERIFY(store(*m_store, batch).ok());
    QCOMPARE(closed.size(), 0);
    aggregator.settle();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(countOf(AnalysisJobs % u" AND json_array_length(payload, '$.detection_ids') = 1"_s),
             1);
}

void AggregatorTest::closesOnceWhenTheDiskHasRoom()
{
    Aggregator aggregator(*m_store, Short);
    QSignalSpy closed(&aggregator, &Aggregator::closed);
    QVERIFY(store(*m_store, aggregator.assign(u"gate"_s, 1).id).ok());
    {
        const FullDisk full(m_store->stats().logBytes + 100);
        aggregator.settle();
        QTRY_VERIFY(m_store->isFaulted());
        QCOMPARE(closed.size(), 0);
    }
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(countOf(AnalysisJobs), 1);
    QCOMPARE(countOf(u"batches WHERE state = 'closed'"_s), 1);
}

void AggregatorTest::openBatchesComeBack()
{
    QVERIFY(store(*m_store, u"one"_s).ok());
    Aggregator aggregator(*m_store, Short);
    QSignalSpy closed(&aggregator, &Aggregator::closed);
    bool isStarted = false;
    aggregator.start([&isStarted] { isStarted = true; });
    QTRY_VERIFY(isStarted);
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(countOf(AnalysisJobs), 1);
}

QTEST_GUILESS_MAIN(AggregatorTest)
#include "tst_aggregator.moc"
