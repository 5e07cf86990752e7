// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/fallback.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using pipeline::Fallback;

/// What waits for the store: in its order, by kind, in memory and on the disk.
class FallbackTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void leavesInTheOrderOfTurns();
    void goesToTheDiskAndComesBack();
    void kindsDoNotMix();
    void isFoundAgainAfterARestart();
    void aFileThatIsNoObject();
    void aFileThatCannotBeReadNow();
    void theDiskIsAway();
    void whatIsNotOurs();
    void withoutAFolder();

private:
    QString folder() const { return m_folder->filePath(u"spill"_s); }

    std::unique_ptr<Fallback> make(qint64 inMemory, qint64 onDisk = 10'000) const
    {
        auto fallback = std::make_unique<Fallback>(
            Fallback::Settings{.folder = folder(),
                               .limits = {.inMemory = inMemory, .onDisk = onDisk},
                               .diskRetry = std::chrono::milliseconds(20)});
        fallback->start({u"detection"_s, u"video"_s});
        return fallback;
    }

    static void add(Fallback &fallback, const QString &kind, int from, int to)
    {
        for (int i = from; i <= to; ++i) {
            fallback.hold(kind, fallback.nextTurn(), {{u"n"_s, i}});
        }
    }

    /// The numbers of all that is there, taken out and settled one after the other.
    static QList<int> drain(Fallback &fallback, const QString &kind)
    {
        QList<int> numbers;
        const bool isEmpty = QTest::qWaitFor([&] {
            while (const auto held = fallback.next(kind)) {
                numbers.append(held->thing.value(u"n"_s).toInt());
                fallback.settle(kind, held->turn);
            }
            return fallback.waiting(kind) == 0;
        });
        return isEmpty ? numbers : QList<int>();
    }

    QStringList files(const QString &kind) const
    {
        return QDir(folder() + u'/' + kind).entryList(QDir::Files, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

QList<int> upTo(int last)
{
    QList<int> numbers(last);
    std::iota(numbers.begin(), numbers.end(), 1);
    return numbers;
}

const QString Image = u"detection"_s;
const QString Video = u"video"_s;

} // namespace

void FallbackTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

// One that was out and is put back keeps its turn.
void FallbackTest::leavesInTheOrderOfTurns()
{
    const auto fallback = make(10);
    add(*fallback, Image, 1, 3);
    QCOMPARE(fallback->inMemory(), 3);
    QCOMPARE(fallback->onDisk(), (QMap<QString, qint64>{}));
    const auto first = fallback->next(Image);
    const auto second = fallback->next(Image);
    QVERIFY(first && second);
    fallback->hold(Image, second->turn, second->thing);
    fallback->hold(Image, first->turn, first->thing);
    QCOMPARE(fallback->waiting(Image), 3);
    QCOMPARE(drain(*fallback, Image), upTo(3));
    QVERIFY(fallback->isEmpty());
    QVERIFY(!QDir(folder()).exists());
}

void FallbackTest::goesToTheDiskAndComesBack()
{
    const auto fallback = make(5);
    add(*fallback, Image, 1, 200);
    QTRY_COMPARE(fallback->onDisk().value(Image), 195);
    QCOMPARE(fallback->inMemory(), 5);
    QCOMPARE(fallback->waiting(Image), 200);
    QCOMPARE(files(Image).size(), 195);
    // There is room in memory again, but it came later than those on the disk.
    const auto first = fallback->next(Image);
    QVERIFY(first);
    fallback->settle(Image, first->turn);
    add(*fallback, Image, 201, 201);
    QTRY_COMPARE(fallback->onDisk().value(Image), 196);
    QCOMPARE(drain(*fallback, Image), upTo(201).mid(1));
    QTRY_COMPARE(files(Image), QStringList());
    QVERIFY(fallback->isEmpty());
    QCOMPARE(fallback->inMemory(), 0);
    QCOMPARE(fallback->onDisk(), (QMap<QString, qint64>{}));
}

void FallbackTest::kindsDoNotMix()
{
    const auto fallback = make(2);
    add(*fallback, Image, 1, 3);
    add(*fallback, Video, 1, 2);
    QTRY_COMPARE(fallback->onDisk(), (QMap<QString, qint64>{{Image, 1}, {Video, 2}}));
    QCOMPARE(drain(*fallback, Video), upTo(2));
    QCOMPARE(fallback->waiting(Image), 3);
    QCOMPARE(drain(*fallback, Image), upTo(3));
}

// What was in memory is told of anew by the watcher.
void FallbackTest::isFoundAgainAfterARestart()
{
    auto fallback = make(2);
    add(*fallback, Image, 1, 12);
    QTRY_COMPARE(fallback->onDisk().value(Image), 10);
    fallback = make(2);
    QCOMPARE(fallback->waiting(Image), 10);
    QCOMPARE(fallback->inMemory(), 0);
    add(*fallback, Image, 13, 13);
    QCOMPARE(drain(*fallback, Image), upTo(13).mid(2));
    QTRY_COMPARE(files(Image), QStringList());
}

void FallbackTest::aFileThatIsNoObject()
{
    auto fallback = make(0);
    add(*fallback, Image, 1, 3);
    QTRY_COMPARE(files(Image).size(), 3);
    QTRY_COMPARE(fallback->onDisk().value(Image), 3);
    fallback.reset();
    QFile broken(folder() + u"/detection/"_s + files(Image).at(1));
    QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
    broken.write("half of it");
    broken.close();
    fallback = make(0);
    const QSignalSpy lost(fallback.get(), &Fallback::lost);
    QCOMPARE(drain(*fallback, Image), (QList<int>{1, 3}));
    QCOMPARE(lost.size(), 1);
    QTRY_COMPARE(files(Image), QStringList{u"00000000000000000002.bad"_s});
    QVERIFY(fallback->isEmpty());
    QCOMPARE(make(0)->waiting(Image), 0);
}

// Nothing is dropped: it stays in memory, and nothing more should come.
void FallbackTest::theDiskIsAway()
{
    QFile inTheWay(folder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto fallback = make(5);
    add(*fallback, Image, 1, 5);
    add(*fallback, Image, 6, 8);
    QTRY_VERIFY(fallback->isFull());
    QCOMPARE(fallback->inMemory(), 8);
    // However often it is tried: that the disk is back shows only when something is there.
    QSignalSpy changed(fallback.get(), &Fallback::changed);
    for (int tries = 0; tries < 3; ++tries) {
        QVERIFY(changed.wait());
        QVERIFY(fallback->isFull());
    }
    QCOMPARE(fallback->inMemory(), 8);
    QVERIFY(inTheWay.remove());
    QTRY_VERIFY(!fallback->isFull());
    QTRY_COMPARE(fallback->onDisk().value(Image), 1);
    QCOMPARE(drain(*fallback, Image), upTo(8));
    QVERIFY(!fallback->isFull());
}

void FallbackTest::aFileThatCannotBeReadNow()
{
    auto fallback = make(0);
    add(*fallback, Image, 1, 3);
    QTRY_COMPARE(fallback->onDisk().value(Image), 3);
    fallback = make(0);
    const QString second = folder() + u"/detection/"_s + files(Image).at(1);
    QVERIFY(QFile::rename(second, second + u".away"_s));
    const QSignalSpy lost(fallback.get(), &Fallback::lost);
    QList<int> numbers;
    const auto takeAll = [&] {
        while (const auto held = fallback->next(Image)) {
            numbers.append(held->thing.value(u"n"_s).toInt());
            fallback->settle(Image, held->turn);
        }
    };
    connect(fallback.get(), &Fallback::ready, this, takeAll);
    takeAll();
    QTRY_COMPARE(numbers, QList<int>{1});
    QSignalSpy ready(fallback.get(), &Fallback::ready);
    QVERIFY2(ready.wait(), "it is tried again");
    QCOMPARE(numbers, QList<int>{1});
    QCOMPARE(fallback->waiting(Image), 2);
    QVERIFY(QFile::rename(second + u".away"_s, second));
    QTRY_COMPARE(numbers, upTo(3));
    QCOMPARE(lost.size(), 0);
    fallback.reset();
}

// Halves of a write that was cut off, and a kind that this version does not know.
void FallbackTest::whatIsNotOurs()
{
    for (const QString &path : {u"/detection/7.json.AbCdEf"_s, u"/future/1.json"_s}) {
        QVERIFY(QDir().mkpath(QFileInfo(folder() + path).path()));
        QFile file(folder() + path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const auto fallback = make(1);
    QVERIFY(fallback->isEmpty());
    QCOMPARE(files(Image), QStringList());
    QCOMPARE(files(u"future"_s), QStringList{u"1.json"_s});
}

void FallbackTest::withoutAFolder()
{
    Fallback fallback({.limits = {.inMemory = 2}});
    fallback.start({Image});
    add(fallback, Image, 1, 3);
    QVERIFY(fallback.isFull());
    QCOMPARE(drain(fallback, Image), upTo(3));
}

QTEST_GUILESS_MAIN(FallbackTest)
#include "tst_fallback.moc"
