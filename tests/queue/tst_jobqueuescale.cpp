// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/queue/queuefixture.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Done;
using storage::Transaction;

/// The queue with many jobs.
class JobQueueScaleTest final : public QueueFixture
{
    Q_OBJECT

private Q_SLOTS:
    void countsAgreeWithTheRows();
    void isCheapWithManyJobs();
};

void JobQueueScaleTest::countsAgreeWithTheRows()
{
    in([](Transaction &tx) {
        QList<queue::Job> leased;
        for (int i = 0; i < 300; ++i) {
            queue::enqueue(tx, Kind, {}, tx.now.wall);
            if (i % 3 == 0) {
                leased.append(*queue::lease(tx, Kind, tx.now));
            }
            if (i % 7 == 0) {
                const queue::Job job = leased.takeFirst();
                QVERIFY(queue::finish(tx, job.id, job.token));
            }
            if (i % 50 == 49) {
                const queue::Job job = leased.takeFirst();
                queue::fail(tx, job.id, job.token, {.reason = u"x"_s, .maxAttempts = 1});
            }
        }
        queue::voidLeases(tx);
        QCOMPARE(queue::depth(tx, Kind).dead, 6);
        QCOMPARE(queue::prune(tx, tx.now.wall + 1s, 20), 20);
        QSqlQuery &wrong =
            tx.exec(u"SELECT count(*) FROM job_counts c WHERE jobs <> (SELECT count(*) FROM jobs j "
                    "WHERE j.kind = c.kind AND j.state = c.state)"_s);
        QVERIFY(wrong.next());
        QCOMPARE(wrong.value(0).toInt(), 0);
        const queue::Depth depth = queue::depth(tx, Kind);
        QCOMPARE(depth.leased, 0);
        QCOMPARE(depth.waiting, 300 - 43 - 6);
    });
}

void JobQueueScaleTest::isCheapWithManyJobs()
{
    in([](Transaction &tx) {
        tx.exec(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
                "INSERT INTO jobs (kind, state, payload, created_at, available_at) "
                "SELECT 'detect', CASE i % 10 WHEN 0 THEN 'done' ELSE 'waiting' END, '{}', ?, ? "
                "FROM n"_s,
                {protocol::toIso(tx.now.wall), protocol::toIso(tx.now.wall)});
    });
    in([](Transaction &tx) {
        const auto planOf = [&tx](const QString &sql) {
            QString plan;
            QSqlQuery &steps = tx.exec(u"EXPLAIN QUERY PLAN "_s % sql);
            while (steps.next()) {
                plan += steps.value(3).toString() % u'\n';
            }
            return plan;
        };
        for (const QString &sql :
             {u"SELECT id, payload, attempts FROM jobs WHERE kind = 'd' AND state = 'waiting' "
              "AND available_at <= 'x' ORDER BY available_at, id LIMIT 1"_s,
              u"SELECT available_at FROM jobs WHERE kind = 'd' AND state = 'waiting' "
              "ORDER BY available_at LIMIT 1"_s,
              u"SELECT state, jobs FROM job_counts WHERE kind = 'd'"_s,
              u"UPDATE jobs SET state = 'waiting' WHERE state = 'leased'"_s,
              u"SELECT id FROM jobs WHERE state IN ('done', 'dead') AND finished_at < 'x' "
              "LIMIT 5"_s}) {
            const QString plan = planOf(sql);
            QVERIFY2(plan.startsWith(u"SEARCH"), qPrintable(plan));
            QVERIFY2(!plan.contains(u"SCAN") && !plan.contains(u"TEMP B-TREE"), qPrintable(plan));
        }
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 1000; ++i) {
            const auto job = queue::lease(tx, Kind, tx.now);
            QVERIFY(job && queue::finish(tx, job->id, job->token));
            QCOMPARE(queue::depth(tx, Kind).waiting, 89'999 - i);
        }
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        qInfo() << "1,000 leases, finishes and depths among 100,000 jobs:" << timer.elapsed()
                << "ms";
    });
}

QTEST_GUILESS_MAIN(JobQueueScaleTest)
#include "tst_jobqueuescale.moc"
