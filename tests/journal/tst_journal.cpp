// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/journal.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using journal::Filter;
using journal::Journal;
using journal::Page;
using journal::Replay;
using protocol::Event;
using protocol::Result;
using storage::Storage;

class JournalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void linesComeInOrderWithTheirChannel();
    void aLineNamesItsCause();
    void aLineThatIsWrittenAgainNamesItsCause();
    void anInvalidLineIsLeftOutAndCounted_data();
    void anInvalidLineIsLeftOutAndCounted();
    void survivesARestart();
    void replays_data();
    void replays();
    void aReplayEndsWhereLiveLinesBegin();
    void pages_data();
    void pages();
    void forgetsTheOldest();

private:
    void open();
    void add(int lines);
    Replay replayed(qint64 after, int limit);
    Page paged(const Filter &filter);

    const protocol::EventRegistry m_registry;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<Journal> m_journal;
};

namespace {

Event cameraOn(const QString &camera)
{
    return {.type = u"camera.enabled"_s,
            .data = {{u"camera_id"_s, camera}, {u"enabled_at"_s, u"2025-12-27T10:30:00Z"_s}}};
}

QList<qint64> sequencesOf(const QList<Event> &lines)
{
    QList<qint64> sequences;
    for (const Event &line : lines) {
        sequences.append(line.sequence);
    }
    return sequences;
}

} // namespace

void JournalTest::init()
{
    m_journal.reset();
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void JournalTest::open()
{
    m_journal.reset();
    m_store.reset();
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
    m_journal = std::make_unique<Journal>(*m_store, m_registry, u"here"_s);
}

void JournalTest::add(int lines)
{
    const qint64 last = m_journal->sequence() + lines;
    for (int i = 0; i < lines; ++i) {
        m_journal->append(cameraOn(u"cam%1"_s.arg(i)));
    }
    QVERIFY(QTest::qWaitFor([&] { return m_journal->sequence() == last; }));
}

Replay JournalTest::replayed(qint64 after, int limit)
{
    std::optional<Replay> answer;
    m_journal->replay(after, limit, this,
                      [&](const Result<Replay> &result) { answer = result.value(); });
    return QTest::qWaitFor([&] { return answer.has_value(); }) ? *answer : Replay{};
}

Page JournalTest::paged(const Filter &filter)
{
    std::optional<Page> answer;
    m_journal->page(filter, this, [&](const Result<Page> &result) { answer = result.value(); });
    return QTest::qWaitFor([&] { return answer.has_value(); }) ? *answer : Page{};
}

void JournalTest::linesComeInOrderWithTheirChannel()
{
    QSignalSpy appended(m_journal.get(), &Journal::appended);
    Event caused = cameraOn(u"gate"_s);
    caused.cause = 1;
    caused.timestamp = protocol::WallTime(std::chrono::milliseconds(1'700'000'000'123));
    m_journal->append(cameraOn(u"door"_s));
    m_journal->append(caused);
    QCOMPARE(m_journal->sequence(), 0);
    QTRY_COMPARE(appended.size(), 2);
    const auto first = appended.at(0).first().value<Event>();
    const auto second = appended.at(1).first().value<Event>();
    QCOMPARE(first.sequence, 1);
    QCOMPARE(first.channel, u"cameras"_s);
    QVERIFY(first.timestamp > protocol::WallTime{});
    QCOMPARE(second.sequence, 2);
    QCOMPARE(second.cause, 1);
    QCOMPARE(m_journal->sequence(), 2);
    const Replay replay = replayed(0, 10);
    QCOMPARE(replay.lines.size(), 2);
    QVERIFY(replay.lines.at(0) == first);
    QVERIFY(replay.lines.at(1) == second);
}

// The cause need not be written yet when its consequence is told.
void JournalTest::aLineNamesItsCause()
{
    QSignalSpy appended(m_journal.get(), &Journal::appended);
    m_journal->append(cameraOn(u"gate"_s));
    const journal::Line cause = m_journal->append(cameraOn(u"door"_s));
    m_journal->append(cameraOn(u"yard"_s), cause);
    const journal::Line invalid = m_journal->append({.type = u"camera.exploded"_s});
    m_journal->append(cameraOn(u"shed"_s), invalid);
    QTRY_COMPARE(appended.size(), 4);
    QCOMPARE(appended.at(1).first().value<Event>().cause, 0);
    QCOMPARE(appended.at(2).first().value<Event>().cause, 2);
    QCOMPARE(appended.at(3).first().value<Event>().cause, 0);
}

// What a first run of both has given as numbers is gone with it.
void JournalTest::aLineThatIsWrittenAgainNamesItsCause()
{
    HeldStore held(*m_store);
    const journal::Line cause = m_journal->append(cameraOn(u"first"_s));
    m_journal->append(cameraOn(u"second"_s), cause);
    m_store->write<protocol::Done>(
        this,
        [](storage::Transaction &tx) {
            tx.fail({protocol::ErrorKind::NotFound, u"no"_s});
            return protocol::Done{};
        },
        {}, storage::Repeat::Yes);
    held.release();
    QTRY_COMPARE(paged({}).lines.size(), 2);
    const QList<Event> lines = paged({}).lines;
    QCOMPARE(lines.at(0).data.value(u"camera_id"_s).toString(), u"second"_s);
    QCOMPARE(lines.at(0).cause, lines.at(1).sequence);
    QCOMPARE(cause->load(), lines.at(1).sequence);
}

void JournalTest::anInvalidLineIsLeftOutAndCounted_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QJsonObject>("data");
    QTest::newRow("unknown type") << u"camera.exploded"_s << QJsonObject();
    QTest::newRow("a key is missing")
        << u"camera.enabled"_s << QJsonObject{{u"camera_id"_s, u"door"_s}};
    QTest::newRow("a wrong type") << u"camera.enabled"_s
                                  << QJsonObject{{u"camera_id"_s, 7},
                                                 {u"enabled_at"_s, u"2025-12-27T10:30:00Z"_s}};
}

void JournalTest::anInvalidLineIsLeftOutAndCounted()
{
    QFETCH(QString, type);
    QFETCH(QJsonObject, data);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"left out an invalid"_s));
    QSignalSpy appended(m_journal.get(), &Journal::appended);
    m_journal->append({.type = type, .data = data});
    m_journal->append(cameraOn(u"door"_s));
    QTRY_COMPARE(appended.size(), 1);
    QCOMPARE(m_journal->invalid(), 1);
    QCOMPARE(m_journal->dropped(), 0);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM journal"_s), 1);
}

void JournalTest::survivesARestart()
{
    add(3);
    open();
    QCOMPARE(m_journal->sequence(), 3);
    QCOMPARE(m_journal->oldest(), 1);
    add(1);
    QCOMPARE(sequencesOf(replayed(2, 10).lines), (QList<qint64>{3, 4}));
}

void JournalTest::replays_data()
{
    QTest::addColumn<qint64>("after");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QList<qint64>>("lines");
    QTest::addColumn<bool>("complete");
    QTest::addColumn<bool>("hasMore");
    QTest::addColumn<qint64>("last");
    // The journal of this table: lines 1 to 4 are gone, 5 to 8 are there.
    const auto row = [](const char *name, qint64 after, int limit, const QList<qint64> &lines,
                        bool complete, bool hasMore, qint64 last) {
        QTest::newRow(name) << after << limit << lines << complete << hasMore << last;
    };
    row("the newest is known", 8, 10, {}, true, false, 8);
    row("two are missing", 6, 10, {7, 8}, true, false, 8);
    row("just all that are there", 4, 10, {5, 6, 7, 8}, true, false, 8);
    row("one is gone", 3, 10, {5, 6, 7, 8}, false, false, 8);
    row("from the beginning", 0, 10, {5, 6, 7, 8}, false, false, 8);
    row("a number from the future", 9, 10, {}, false, false, 8);
    row("in pieces", 4, 2, {5, 6}, true, true, 6);
    row("the last piece", 6, 2, {7, 8}, true, false, 8);
}

void JournalTest::replays()
{
    QFETCH(qint64, after);
    QFETCH(int, limit);
    add(8);
    QVERIFY(written<int>(*m_store, [](storage::Transaction &tx) {
                return tx.change(u"DELETE FROM journal WHERE sequence <= 4"_s);
            }).ok());
    const Replay replay = replayed(after, limit);
    QTEST(sequencesOf(replay.lines), "lines");
    QTEST(replay.complete, "complete");
    QTEST(replay.hasMore, "hasMore");
    QTEST(replay.last, "last");
    QCOMPARE(replay.oldest, 5);
}

// The promise that resync stands on: at the answer, what was appended is what was read.
void JournalTest::aReplayEndsWhereLiveLinesBegin()
{
    int answers = 0;
    for (int i = 0; i < 100; ++i) {
        m_journal->append(cameraOn(u"a"_s));
        m_journal->replay(0, 1000, this, [&](const Result<Replay> &result) {
            QCOMPARE(result.value().last, m_journal->sequence());
            ++answers;
        });
        m_journal->append(cameraOn(u"b"_s));
    }
    QTRY_COMPARE(answers, 100);
    QTRY_COMPARE(m_journal->sequence(), 200);
}

void JournalTest::pages_data()
{
    QTest::addColumn<Filter>("filter");
    QTest::addColumn<QList<qint64>>("lines");
    QTest::addColumn<bool>("hasMore");
    // 1, 3, 5: camera.enabled; 2, 4: service.status_changed
    QTest::newRow("all") << Filter{} << QList<qint64>{5, 4, 3, 2, 1} << false;
    QTest::newRow("two") << Filter{.limit = 2} << QList<qint64>{5, 4} << true;
    QTest::newRow("the next two") << Filter{.before = 4, .limit = 2} << QList<qint64>{3, 2} << true;
    QTest::newRow("exactly the rest")
        << Filter{.before = 3, .limit = 2} << QList<qint64>{2, 1} << false;
    QTest::newRow("a channel") << Filter{.channel = u"system"_s} << QList<qint64>{4, 2} << false;
    QTest::newRow("a type's beginning")
        << Filter{.typePrefix = u"camera."_s} << QList<qint64>{5, 3, 1} << false;
    QTest::newRow("a whole type") << Filter{.typePrefix = u"camera.enabled"_s, .before = 5}
                                  << QList<qint64>{3, 1} << false;
    QTest::newRow("no such channel") << Filter{.channel = u"x"_s} << QList<qint64>{} << false;
}

void JournalTest::pages()
{
    QFETCH(Filter, filter);
    for (int i = 1; i <= 5; ++i) {
        m_journal->append(
            i % 2 == 1 ? cameraOn(u"door"_s)
                       : Event{.type = u"service.status_changed"_s,
                               .data = {{u"service"_s, u"clip"_s}, {u"status"_s, u"healthy"_s}}});
    }
    const Page page = paged(filter);
    QTEST(sequencesOf(page.lines), "lines");
    QTEST(page.hasMore, "hasMore");
}

void JournalTest::forgetsTheOldest()
{
    const auto now = protocol::Now::read().wall;
    for (int i = 0; i < 6; ++i) {
        Event event = cameraOn(u"door"_s);
        // The third has a time from before: a clock was set back.
        event.timestamp = now + (i == 2 ? -10 : i) * 1min;
        m_journal->append(event);
    }
    const auto pruned = [this](protocol::WallTime time, int limit) {
        std::optional<int> lines;
        m_journal->prune(time, limit, this,
                         [&](const Result<int> &result) { lines = result.value(); });
        return QTest::qWaitFor([&] { return lines.has_value(); }) ? *lines : -1;
    };
    QCOMPARE(pruned(now, 10), 0);
    QCOMPARE(m_journal->oldest(), 1);
    QCOMPARE(pruned(now + 4min, 3), 3);
    QCOMPARE(m_journal->oldest(), 4);
    QCOMPARE(pruned(now + 4min, 3), 1);
    QCOMPARE(m_journal->oldest(), 5);
    QCOMPARE(pruned(now + 1h, 10), 2);
    QCOMPARE(m_journal->oldest(), 7);
    QCOMPARE(m_journal->sequence(), 6);
}

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
