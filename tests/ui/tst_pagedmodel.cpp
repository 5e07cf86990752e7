// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paging/pagedmodel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

struct Number
{
    qint64 id = 0;
    QString text = {};

    bool operator==(const Number &) const = default;
};

/// A list of numbers, the greatest first.
class Numbers final : public PagedModel<Number>
{
public:
    explicit Numbers(bool isHistory = false)
        : m_isHistory(isHistory)
    { }

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 1;
    }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        const Number *number = row(index.row());
        return role == Qt::DisplayRole && number ? QVariant(number->text) : QVariant();
    }

    /// Only these are listed.
    std::function<bool(qint64)> listed = [](qint64) { return true; };

protected:
    RowKey keyOf(const Number &row) const override { return {0, row.id}; }

    PageOf<Number> read(const QJsonObject &body, const PageAsk &) const override
    {
        PageOf<Number> page;
        const QJsonArray items = body.value(u"items").toArray();
        for (const auto &item : items) {
            const Number number{item[u"id"].toInteger(), item[u"text"].toString()};
            page.top = page.top ? page.top : keyOf(number);
            page.bottom = keyOf(number);
            if (listed(number.id)) {
                page.rows.append(number);
            }
        }
        if (body.value(u"next").isString()) {
            page.next = body.value(u"next").toString();
        }
        return page;
    }

    bool isHistory() const override { return m_isHistory; }

private:
    bool m_isHistory;
};

/// What a backend has, by the rules of its cursors.
struct Server
{
    QMap<qint64, QString> numbers = {};
    int pageSize = 10;

    explicit Server(qint64 from, qint64 to)
    {
        for (qint64 id = from; id <= to; ++id) {
            numbers.insert(id, u"v1"_s);
        }
    }

    QJsonObject answer(const PageAsk &ask) const
    {
        QJsonArray items;
        auto it = ask.isHead() ? numbers.end() : numbers.lowerBound(ask.cursor.toLongLong());
        while (it != numbers.begin() && items.size() < pageSize) {
            --it;
            items.append(QJsonObject{{u"id"_s, it.key()}, {u"text"_s, it.value()}});
        }
        QJsonObject body{{u"items"_s, items}};
        if (it != numbers.begin()) {
            body.insert(u"next"_s, QString::number(it.key()));
        }
        return body;
    }
};

/// Reads until nothing more is wanted for these rows; gives the number of pages.
int readAll(Numbers &model, const Server &server, int first, int last)
{
    int pages = 0;
    while (const auto ask = model.wanted(first, last)) {
        model.take(*ask, server.answer(*ask));
        if (++pages > 1000) {
            qFatal("it asks for ever");
        }
    }
    return pages;
}

QList<qint64> idsOf(const Numbers &model)
{
    QList<qint64> ids;
    for (int i = 0; i < model.rowCount(); ++i) {
        ids << model.key(i).second;
    }
    return ids;
}

QList<qint64> idsOf(const Server &server)
{
    QList<qint64> ids = server.numbers.keys();
    std::reverse(ids.begin(), ids.end());
    return ids;
}

} // namespace

class PagedModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAsFarAsLooked();
    void newOnesComeInAbove();
    void whatChangesIsRead();
    void whatGoesGoes();
    void historyNeverGoes();
    void pagesMayOverlap();
    void rowsFromAboveAreIgnored();
    void historyOfSomethingElse();
    void farRowsAreLetGo();
    void morePagesThanOneAreAHole();
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

void PagedModelTest::historyNeverGoes()
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

void PagedModelTest::pagesMayOverlap()
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

// A data directory was put in place of another: nothing of the old one may stay.
void PagedModelTest::historyOfSomethingElse()
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

void PagedModelTest::farRowsAreLetGo()
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

void PagedModelTest::morePagesThanOneAreAHole()
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
