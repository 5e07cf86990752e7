// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/accounts.h"
#include "backend/pipeline/batchstore.h"
#include "backend/pipeline/deadletterstore.h"
#include "backend/pipeline/eventstore.h"
#include "backend/pipeline/imagestore.h"
#include "backend/queue/jobqueue.h"
#include "tests/pipeline/oneperson.h"
#include "tests/support/anystore.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pipeline;
using protocol::StageAccount;
using storage::Storage;
using storage::Transaction;

/// In = out + waiting + lost in each stage, whatever happens in whatever order.
class AccountsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingYet();
    void oneImageOnItsWay();
    void whatIsLostHasAReason();
    void replayAndDiscard();
    void anyOrder();

private:
    void in(const std::function<void(Transaction &)> &work);
    StageAccount account(QStringView stage);
    static QString faultIn(Transaction &tx);
    void verifySums();
    void step(Transaction &tx, int which);
    void admit(Transaction &tx, qint64 mtimeMs);
    static bool detect(Transaction &tx, bool isGood);
    static bool analyse(Transaction &tx, bool isGood);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
    int m_files = 0;
};

void AccountsTest::init()
{
    m_store.reset();
    m_files = 0;
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
}

void AccountsTest::in(const std::function<void(Transaction &)> &work)
{
    const auto answer = written<protocol::Done>(*m_store, [work](Transaction &tx) {
        work(tx);
        return protocol::Done{};
    });
    QVERIFY2(answer.ok(), answer ? "" : qPrintable(answer.error().detail));
}

StageAccount AccountsTest::account(QStringView stage)
{
    const auto all = readOf<QList<StageAccount>>(*m_store, readAccounts).value();
    const auto found = std::ranges::find(all, stage.toString(), &StageAccount::stage);
    return found == all.end() ? StageAccount() : *found;
}

/// What does not add up; empty when all does.
QString AccountsTest::faultIn(Transaction &tx)
{
    const QList<StageAccount> all = readAccounts(tx);
    for (const StageAccount &one : all) {
        qint64 sum = one.out + one.waiting;
        bool isNegative = one.out < 0 || one.waiting < 0;
        for (const qint64 lost : one.lost) {
            isNegative = isNegative || lost < 0;
            sum += lost;
        }
        if (one.in != sum || isNegative) {
            return one.stage;
        }
    }
    // An accepted image and its job are one commit, and so is their end.
    return all.at(0).waiting == all.at(1).waiting && all.at(0).out == all.at(1).out
        ? QString()
        : u"images are not their jobs"_s;
}

void AccountsTest::verifySums()
{
    QCOMPARE(readOf<QString>(*m_store, faultIn).value(), QString());
}

/// One file of its own camera a time, so that nothing is a duplicate by chance.
void AccountsTest::admit(Transaction &tx, qint64 mtimeMs)
{
    ++m_files;
    const QString name = QString::number(m_files);
    admitImage(tx,
               {.cameraId = u"gate"_s,
                .cameraFolder = u"gate"_s,
                .path = u"/gate/"_s + name,
                .inode = m_files,
                .sizeBytes = 1,
                .mtimeNs = mtimeMs * 1'000'000},
               {.ok = true, .sha256 = name}, {});
}

bool AccountsTest::detect(Transaction &tx, bool isGood)
{
    const auto job = queue::lease(tx, DetectionQueue.toString(), tx.now);
    if (!job) {
        return false;
    }
    const qint64 image = job->payload[u"image_id"].toInteger();
    if (!isGood) {
        queue::fail(tx, job->id, job->token, {.reason = u"bad"_s, .maxAttempts = 1});
        finishImage(tx, image, u"dead"_s, u"bad"_s);
        return true;
    }
    const bool isFinished = queue::finish(tx, job->id, job->token);
    storeDetections(tx,
                    {.cameraId = u"gate"_s,
                     .filePath = u"/gate/a.jpg"_s,
                     .imageId = image,
                     .batchId = u"batch-%1"_s.arg(image),
                     .batchStartedAt = tx.now.wall},
                    OnePerson);
    finishImage(tx, image, u"done"_s, {});
    return isFinished;
}

bool AccountsTest::analyse(Transaction &tx, bool isGood)
{
    const auto job = queue::lease(tx, AnalysisQueue.toString(), tx.now);
    if (!job) {
        return false;
    }
    const QString batch = job->payload[u"batch_id"].toString();
    if (isGood) {
        storeEvent(tx, batch, {.riskScore = 10}, 0);
        return queue::finish(tx, job->id, job->token);
    }
    tx.change(u"UPDATE batches SET state = 'dead' WHERE id = ?"_s, {batch});
    return queue::fail(tx, job->id, job->token, {.reason = u"bad"_s, .maxAttempts = 1})
        == queue::Fate::Dead;
}

void AccountsTest::nothingYet()
{
    verifySums();
    QCOMPARE(
        account(u"images"),
        (StageAccount{
            .stage = u"images"_s,
            .lost = {{u"dead"_s, 0}, {u"duplicate"_s, 0}, {u"rejected"_s, 0}, {u"too_old"_s, 0}}}));
    QCOMPARE(account(u"analysis"),
             (StageAccount{.stage = u"analysis"_s, .lost = {{u"dead"_s, 0}, {u"discarded"_s, 0}}}));
}

void AccountsTest::oneImageOnItsWay()
{
    in([this](Transaction &tx) { admit(tx, tx.now.wall.time_since_epoch().count()); });
    verifySums();
    QCOMPARE(account(u"images").waiting, 1);
    QCOMPARE(account(u"detection").waiting, 1);
    in([](Transaction &tx) { QVERIFY(detect(tx, true)); });
    verifySums();
    QCOMPARE(account(u"images").out, 1);
    QCOMPARE(account(u"batches").waiting, 1);
    in([](Transaction &tx) {
        const OpenBatch open = openBatches(tx).value(u"gate"_s);
        QVERIFY(storeClosedBatch(tx, {.batch = open, .reason = CloseReason::Idle}));
    });
    verifySums();
    QCOMPARE(account(u"batches").out, 1);
    QCOMPARE(account(u"analysis").waiting, 1);
    in([](Transaction &tx) { QVERIFY(analyse(tx, true)); });
    verifySums();
    QCOMPARE(account(u"analysis").out, 1);
    // What is done stays counted when its row has gone with its time.
    in([](Transaction &tx) { QCOMPARE(queue::prune(tx, tx.now.wall + 1h, 100), 2); });
    verifySums();
    QCOMPARE(account(u"analysis").out, 1);
}

void AccountsTest::whatIsLostHasAReason()
{
    in([this](Transaction &tx) {
        admit(tx, 0);
        rejectImage(
            tx,
            {.cameraId = u"gate"_s, .cameraFolder = u"gate"_s, .path = u"/gate/b"_s, .inode = 9},
            u"no image"_s);
    });
    verifySums();
    QCOMPARE(account(u"images").in, 2);
    QCOMPARE(account(u"images").lost.value(u"too_old"_s), 1);
    QCOMPARE(account(u"images").lost.value(u"rejected"_s), 1);
}

void AccountsTest::replayAndDiscard()
{
    in([this](Transaction &tx) {
        admit(tx, tx.now.wall.time_since_epoch().count());
        QVERIFY(detect(tx, false));
    });
    verifySums();
    QCOMPARE(account(u"detection").lost.value(u"dead"_s), 1);
    QCOMPARE(account(u"images").lost.value(u"dead"_s), 1);
    in([](Transaction &tx) { QVERIFY(redressOne(tx, u"detection"_s, 1, Redress::Replay)); });
    verifySums();
    QCOMPARE(account(u"detection").waiting, 1);
    QCOMPARE(account(u"detection").lost.value(u"dead"_s), 0);
    QCOMPARE(account(u"images").waiting, 1);
    in([](Transaction &tx) {
        QVERIFY(detect(tx, false));
        QVERIFY(redressOne(tx, u"detection"_s, 1, Redress::Discard));
    });
    verifySums();
    QCOMPARE(account(u"detection").in, 1);
    QCOMPARE(account(u"detection").lost.value(u"discarded"_s), 1);
    QCOMPARE(account(u"images").lost.value(u"dead"_s), 1);
}

void AccountsTest::step(Transaction &tx, int which)
{
    const OpenBatch open = openBatches(tx).value(u"gate"_s);
    const auto until = tx.now.wall + 1s;
    switch (which) {
    case 0:
    case 1:
        admit(tx, tx.now.wall.time_since_epoch().count());
        break;
    case 2:
        detect(tx, true);
        break;
    case 3:
        detect(tx, false);
        break;
    case 4:
        if (!open.id.isEmpty()) {
            storeClosedBatch(tx, {.batch = open, .reason = CloseReason::Timeout});
        }
        break;
    case 5:
        analyse(tx, true);
        break;
    case 6:
        analyse(tx, false);
        break;
    case 7:
        redressSome(tx, u"detection"_s, Redress::Replay, until, 2);
        break;
    case 8:
        redressSome(tx, u"analysis"_s, Redress::Replay, until, 2);
        break;
    case 9:
        redressSome(tx, u"analysis"_s, Redress::Discard, until, 1);
        break;
    case 10:
        queue::prune(tx, until, 1);
        break;
    default:
        queue::voidLeases(tx);
    }
}

// The same dice each time; now and then the store is closed and opened again.
void AccountsTest::anyOrder()
{
    QRandomGenerator dice(7);
    for (int round = 0; round < 8; ++round) {
        in([this, &dice](Transaction &tx) {
            for (int i = 0; i < 100; ++i) {
                step(tx, dice.bounded(12));
                QCOMPARE(faultIn(tx), QString());
            }
        });
        const auto before = account(u"detection");
        m_store.reset();
        auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
        QVERIFY(opened.ok());
        m_store = std::move(opened.value());
        QCOMPARE(account(u"detection"), before);
        verifySums();
    }
    QVERIFY(account(u"images").out > 20);
    QVERIFY(account(u"analysis").out > 5);
    QVERIFY(account(u"analysis").lost.value(u"discarded"_s) > 0);
}

QTEST_GUILESS_MAIN(AccountsTest)
#include "tst_accounts.moc"
