// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/numbers.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tests;

/// What a list of pages keeps, and what it makes of a past that does not change.
class PagedMemoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void historyNeverGoes();
    void historyOfSomethingElse();
    void pagesMayOverlap();
    void farRowsAreLetGo();
    void veryFarRowsAreForgotten();
    void staysSmallForDays();
    void morePagesThanOneAreAHole();
};

void PagedMemoryTest::historyNeverGoes()
{
    Server server(1, 60);
    Numbers model(true);
    model.take({}, server.answer({}));
    readAll(model, server, 0, 59);
    server.numbers.remove(1); // the oldest, as a retention does
    server.numbers.insert(61, u"v1"_s);
    model.markOld();
    model.take({}, server.answer({}));
    QCOMPARE(readAll(model, server, 0, 60), 0); // what was read stays true
    QCOMPARE(model.rowCount(), 61);
    QCOMPARE(model.key(0).second, 61);
}

// A data directory was put in place of another: nothing of the old one may stay.
void PagedMemoryTest::historyOfSomethingElse()
{
    const Server server(1, 60);
    Numbers model(true);
    const QAbstractItemModelTester tester(&model);
    model.take({}, server.answer({}));
    readAll(model, server, 0, 59);
    Server other(1, 70);
    for (QString &text : other.numbers) {
        text = u"other"_s;
    }
    other.numbers.remove(58);
    other.numbers.remove(65);
    model.take({}, other.answer({}));
    readAll(model, other, 0, 69);
    QCOMPARE(idsOf(model), idsOf(other));
    model.take({}, {{u"items"_s, QJsonArray()}});
    QCOMPARE(model.rowCount(), 0);
}

void PagedMemoryTest::pagesMayOverlap()
{
    Numbers model(true);
    const QAbstractItemModelTester tester(&model);
    const Server server(1, 20);
    model.take({}, server.answer({}));
    const auto tail = model.wanted(0, 9);
    QVERIFY(tail.has_value());
    model.take(*tail, server.answer({{}, u"15"_s})); // four of them are known
    QCOMPARE(idsOf(model).size(), 16);
    readAll(model, server, 0, 19);
    QCOMPARE(idsOf(model), idsOf(server));
}

void PagedMemoryTest::farRowsAreLetGo()
{
    Server server(1, 5000);
    Numbers model;
    model.take({}, server.answer({}));
    readAll(model, server, 4990, 4999);
    QCOMPARE(model.rowCount(), 5000);
    model.keepAround(4990, 4999);
    QCOMPARE(model.rowsKept(), 10 + Numbers::Kept);
    QVERIFY(model.row(0) == nullptr);
    QCOMPARE(model.rowCount(), 5000); // their places stay
    model.keepAround(2000, 2020);
    QVERIFY(model.wanted(2000, 2020).has_value());
    QVERIFY(readAll(model, server, 2000, 2020) <= 4);
    QCOMPARE(model.row(2000)->id, 3000);
    QCOMPARE(model.key(0).second, 5000);
    readAll(model, server, 0, 20);
    QCOMPARE(model.row(0)->id, 5000);
}

void PagedMemoryTest::veryFarRowsAreForgotten()
{
    const Server server(1, 12000);
    Numbers model;
    const QAbstractItemModelTester tester(&model);
    model.take({}, server.answer({}));
    readAll(model, server, 11990, 11999);
    QVERIFY(model.isComplete());
    model.keepAround(0, 20);
    QVERIFY2(model.rowCount() > 10020 && model.rowCount() <= 10040,
             qPrintable(QString::number(model.rowCount())));
    QVERIFY(!model.isComplete());
    readAll(model, server, 11990, 11999);
    QCOMPARE(idsOf(model), idsOf(server));
    QVERIFY(model.isComplete());
}

void PagedMemoryTest::staysSmallForDays()
{
    Server server(1, 20);
    Numbers model(true);
    model.take({}, server.answer({}));
    for (qint64 id = 21; id <= 13500; ++id) {
        server.numbers.insert(id, u"v1"_s);
        if (id % 9 == 0) {
            model.take({}, server.answer({}));
            model.keepAround(0, 20);
        }
    }
    QVERIFY(model.rowCount() <= 10040);
    QVERIFY(model.rowsKept() <= 21 + Numbers::Kept);
    readAll(model, server, 13480, 13499);
    QCOMPARE(idsOf(model), idsOf(server));
}

void PagedMemoryTest::morePagesThanOneAreAHole()
{
    Server server(1, 100);
    Numbers model;
    model.take({}, server.answer({}));
    readAll(model, server, 0, 99);
    for (qint64 id = 101; id <= 150; ++id) {
        server.numbers.insert(id, u"v1"_s);
    }
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.take({}, server.answer({}));
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 10); // rather few rows than some with others missing between
    readAll(model, server, 0, 149);
    QCOMPARE(idsOf(model), idsOf(server));
}

QTEST_GUILESS_MAIN(PagedMemoryTest)
#include "tst_pagedmemory.moc"
