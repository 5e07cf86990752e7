// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/numbers.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tests;

class PagedModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAsFarAsLooked();
    void newOnesComeInAbove();
    void whatChangesIsRead();
    void whatGoesGoes();
    void rowsFromAboveAreIgnored();
    void rowsOfOursAreLeftOut();
    void pageWithoutRowsGoesOn();
    void anythingMayHappen();
};

void PagedModelTest::readsAsFarAsLooked()
{
    Server server(1, 500);
    Numbers model;
    const QAbstractItemModelTester tester(&model);
    QVERIFY(!model.wanted(0, 0)); // the newest page comes by itself
    model.take({}, server.answer({}));
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(readAll(model, server, 0, 9), 6); // 60 rows are to be there below
    QCOMPARE(model.rowCount(), 70);
    QVERIFY(!model.isComplete());
    readAll(model, server, 400, 499);
    readAll(model, server, 490, 499);
    QCOMPARE(idsOf(model), idsOf(server));
    QVERIFY(model.isComplete());
    QVERIFY(!model.wanted(490, 499));
}

void PagedModelTest::newOnesComeInAbove()
{
    Server server(1, 100);
    Numbers model;
    const QAbstractItemModelTester tester(&model);
    model.take({}, server.answer({}));
    readAll(model, server, 0, 99);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    server.numbers.insert(101, u"v1"_s);
    server.numbers.insert(102, u"v1"_s);
    model.take({}, server.answer({}));
    QCOMPARE(idsOf(model), idsOf(server));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 0);
    QCOMPARE(inserted.first().at(2).toInt(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(model.rowOf({0, 50}), 52);
    QCOMPARE(model.rowOf({0, 500}), -1);
}

void PagedModelTest::whatChangesIsRead()
{
    Server server(1, 200);
    Numbers model;
    const QAbstractItemModelTester tester(&model);
    model.take({}, server.answer({}));
    readAll(model, server, 0, 199);
    server.numbers[195] = u"v2"_s; // on the newest page
    server.numbers[100] = u"v2"_s; // far below
    model.markOld();
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.take({}, server.answer({}));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 5);
    QCOMPARE(model.row(100)->text, u"v1"_s); // nobody looks
    readAll(model, server, 90, 110);
    QCOMPARE(model.row(100)->text, u"v2"_s);
    QCOMPARE(readAll(model, server, 90, 110), 0); // and not again
}

void PagedModelTest::whatGoesGoes()
{
    Server server(1, 60);
    Numbers model;
    const QAbstractItemModelTester tester(&model);
    model.take({}, server.answer({}));
    readAll(model, server, 0, 59);
    for (const qint64 id : {60, 58, 57, 33, 1}) {
        server.numbers.remove(id);
    }
    model.markOld();
    model.take({}, server.answer({}));
    readAll(model, server, 0, 59);
    QCOMPARE(idsOf(model), idsOf(server));
}

// Where the place of a page is a count, what has come meanwhile shifts it.
// What a backend must not answer does no harm.
void PagedModelTest::rowsFromAboveAreIgnored()
{
    Numbers model;
    const QAbstractItemModelTester tester(&model);
    const Server server(1, 20);
    model.take({}, server.answer({}));
    const auto tail = model.wanted(0, 9);
    QVERIFY(tail.has_value());
    model.take(*tail, server.answer({{}, u"15"_s}));
    QCOMPARE(idsOf(model), idsOf(server).first(16));
}

void PagedModelTest::rowsOfOursAreLeftOut()
{
    Server server(1, 1000);
    Numbers model;
    model.listed = [](qint64 id) { return id % 100 == 0; };
    model.take({}, server.answer({}));
    QCOMPARE(model.rowCount(), 1);
    readAll(model, server, 0, 9);
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.key(9).second, 100);
    QVERIFY(model.isComplete());
}

void PagedModelTest::pageWithoutRowsGoesOn()
{
    Numbers model;
    model.take({}, {{u"items"_s, QJsonArray()}, {u"next"_s, u"50"_s}});
    QCOMPARE(model.rowCount(), 0);
    const auto ask = model.wanted(0, 0);
    QVERIFY(ask.has_value());
    QCOMPARE(ask->cursor, u"50"_s);
    const Server server(1, 49);
    model.take(*ask, server.answer(*ask));
    readAll(model, server, 0, 48);
    QCOMPARE(model.rowCount(), 49);
}

// Whatever comes, goes and changes: once all is read, the list is that of the backend.
void PagedModelTest::anythingMayHappen()
{
    quint32 seed = 20261126;
    const auto random = [&seed](quint32 below) {
        seed = seed * 1664525 + 1013904223;
        return (seed >> 8) % below;
    };
    for (int round = 0; round < 20; ++round) {
        Server server(1, 1 + random(300));
        Numbers model;
        const QAbstractItemModelTester tester(&model);
        for (int step = 0; step < 30; ++step) {
            for (quint32 i = random(6); i > 0; --i) {
                const qint64 id = 1 + random(400);
                if (random(2) == 0) {
                    server.numbers.insert(id, QString::number(random(5)));
                } else {
                    server.numbers.remove(id);
                }
            }
            model.markOld();
            model.take({}, server.answer({}));
            const int first = static_cast<int>(random(200));
            readAll(model, server, first, first + 20);
            model.keepAround(first, first + 20);
        }
        model.markOld();
        model.take({}, server.answer({}));
        readAll(model, server, 0, 500);
        readAll(model, server, 0, 500);
        QCOMPARE(idsOf(model), idsOf(server));
        for (int i = 0; i < model.rowCount(); ++i) {
            QCOMPARE(model.row(i)->text, server.numbers.value(model.key(i).second));
        }
    }
}

QTEST_GUILESS_MAIN(PagedModelTest)
#include "tst_pagedmodel.moc"
