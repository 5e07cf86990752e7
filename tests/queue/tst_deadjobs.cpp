// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/queue/queuefixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Done;
using storage::Transaction;

/// What becomes of jobs that were given up.
class DeadJobsTest final : public QueueFixture
{
    Q_OBJECT

private Q_SLOTS:
    void deadLettersStayUntilTheyAreOld();
    void aDeadLetterComesBackToLife();
    void onlyADeadLetterIsDiscarded();
    void theHistoryKeepsTheNewest();
};

void DeadJobsTest::deadLettersStayUntilTheyAreOld()
{
    in([](Transaction &tx) {
        const qint64 dead = queue::enqueue(tx, Kind, {}, tx.now.wall);
        const auto job = queue::lease(tx, Kind, tx.now);
        QCOMPARE(queue::fail(tx, dead, job->token, {.maxAttempts = 1}), queue::Fate::Dead);
        queue::enqueue(tx, Kind, {}, tx.now.wall);
        QCOMPARE(queue::prune(tx, tx.now.wall, 10), 0);
        QCOMPARE(queue::depth(tx, Kind).dead, 1);
        QCOMPARE(queue::prune(tx, tx.now.wall + 1ms, 10), 1);
        QCOMPARE(queue::depth(tx, Kind).dead, 0);
        QCOMPARE(queue::depth(tx, Kind).waiting, 1);
    });
}

void DeadJobsTest::aDeadLetterComesBackToLife()
{
    in([](Transaction &tx) {
        const qint64 id = queue::enqueue(tx, Kind, {}, tx.now.wall);
        QVERIFY2(!queue::revive(tx, id), "it is not dead");
        const auto job = queue::lease(tx, Kind, tx.now);
        QCOMPARE(queue::fail(tx, id, job->token, {.reason = u"bad"_s, .maxAttempts = 1}),
                 queue::Fate::Dead);
        QVERIFY(queue::revive(tx, id));
        const auto again = queue::lease(tx, Kind, tx.now);
        QCOMPARE(again->attempts, 0);
        QCOMPARE(queue::fail(tx, id, again->token, {.reason = u"worse"_s, .maxAttempts = 1}),
                 queue::Fate::Dead);
        const queue::DeadLetter letter = queue::deadLetter(tx, Kind, id).value();
        QCOMPARE(letter.attempts, 1);
        QCOMPARE(letter.history.size(), 2);
        QCOMPARE(letter.history.first()[u"reason"].toString(), u"bad"_s);
    });
}

void DeadJobsTest::onlyADeadLetterIsDiscarded()
{
    in([](Transaction &tx) {
        const qint64 id = queue::enqueue(tx, Kind, {}, tx.now.wall);
        QVERIFY(!queue::discard(tx, id));
        QCOMPARE(queue::deadLetter(tx, Kind, id).error(),
                 (protocol::Error{
                     protocol::ErrorKind::Conflict,
                     u"Job %1 of the queue 'detect' is no dead letter: it is waiting"_s.arg(id)}));
        const auto job = queue::lease(tx, Kind, tx.now);
        QCOMPARE(queue::fail(tx, id, job->token, {.maxAttempts = 1}), queue::Fate::Dead);
        QCOMPARE(queue::deadLetter(tx, u"analyse"_s, id).error().kind,
                 protocol::ErrorKind::NotFound);
        QVERIFY(queue::deadLettersUntil(tx, Kind, tx.now.wall - 1ms, 10).isEmpty());
        QCOMPARE(queue::deadLettersUntil(tx, Kind, tx.now.wall, 10).size(), 1);
        QVERIFY(queue::discard(tx, id));
        QCOMPARE(queue::deadLetter(tx, Kind, id).error().kind, protocol::ErrorKind::NotFound);
        QCOMPARE(queue::depth(tx, Kind), queue::Depth{});
    });
}

// However often it is replayed, it stays of a bounded size.
void DeadJobsTest::theHistoryKeepsTheNewest()
{
    in([](Transaction &tx) {
        const qint64 id = queue::enqueue(tx, Kind, {}, tx.now.wall);
        for (int attempt = 0; attempt <= queue::MaxHistory; ++attempt) {
            const auto job = queue::lease(tx, Kind, tx.now);
            QCOMPARE(queue::fail(tx, id, job->token,
                                 {.reason = QString::number(attempt), .maxAttempts = 1}),
                     queue::Fate::Dead);
            QVERIFY(attempt == queue::MaxHistory || queue::revive(tx, id));
        }
        const queue::DeadLetter letter = queue::deadLetter(tx, Kind, id).value();
        QCOMPARE(letter.history.size(), queue::MaxHistory);
        QCOMPARE(letter.history.first()[u"reason"].toString(), u"1"_s);
        QCOMPARE(letter.reason, QString::number(queue::MaxHistory));
    });
}

QTEST_GUILESS_MAIN(DeadJobsTest)
#include "tst_deadjobs.moc"
