// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/queue/queuefixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Done;
using protocol::Now;
using storage::Transaction;

class JobQueueTest final : public QueueFixture
{
    Q_OBJECT

private Q_SLOTS:
    void goesFromWaitingToDone();
    void oldestFirst();
    void kindsDoNotMix();
    void notBeforeItsTime();
    void aClockSetBackDoesNotHoldItForEver();
    void aLateTokenChangesNothing();
    void threeAttemptsThenDead();
    void anOutageKillsNoJob();
    void givingBack_data();
    void givingBack();
    void leasesAreVoidAfterARestart();
};

namespace {

Now later(Transaction &tx, std::chrono::milliseconds by)
{
    return {.steady = tx.now.steady + by, .wall = tx.now.wall + by};
}

} // namespace

void JobQueueTest::goesFromWaitingToDone()
{
    in([](Transaction &tx) {
        QVERIFY(!queue::lease(tx, Kind, tx.now));
        const qint64 id = queue::enqueue(tx, Kind, {{u"image"_s, 7}}, tx.now.wall);
        QCOMPARE(queue::depth(tx, Kind),
                 (queue::Depth{.waiting = 1, .oldestWaiting = tx.now.wall}));
        const auto job = queue::lease(tx, Kind, tx.now);
        QVERIFY(job);
        QCOMPARE(job->id, id);
        QCOMPARE(job->payload, (QJsonObject{{u"image"_s, 7}}));
        QCOMPARE(job->attempts, 0);
        QCOMPARE(queue::depth(tx, Kind), (queue::Depth{.leased = 1}));
        QVERIFY(!queue::lease(tx, Kind, tx.now));
        QVERIFY(queue::finish(tx, id, job->token));
        QCOMPARE(queue::depth(tx, Kind), queue::Depth{});
        QCOMPARE(queue::prune(tx, tx.now.wall, 10), 0);
        QCOMPARE(queue::prune(tx, tx.now.wall + 1ms, 10), 1);
    });
}

void JobQueueTest::oldestFirst()
{
    in([](Transaction &tx) {
        const qint64 third = queue::enqueue(tx, Kind, {}, tx.now.wall - 1s);
        const qint64 first = queue::enqueue(tx, Kind, {}, tx.now.wall - 3s);
        const qint64 second = queue::enqueue(tx, Kind, {}, tx.now.wall - 2s);
        const qint64 fourth = queue::enqueue(tx, Kind, {}, tx.now.wall - 1s);
        for (const qint64 id : {first, second, third, fourth}) {
            QCOMPARE(queue::lease(tx, Kind, tx.now)->id, id);
        }
    });
}

void JobQueueTest::kindsDoNotMix()
{
    in([](Transaction &tx) {
        queue::enqueue(tx, u"analyse"_s, {}, tx.now.wall);
        QVERIFY(!queue::lease(tx, Kind, tx.now));
        QCOMPARE(queue::depth(tx, Kind), queue::Depth{});
        QVERIFY(queue::lease(tx, u"analyse"_s, tx.now));
    });
}

void JobQueueTest::notBeforeItsTime()
{
    in([](Transaction &tx) {
        queue::enqueue(tx, Kind, {}, tx.now.wall + 5s);
        QVERIFY(!queue::lease(tx, Kind, later(tx, 4999ms)));
        QCOMPARE(queue::depth(tx, Kind).oldestWaiting, std::optional(tx.now.wall + 5s));
        QVERIFY(queue::lease(tx, Kind, later(tx, 5s)));
    });
}

void JobQueueTest::aClockSetBackDoesNotHoldItForEver()
{
    in([](Transaction &tx) {
        queue::enqueue(tx, Kind, {}, tx.now.wall);
        QVERIFY(queue::lease(tx, Kind, later(tx, -24h)));
        queue::enqueue(tx, Kind, {}, tx.now.wall + 24h);
        QVERIFY2(queue::lease(tx, Kind, later(tx, queue::MaxDelay)), "no wait is longer");
    });
}

void JobQueueTest::aLateTokenChangesNothing()
{
    in([](Transaction &tx) {
        const qint64 id = queue::enqueue(tx, Kind, {}, tx.now.wall);
        const auto dead = queue::lease(tx, Kind, tx.now);
        QCOMPARE(queue::giveBack(tx, id, dead->token, queue::Attempt::Counted, u"killed"_s),
                 queue::Fate::Retry);
        const auto alive = queue::lease(tx, Kind, tx.now);
        QCOMPARE(alive->id, id);
        QVERIFY(alive->token != dead->token);
        QVERIFY(!queue::finish(tx, id, dead->token));
        QVERIFY(!queue::finish(tx, id, QString()));
        QCOMPARE(queue::fail(tx, id, dead->token, {.reason = u"late"_s}), queue::Fate::Stale);
        QCOMPARE(queue::giveBack(tx, id, dead->token, queue::Attempt::NotCounted, {}),
                 queue::Fate::Stale);
        QVERIFY(queue::finish(tx, id, alive->token));
        QVERIFY2(!queue::finish(tx, id, alive->token), "only once");
        QCOMPARE(queue::fail(tx, id, alive->token, {.reason = u"late"_s}), queue::Fate::Stale);
    });
}

void JobQueueTest::threeAttemptsThenDead()
{
    in([](Transaction &tx) {
        const qint64 id = queue::enqueue(tx, Kind, {{u"image"_s, 7}}, tx.now.wall);
        for (int attempt = 0; attempt < 3; ++attempt) {
            const auto job = queue::lease(tx, Kind, later(tx, attempt * 2s));
            QVERIFY(job);
            QCOMPARE(job->attempts, attempt);
            const queue::Fate fate = queue::fail(tx, id, job->token,
                                                 {.reason = u"HTTP 50%1"_s.arg(attempt),
                                                  .errorType = u"http"_s,
                                                  .httpStatus = 500 + attempt,
                                                  .retryAt = tx.now.wall + (attempt + 1) * 2s});
            QCOMPARE(fate, attempt < 2 ? queue::Fate::Retry : queue::Fate::Dead);
        }
        QVERIFY(!queue::lease(tx, Kind, later(tx, 1h)));
        QCOMPARE(queue::depth(tx, Kind), (queue::Depth{.dead = 1}));
        const auto letters = queue::deadLetters(tx, Kind, 0, 10);
        QCOMPARE(letters.size(), 1);
        QCOMPARE(letters.first().id, id);
        QCOMPARE(letters.first().reason, u"HTTP 502"_s);
        QCOMPARE(letters.first().attempts, 3);
        QCOMPARE(letters.first().payload.value(u"image").toInt(), 7);
        QCOMPARE(letters.first().history.size(), 3);
        QCOMPARE(letters.first().history.at(0)[u"reason"].toString(), u"HTTP 500"_s);
        QCOMPARE(letters.first().history.at(1)[u"error_type"].toString(), u"http"_s);
        QCOMPARE(letters.first().history.at(2)[u"http_status"].toInt(), 502);
        QVERIFY(queue::deadLetters(tx, Kind, id, 10).isEmpty());
        QVERIFY(queue::deadLetters(tx, u"analyse"_s, 0, 10).isEmpty());
    });
}

void JobQueueTest::anOutageKillsNoJob()
{
    in([](Transaction &tx) {
        const qint64 id = queue::enqueue(tx, Kind, {}, tx.now.wall);
        const protocol::WallTime later = tx.now.wall + 30s;
        for (int i = 0; i < 20; ++i) {
            const auto job = queue::lease(tx, Kind, tx.now);
            QVERIFY(job);
            QCOMPARE(job->attempts, 0);
            const queue::Setback setback{.reason = u"HTTP 500"_s,
                                         .retryAt = i < 19 ? tx.now.wall : later,
                                         .attempt = queue::Attempt::NotCounted};
            QCOMPARE(queue::fail(tx, id, job->token, setback), queue::Fate::Retry);
        }
        QVERIFY(!queue::lease(tx, Kind, tx.now));
        QCOMPARE(queue::depth(tx, Kind).oldestWaiting, std::optional(later));
    });
}

void JobQueueTest::givingBack_data()
{
    QTest::addColumn<queue::Attempt>("attempt");
    QTest::addColumn<int>("attempts");
    QTest::newRow("stopped by us") << queue::Attempt::NotCounted << 0;
    QTest::newRow("its child died") << queue::Attempt::Counted << 1;
}

void JobQueueTest::givingBack()
{
    QFETCH(queue::Attempt, attempt);
    QFETCH(int, attempts);
    in([&](Transaction &tx) {
        const qint64 id = queue::enqueue(tx, Kind, {}, tx.now.wall);
        const auto job = queue::lease(tx, Kind, tx.now);
        QCOMPARE(queue::giveBack(tx, id, job->token, attempt, u"signal 11"_s), queue::Fate::Retry);
        const auto again = queue::lease(tx, Kind, tx.now);
        QVERIFY(again);
        QCOMPARE(again->attempts, attempts);
    });
}

void JobQueueTest::leasesAreVoidAfterARestart()
{
    QString token;
    in([&](Transaction &tx) {
        queue::enqueue(tx, Kind, {}, tx.now.wall);
        token = queue::lease(tx, Kind, tx.now)->token;
    });
    m_store.reset();
    m_store = std::move(support::openStore(m_folder->filePath(u"signalbox.db"_s)).value());
    in([&](Transaction &tx) {
        QCOMPARE(queue::voidLeases(tx), 1);
        QCOMPARE(queue::depth(tx, Kind).waiting, 1);
        const auto job = queue::lease(tx, Kind, tx.now);
        QVERIFY(job);
        QCOMPARE(job->attempts, 0);
        QVERIFY(!queue::finish(tx, job->id, token));
    });
}

QTEST_GUILESS_MAIN(JobQueueTest)
#include "tst_jobqueue.moc"
