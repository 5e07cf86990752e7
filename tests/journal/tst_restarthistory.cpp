// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/restarthistory.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::RestartEvent;
using protocol::RestartOutcome;
using protocol::Result;

class RestartHistoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestFirstInPages_data();
    void newestFirstInPages();
    void keepsEveryField();
    void isDenseAfterWhatWasRemoved_data();
    void isDenseAfterWhatWasRemoved();
    void removesNothingBehindAYoungLine();
    void aFailedLineLeavesNoHole();
};

namespace {

protocol::RestartHistory pageOf(journal::RestartHistory &history, const QString &name, int limit,
                                qint64 offset)
{
    std::optional<protocol::RestartHistory> answer;
    history.page(name, limit, offset, nullptr,
                 [&](const Result<protocol::RestartHistory> &result) { answer = result.value(); });
    return QTest::qWaitFor([&] { return answer.has_value(); }) ? *answer
                                                               : protocol::RestartHistory{};
}

} // namespace

void RestartHistoryTest::newestFirstInPages_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("limit");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QList<int>>("attempts");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<bool>("hasMore");
    // a: 1, 3, 5; b: 2, 4
    const auto row = [](const char *title, const QString &name, int limit, qint64 offset,
                        const QList<int> &attempts, qint64 total, bool hasMore) {
        QTest::newRow(title) << name << limit << offset << attempts << total << hasMore;
    };
    row("all", {}, 50, 0, {5, 4, 3, 2, 1}, 5, false);
    row("one worker", u"a"_s, 50, 0, {5, 3, 1}, 3, false);
    row("a page", {}, 2, 0, {5, 4}, 5, true);
    row("a page in the middle", {}, 2, 2, {3, 2}, 5, true);
    row("exactly the last page", {}, 2, 3, {2, 1}, 5, false);
    row("beyond the end", {}, 2, 9, {}, 5, false);
    row("a page of one worker", u"a"_s, 2, 0, {5, 3}, 3, true);
    row("unknown worker", u"ghost"_s, 50, 0, {}, 0, false);
}

void RestartHistoryTest::newestFirstInPages()
{
    QFETCH(QString, name);
    QFETCH(int, limit);
    QFETCH(qint64, offset);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.db"_s);
    {
        auto store = support::openStore(path);
        QVERIFY(store.ok());
        journal::RestartHistory history(*store.value());
        for (int i = 1; i <= 5; ++i) {
            history.add({.workerName = i % 2 == 1 ? u"a"_s : u"b"_s,
                         .attempt = i,
                         .status = RestartOutcome::Crashed});
        }
        QCOMPARE(pageOf(history, {}, 50, 0).total, 5);
    }
    auto store = support::openStore(path);
    QVERIFY(store.ok());
    journal::RestartHistory history(*store.value());
    const auto page = pageOf(history, name, limit, offset);
    QList<int> attempts;
    for (const RestartEvent &event : page.items) {
        attempts.append(event.attempt);
    }
    QTEST(attempts, "attempts");
    QTEST(page.total, "total");
    QTEST(page.hasMore(), "hasMore");
    QCOMPARE(page.limit, limit);
    QCOMPARE(page.offset, offset);
}

void RestartHistoryTest::keepsEveryField()
{
    const QTemporaryDir folder;
    auto store = support::openStore(folder.filePath(u"signalbox.db"_s));
    QVERIFY(store.ok());
    journal::RestartHistory history(*store.value());
    const QList<RestartEvent> events{
        {.workerName = u"a"_s,
         .timestamp = protocol::WallTime(1'700'000'000'123ms),
         .attempt = 2,
         .status = RestartOutcome::Crashed,
         .error = u"exited with code 3"_s},
        {.workerName = u"a"_s,
         .timestamp = protocol::WallTime(1'700'000'001'000ms),
         .attempt = 3,
         .status = RestartOutcome::Success},
        {.workerName = u"a"_s,
         .timestamp = protocol::WallTime(1'700'000'002'000ms),
         .attempt = 0,
         .status = RestartOutcome::Manual},
    };
    for (const RestartEvent &event : events) {
        history.add(event);
    }
    const auto page = pageOf(history, {}, 50, 0);
    QCOMPARE(page.items.size(), 3);
    for (qsizetype i = 0; i < 3; ++i) {
        QVERIFY(page.items.at(i) == events.at(2 - i));
    }
}

namespace {

protocol::WallTime minute(int number)
{
    return protocol::WallTime(1'700'000'000'000ms) + number * 1min;
}

/// a: 1, 3, 5; b: 2, 4, each at the minute of its number.
void fill(journal::RestartHistory &history)
{
    for (int i = 1; i <= 5; ++i) {
        history.add({.workerName = i % 2 == 1 ? u"a"_s : u"b"_s,
                     .timestamp = minute(i),
                     .attempt = i,
                     .status = RestartOutcome::Crashed});
    }
}

int pruned(journal::RestartHistory &history, protocol::WallTime time, int limit)
{
    std::optional<int> lines;
    history.prune(time, limit, nullptr, [&](const Result<int> &result) { lines = result.value(); });
    return QTest::qWaitFor([&] { return lines.has_value(); }) ? *lines : -1;
}

QList<int> attemptsOf(const protocol::RestartHistory &page)
{
    QList<int> attempts;
    for (const RestartEvent &event : page.items) {
        attempts.append(event.attempt);
    }
    return attempts;
}

} // namespace

void RestartHistoryTest::isDenseAfterWhatWasRemoved_data()
{
    QTest::addColumn<int>("removed"); ///< the lines up to this one
    QTest::addColumn<QString>("name");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QList<int>>("attempts");
    QTest::addColumn<qint64>("total");
    const auto row = [](const char *title, int removed, const QString &name, qint64 offset,
                        const QList<int> &attempts, qint64 total) {
        QTest::newRow(title) << removed << name << offset << attempts << total;
    };
    row("all", 2, {}, 0, {7, 6, 5, 4, 3}, 5);
    row("at an offset", 2, {}, 3, {4, 3}, 5);
    row("one worker", 2, u"a"_s, 0, {7, 5, 3}, 3);
    row("one worker at an offset", 2, u"b"_s, 1, {4}, 2);
    row("a worker of whom nothing is left begins anew", 5, u"a"_s, 0, {7}, 1);
    row("nothing was left of all", 5, {}, 1, {6}, 2);
}

void RestartHistoryTest::isDenseAfterWhatWasRemoved()
{
    QFETCH(int, removed);
    QFETCH(QString, name);
    QFETCH(qint64, offset);
    const QTemporaryDir folder;
    auto store = support::openStore(folder.filePath(u"signalbox.db"_s));
    QVERIFY(store.ok());
    journal::RestartHistory history(*store.value());
    fill(history);
    QCOMPARE(pruned(history, minute(removed + 1), 100), removed);
    history.add({.workerName = u"b"_s, .timestamp = minute(6), .attempt = 6});
    history.add({.workerName = u"a"_s, .timestamp = minute(7), .attempt = 7});
    const auto page = pageOf(history, name, 50, offset);
    QTEST(attemptsOf(page), "attempts");
    QTEST(page.total, "total");
}

void RestartHistoryTest::removesNothingBehindAYoungLine()
{
    const QTemporaryDir folder;
    auto store = support::openStore(folder.filePath(u"signalbox.db"_s));
    QVERIFY(store.ok());
    journal::RestartHistory history(*store.value());
    fill(history);
    // The clock was set back.
    history.add({.workerName = u"a"_s, .timestamp = minute(0), .attempt = 6});
    QCOMPARE(pruned(history, minute(3), 1), 1);
    QCOMPARE(pruned(history, minute(3), 100), 1);
    QCOMPARE(pruned(history, minute(3), 100), 0);
    QCOMPARE(attemptsOf(pageOf(history, {}, 50, 0)), (QList<int>{6, 5, 4, 3}));
    QCOMPARE(pruned(history, minute(6), 100), 4);
    QCOMPARE(pageOf(history, {}, 50, 0).total, 0);
}

// Its number is given back with everything else that it did.
void RestartHistoryTest::aFailedLineLeavesNoHole()
{
    const QTemporaryDir folder;
    auto store = support::openStore(folder.filePath(u"signalbox.db"_s));
    QVERIFY(store.ok());
    journal::RestartHistory history(*store.value());
    fill(history);
    const auto failed = written<protocol::Done>(*store.value(), [](storage::Transaction &tx) {
        tx.exec(u"INSERT INTO restart_history (worker_name, timestamp, attempt, status) "
                "VALUES ('a', 't', 9, 'crashed')"_s);
        tx.fail({protocol::ErrorKind::Conflict, u"no"_s});
        return protocol::Done{};
    });
    QVERIFY(!failed.ok());
    history.add({.workerName = u"a"_s, .timestamp = minute(6), .attempt = 6});
    QCOMPARE(pageOf(history, {}, 50, 0).total, 6);
    QCOMPARE(attemptsOf(pageOf(history, u"a"_s, 2, 1)), (QList<int>{5, 3}));
}

QTEST_GUILESS_MAIN(RestartHistoryTest)
#include "tst_restarthistory.moc"
