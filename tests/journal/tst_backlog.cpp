// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/backlog.h"
#include "backend/journal/keptlines.h"
#include "backend/journal/restarthistory.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using journal::RestartHistory;
using storage::Storage;

/// What waits goes into the store once, whatever happens in between.
class BacklogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void killedBesideWhatIsNeverTaken();
    void aRightThatIsMissingLosesNothing();
    void numbersAreAboveTheMark();
    void whatWasTriedIsLookedUp();

private:
    QString folder() const { return m_folder->filePath(u"spill"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

namespace {

bool copyAll(const QString &from, const QString &to)
{
    bool isCopied = QDir().mkpath(to);
    const QStringList names = QDir(from).entryList(QDir::Files);
    for (const QString &name : names) {
        isCopied = QFile::copy(from + u'/' + name, to + u'/' + name) && isCopied;
    }
    return isCopied && !names.isEmpty();
}

/// One setting for each of them.
journal::Backlog::Work settingsFrom(const journal::Backlog::Entries &entries)
{
    return [entries](storage::Transaction &tx) {
        for (const auto &entry : entries) {
            tx.exec(u"INSERT INTO settings VALUES (?, 'x', 'now')"_s,
                    {entry.thing.value(u"key").toString()});
        }
        return QList<qint64>(entries.size());
    };
}

journal::SpillLog::Entry setting(qint64 number, const QString &key)
{
    return {.number = number, .thing = {{u"key"_s, key}}};
}

const QString OurSettings = u"SELECT count(*) FROM settings WHERE key LIKE 'k%'"_s;

} // namespace

void BacklogTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
}

// What goes alone has a mark of its own: with that of all, those after it would be taken for
// written.
void BacklogTest::killedBesideWhatIsNeverTaken()
{
    const journal::Backlog::Settings settings{.folder = folder(), .mark = u"mark"_s};
    {
        journal::SpillLog log(folder());
        qint64 number = 0;
        for (const QString &key : {u"k1"_s, u"store.id"_s, u"k2"_s, u"k3"_s}) {
            log.add(setting(++number, key)); // a store has the second
        }
    }
    const QString kept = m_folder->filePath(u"kept"_s);
    QVERIFY(copyAll(folder(), kept));
    {
        bool isKilled = false;
        journal::Backlog backlog(*m_store, settings,
                                 [&](const journal::Backlog::Entries &entries) {
                                     return isKilled ? [](storage::Transaction &tx) -> QList<qint64> {
                tx.fail({protocol::ErrorKind::Unavailable, u"killed"_s});
            }
                            : settingsFrom(entries);
                                 });
        connect(&backlog, &journal::Backlog::written, &backlog, [&] { isKilled = true; });
        backlog.start();
        QTRY_VERIFY(isKilled);
        QCOMPARE(numberIn(*m_store, OurSettings), 1);
    }
    QVERIFY(QDir(folder()).removeRecursively());
    QVERIFY(copyAll(kept, folder()));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the store never takes"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is lost"_s));
    journal::Backlog backlog(*m_store, settings, settingsFrom);
    backlog.start();
    QTRY_VERIFY(backlog.isEmpty());
    QCOMPARE(numberIn(*m_store, OurSettings), 3);
    QCOMPARE(backlog.lost(), 1);
}

void BacklogTest::aRightThatIsMissingLosesNothing()
{
    bool isMissing = true;
    int tries = 0;
    journal::Backlog backlog(*m_store, {.folder = folder(), .mark = u"mark"_s},
                             [&](const journal::Backlog::Entries &entries) {
                                 ++tries;
                                 return isMissing ? [](storage::Transaction &tx) -> QList<qint64> {
                                     tx.fail({protocol::ErrorKind::Internal, u"no right"_s});
                                 }
                                                  : settingsFrom(entries);
                             });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"does not take mark now"_s));
    backlog.add(setting(1, u"k1"_s));
    backlog.add(setting(2, u"k2"_s));
    QTRY_VERIFY(tries >= 2);
    QCOMPARE(backlog.waiting(), 2);
    QCOMPARE(backlog.lost(), 0);
    isMissing = false;
    QTRY_VERIFY(backlog.isEmpty());
    QCOMPARE(numberIn(*m_store, OurSettings), 2);
}

// One who was killed had more in memory than on the disk, and its mark is of those.
void BacklogTest::numbersAreAboveTheMark()
{
    QString series;
    {
        journal::SpillLog log(folder());
        log.add(setting(1, u"k1"_s));
        series = log.series();
    }
    QVERIFY(written<protocol::Done>(*m_store, [series](storage::Transaction &tx) {
                tx.exec(u"INSERT INTO settings VALUES ('mark', ?, 'now')"_s,
                        {QString(series + u" 500"_s)});
                return protocol::Done{};
            }).ok());
    journal::Backlog backlog(*m_store, {.folder = folder(), .mark = u"mark"_s}, settingsFrom);
    backlog.start();
    const qint64 next = backlog.nextNumber();
    QVERIFY(next > 500);
    backlog.add(setting(next, u"k2"_s));
    QTRY_VERIFY(backlog.isEmpty());
    QCOMPARE(numberIn(*m_store, OurSettings), 1);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key = 'k2'"_s), 1);
    QCOMPARE(backlog.lost(), 0);
}

// A commit of which nobody could say whether it went through.
void BacklogTest::whatWasTriedIsLookedUp()
{
    const protocol::WallTime then(std::chrono::milliseconds(1'700'000'000'123));
    journal::KeptLine line{.number = 1, .event = {.type = u"camera.enabled"_s}};
    line.event.timestamp = then;
    line.event.data.insert(u"camera_name"_s, u"gåte"_s);
    const auto append = [&] {
        const journal::KeptLine read = journal::keptLineFrom(line.number, toThing(line));
        return written<QList<qint64>>(
                   *m_store,
                   [read](storage::Transaction &tx) { return journal::appendAll(tx, {read}); })
            .value()
            .first();
    };
    const qint64 first = append();
    line.isTried = true;
    QCOMPARE(append(), first);
    line.event.timestamp = then + std::chrono::milliseconds(1);
    QVERIFY(append() > first);
    const protocol::RestartEvent event{.workerName = u"a"_s, .timestamp = then, .attempt = 2};
    RestartHistory history(*m_store, {}, folder());
    history.add(event);
    QTRY_COMPARE(numberIn(*m_store, u"SELECT count(*) FROM restart_history"_s), 1);
    {
        journal::SpillLog log(m_folder->filePath(u"again"_s));
        QJsonObject thing{{u"worker_name"_s, u"a"_s},
                          {u"timestamp"_s, protocol::toIso(then)},
                          {u"attempt"_s, 2},
                          {u"status"_s, protocol::toText(event.status)},
                          {u"tried"_s, true}};
        log.add({.number = 1, .thing = thing});
        thing.insert(u"attempt"_s, 3);
        log.add({.number = 2, .thing = thing});
    }
    const RestartHistory again(*m_store, {}, m_folder->filePath(u"again"_s));
    QTRY_COMPARE(numberIn(*m_store, u"SELECT sum(attempt) FROM restart_history"_s), 5);
}

QTEST_GUILESS_MAIN(BacklogTest)
#include "tst_backlog.moc"
