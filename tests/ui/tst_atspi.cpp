// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader finds in the running program, asked for as it does: over the accessibility
// bus, page by page. On a screen, a bus and with a registry of the test's own.
#include "tests/ui/support/accessibilitybus.h"
#include "tests/ui/support/atspiclient.h"
#include "tests/ui/support/canned.h"
#include "tests/ui/support/cannedapi.h"
#include "tests/ui/support/cannedload.h"
#include "tests/ui/support/cannedmachine.h"
#include "tests/ui/support/fakebackend.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using tests::AtSpiFacts;
using tests::AtSpiObject;

namespace {

const QStringList SaysNothing{QString(), u"invalid"_s, u"unknown"_s, u"filler"_s};

QString told(const AtSpiFacts &one)
{
    return u"%1 '%2' (%3) in %4"_s.arg(one.role, one.name, one.object.path.path(),
                                       one.trail.join(u" / "_s));
}

const AtSpiFacts *find(const QList<AtSpiFacts> &all, const QString &role, const QString &name)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const AtSpiFacts &one) {
        return one.role == role && one.name == name;
    });
    return found == all.end() ? nullptr : &*found;
}

struct View
{
    QString name = {};
    QList<AtSpiFacts> all = {};
};

bool isCell(const AtSpiFacts &one)
{
    return one.role == u"cell" || one.role == u"list item";
}

} // namespace

class AtSpiTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theVerdictIsTold();
    void everyPageIsReachedByItsMenu();
    void whatCanBeUsedHasNameAndRole();
    void tablesHaveRowsAndColumns();
    void statesAreWords();
    void drawingsAreToldAndAreTables();

private:
    QList<AtSpiFacts> seen() const { return m_client->seen(m_window); }

    /// What can be seen of that name, now; waited for.
    AtSpiFacts awaited(const QString &role, const QString &name) const;

    bool showPage(const QString &name) const;

    /// Keeps what can be seen of that page and of each of its tabs.
    bool lookAround(const QString &page);

    tests::AccessibilityBus m_bus;
    tests::FakeBackend m_backend;
    QTemporaryDir m_home;
    std::unique_ptr<scenario::ServerProcess> m_console;
    std::unique_ptr<tests::AtSpiClient> m_client;
    AtSpiObject m_window;
    QStringList m_pages; ///< as the list names them
    QList<View> m_views;
};

void AtSpiTest::initTestCase()
{
    const QString missing = m_bus.start();
    QVERIFY2(missing.isEmpty(),
             qPrintable(missing + u" cannot be had: ./check installs or unpacks it"_s));
    tests::fill(m_backend, tests::broken());
    tests::fill(m_backend, tests::partlyDown());
    tests::fill(m_backend, tests::overloaded());
    tests::fillApi(m_backend);
    m_console = std::make_unique<scenario::ServerProcess>(
        qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalbox"_s,
        QStringList{u"--connect"_s, m_backend.url().toString()});
    for (const auto &[name, value] :
         {std::pair(u"QT_QPA_PLATFORM"_s, u"xcb"_s),
          std::pair(u"QT_LINUX_ACCESSIBILITY_ALWAYS_ON"_s, u"1"_s),
          std::pair(u"DISPLAY"_s, m_bus.display()), std::pair(u"HOME"_s, m_home.path()),
          std::pair(u"XDG_CONFIG_HOME"_s, m_home.path())}) {
        m_console->setVariable(name, value);
    }
    QVERIFY(m_console->start());
    m_client = std::make_unique<tests::AtSpiClient>(m_bus.address());
    const bool isThere = QTest::qWaitFor(
        [this] {
            const auto windows = m_client->children(m_client->program(u"signalbox"_s));
            m_window = windows.value(0);
            return !m_window.isNull();
        },
        30'000);
    QVERIFY2(isThere, m_console->output().constData());
    const AtSpiObject list = awaited(u"list"_s, u"Pages"_s).object;
    for (int row = 0; row < m_client->rows(list); ++row) {
        m_pages << m_client->facts(m_client->cell(list, row, 0)).name;
    }
}

AtSpiFacts AtSpiTest::awaited(const QString &role, const QString &name) const
{
    AtSpiFacts facts;
    (void)QTest::qWaitFor(
        [&] {
            const QList<AtSpiFacts> all = seen();
            const AtSpiFacts *found = find(all, role, name);
            facts = found == nullptr ? AtSpiFacts() : *found;
            return found != nullptr;
        },
        20'000);
    return facts;
}

bool AtSpiTest::showPage(const QString &name) const
{
    const AtSpiObject menu = awaited(u"menu item"_s, u"View"_s).object;
    const auto entries = m_client->children(m_client->children(menu).value(0));
    const AtSpiObject entry = entries.value(m_pages.indexOf(name)); // in the same order
    return m_client->act(entry) && !awaited(u"panel"_s, name).object.isNull();
}

bool AtSpiTest::lookAround(const QString &page)
{
    if (!showPage(page)) {
        return false;
    }
    QTest::qWait(300); // its answers
    m_views.append({page, seen()});
    const QList<AtSpiFacts> all = m_views.last().all;
    for (const AtSpiFacts &one : all) {
        if (one.role == u"page tab") {
            if (!m_client->act(one.object)) {
                return false;
            }
            QTest::qWait(200);
            m_views.append({page + u' ' + one.name, seen()});
        }
    }
    return true;
}

void AtSpiTest::theVerdictIsTold()
{
    QVERIFY(showPage(u"Overview"_s));
    QString verdict;
    const auto isTold = [&] {
        verdict = awaited(u"label"_s, u"Verdict"_s).description;
        return verdict.startsWith(u"Unhealthy since ");
    };
    QVERIFY2(QTest::qWaitFor(isTold, 20'000), qPrintable(verdict));
    QVERIFY2(verdict.contains(u"critical worker file_watcher is not running"), qPrintable(verdict));
    QVERIFY(awaited(u"label"_s, u"Connection"_s).description.startsWith(u"Live"));
}

void AtSpiTest::everyPageIsReachedByItsMenu()
{
    QVERIFY(m_pages.size() >= 12);
    for (const QString &page : std::as_const(m_pages)) {
        QVERIFY2(lookAround(page), qPrintable(page));
    }
    QVERIFY(m_views.size() > m_pages.size()); // some have tabs
}

void AtSpiTest::whatCanBeUsedHasNameAndRole()
{
    QStringList found;
    int used = 0;
    for (const auto &[page, all] : std::as_const(m_views)) {
        for (const AtSpiFacts &one : all) {
            // A scroll bar is moved by the keys of what it scrolls.
            const bool isUsed = one.role != u"scroll bar"
                && (one.has(tests::AtSpiFocusable) || m_client->actions(one.object) > 0);
            used += isUsed ? 1 : 0;
            if (isUsed
                && (SaysNothing.contains(one.role) || (one.name.isEmpty() && !isCell(one)))) {
                found << page + u": "_s + told(one);
            }
        }
    }
    found.removeDuplicates();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    QVERIFY2(used > 300, qPrintable(QString::number(used)));
}

void AtSpiTest::tablesHaveRowsAndColumns()
{
    QStringList found;
    int tables = 0;
    for (const auto &[page, all] : std::as_const(m_views)) {
        for (const AtSpiFacts &one : all) {
            if (!one.offers(u"Table"_s)) {
                continue;
            }
            ++tables;
            const int columns = m_client->columns(one.object);
            if (columns < 1 || m_client->rows(one.object) < 0) {
                found << page + u": no columns: "_s + told(one);
            }
            QStringList words;
            for (int column = 0; m_client->rows(one.object) > 0 && column < columns; ++column) {
                const AtSpiFacts cell = m_client->facts(m_client->cell(one.object, 0, column));
                words << cell.name;
                if (!isCell(cell)) {
                    found << page + u": no cell: "_s + told(cell);
                }
            }
            if (!words.isEmpty() && words.join(QString()).isEmpty()) {
                found << page + u": a row without a word: "_s + told(one);
            }
        }
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    QVERIFY2(tables > 30, qPrintable(QString::number(tables)));
}

// Not by a colour or a sign alone.
void AtSpiTest::statesAreWords()
{
    QVERIFY(showPage(u"Workers"_s));
    const AtSpiObject table = awaited(u"table"_s, u"Workers"_s).object;
    QVERIFY(!table.isNull());
    QStringList words;
    for (int row = 0; row < m_client->rows(table); ++row) {
        for (int column = 0; column < m_client->columns(table); ++column) {
            words << m_client->facts(m_client->cell(table, row, column)).name;
        }
    }
    for (const QString &word :
         {u"file_watcher, critical"_s, u"Failed"_s, u"Crashed"_s, u"Restarting"_s, u"Running"_s}) {
        QVERIFY2(words.contains(word), qPrintable(words.join(u" | "_s)));
    }
}

void AtSpiTest::drawingsAreToldAndAreTables()
{
    QVERIFY(showPage(u"Overview"_s));
    const AtSpiFacts flow = awaited(u"graphic"_s, u"FLOW"_s);
    QVERIFY2(flow.description.contains(u"file_watcher Failed"), qPrintable(flow.description));
    const QList<AtSpiFacts> all = seen();
    const auto toggle = std::find_if(all.begin(), all.end(), [](const AtSpiFacts &one) {
        return one.name == u"Show as a table: FLOW";
    });
    QVERIFY(toggle != all.end());
    QVERIFY(m_client->act(toggle->object));
    const AtSpiObject table = awaited(u"table"_s, u"FLOW as a table"_s).object;
    QVERIFY(!table.isNull());
    QTRY_VERIFY(m_client->rows(table) > 6);
    QCOMPARE(m_client->facts(m_client->cell(table, 1, 0)).name, u"file_watcher"_s);
    QCOMPARE(m_client->facts(m_client->cell(table, 1, 1)).name, u"Failed"_s);
}

QTEST_GUILESS_MAIN(AtSpiTest)
#include "tst_atspi.moc"
