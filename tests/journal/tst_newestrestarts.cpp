// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/restarthistory.h"
#include "tests/storage/storagesupport.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Result;
using storage::Storage;

/// The newest lines of one worker, read once between two changes of the history.
class NewestRestartsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theyAreReadOnce();
    void everyChangeShows_data();
    void everyChangeShows();

private:
    void add(const QString &worker, int attempt)
    {
        m_history->add({.workerName = worker,
                        .timestamp = protocol::WallTime(attempt * 1min),
                        .attempt = attempt,
                        .status = protocol::RestartOutcome::Crashed});
    }

    QList<int> newest(const QString &worker)
    {
        std::optional<QList<int>> answer;
        m_history->newest(worker, nullptr, [&](const Result<protocol::RestartHistory> &result) {
            answer.emplace();
            for (const protocol::RestartEvent &event : result.value().items) {
                answer->append(event.attempt);
            }
        });
        return QTest::qWaitFor([&] { return answer.has_value(); }) ? *answer : QList<int>{-1};
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<journal::RestartHistory> m_history;
};

void NewestRestartsTest::init()
{
    m_history.reset();
    m_store.reset();
    QFile::remove(m_folder.filePath(u"signalbox.db"_s));
    auto store = Storage::open(m_folder.filePath(u"signalbox.db"_s));
    QVERIFY(store.ok());
    m_store = std::move(store.value());
    m_history = std::make_unique<journal::RestartHistory>(*m_store);
    for (int i = 1; i <= 5; ++i) {
        add(i % 2 == 1 ? u"a"_s : u"b"_s, i);
    }
}

void NewestRestartsTest::theyAreReadOnce()
{
    QCOMPARE(newest(u"a"_s), (QList<int>{5, 3, 1}));
    QCOMPARE(newest(u"b"_s), (QList<int>{4, 2}));
    const qint64 works = m_store->stats().works;
    QCOMPARE(newest(u"a"_s), (QList<int>{5, 3, 1}));
    QCOMPARE(newest(u"b"_s), (QList<int>{4, 2}));
    QCOMPARE(m_store->stats().works, works);
    for (int i = 6; i <= 16; ++i) {
        add(u"a"_s, i);
    }
    QCOMPARE(newest(u"a"_s), (QList<int>{16, 15, 14, 13, 12, 11, 10, 9, 8, 7}));
}

void NewestRestartsTest::everyChangeShows_data()
{
    QTest::addColumn<bool>("isRemoved");
    QTest::addColumn<bool>("isBeingRead");
    QTest::addColumn<QList<int>>("attempts");
    const QList<int> added{6, 5, 3, 1};
    const QList<int> left{5};
    QTest::newRow("a line, after it was read") << false << false << added;
    QTest::newRow("a line, while it is read") << false << true << added;
    QTest::newRow("removed ones, after it was read") << true << false << left;
    QTest::newRow("removed ones, while it is read") << true << true << left;
}

// At once, not only when it is committed; and what was read before it is not kept either.
void NewestRestartsTest::everyChangeShows()
{
    QFETCH(bool, isRemoved);
    QFETCH(bool, isBeingRead);
    if (isBeingRead) {
        m_history->newest(u"a"_s, nullptr, [](const Result<protocol::RestartHistory> &) {});
    } else {
        QCOMPARE(newest(u"a"_s), (QList<int>{5, 3, 1}));
    }
    if (isRemoved) {
        m_history->prune(protocol::WallTime(4min), 100, nullptr, {});
    } else {
        add(u"a"_s, 6);
    }
    QTEST(newest(u"a"_s), "attempts");
    QTEST(newest(u"a"_s), "attempts");
}

QTEST_GUILESS_MAIN(NewestRestartsTest)
#include "tst_newestrestarts.moc"
