// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/keyedmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

class Letters final : public ui::KeyedModel<QString>
{
public:
    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 1;
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(row(index.row())) : QVariant();
    }

protected:
    QString keyOf(const QString &row) const override { return row.first(1); }
};

} // namespace

class KeyedModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsThatStayKeepTheirPlace();
    void mergedWhileItIsMerged_data();
    void mergedWhileItIsMerged();
};

void KeyedModelTest::rowsThatStayKeepTheirPlace()
{
    Letters model;
    const QAbstractItemModelTester tester(&model);
    model.merge({u"a1"_s, u"b1"_s, u"c1"_s});
    const QPersistentModelIndex second = model.index(1, 0);
    model.merge({u"b2"_s, u"c1"_s, u"d1"_s});
    QCOMPARE(model.rows(), QStringList({u"b2"_s, u"c1"_s, u"d1"_s}));
    QCOMPARE(second.row(), 0);
    QCOMPARE(second.data().toString(), u"b2"_s);
}

// A selection changes while its row goes, and whoever follows it looks at everything once more.
void KeyedModelTest::mergedWhileItIsMerged_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("wanted");
    QTest::newRow("the only one") << QStringList{u"a"_s} << QStringList{};
    QTest::newRow("the last one") << QStringList{u"a"_s, u"b"_s} << QStringList{u"a"_s};
    QTest::newRow("all of them") << QStringList{u"a"_s, u"b"_s, u"c"_s} << QStringList{};
    QTest::newRow("one in the middle, one new")
        << QStringList{u"a"_s, u"b"_s, u"c"_s} << QStringList{u"a"_s, u"c"_s, u"d"_s};
}

void KeyedModelTest::mergedWhileItIsMerged()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, wanted);
    Letters model;
    const QAbstractItemModelTester tester(&model);
    model.merge(before);
    const auto again = [&] { model.mergeInPlace(wanted); };
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, again);
    connect(&model, &QAbstractItemModel::rowsInserted, this, again);
    model.merge(wanted);
    QCOMPARE(model.rows(), wanted);
}

QTEST_GUILESS_MAIN(KeyedModelTest)
#include "tst_keyedmodel.moc"
