// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/spilllog.h"
#include "tests/storage/fulldisk.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using journal::SpillLog;

class SpillLogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesTheLowestNumbersFirst();
    void isThereForTheNextProcess();
    void halfALineIsNoEntry();
    void manyProcessesFillNothing();
    void aFullDiskLeavesNoHalfLine();
    void aFileThatIsGoneStopsNothing();
    void aSeriesEndsWithItsFile();
    void anotherSeriesBeginsWhenItIsEmpty();
    void fillsFilesAndRemovesThem();
    void memoryTakesWhatTheDiskDoesNot();
    void theDiskTakesItLater();
    void leavesOutWhatIsNoEntry();
    void aFileOfOthersIsSetAside();

private:
    QString folder() const { return m_folder->filePath(u"spill/journal"_s); }

    QStringList files() const { return QDir(folder()).entryList(QDir::Files, QDir::Name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

SpillLog::Entry entry(qint64 number)
{
    return {.number = number, .thing = {{u"name"_s, u"gåte %1"_s.arg(number)}}};
}

QList<SpillLog::Entry> entries(const QList<qint64> &numbers)
{
    QList<SpillLog::Entry> all;
    for (const qint64 number : numbers) {
        all.append(entry(number));
    }
    return all;
}

void addAll(SpillLog &log, const QList<qint64> &numbers)
{
    for (const qint64 number : numbers) {
        QCOMPARE(log.add(entry(number)), QList<qint64>());
    }
}

void append(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

void SpillLogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void SpillLogTest::givesTheLowestNumbersFirst()
{
    SpillLog log(folder());
    addAll(log, {3, 1, 2, 9});
    QCOMPARE(log.size(), 4);
    QCOMPARE(log.inMemory(), 0);
    QCOMPARE(log.lastNumber(), 9);
    QCOMPARE(log.first(3), entries({1, 2, 3}));
    QCOMPARE(log.first(3), entries({1, 2, 3}));
    log.remove(2);
    QCOMPARE(log.first(10), entries({1, 3, 9}));
    log.removeUntil(3);
    QCOMPARE(log.first(10), entries({9}));
    QCOMPARE(log.takeUnsynced(), QStringList{folder() + u"/0000000001.ndjson"_s});
    QCOMPARE(log.takeUnsynced(), QStringList());
}

void SpillLogTest::isThereForTheNextProcess()
{
    QString series;
    {
        SpillLog log(folder());
        addAll(log, {5, 6, 4});
        series = log.series();
    }
    SpillLog log(folder());
    log.open();
    QCOMPARE(log.series(), series);
    QCOMPARE(log.lastNumber(), 6);
    addAll(log, {7});
    QCOMPARE(log.first(10), entries({4, 5, 6, 7}));
    QCOMPARE(files().size(), 2); // what another one began is not written to
    log.removeUntil(7);
    QCOMPARE(files(), QStringList());
}

void SpillLogTest::halfALineIsNoEntry()
{
    {
        SpillLog log(folder());
        addAll(log, {1, 2});
    }
    const QString path = folder() + u'/' + files().first();
    append(path, R"({"n":3,"thing":{"name":"ha)");
    SpillLog log(folder());
    log.open();
    QCOMPARE(log.first(10), entries({1, 2}));
    QCOMPARE(log.unreadable(), 0); // nobody was told that it waits
    append(path, "lf\n");
    SpillLog next(folder());
    next.open();
    QCOMPARE(next.first(10), entries({1, 2}));
    QCOMPARE(next.unreadable(), 1);
}

void SpillLogTest::manyProcessesFillNothing()
{
    QList<qint64> numbers;
    for (int i = 1; i <= 50; ++i) {
        SpillLog log(folder());
        log.open();
        addAll(log, {i});
        QCOMPARE(log.inMemory(), 0);
        numbers.append(i);
        QCOMPARE(log.first(100), entries(numbers));
    }
}

void SpillLogTest::aFullDiskLeavesNoHalfLine()
{
    SpillLog log(folder());
    addAll(log, {1});
    {
        const FullDisk full(QFileInfo(folder() + u'/' + files().first()).size() + 10);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"nothing goes to"_s));
        addAll(log, {2});
        QCOMPARE(log.inMemory(), 1);
    }
    addAll(log, {3});
    QCOMPARE(log.inMemory(), 0);
    QCOMPARE(files().size(), 1);
    SpillLog next(folder());
    next.open();
    QCOMPARE(next.first(10), entries({1, 2, 3}));
    QCOMPARE(next.unreadable(), 0);
}

void SpillLogTest::aFileThatIsGoneStopsNothing()
{
    SpillLog log(folder(), {.fileBytes = 130});
    addAll(log, {1, 2, 3, 4, 5, 6});
    QCOMPARE(files().size(), 3);
    QVERIFY(QFile::remove(folder() + u'/' + files().first()));
    QVERIFY(QFile::resize(folder() + u'/' + files().first(), 60));
    QCOMPARE(log.first(10), entries({5, 6}));
    QCOMPARE(log.takeGone(), (QList<qint64>{1, 2, 3, 4}));
    QCOMPARE(log.takeGone(), QList<qint64>());
    QCOMPARE(log.size(), 2);
}

// Else what comes later would stand under the name of what is over.
void SpillLogTest::aSeriesEndsWithItsFile()
{
    SpillLog log(folder(), {.fileBytes = 60}); // its head fits, and nothing else does
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"nothing goes to"_s));
    {
        const FullDisk full(60);
        addAll(log, {1});
    }
    QCOMPARE(log.inMemory(), 1);
    QCOMPARE(files().size(), 1);
    log.remove(1);
    QCOMPARE(files(), QStringList());
    addAll(log, {2});
    SpillLog next(folder());
    next.open();
    QCOMPARE(next.series(), log.series());
    QCOMPARE(next.first(10), entries({2}));
}

void SpillLogTest::anotherSeriesBeginsWhenItIsEmpty()
{
    SpillLog log(folder());
    addAll(log, {1});
    const QString first = log.series();
    log.remove(1);
    QCOMPARE(files(), QStringList());
    QVERIFY(log.series() != first);
    addAll(log, {2});
    QCOMPARE(log.lastNumber(), 2);
}

void SpillLogTest::fillsFilesAndRemovesThem()
{
    SpillLog log(folder(), {.fileBytes = 130});
    QList<qint64> numbers;
    for (int i = 1; i <= 30; ++i) {
        numbers.append(i);
    }
    addAll(log, numbers);
    const qsizetype all = files().size();
    QVERIFY(all >= 10);
    QCOMPARE(log.first(100), entries(numbers));
    log.removeUntil(15);
    QVERIFY(files().size() < all);
    log.removeUntil(30);
    QCOMPARE(files(), QStringList());
    addAll(log, {31});
    QCOMPARE(files().size(), 1);
}

void SpillLogTest::memoryTakesWhatTheDiskDoesNot()
{
    SpillLog log(folder(), {.diskBytes = 140, .inMemory = 2});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"nothing goes to"_s));
    addAll(log, {1, 2, 3, 4});
    QCOMPARE(log.inMemory(), 2);
    QCOMPARE(log.add(entry(5)), QList<qint64>{3});
    QCOMPARE(log.first(10), entries({1, 2, 4, 5}));
    SpillLog nowhere({}, {.inMemory = 1});
    QCOMPARE(nowhere.add(entry(1)), QList<qint64>());
    QCOMPARE(nowhere.add(entry(2)), QList<qint64>{1});
    QCOMPARE(nowhere.first(10), entries({2}));
}

void SpillLogTest::theDiskTakesItLater()
{
    QFile inTheWay(m_folder->filePath(u"spill"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    SpillLog log(folder());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"nothing goes to"_s));
    addAll(log, {1, 2});
    QCOMPARE(log.inMemory(), 2);
    QVERIFY(inTheWay.remove());
    addAll(log, {3});
    QCOMPARE(log.inMemory(), 0);
    SpillLog next(folder());
    next.open();
    QCOMPARE(next.first(10), entries({1, 2, 3}));
}

void SpillLogTest::leavesOutWhatIsNoEntry()
{
    SpillLog log(folder());
    addAll(log, {1, 2, 3});
    QFile file(folder() + u'/' + files().first());
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray bytes = file.readAll();
    QVERIFY(file.seek(bytes.indexOf(R"({"n":2)")));
    file.write("?????");
    file.close();
    QCOMPARE(log.first(10), entries({1, 3}));
    QCOMPARE(log.takeGone(), QList<qint64>{2});
    QCOMPARE(log.size(), 2);
}

void SpillLogTest::aFileOfOthersIsSetAside()
{
    {
        SpillLog log(folder());
        addAll(log, {1});
    }
    append(folder() + u"/0000000009.ndjson"_s, "{\"series\":\"other\"}\n{\"n\":2,\"thing\":{}}\n");
    append(folder() + u"/0000000010.ndjson"_s, "hello\n");
    append(folder() + u"/notes.txt"_s, "hello\n");
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"0009.ndjson is set aside"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"0010.ndjson is set aside"_s));
    SpillLog log(folder());
    log.open();
    QCOMPARE(log.first(10), entries({1}));
    QCOMPARE(files(),
             (QStringList{u"0000000001.ndjson"_s, u"0000000009.ndjson.bad"_s,
                          u"0000000010.ndjson.bad"_s, u"notes.txt"_s}));
    addAll(log, {2});
    QVERIFY(files().contains(u"0000000011.ndjson"_s));
}

QTEST_GUILESS_MAIN(SpillLogTest)
#include "tst_spilllog.moc"
