// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/deadletters.h"
#include "backend/pipeline/imagestore.h"
#include "backend/queue/jobqueue.h"
#include "tests/storage/storagesupport.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pipeline;
using protocol::Error;
using protocol::ErrorKind;
using storage::Storage;
using storage::Transaction;

namespace {

qint64 buryOne(Transaction &tx, const QString &queue, int attempts, int thing)
{
    tx.exec(u"INSERT INTO cameras (id, name, folder_path, created_at) "
            "VALUES ('gate', 'Gate', '/gate', 't') ON CONFLICT DO NOTHING"_s);
    tx.exec(u"INSERT INTO images (id, camera_id, path, inode, size, mtime_ns, state, reason, "
            "finished_at, accepted_at) VALUES (?, 'gate', ?, 1, 1, 1, 'dead', 'r', 't', 't')"_s,
            {thing, QString::number(thing)});
    tx.exec(u"INSERT INTO batches (id, camera_id, state, started_at, last_activity_at) "
            "VALUES (?, 'gate', 'dead', 't', 't')"_s,
            {u"b%1"_s.arg(thing)});
    const qint64 job =
        queue::enqueue(tx, queue, {{u"image_id"_s, thing}, {u"batch_id"_s, u"b%1"_s.arg(thing)}},
                       tx.now.wall - 1s);
    for (int attempt = 1; attempt <= attempts; ++attempt) {
        const auto leased = queue::lease(tx, queue, tx.now);
        queue::fail(tx, job, leased->token,
                    {.reason = u"attempt %1"_s.arg(attempt),
                     .errorType = attempt == 1 ? u"timeout"_s : u"http"_s,
                     .httpStatus = attempt == 1 ? 0 : 500,
                     .retryAt = tx.now.wall,
                     .maxAttempts = attempts});
    }
    return job;
}

} // namespace

/// Dead letters over a real store: shown, replayed and discarded.
class DeadLettersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhatHappened();
    void pagesFromTheNewest();
    void replayOpensWhatItIsAbout_data();
    void replayOpensWhatItIsAbout();
    void discardLeavesItGivenUp();
    void allOfAQueue_data();
    void allOfAQueue();
    void faults_data();
    void faults();

private:
    /// Jobs about things that were given up; the id of the last one.
    qint64 bury(const QString &queue, int attempts = 1, int count = 1);
    protocol::DeadLetterPage page(const QString &queue, qint64 before = 0, int limit = 100);
    std::optional<Error> redress(const QString &queue, qint64 id, Redress what);
    qint64 redressAll(const QString &queue, Redress what);

    qint64 count(const QString &what) const
    {
        return numberIn(*m_store, u"SELECT count(*) FROM "_s + what);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<DeadLetters> m_letters;
    int m_things = 0;
};

void DeadLettersTest::init()
{
    m_letters.reset();
    m_store.reset();
    m_things = 0;
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Storage::open(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
    m_letters = std::make_unique<DeadLetters>(*m_store);
}

qint64 DeadLettersTest::bury(const QString &queue, int attempts, int count)
{
    const int first = m_things + 1;
    m_things += count;
    const auto id = written<qint64>(*m_store, [=](Transaction &tx) {
        qint64 job = 0;
        for (int thing = first; thing < first + count; ++thing) {
            job = buryOne(tx, queue, attempts, thing);
        }
        return job;
    });
    return id ? id.value() : -1;
}

protocol::DeadLetterPage DeadLettersTest::page(const QString &queue, qint64 before, int limit)
{
    std::optional<protocol::DeadLetterPage> got;
    m_letters->page(queue, before, limit, [&got](const auto &answer) {
        got = answer ? answer.value() : protocol::DeadLetterPage();
    });
    return QTest::qWaitFor([&got] { return got.has_value(); }) ? *got : protocol::DeadLetterPage();
}

std::optional<Error> DeadLettersTest::redress(const QString &queue, qint64 id, Redress what)
{
    std::optional<std::optional<Error>> got;
    m_letters->redress(queue, id, what, [&got](const auto &answer) {
        got = answer ? std::optional<Error>() : answer.error();
    });
    return QTest::qWaitFor([&got] { return got.has_value(); }) ? *got : Error{};
}

qint64 DeadLettersTest::redressAll(const QString &queue, Redress what)
{
    std::optional<qint64> got;
    m_letters->redressAll(queue, what,
                          [&got](const auto &answer) { got = answer ? answer.value() : -1; });
    return QTest::qWaitFor([&got] { return got.has_value(); }) ? *got : -2;
}

void DeadLettersTest::tellsWhatHappened()
{
    const qint64 id = bury(u"detection"_s, 3);
    const auto items = page(u"detection"_s).items;
    QCOMPARE(items.size(), 1);
    const protocol::DeadLetter &letter = items.first();
    QCOMPARE(letter.id, id);
    QCOMPARE(letter.queueName, u"detection"_s);
    QCOMPARE(letter.originalJob[u"image_id"].toInt(), 1);
    QCOMPARE(letter.error, u"attempt 3"_s);
    QCOMPARE(letter.attemptCount, 3);
    QCOMPARE(letter.errorType, std::optional(u"http"_s));
    QCOMPARE(letter.httpStatus, std::optional(500));
    QCOMPARE(letter.history.size(), 3);
    QCOMPARE(letter.history.first().errorType, std::optional(u"timeout"_s));
    QCOMPARE(letter.history.first().httpStatus, std::nullopt);
    QCOMPARE(letter.firstFailedAt, letter.history.first().at);
    QCOMPARE(letter.lastFailedAt, letter.history.last().at);
    QVERIFY(letter.lastFailedAt.has_value());
}

void DeadLettersTest::pagesFromTheNewest()
{
    QList<qint64> ids;
    for (int i = 0; i < 5; ++i) {
        ids.prepend(bury(u"analysis"_s));
    }
    QList<qint64> seen;
    qint64 before = 0;
    for (int pages = 1; pages <= 3; ++pages) {
        const auto got = page(u"analysis"_s, before, 2);
        for (const protocol::DeadLetter &letter : got.items) {
            seen.append(letter.id);
        }
        QCOMPARE(got.nextCursor.has_value(), pages < 3);
        before = got.nextCursor.value_or(QString()).toLongLong();
    }
    QCOMPARE(seen, ids);
    QVERIFY(page(u"detection"_s).items.isEmpty());
}

void DeadLettersTest::replayOpensWhatItIsAbout_data()
{
    QTest::addColumn<QString>("queue");
    QTest::addColumn<QString>("open");
    QTest::newRow("an image")
        << u"detection"_s
        << u"images WHERE state = 'accepted' AND reason IS NULL AND finished_at IS NULL"_s;
    QTest::newRow("a batch") << u"analysis"_s << u"batches WHERE state = 'closed'"_s;
}

void DeadLettersTest::replayOpensWhatItIsAbout()
{
    QFETCH(QString, queue);
    QFETCH(QString, open);
    const qint64 id = bury(queue, 3);
    bury(queue);
    const QSignalSpy replayed(m_letters.get(), &DeadLetters::replayed);
    QCOMPARE(redress(queue, id, Redress::Replay), std::nullopt);
    QCOMPARE(replayed.size(), 1);
    QCOMPARE(count(open), 1);
    QCOMPARE(count(u"jobs WHERE id = %1 AND state = 'waiting' AND attempts = 0 "
                   "AND json_array_length(history) = 3"_s.arg(id)),
             1);
    QCOMPARE(page(queue).items.size(), 1);
    QCOMPARE(redress(queue, id, Redress::Replay)->kind, ErrorKind::Conflict);
}

void DeadLettersTest::discardLeavesItGivenUp()
{
    const qint64 id = bury(u"detection"_s);
    const QSignalSpy replayed(m_letters.get(), &DeadLetters::replayed);
    const QSignalSpy changed(m_letters.get(), &DeadLetters::changed);
    QCOMPARE(redress(u"detection"_s, id, Redress::Discard), std::nullopt);
    QCOMPARE(changed.size(), 1);
    QVERIFY(replayed.isEmpty());
    QCOMPARE(count(u"jobs"_s), 0);
    QCOMPARE(count(u"images WHERE state = 'dead'"_s), 1);
    QCOMPARE(redress(u"detection"_s, id, Redress::Discard)->kind, ErrorKind::NotFound);
}

void DeadLettersTest::allOfAQueue_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("left");
    QTest::newRow("replay") << static_cast<int>(Redress::Replay)
                            << u"jobs WHERE kind = 'detection' AND state = 'waiting'"_s;
    QTest::newRow("discard") << static_cast<int>(Redress::Discard)
                             << u"jobs WHERE kind = 'analysis'"_s;
}

// More than one commit takes; those of the other queue stay.
void DeadLettersTest::allOfAQueue()
{
    constexpr int letters = 450;
    QFETCH(int, what);
    QFETCH(QString, left);
    bury(u"detection"_s, 1, letters);
    bury(u"analysis"_s);
    QCOMPARE(redressAll(u"detection"_s, static_cast<Redress>(what)), letters);
    QVERIFY(page(u"detection"_s).items.isEmpty());
    QCOMPARE(page(u"analysis"_s).items.size(), 1);
    QCOMPARE(count(left), what == static_cast<int>(Redress::Replay) ? letters : 1);
    QCOMPARE(redressAll(u"detection"_s, static_cast<Redress>(what)), 0);
}

void DeadLettersTest::faults_data()
{
    QTest::addColumn<QString>("queue");
    QTest::addColumn<qint64>("id");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QString &queue, qint64 id, ErrorKind kind,
                        const QString &detail) {
        QTest::newRow(name) << queue << id << static_cast<int>(kind) << detail;
    };
    row("an unknown queue", u"attic"_s, 1, ErrorKind::BadRequest,
        u"Invalid queue 'attic': must be one of detection, analysis, video"_s);
    row("an unknown job", u"detection"_s, 77, ErrorKind::NotFound,
        u"Job 77 of the queue 'detection' not found"_s);
    row("a job of another queue", u"analysis"_s, 1, ErrorKind::NotFound,
        u"Job 1 of the queue 'analysis' not found"_s);
}

void DeadLettersTest::faults()
{
    QFETCH(QString, queue);
    QFETCH(qint64, id);
    QFETCH(QString, detail);
    QCOMPARE(bury(u"detection"_s), 1);
    for (const Redress what : {Redress::Replay, Redress::Discard}) {
        const auto fault = redress(queue, id, what);
        QVERIFY(fault);
        QTEST(static_cast<int>(fault->kind), "kind");
        QCOMPARE(fault->detail, detail);
    }
    QCOMPARE(page(u"detection"_s).items.size(), 1);
}

QTEST_GUILESS_MAIN(DeadLettersTest)
#include "tst_deadletters.moc"
