// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/frame/panel.h"
#include "ui/look/density.h"
#include "ui/look/theme.h"
#include "ui/settings/settingspage.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLayout>
#include <QListWidget>
#include <QMenuBar>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

/// Comfortable and compact rows, at once and at the next start.
class DensityTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void allTablesAndListsFollow();
    void panelsFollow();
    void roomOfThePagesFollows();
    void rowsFollowTheFont();
    void aLaterCallHolds();
    void menuAndPageAreLevel();
    void isRemembered_data();
    void isRemembered();

private:
    QAction *choice(const QString &text) const
    {
        for (QAction *action : m_console->window->findChildren<QAction *>()) {
            if (action->text() == text) {
                return action;
            }
        }
        return nullptr;
    }

    QTemporaryDir m_home;
    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void DensityTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
    QCoreApplication::setOrganizationName(u"signalbox-test"_s);
    QCoreApplication::setApplicationName(u"density"_s);
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), Theme::Light);
}

void DensityTest::init()
{
    QSettings().clear();
    m_console = std::make_unique<tests::ConsoleFixture>();
}

void DensityTest::cleanup()
{
    m_console.reset();
    chooseDensity(Density::Comfortable);
}

void DensityTest::allTablesAndListsFollow()
{
    const auto tables = m_console->window->findChildren<QTableView *>();
    QVERIFY(tables.size() > 10);
    QList<int> rows;
    QList<int> heads;
    for (const QTableView *table : tables) {
        rows << table->verticalHeader()->defaultSectionSize();
        heads << table->horizontalHeader()->sizeHint().height();
    }
    const auto *list = m_console->window->findChild<QListWidget *>();
    const int item = list->sizeHintForRow(0);
    chooseDensity(Density::Compact);
    for (qsizetype i = 0; i < tables.size(); ++i) {
        const QString name = tables.at(i)->accessibleName();
        QVERIFY2(tables.at(i)->verticalHeader()->defaultSectionSize() < rows.at(i),
                 qPrintable(name));
        QVERIFY2(tables.at(i)->horizontalHeader()->sizeHint().height() < heads.at(i),
                 qPrintable(name));
        // A line of text still has room.
        QVERIFY2(tables.at(i)->verticalHeader()->defaultSectionSize()
                     > tables.at(i)->fontMetrics().height(),
                 qPrintable(name));
    }
    QVERIFY(list->sizeHintForRow(0) < item);
    QVERIFY(list->sizeHintForRow(0) >= 24);
    chooseDensity(Density::Comfortable);
    for (qsizetype i = 0; i < tables.size(); ++i) {
        QCOMPARE(tables.at(i)->verticalHeader()->defaultSectionSize(), rows.at(i));
        QCOMPARE(tables.at(i)->horizontalHeader()->sizeHint().height(), heads.at(i));
    }
    QCOMPARE(list->sizeHintForRow(0), item);
}

void DensityTest::panelsFollow()
{
    const auto panels = m_console->window->findChildren<Panel *>();
    QList<int> before;
    for (const Panel *panel : panels) {
        before << panel->sizeHint().height();
    }
    chooseDensity(Density::Compact);
    int lower = 0;
    for (qsizetype i = 0; i < panels.size(); ++i) {
        QVERIFY(panels.at(i)->sizeHint().height() <= before.at(i));
        lower += panels.at(i)->sizeHint().height() < before.at(i) ? 1 : 0;
    }
    QVERIFY(lower > 5);
}

void DensityTest::roomOfThePagesFollows()
{
    const auto *pages = m_console->window->findChild<QStackedWidget *>(u"pages"_s);
    const auto rooms = [pages] {
        QList<QMargins> found;
        for (int page = 0; page < pages->count(); ++page) {
            found << pages->widget(page)->layout()->contentsMargins();
        }
        return found;
    };
    const QList<QMargins> comfortable = rooms();
    QCOMPARE(comfortable.size(), 12);
    applyDensity(*qApp, Density::Compact);
    const QList<QMargins> compact = rooms();
    for (qsizetype page = 0; page < compact.size(); ++page) {
        QVERIFY(compact.at(page).left() < comfortable.at(page).left());
        QVERIFY(compact.at(page).top() < comfortable.at(page).top());
    }
    applyDensity(*qApp, Density::Comfortable);
    QCOMPARE(rooms(), comfortable);
}

void DensityTest::rowsFollowTheFont()
{
    QTableView table;
    keepRowHeight(table, 8);
    const int before = table.verticalHeader()->defaultSectionSize();
    QCOMPARE(before, table.fontMetrics().height() + 8);
    QFont large = table.font();
    large.setPointSizeF(large.pointSizeF() * 2);
    table.setFont(large);
    QCOMPARE(table.verticalHeader()->defaultSectionSize(), table.fontMetrics().height() + 8);
    QVERIFY(table.verticalHeader()->defaultSectionSize() > before + 8);
}

void DensityTest::aLaterCallHolds()
{
    QTableView table;
    keepRowHeight(table, 8);
    keepRowHeight(table, 6, 1, 100); // a picture is the highest in the row
    QCOMPARE(table.verticalHeader()->defaultSectionSize(), 106);
    chooseDensity(Density::Compact);
    QCOMPARE(table.verticalHeader()->defaultSectionSize(), 102);
}

void DensityTest::menuAndPageAreLevel()
{
    auto *page = m_console->window->findChild<SettingsPage *>();
    QCOMPARE(page->density()->currentText(), u"Comfortable"_s);
    QAction *compact = choice(u"C&ompact"_s);
    QVERIFY(compact != nullptr && !compact->isChecked());
    compact->trigger();
    QCOMPARE(page->density()->currentText(), u"Compact"_s);
    QCOMPARE(rememberedDensity(), Density::Compact);
    page->density()->setCurrentIndex(0);
    Q_EMIT page->density()->activated(0);
    QVERIFY(!compact->isChecked());
    QCOMPARE(rememberedDensity(), Density::Comfortable);
}

void DensityTest::isRemembered_data()
{
    QTest::addColumn<QString>("kept");
    QTest::addColumn<bool>("isCompact");
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("compact") << u"compact"_s << true;
    QTest::newRow("comfortable") << u"comfortable"_s << false;
    QTest::newRow("nonsense") << u"dense"_s << false;
}

void DensityTest::isRemembered()
{
    QFETCH(QString, kept);
    QSettings().setValue(u"look/density"_s, kept);
    QTEST(rememberedDensity() == Density::Compact, "isCompact");
}

QTEST_MAIN(DensityTest)
#include "tst_density.moc"
