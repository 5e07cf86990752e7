// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/look/theme.h"
#include "ui/models/workersmodel.h"
#include "ui/workers/heldorder.h"
#include "ui/workers/workerfilterbar.h"
#include "ui/workers/workerspage.h"
#include "ui/workers/workertable.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Worker;
using protocol::WorkerStatus;

namespace {

/// Small letters run, capital ones have failed.
QList<Worker> workers(const QString &letters)
{
    QList<Worker> list;
    for (const QChar letter : letters) {
        list.append({.name = letter.toLower(),
                     .status = letter.isUpper() ? WorkerStatus::Failed : WorkerStatus::Running});
    }
    return list;
}

QString namesIn(const QAbstractItemModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row) {
        names << model.index(row, WorkersModel::Name).data().toString();
    }
    return names.join(u' ');
}

} // namespace

class WorkerTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesToSort_data();
    void movesToSort();
    void worstFirst_data();
    void worstFirst();
    void equalRowsKeepTheirOrder();
    void heldOrder();
    void orderIsHeldUnderThePointer();
    void arrangementSurvivesARestart();
    void emptyTableSaysWhy();
};

void WorkerTableTest::movesToSort_data()
{
    QTest::addColumn<QList<int>>("places");
    QTest::addColumn<int>("moves");
    QTest::newRow("nothing") << QList<int>{} << 0;
    QTest::newRow("sorted") << QList<int>{0, 1, 2} << 0;
    QTest::newRow("the last to the top") << QList<int>{1, 2, 3, 0} << 1;
    QTest::newRow("the first to the end") << QList<int>{3, 0, 1, 2} << 1;
    QTest::newRow("turned round") << QList<int>{3, 2, 1, 0} << 3;
}

void WorkerTableTest::movesToSort()
{
    QFETCH(QList<int>, places);
    QTEST(ui::movesToSort(places), "moves");
}

void WorkerTableTest::worstFirst_data()
{
    QTest::addColumn<WorkerStatus>("first");
    QTest::addColumn<int>("firstSince");
    QTest::addColumn<WorkerStatus>("second");
    QTest::addColumn<int>("secondSince");
    using S = WorkerStatus;
    QTest::newRow("failed, crashed") << S::Failed << 1 << S::Crashed << 9;
    QTest::newRow("crashed, restarting") << S::Crashed << 1 << S::Restarting << 9;
    QTest::newRow("restarting, running") << S::Restarting << 1 << S::Running << 9;
    QTest::newRow("stopped, running") << S::Stopped << 1 << S::Running << 9;
    QTest::newRow("the newest of two crashes") << S::Crashed << 9 << S::Crashed << 1;
}

void WorkerTableTest::worstFirst()
{
    QFETCH(WorkerStatus, first);
    QFETCH(int, firstSince);
    QFETCH(WorkerStatus, second);
    QFETCH(int, secondSince);
    const auto at = [](int seconds) {
        return protocol::WallTime(std::chrono::hours(500000) + std::chrono::seconds(seconds));
    };
    WorkersModel model([at] { return at(10); }, this);
    model.merge({{.name = u"b"_s, .status = second, .statusSince = at(secondSince)},
                 {.name = u"a"_s, .status = first, .statusSince = at(firstSince)}});
    HeldOrder order;
    order.setSourceModel(&model);
    order.setSortRole(WorkersModel::SortRole);
    order.sort(WorkersModel::State);
    QCOMPARE(namesIn(order), u"a b"_s);
}

// A worker that has recovered goes back to its place.
void WorkerTableTest::equalRowsKeepTheirOrder()
{
    WorkersModel model([] { return protocol::WallTime(); }, this);
    HeldOrder order;
    QAbstractItemModelTester tester(&order, QAbstractItemModelTester::FailureReportingMode::QtTest);
    order.setSourceModel(&model);
    order.setSortRole(WorkersModel::SortRole);
    order.sort(WorkersModel::State);
    model.merge(workers(u"abcd"_s));
    QCOMPARE(namesIn(order), u"a b c d"_s);
    model.merge(workers(u"abCd"_s));
    QCOMPARE(namesIn(order), u"c a b d"_s);
    model.merge(workers(u"abcd"_s));
    QCOMPARE(namesIn(order), u"a b c d"_s);
    order.sort(WorkersModel::State, Qt::DescendingOrder);
    model.merge(workers(u"aBcd"_s));
    QCOMPARE(namesIn(order), u"a c d b"_s);
}

void WorkerTableTest::heldOrder()
{
    WorkersModel model([] { return protocol::WallTime(); }, this);
    HeldOrder order;
    order.setSourceModel(&model);
    order.setSortRole(WorkersModel::SortRole);
    order.sort(WorkersModel::State);
    model.merge(workers(u"abcd"_s));
    order.hold(true);
    model.merge(workers(u"abcD"_s));
    QCOMPARE(namesIn(order), u"a b c d"_s);
    QCOMPARE(order.index(3, WorkersModel::State).data().toString(), u"Failed"_s);
    QCOMPARE(order.waiting(), 1);
    // It is counted anew with each change: of a state, of what is there and of what is shown.
    model.merge(workers(u"abcd"_s));
    QCOMPARE(order.waiting(), 0);
    model.merge(workers(u"abcDE"_s));
    QCOMPARE(order.waiting(), 2);
    model.merge(workers(u"abcD"_s));
    QCOMPARE(order.waiting(), 1);
    order.setFilter([](int row) { return row < 3; });
    QCOMPARE(order.waiting(), 0);
    order.setFilter({});
    QCOMPARE(order.waiting(), 1);
    order.sortNow();
    QCOMPARE(namesIn(order), u"d a b c"_s);
    QCOMPARE(order.waiting(), 0);
    model.merge(workers(u"abcd"_s));
    QCOMPARE(namesIn(order), u"d a b c"_s);
    order.hold(false);
    QCOMPARE(namesIn(order), u"a b c d"_s);
    QCOMPARE(order.waiting(), 0);
}

void WorkerTableTest::orderIsHeldUnderThePointer()
{
    tests::ConsoleFixture console;
    console.window->findChild<QListWidget *>()->setCurrentRow(1);
    auto *page = console.window->findChild<WorkersPage *>();
    WorkerTable *table = page->table();
    auto *sortNow = page->findChild<QPushButton *>(u"sortNow"_s);
    QTRY_COMPARE(table->model()->rowCount(), 5);
    const QString calm = namesIn(*table->model());
    QVERIFY(!sortNow->isVisible());

    QTest::mouseMove(table->viewport(), QPoint(40, 40));
    QTRY_VERIFY(table->isInUse());
    console.changeSupervisor(tests::broken());
    QTRY_VERIFY(sortNow->isVisible());
    QCOMPARE(namesIn(*table->model()), calm);
    sortNow->click();
    const QString sorted = namesIn(*table->model());
    QVERIFY(sorted != calm);
    QVERIFY(!sortNow->isVisible());

    console.changeSupervisor(tests::healthy());
    QTRY_VERIFY(sortNow->isVisible());
    QCOMPARE(namesIn(*table->model()), sorted);
    QTest::mouseMove(page, QPoint(2, 2));
    QTRY_COMPARE(namesIn(*table->model()), calm);
    QVERIFY(!sortNow->isVisible());
}

void WorkerTableTest::arrangementSurvivesARestart()
{
    QTemporaryDir directory;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, directory.path());
    QCoreApplication::setOrganizationName(u"signalbox-test"_s);
    QCOMPARE(rememberedTheme(), Theme::System);
    chooseTheme(Theme::Dark);
    const auto header = [](const tests::ConsoleFixture &console) {
        return console.window->findChild<WorkersPage *>()->table()->horizontalHeader();
    };
    {
        const tests::ConsoleFixture console;
        QCOMPARE(header(console)->sortIndicatorSection(), int(WorkersModel::State));
        header(console)->moveSection(WorkersModel::Name, 0);
        header(console)->resizeSection(WorkersModel::Pid, 123);
        header(console)->setSortIndicator(WorkersModel::Name, Qt::DescendingOrder);
    } // ends without having been closed
    {
        const tests::ConsoleFixture console;
        QCOMPARE(header(console)->visualIndex(WorkersModel::Name), 0);
        QCOMPARE(header(console)->sectionSize(WorkersModel::Pid), 123);
        const QAbstractItemModel *rows =
            console.window->findChild<WorkersPage *>()->table()->model();
        QTRY_COMPARE(namesIn(*rows),
                     u"vision file_watcher detection_worker cleanup_service analysis_worker"_s);
        console.window->close();
    }
    QCOMPARE(rememberedTheme(), Theme::Dark);
    QSettings().setValue(u"workers/columns"_s, QByteArray("nonsense"));
    {
        const tests::ConsoleFixture console;
        QCOMPARE(header(console)->count(), int(WorkersModel::ColumnCount));
        QCOMPARE(header(console)->visualIndex(WorkersModel::Name), int(WorkersModel::Name));
    }
    QCoreApplication::setOrganizationName({});
    QCOMPARE(rememberedTheme(), Theme::System); // nobody's
}

void WorkerTableTest::emptyTableSaysWhy()
{
    const tests::ConsoleFixture console;
    QTRY_VERIFY(console.isLive());
    auto *page = console.window->findChild<WorkersPage *>();
    QTRY_COMPARE(page->table()->model()->rowCount(), 5);
    QCOMPARE(page->table()->accessibleDescription(), QString());
    page->filterBar()->field()->setText(u"state:failed"_s);
    QCOMPARE(page->table()->accessibleDescription(),
             u"0 of 5 match “state:failed”. Clear shows all."_s);
    page->filterBar()->clear();
    page->filterBar()->setAbnormalOnly(true);
    QCOMPARE(page->table()->accessibleDescription(), u"None of the 5 workers is abnormal"_s);
    page->filterBar()->clear();
    QCOMPARE(page->table()->accessibleDescription(), QString());
}

QTEST_MAIN(WorkerTableTest)
#include "tst_workertable.moc"
