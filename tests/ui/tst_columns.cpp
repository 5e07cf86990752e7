// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/frame/columns.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QListWidget>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace ui;
using namespace Qt::StringLiterals;

/// Columns that are moved, resized and hidden, and how they are found again.
class ColumnsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void init() { QSettings().clear(); }

    void keepsOrderWidthAndHidden();
    void menuHidesAndShows();
    void oneColumnStays();
    void backToTheUsual();
    void nonsenseIsTheUsual_data();
    void nonsenseIsTheUsual();
    void pagesKeepTheirs_data();
    void pagesKeepTheirs();
    void menuIsReachedByTheKeyboard();

private:
    /// A table with the columns A, B and C.
    static std::unique_ptr<QTableView> table()
    {
        auto table = std::make_unique<QTableView>();
        auto *model = new QStandardItemModel(1, 3, table.get());
        model->setHorizontalHeaderLabels({u"A"_s, u"B"_s, u"C"_s});
        table->setModel(model);
        keepColumns(*table, u"test/columns");
        return table;
    }

    static std::unique_ptr<QMenu> menuOf(const QTableView &table)
    {
        return std::unique_ptr<QMenu>(table.findChild<Columns *>()->makeMenu());
    }

    QTemporaryDir m_home;
};

void ColumnsTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
    QCoreApplication::setOrganizationName(u"signalbox-test"_s);
    QCoreApplication::setApplicationName(u"columns"_s);
}

void ColumnsTest::keepsOrderWidthAndHidden()
{
    {
        const auto first = table();
        first->horizontalHeader()->moveSection(2, 0);
        first->horizontalHeader()->resizeSection(1, 177);
        menuOf(*first)->actions().at(1)->trigger(); // the second that is shown: A
    } // without a moment to write it
    const auto second = table();
    QCOMPARE(second->horizontalHeader()->visualIndex(2), 0);
    QCOMPARE(second->horizontalHeader()->sectionSize(1), 177);
    QVERIFY(second->isColumnHidden(0));
}

void ColumnsTest::menuHidesAndShows()
{
    const auto shown = table();
    auto menu = menuOf(*shown);
    QCOMPARE(menu->actions().at(1)->text(), u"B"_s);
    QVERIFY(menu->actions().at(1)->isChecked());
    menu->actions().at(1)->trigger();
    QVERIFY(shown->isColumnHidden(1));
    menu = menuOf(*shown);
    QVERIFY(!menu->actions().at(1)->isChecked());
    menu->actions().at(1)->trigger();
    QVERIFY(!shown->isColumnHidden(1));
    QVERIFY(shown->columnWidth(1) > 0);
}

void ColumnsTest::oneColumnStays()
{
    const auto shown = table();
    menuOf(*shown)->actions().at(0)->trigger();
    menuOf(*shown)->actions().at(1)->trigger();
    const auto menu = menuOf(*shown);
    QVERIFY(!menu->actions().at(2)->isEnabled());
    QCOMPARE(menu->actions().at(2)->toolTip(), u"One column has to stay"_s);
    QVERIFY(!shown->isColumnHidden(2));
}

void ColumnsTest::backToTheUsual()
{
    const auto shown = table();
    const int usual = shown->columnWidth(1);
    shown->horizontalHeader()->moveSection(2, 0);
    shown->horizontalHeader()->resizeSection(1, 177);
    menuOf(*shown)->actions().at(1)->trigger();
    menuOf(*shown)->actions().last()->trigger();
    QCOMPARE(shown->horizontalHeader()->visualIndex(2), 2);
    QCOMPARE(shown->columnWidth(1), usual);
    QVERIFY(!shown->isColumnHidden(0));
}

void ColumnsTest::nonsenseIsTheUsual_data()
{
    QTest::addColumn<QByteArray>("kept");
    QTableView other;
    QStandardItemModel model(1, 7);
    other.setModel(&model);
    const QByteArray otherColumns = other.horizontalHeader()->saveState();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no state") << QByteArray("nonsense");
    QTest::newRow("other columns") << otherColumns;
    for (int column = 0; column < 7; ++column) {
        other.hideColumn(column);
    }
    QTest::newRow("all hidden") << other.horizontalHeader()->saveState();
}

void ColumnsTest::nonsenseIsTheUsual()
{
    QFETCH(QByteArray, kept);
    QSettings().setValue(u"test/columns"_s, kept);
    const auto shown = table();
    QCOMPARE(shown->horizontalHeader()->count(), 3);
    for (int column = 0; column < 3; ++column) {
        QVERIFY(!shown->isColumnHidden(column));
        QCOMPARE(shown->horizontalHeader()->visualIndex(column), column);
    }
}

void ColumnsTest::pagesKeepTheirs_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<int>("tables");
    QTest::newRow("workers") << u"ui::WorkersPage"_s << 1;
    QTest::newRow("events") << u"ui::EventsPage"_s << 1;
    QTest::newRow("alarms") << u"ui::AlarmsPage"_s << 1;
    QTest::newRow("history") << u"ui::HistoryPage"_s << 2;
    QTest::newRow("monitoring") << u"ui::MonitoringPage"_s << 2;
    QTest::newRow("breakers") << u"ui::BreakersPage"_s << 2;
    QTest::newRow("dead letters") << u"ui::PipelinePage"_s << 1;
    QTest::newRow("performance") << u"ui::PerformancePage"_s << 1;
    QTest::newRow("instances") << u"ui::FleetPage"_s << 1;
}

void ColumnsTest::pagesKeepTheirs()
{
    QFETCH(QString, page);
    QFETCH(int, tables);
    const auto pageOf = [&page](const tests::ConsoleFixture &console) -> QWidget * {
        const auto *pages = console.window->findChild<QStackedWidget *>(u"pages"_s);
        for (int i = 0; i < pages->count(); ++i) {
            if (QString::fromLatin1(pages->widget(i)->metaObject()->className()) == page) {
                return pages->widget(i);
            }
        }
        return nullptr;
    };
    {
        const tests::ConsoleFixture console;
        QVERIFY(pageOf(console) != nullptr);
        const auto all = pageOf(console)->findChildren<Columns *>();
        QCOMPARE(all.size(), tables);
        for (const Columns *columns : all) {
            QHeaderView *header = columns->table().horizontalHeader();
            QVERIFY(header->sectionsMovable());
            header->moveSection(1, 0);
            menuOf(columns->table())->actions().at(2)->trigger();
        }
    }
    const tests::ConsoleFixture console;
    for (const Columns *columns : pageOf(console)->findChildren<Columns *>()) {
        const QHeaderView *header = columns->table().horizontalHeader();
        QCOMPARE(header->visualIndex(1), 0);
        QVERIFY(header->isSectionHidden(2));
    }
}

void ColumnsTest::menuIsReachedByTheKeyboard()
{
    const tests::ConsoleFixture console;
    console.window->findChild<QListWidget *>()->setCurrentRow(1);
    const auto actions = console.window->findChildren<QAction *>();
    const auto found = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
        return action->text() == u"&Columns of this page…";
    });
    QVERIFY(found != actions.end() && (*found)->isEnabled());
    (*found)->trigger();
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    QCOMPARE(menu->actions().first()->text(), u"State"_s);
    menu->close();
    console.window->findChild<QListWidget *>()->setCurrentRow(0);
    QVERIFY(!(*found)->isEnabled());
    QVERIFY(!(*found)->statusTip().isEmpty());
}

QTEST_MAIN(ColumnsTest)
#include "tst_columns.moc"
