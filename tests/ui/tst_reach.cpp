// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody needs who does not use a mouse, or does not see the screen: on every page each
// part can be reached by Tab and has a name, and each drawing says what it shows.
#include "tests/ui/support/cannedapi.h"
#include "tests/ui/support/cannedload.h"
#include "tests/ui/support/cannedmachine.h"
#include "tests/ui/support/consolefixture.h"
#include "tests/ui/support/fortabs.h"
#include "ui/charts/chart.h"
#include "ui/look/language.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QStackedWidget>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

QString told(const QWidget &widget)
{
    return QString::fromLatin1(widget.metaObject()->className()) + u" '"_s + widget.objectName()
        + u"' in "_s + QString::fromLatin1(widget.parentWidget()->metaObject()->className());
}

QString spokenName(QWidget &widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&widget);
    return face == nullptr ? QString() : face->text(QAccessible::Name);
}

/// What Tab has to stop at.
QList<QWidget *> stops(const QWidget &window)
{
    QList<QWidget *> found;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->isEnabled() && widget->focusProxy() == nullptr
            && (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->window() == &window) {
            found << widget;
        }
    }
    return found;
}

} // namespace

class ReachTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void tabComesToEveryPart();
    void everyPartHasAName();
    void everyChartIsATableToo();
    void mnemonicsDiffer_data();
    void mnemonicsDiffer();

private:
    /// Calls `look` for every page and tab with its name, when it is shown.
    template<typename Look>
    void forPages(Look look)
    {
        auto *list = m_console->window->findChild<QListWidget *>();
        for (int row = 0; row < list->count(); ++row) {
            list->setCurrentRow(row);
            QTest::qWait(100); // its answers
            const auto *pages = m_console->window->findChild<QStackedWidget *>(u"pages"_s);
            tests::forTabs(*pages->currentWidget(),
                           [&](const QString &tab) { look(list->item(row)->text() + u' ' + tab); });
        }
    }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void ReachTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    tests::fill(m_console->backend, tests::partlyDown());
    tests::fill(m_console->backend, tests::overloaded());
    tests::fillApi(m_console->backend);
    m_console->window->resize(1280, 720);
    m_console->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_console->window.get()));
    QTRY_VERIFY(m_console->isLive());
}

void ReachTest::tabComesToEveryPart()
{
    QStringList missed;
    forPages([&](const QString &page) {
        m_console->window->findChild<QListWidget *>()->setFocus();
        QSet<QWidget *> met;
        for (int i = 0; i < 120; ++i) {
            QWidget *here = QApplication::focusWidget();
            if (here == nullptr) {
                break;
            }
            met.insert(here);
            QTest::keyClick(here, Qt::Key_Tab);
        }
        const auto wanted = stops(*m_console->window);
        for (QWidget *stop : wanted) {
            if (!met.contains(stop)) {
                missed << page + u": "_s + told(*stop);
            }
        }
    });
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
}

void ReachTest::everyPartHasAName()
{
    QSet<QString> nameless;
    forPages([&](const QString &page) {
        const auto wanted = stops(*m_console->window);
        for (QWidget *stop : wanted) {
            if (spokenName(*stop).isEmpty()) {
                nameless.insert(page + u": "_s + told(*stop));
            }
        }
    });
    const QStringList found = nameless.values();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void ReachTest::everyChartIsATableToo()
{
    int charts = 0;
    forPages([&](const QString &) {
        for (auto *chart : m_console->window->findChildren<Chart *>()) {
            if (!chart->isVisible()) {
                continue;
            }
            ++charts;
            QVERIFY(!chart->accessibleName().isEmpty());
            QVERIFY(!chart->accessibleDescription().isEmpty());
            auto *button = chart->findChild<QAbstractButton *>();
            QVERIFY(button != nullptr && button->focusPolicy() != Qt::NoFocus);
            button->setFocus();
            QTest::keyClick(button, Qt::Key_Space);
            auto *table = chart->findChild<QAbstractItemView *>();
            QVERIFY2(table != nullptr && table->isVisible(), qPrintable(chart->sentence()));
            QVERIFY(!spokenName(*table).isEmpty());
            QTest::keyClick(button, Qt::Key_Space);
            QVERIFY(!table->isVisible());
        }
    });
    QVERIFY(charts >= 8);
}

void ReachTest::mnemonicsDiffer_data()
{
    QTest::addColumn<Language>("language");
    QTest::newRow("English") << Language::English;
    QTest::newRow("German") << Language::German;
}

// Two of the same letter in one menu, and neither is done by it.
void ReachTest::mnemonicsDiffer()
{
    QFETCH(Language, language);
    applyLanguage(*qApp, language);
    m_console->window = std::make_unique<ui::MainWindow>(*m_console->window);
    QStringList twice;
    const auto check = [&](const QString &menu, const QList<QAction *> &actions) {
        QSet<QString> letters;
        for (const QAction *action : actions) {
            const auto place = action->text().indexOf(u'&');
            const QString letter = action->text().mid(place + 1, 1).toLower();
            if (place >= 0 && action->isVisible() && letters.contains(letter)) {
                twice << menu + u": "_s + action->text();
            }
            if (place >= 0) {
                letters.insert(letter);
            }
        }
    };
    check(u"the menu bar"_s, m_console->window->menuBar()->actions());
    for (const auto *menu : m_console->window->findChildren<QMenu *>()) {
        check(menu->title(), menu->actions());
    }
    applyLanguage(*qApp, Language::English);
    QVERIFY2(twice.isEmpty(), qPrintable(twice.join(u'\n')));
}

QTEST_MAIN(ReachTest)
#include "tst_reach.moc"
