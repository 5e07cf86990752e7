// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/palette/commandpalette.h"
#include "ui/workers/workerfilterbar.h"
#include "ui/workers/workerspage.h"
#include "ui/workers/workertable.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

/// What is reached by keys: the palette, the list of keys, the filter of a page.
class CommandPaletteTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void listsAllOfTheMenus();
    void doesWhatIsChosen();
    void saysWhyNot();
    void keysAreListed();
    void filterByKeyboard();
    void abnormalOnly();
    void filterCountsAndClears();
    void pageWithoutAFilterSaysSo();

private:
    CommandPalette *open();

    WorkersPage &workers() const { return *m_console->window->findChild<WorkersPage *>(); }

    int page() const { return m_console->window->findChild<QListWidget *>()->currentRow(); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void CommandPaletteTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    m_console->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_console->window.get()));
    QTRY_VERIFY(m_console->isLive());
}

CommandPalette *CommandPaletteTest::open()
{
    m_console->window->activateWindow();
    (void)QTest::qWaitForWindowActive(m_console->window.get());
    QTest::keyClick(m_console->window.get(), Qt::Key_K, Qt::ControlModifier);
    return m_console->window->findChild<CommandPalette *>();
}

void CommandPaletteTest::listsAllOfTheMenus()
{
    auto *palette = open();
    QVERIFY(palette != nullptr && palette->isVisible());
    const auto actions = listedActions(*m_console->window->menuBar());
    QCOMPARE(palette->list()->count(), actions.size());
    QVERIFY(actions.size() > 25);
    for (const ListedAction &listed : actions) {
        QVERIFY2(!listed.command.path.contains(u'&'), qPrintable(listed.command.path));
    }
}

void CommandPaletteTest::doesWhatIsChosen()
{
    auto *palette = open();
    QTest::keyClicks(palette->field(), u"view mon"_s);
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QTRY_COMPARE(page(), 4);
    palette = open();
    QTest::keyClicks(palette->field(), u"view"_s);
    QTest::keyClick(palette->field(), Qt::Key_Down);
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QTRY_COMPARE(page(), 1);
}

void CommandPaletteTest::saysWhyNot()
{
    workers().select(u"file_watcher"_s);
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
    auto *palette = open();
    QTest::keyClicks(palette->field(), u"worker start"_s);
    const int row = [palette] {
        for (int i = 0; i < palette->list()->count(); ++i) {
            if (palette->list()->item(i)->text().startsWith(u"Worker › Start")) {
                return i;
            }
        }
        return -1;
    }();
    QVERIFY(row >= 0);
    palette->list()->setCurrentRow(row);
    QCOMPARE(palette->hint(), u"Cannot start: already running"_s);
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QVERIFY(palette->isVisible());
    QTest::keyClick(palette->field(), Qt::Key_Escape);
    QTRY_VERIFY(m_console->window->findChild<CommandPalette *>() == nullptr);
}

void CommandPaletteTest::keysAreListed()
{
    QTest::keyClick(m_console->window.get(), Qt::Key_F1);
    const auto *dialog = m_console->window->findChild<ShortcutsDialog *>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    const auto *table = dialog->findChild<QTableWidget *>();
    QCOMPARE(table->findItems(u"Ctrl+K"_s, Qt::MatchExactly).size(), 1);
    QCOMPARE(table->findItems(u"Ctrl+Shift+R"_s, Qt::MatchExactly).size(), 1);
}

void CommandPaletteTest::filterByKeyboard()
{
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
    workers().table()->setFocus();
    QTest::keyClick(m_console->window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(workers().filterBar()->field()->hasFocus());
    workers().table()->setFocus();
    QTest::keyClick(m_console->window.get(), Qt::Key_Slash);
    QVERIFY(workers().filterBar()->field()->hasFocus());
    // There it is a letter like any other.
    QTest::keyClick(workers().filterBar()->field(), Qt::Key_Slash);
    QCOMPARE(workers().filterBar()->field()->text(), u"/"_s);
}

void CommandPaletteTest::abnormalOnly()
{
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
    QTRY_COMPARE(workers().table()->model()->rowCount(), 5);
    QTest::keyClick(m_console->window.get(), Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(workers().table()->model()->rowCount(), 0);
    QCOMPARE(workers().filterBar()->words(), u"0 of 5 match"_s);
    m_console->changeSupervisor(tests::broken());
    QTRY_VERIFY(workers().table()->model()->rowCount() > 0);
    QTest::keyClick(m_console->window.get(), Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(workers().filterBar()->words(), QString());
}

void CommandPaletteTest::filterCountsAndClears()
{
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
    QTRY_COMPARE(workers().table()->model()->rowCount(), 5);
    WorkerFilterBar &bar = *workers().filterBar();
    bar.field()->setText(u"critical:yes"_s);
    const int shown = workers().table()->model()->rowCount();
    QVERIFY(shown > 0 && shown < 5);
    QCOMPARE(bar.words(), u"%1 of 5 match"_s.arg(shown));
    bar.field()->setText(u"critical:maybe"_s); // changes nothing, and says why
    QCOMPARE(workers().table()->model()->rowCount(), shown);
    QCOMPARE(bar.words(), u"critical: “maybe” is neither yes nor no"_s);
    bar.field()->setText(u"nobody"_s);
    QCOMPARE(bar.words(), u"0 of 5 match"_s);
    workers().select(u"cleanup_service"_s); // who leads to a worker wants to see it
    QCOMPARE(workers().selected(), u"cleanup_service"_s);
    bar.field()->setText(u"nobody"_s);
    bar.findChild<QPushButton *>()->click();
    QCOMPARE(workers().table()->model()->rowCount(), 5);
}

void CommandPaletteTest::pageWithoutAFilterSaysSo()
{
    for (const ListedAction &listed : listedActions(*m_console->window->menuBar())) {
        if (listed.command.path == u"View › Filter this page") {
            QCOMPARE(listed.command.reason, u"This page has no filter"_s);
            return;
        }
    }
    QFAIL("it is not listed");
}

QTEST_MAIN(CommandPaletteTest)
#include "tst_commandpalette.moc"
