// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/journal.h"
#include "backend/journal/restarthistory.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QDir>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using journal::Journal;
using journal::RestartHistory;
using protocol::Event;
using storage::Storage;

/// What waits for the store is there for the next process, and is written once.
class JournalSpillTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void linesOfAnEarlierProcessCome();
    void causesAreKept();
    void nothingIsWrittenTwice();
    void manyComeInTheirOrder();
    void whatTheStoreNeverTakesIsLeftOut();
    void restartsOfAnEarlierProcessCome();

private:
    /// A server that is not there.
    std::unique_ptr<Storage> awayStore() const;
    std::unique_ptr<Storage> realStore() const;

    std::unique_ptr<Journal> journalOf(Storage &store) const
    {
        return std::make_unique<Journal>(store, m_registry, u"here"_s, folder());
    }

    QString folder() const { return m_folder->filePath(u"spill/journal"_s); }

    const protocol::EventRegistry m_registry;
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

Event cameraOn(const QString &camera)
{
    return {.type = u"camera.enabled"_s,
            .data = {{u"camera_id"_s, camera}, {u"enabled_at"_s, u"2025-12-27T10:30:00Z"_s}}};
}

QStringList cameras(Storage &store)
{
    const auto found = readOf<QStringList>(store, [](storage::Transaction &tx) {
        QStringList all;
        QSqlQuery &rows = tx.exec(u"SELECT data FROM journal ORDER BY sequence"_s);
        while (rows.next()) {
            all.append(QJsonDocument::fromJson(rows.value(0).toString().toUtf8())
                           .object()
                           .value(u"camera_id")
                           .toString());
        }
        return all;
    });
    return found ? found.value() : QStringList{found.error().detail};
}

bool copyAll(const QString &from, const QString &to)
{
    bool isCopied = QDir().mkpath(to);
    const QStringList names = QDir(from).entryList(QDir::Files);
    for (const QString &name : names) {
        isCopied = QFile::copy(from + u'/' + name, to + u'/' + name) && isCopied;
    }
    return isCopied && !names.isEmpty();
}

} // namespace

void JournalSpillTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<Storage> JournalSpillTest::awayStore() const
{
    auto opened = Storage::open(
        {.server = storage::Server{.host = m_folder->path(), .database = u"nobody"_s}});
    return opened ? std::move(opened.value()) : nullptr;
}

std::unique_ptr<Storage> JournalSpillTest::realStore() const
{
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    return opened ? std::move(opened.value()) : nullptr;
}

void JournalSpillTest::linesOfAnEarlierProcessCome()
{
    const auto before = protocol::Now::read().wall;
    {
        const auto store = awayStore();
        QVERIFY(store && store->isFaulted());
        const auto journal = journalOf(*store);
        for (const QString &camera : {u"a"_s, u"b"_s, u"c"_s}) {
            journal->append(cameraOn(camera));
        }
        QCOMPARE(journal->condition().waiting, 3);
        QCOMPARE(journal->dropped(), 0);
    }
    const auto between = protocol::Now::read().wall;
    const auto store = realStore();
    QVERIFY(store);
    const auto journal = journalOf(*store);
    QCOMPARE(journal->condition().waiting, 3);
    QSignalSpy appended(journal.get(), &Journal::appended);
    journal->append(cameraOn(u"d"_s));
    QTRY_COMPARE(appended.size(), 4);
    QTRY_COMPARE(journal->condition().waiting, 0);
    QCOMPARE(cameras(*store), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    const auto first = appended.at(0).first().value<Event>();
    QVERIFY(first.timestamp >= before && first.timestamp <= between);
    QCOMPARE(first.channel, u"cameras"_s);
    QTRY_COMPARE(QDir(folder()).entryList(QDir::Files), QStringList());
}

void JournalSpillTest::causesAreKept()
{
    {
        const auto store = awayStore();
        QVERIFY(store);
        const auto journal = journalOf(*store);
        const journal::Line cause = journal->append(cameraOn(u"a"_s));
        journal->append(cameraOn(u"b"_s));
        journal->append(cameraOn(u"c"_s), cause);
        Event written = cameraOn(u"d"_s);
        written.cause = 7;
        journal->append(written);
    }
    const auto store = realStore();
    QVERIFY(store);
    const auto journal = journalOf(*store);
    QSignalSpy appended(journal.get(), &Journal::appended);
    const journal::Line later = journal->append(cameraOn(u"e"_s));
    journal->append(cameraOn(u"f"_s), later);
    QTRY_COMPARE(appended.size(), 6);
    const auto causeOf = [&](int i) { return appended.at(i).first().value<Event>().cause; };
    QCOMPARE(causeOf(1), 0);
    QCOMPARE(causeOf(2), appended.at(0).first().value<Event>().sequence);
    QCOMPARE(causeOf(3), 7);
    QCOMPARE(causeOf(5), appended.at(4).first().value<Event>().sequence);
    QCOMPARE(later->load(), appended.at(4).first().value<Event>().sequence);
    journal->append(cameraOn(u"g"_s), later);
    QTRY_COMPARE(appended.size(), 7);
    QCOMPARE(causeOf(6), later->load());
}

// Killed between the commit and the removal of the file, the process leaves what is written.
void JournalSpillTest::nothingIsWrittenTwice()
{
    {
        const auto store = awayStore();
        QVERIFY(store);
        const auto journal = journalOf(*store);
        journal->append(cameraOn(u"a"_s));
        journal->append(cameraOn(u"b"_s));
    }
    const QString kept = m_folder->filePath(u"kept"_s);
    QVERIFY(copyAll(folder(), kept));
    const auto store = realStore();
    QVERIFY(store);
    {
        const auto journal = journalOf(*store);
        QTRY_COMPARE(journal->condition().waiting, 0);
    }
    QVERIFY(copyAll(kept, folder()));
    const auto journal = journalOf(*store);
    QCOMPARE(journal->condition().waiting, 2);
    journal->append(cameraOn(u"c"_s));
    QTRY_COMPARE(journal->condition().waiting, 0);
    QCOMPARE(cameras(*store), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void JournalSpillTest::manyComeInTheirOrder()
{
    constexpr int Lines = 5000; // more than memory would hold
    QStringList expected;
    {
        const auto store = awayStore();
        QVERIFY(store);
        const auto journal = journalOf(*store);
        for (int i = 0; i < Lines; ++i) {
            expected.append(QString::number(i));
            journal->append(cameraOn(expected.last()));
        }
        QCOMPARE(journal->condition().waiting, Lines);
        QCOMPARE(journal->dropped(), 0);
    }
    const auto store = realStore();
    QVERIFY(store);
    const auto journal = journalOf(*store);
    QTRY_COMPARE_WITH_TIMEOUT(journal->condition().waiting, 0, 30'000);
    QCOMPARE(cameras(*store), expected);
}

void JournalSpillTest::whatTheStoreNeverTakesIsLeftOut()
{
    {
        const auto store = awayStore();
        QVERIFY(store);
        RestartHistory history(*store, {}, folder());
        for (const int attempt : {1, -1, 2}) { // the store has a rule against the second
            history.add({.workerName = u"a"_s, .attempt = attempt});
        }
    }
    const auto store = realStore();
    QVERIFY(store);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the store never takes"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is lost"_s));
    const RestartHistory history(*store, {}, folder());
    QTRY_COMPARE(numberIn(*store, u"SELECT sum(attempt) FROM restart_history"_s), 3);
    QTRY_COMPARE(QDir(folder()).entryList(QDir::Files), QStringList());
}

void JournalSpillTest::restartsOfAnEarlierProcessCome()
{
    const QList<protocol::RestartEvent> events{
        {.workerName = u"a"_s,
         .timestamp = protocol::WallTime(std::chrono::milliseconds(1'700'000'000'123)),
         .attempt = 2,
         .status = protocol::RestartOutcome::Crashed,
         .error = u"exited with code 3"_s},
        {.workerName = u"b"_s,
         .timestamp = protocol::WallTime(std::chrono::milliseconds(1'700'000'001'000)),
         .attempt = 3,
         .status = protocol::RestartOutcome::Success}};
    {
        const auto store = awayStore();
        QVERIFY(store);
        RestartHistory history(*store, u"here"_s, folder());
        for (const auto &event : events) {
            history.add(event);
        }
    }
    const auto store = realStore();
    QVERIFY(store);
    RestartHistory history(*store, u"here"_s, folder());
    QTRY_COMPARE(numberIn(*store, u"SELECT count(*) FROM restart_history"_s), 2);
    std::optional<protocol::RestartHistory> page;
    history.page({}, 10, 0, nullptr, [&](const auto &found) { page = found.value(); });
    QTRY_VERIFY(page);
    QCOMPARE(page->items.size(), 2);
    QVERIFY(page->items.at(0) == events.at(1));
    QVERIFY(page->items.at(1) == events.at(0));
}

QTEST_GUILESS_MAIN(JournalSpillTest)
#include "tst_journalspill.moc"
