// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace storage;
using protocol::Done;
using protocol::ErrorKind;
using protocol::Event;
using protocol::Result;

/// Works that wait together: one commit, and each of them for itself when one fails.
class WorkGroupsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void worksThatWaitShareOneCommit_data();
    void worksThatWaitShareOneCommit();
    void aFailedWorkDoesNotTakeItsNeighboursAlong_data();
    void aFailedWorkDoesNotTakeItsNeighboursAlong();
    void theRowOfOneThatFailsRunsAgain();

private:
    /// A setting and a journal line of this key; then what `end` does.
    void add(const QString &key, Repeat repeat, const std::function<void(Transaction &)> &end = {});
    QStringList keys();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
    QHash<QString, int> m_runs; ///< of the storage thread until all are done
    QStringList m_answers;
    QStringList m_lines;
};

void WorkGroupsTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(opened.value());
    m_runs.clear();
    m_answers.clear();
    m_lines.clear();
    connect(m_store.get(), &Storage::committed, this, [this](const QList<Event> &events) {
        for (const Event &event : events) {
            m_lines.append(event.data.value(u"key"_s).toString());
        }
    });
}

void WorkGroupsTest::add(const QString &key, Repeat repeat,
                         const std::function<void(Transaction &)> &end)
{
    m_store->write<Done>(
        this,
        [this, key, end](Transaction &tx) {
            ++m_runs[key];
            tx.exec(u"INSERT INTO settings VALUES (?, 'x', 't')"_s, {QString(u"test."_s + key)});
            tx.journal({.type = u"work.done"_s, .data = {{u"key"_s, key}}});
            if (end) {
                end(tx);
            }
            return Done{};
        },
        [this, key](const Result<Done> &result) {
            m_answers.append(
                key % u": "
                % (result ? u"ok"_s : result.error().detail.section(u" ("_s, 0, 0).toLower()));
        },
        repeat);
}

QStringList WorkGroupsTest::keys()
{
    return readOf<QStringList>(*m_store,
                               [](Transaction &tx) {
                                   QStringList found;
                                   QSqlQuery &query =
                                       tx.exec(u"SELECT substr(key, 6) FROM settings "
                                               "WHERE key LIKE 'test.%' ORDER BY key"_s);
                                   while (query.next()) {
                                       found.append(query.value(0).toString());
                                   }
                                   return found;
                               })
        .value();
}

void WorkGroupsTest::worksThatWaitShareOneCommit_data()
{
    QTest::addColumn<Repeat>("repeat");
    QTest::newRow("once") << Repeat::No;
    QTest::newRow("may be repeated") << Repeat::Yes;
}

void WorkGroupsTest::worksThatWaitShareOneCommit()
{
    QFETCH(const Repeat, repeat);
    constexpr int works = 200;
    const qint64 before = m_store->commits();
    HeldStore held(*m_store);
    for (int i = 0; i < works; ++i) {
        add(QString::number(i), repeat);
    }
    held.release();
    QTRY_COMPARE(m_answers.size(), works);
    QVERIFY(!m_answers.join(u' ').contains(u"error"));
    QVERIFY2(m_store->commits() - before < works / 2,
             qPrintable(QString::number(m_store->commits() - before)));
    QCOMPARE(keys().size(), works);
    QCOMPARE(m_lines.size(), works);
}

void WorkGroupsTest::aFailedWorkDoesNotTakeItsNeighboursAlong_data()
{
    QTest::addColumn<QString>("repeatable");
    QTest::newRow("none may be repeated") << QString();
    QTest::newRow("all may") << u"first, said no, broke a rule, bad statement, foreign, last"_s;
    QTest::newRow("the good ones may") << u"first, last"_s;
    QTest::newRow("the bad ones may") << u"said no, broke a rule, bad statement, foreign"_s;
    QTest::newRow("every other one may") << u"first, broke a rule, foreign"_s;
}

void WorkGroupsTest::aFailedWorkDoesNotTakeItsNeighboursAlong()
{
    QFETCH(const QString, repeatable);
    const auto put = [&](const QString &key, const std::function<void(Transaction &)> &end = {}) {
        add(key, repeatable.contains(key) ? Repeat::Yes : Repeat::No, end);
    };
    HeldStore held(*m_store);
    put(u"first"_s);
    put(u"said no"_s, [](Transaction &tx) { tx.fail({ErrorKind::NotFound, u"it says so"_s}); });
    put(u"broke a rule"_s, [](Transaction &tx) {
        tx.exec(u"INSERT INTO settings VALUES ('test.first', 'x', 't')"_s);
    });
    put(u"bad statement"_s, [](Transaction &tx) { tx.exec(u"SELEKT 1"_s); });
    put(u"foreign"_s, [](Transaction &) { throw std::runtime_error("oops"); });
    put(u"last"_s);
    held.release();
    QTRY_COMPARE(m_answers.size(), 6);
    QCOMPARE(m_answers.at(0), u"first: ok"_s);
    QCOMPARE(m_answers.at(1), u"said no: it says so"_s);
    QVERIFY2(m_answers.at(2).contains(u"unique constraint"), qPrintable(m_answers.at(2)));
    QVERIFY2(m_answers.at(3).contains(u"syntax error"), qPrintable(m_answers.at(3)));
    QCOMPARE(m_answers.at(4), u"foreign: oops"_s);
    QCOMPARE(m_answers.at(5), u"last: ok"_s);
    QCOMPARE(m_lines, (QStringList{u"first"_s, u"last"_s}));
    QCOMPARE(keys(), (QStringList{u"first"_s, u"last"_s}));
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM journal"_s), 2);
    QVERIFY(!m_store->isFaulted());
}

// Those that came after it in the row have not run before it failed.
void WorkGroupsTest::theRowOfOneThatFailsRunsAgain()
{
    HeldStore held(*m_store);
    add(u"alone"_s, Repeat::No);
    add(u"a"_s, Repeat::Yes);
    add(u"b"_s, Repeat::Yes, [](Transaction &tx) { tx.fail({ErrorKind::NotFound, u"no"_s}); });
    add(u"c"_s, Repeat::Yes);
    add(u"between"_s, Repeat::No);
    add(u"d"_s, Repeat::Yes);
    add(u"e"_s, Repeat::Yes);
    held.release();
    QTRY_COMPARE(m_answers.size(), 7);
    // Where the time of a group ended behind it, it is in a row of its own.
    const int first = m_runs.take(u"a"_s);
    QVERIFY2(first == 2 || first == 1, qPrintable(QString::number(first)));
    const QHash<QString, int> expected{{u"alone"_s, 1},   {u"b"_s, 2}, {u"c"_s, 1},
                                       {u"between"_s, 1}, {u"d"_s, 1}, {u"e"_s, 1}};
    QCOMPARE(m_runs, expected);
    QCOMPARE(m_lines, (QStringList{u"alone"_s, u"a"_s, u"c"_s, u"between"_s, u"d"_s, u"e"_s}));
    QCOMPARE(keys(), (QStringList{u"a"_s, u"alone"_s, u"between"_s, u"c"_s, u"d"_s, u"e"_s}));
}

QTEST_GUILESS_MAIN(WorkGroupsTest)
#include "tst_workgroups.moc"
