// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/restarthistory.h"
#include "tests/storage/storagesupport.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::RestartEvent;
using protocol::RestartOutcome;
using protocol::Result;
using storage::Storage;

class RestartHistoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestFirstInPages_data();
    void newestFirstInPages();
    void keepsEveryField();
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
        auto store = Storage::open(path);
        QVERIFY(store.ok());
        journal::RestartHistory history(*store.value());
        for (int i = 1; i <= 5; ++i) {
            history.add({.workerName = i % 2 == 1 ? u"a"_s : u"b"_s,
                         .attempt = i,
                         .status = RestartOutcome::Crashed});
        }
        QCOMPARE(pageOf(history, {}, 50, 0).total, 5);
    }
    auto store = Storage::open(path);
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
    auto store = Storage::open(folder.filePath(u"signalbox.db"_s));
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

QTEST_GUILESS_MAIN(RestartHistoryTest)
#include "tst_restarthistory.moc"
