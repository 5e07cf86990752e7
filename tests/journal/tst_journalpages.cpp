// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/journalpages.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using journal::Filter;
using journal::Page;
using storage::Storage;
using storage::Transaction;

/// Pages of the journal by all that a filter can ask for.
class JournalPagesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pages_data();
    void pages();
    void goesThroughAllByCursor_data();
    void goesThroughAllByCursor();
    void aCursorOutlivesItsLine();
    void countsExactlyUpToTenThousand();

private:
    Page paged(const Filter &filter)
    {
        return readOf<Page>(*m_store,
                            [filter](Transaction &tx) { return journal::pageIn(tx, filter); })
            .value();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

namespace {

protocol::WallTime at(int minute)
{
    return *protocol::fromIso(u"2025-12-27T10:%1:00Z"_s.arg(minute, 2, 10, QChar(u'0')));
}

struct Line
{
    QString type = {};
    QString channel = {};
    int minute = 0;
    qint64 cause = 0;
};

/// Sequences 1 to 8. The clock was set back after the fourth.
const QList<Line> Lines{
    {u"camera.enabled"_s, u"cameras"_s, 1},     {u"service.status_changed"_s, u"system"_s, 2},
    {u"camera.disabled"_s, u"cameras"_s, 3, 2}, {u"job.started"_s, u"jobs"_s, 9, 2},
    {u"camera.enabled"_s, u"cameras"_s, 4},     {u"job.progress"_s, u"jobs"_s, 5, 4},
    {u"job.completed"_s, u"jobs"_s, 6, 4},      {u"service.status_changed"_s, u"system"_s, 7},
};

QList<qint64> sequencesOf(const Page &page)
{
    QList<qint64> sequences;
    for (const protocol::Event &line : page.lines) {
        sequences.append(line.sequence);
    }
    return sequences;
}

} // namespace

void JournalPagesTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
    const auto done = written<protocol::Done>(*m_store, [](Transaction &tx) {
        for (const Line &line : Lines) {
            tx.exec(u"INSERT INTO journal (node, type, channel, data, timestamp, cause) "
                    "VALUES ('n', ?, ?, '{}', ?, ?)"_s,
                    {line.type, line.channel, storage::stored(at(line.minute)), line.cause});
        }
        return protocol::Done{};
    });
    QVERIFY(done.ok());
}

void JournalPagesTest::pages_data()
{
    QTest::addColumn<Filter>("filter");
    QTest::addColumn<QList<qint64>>("lines");
    QTest::addColumn<qint64>("total");
    const auto row = [](const char *name, const Filter &filter, const QList<qint64> &lines,
                        qint64 total) { QTest::newRow(name) << filter << lines << total; };
    row("all, in the order of the sequences", {}, {8, 7, 6, 5, 4, 3, 2, 1}, 8);
    row("a page", {.limit = 2}, {8, 7}, 8);
    row("a page behind a line", {.before = 7, .limit = 2}, {6, 5}, 8);
    row("a channel", {.channel = u"jobs"_s}, {7, 6, 4}, 3);
    row("no such channel", {.channel = u"moons"_s}, {}, 0);
    row("a type", {.typePrefix = u"camera.enabled"_s}, {5, 1}, 2);
    row("a type's beginning", {.typePrefix = u"camera."_s}, {5, 3, 1}, 3);
    row("no such type", {.typePrefix = u"moon."_s}, {}, 0);
    row("a type of another channel", {.channel = u"jobs"_s, .typePrefix = u"camera."_s}, {}, 0);
    row("since a moment", {.since = at(6)}, {4, 8, 7}, 3);
    row("until a moment, itself not", {.until = at(3)}, {2, 1}, 2);
    row("between two, in the order of the times", {.since = at(3), .until = at(10)},
        {4, 8, 7, 6, 5, 3}, 6);
    row("a channel between two", {.channel = u"jobs"_s, .since = at(5), .until = at(9)}, {7, 6}, 2);
    row("nothing between the two", {.since = at(9), .until = at(9)}, {}, 0);
    row("what followed on a line", {.cause = 2}, {4, 3}, 2);
    row("of it a channel", {.channel = u"jobs"_s, .cause = 2}, {4}, 1);
    row("of it a type", {.typePrefix = u"camera."_s, .cause = 2}, {3}, 1);
    row("of it a time", {.since = at(4), .cause = 2}, {4}, 1);
    row("nothing followed", {.cause = 1}, {}, 0);
}

void JournalPagesTest::pages()
{
    QFETCH(Filter, filter);
    const Page page = paged(filter);
    QTEST(sequencesOf(page), "lines");
    QTEST(page.total.counted, "total");
    QVERIFY(page.total.isExact);
}

void JournalPagesTest::goesThroughAllByCursor_data()
{
    QTest::addColumn<Filter>("filter");
    QTest::newRow("all") << Filter{.limit = 1};
    QTest::newRow("by time") << Filter{.since = at(1), .limit = 1};
    QTest::newRow("a channel") << Filter{.channel = u"jobs"_s, .limit = 1};
    QTest::newRow("a channel by time")
        << Filter{.channel = u"system"_s, .until = at(10), .limit = 1};
    QTest::newRow("types by time")
        << Filter{.typePrefix = u"camera."_s, .since = at(0), .limit = 1};
}

// Each line once, in the order of the one page that has them all.
void JournalPagesTest::goesThroughAllByCursor()
{
    QFETCH(Filter, filter);
    Filter whole = filter;
    whole.limit = 100;
    const QList<qint64> expected = sequencesOf(paged(whole));
    QList<qint64> met;
    for (bool hasMore = true; hasMore && met.size() < 20;) {
        const Page page = paged(filter);
        met += sequencesOf(page);
        hasMore = page.hasMore;
        filter.before = met.last();
    }
    QCOMPARE(met, expected);
}

void JournalPagesTest::aCursorOutlivesItsLine()
{
    QVERIFY(written<int>(*m_store, [](Transaction &tx) {
                return tx.change(u"DELETE FROM journal WHERE sequence = 6"_s);
            }).ok());
    QCOMPARE(sequencesOf(paged({.since = at(1), .before = 6})), (QList<qint64>{5, 3, 2, 1}));
    QVERIFY(written<int>(*m_store, [](Transaction &tx) {
                return tx.change(u"DELETE FROM journal WHERE sequence <= 6"_s);
            }).ok());
    QCOMPARE(sequencesOf(paged({.since = at(1), .before = 6})), QList<qint64>());
}

void JournalPagesTest::countsExactlyUpToTenThousand()
{
    const auto fill = [this](int lines) {
        return written<int>(
                   *m_store,
                   [lines](Transaction &tx) {
                       return tx.change(
                           u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                           "WHERE i < ?) INSERT INTO journal (node, type, channel, data, "
                           "timestamp) "
                           "SELECT 'n', 'detection.new', 'detections', '{}', "
                           "'2025-12-27T11:00:00.000Z' FROM n"_s,
                           {lines});
                   })
            .ok();
    };
    QVERIFY(fill(10'000));
    const Filter detections{.channel = u"detections"_s, .limit = 1};
    QCOMPARE(paged(detections).total, (protocol::Total{.counted = 10'000, .isExact = true}));
    QCOMPARE(paged({.limit = 1}).total, (protocol::Total{.counted = 10'000, .isExact = false}));
    QVERIFY(fill(1));
    QCOMPARE(paged(detections).total, (protocol::Total{.counted = 10'000, .isExact = false}));
}

QTEST_GUILESS_MAIN(JournalPagesTest)
#include "tst_journalpages.moc"
