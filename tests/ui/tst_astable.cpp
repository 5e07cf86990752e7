// SPDX-License-Identifier: GPL-3.0-or-later
// Every drawing of every page is a table too: by keyboard, with the same facts, as long as it is
// open, and marked where nobody vouches for them.
#include "tests/ui/support/cannedapi.h"
#include "tests/ui/support/cannedload.h"
#include "tests/ui/support/cannedmachine.h"
#include "tests/ui/support/consolefixture.h"
#include "tests/ui/support/fortabs.h"
#include "tests/ui/support/showpage.h"
#include "ui/breakers/breakerspage.h"
#include "ui/breakers/breakertiles.h"
#include "ui/charts/chart.h"
#include "ui/frame/factstable.h"
#include "ui/frame/panel.h"
#include "ui/frame/rowspanel.h"
#include "ui/frame/tabletoggle.h"
#include "ui/overview/batchespanel.h"
#include "ui/overview/mimic.h"
#include "ui/overview/overviewpage.h"
#include "ui/overview/ribbonspanel.h"
#include "ui/overview/workerspanel.h"
#include "ui/pipeline/batchboard.h"
#include "ui/pipeline/degradationcard.h"
#include "ui/pipeline/pipelinepage.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

TableToggle &toggleOf(const QWidget &drawing)
{
    return *drawing.findChild<TableToggle *>();
}

QStringList rowOf(const QAbstractItemView &table, int row)
{
    QStringList cells;
    for (int i = 0; i < table.model()->columnCount(); ++i) {
        cells << table.model()->index(row, i).data().toString();
    }
    return cells;
}

/// The row that begins with this cell.
QStringList rowNamed(const QAbstractItemView &table, const QString &name)
{
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        if (table.model()->index(row, 0).data() == name) {
            return rowOf(table, row);
        }
    }
    return {};
}

} // namespace

class AsTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { begin(tests::Silence::Patient); }

    void cleanup() { m_console.reset(); }

    void everyDrawingIsOneByKeyboard();
    void contextMenuHasIt();
    void flow();
    void partsOfTheFlowThatAreOld();
    void workers();
    void enterOpensTheWorker();
    void openBatches();
    void board();
    void degradation();
    void breakers();
    void figures_data();
    void figures();
    void followsWhatChanges();
    void keepsItsSelection();
    void staleIsMarked();
    void notReadYet();

private:
    void begin(tests::Silence silence);

    template<typename Drawing>
    Drawing &opened(const QWidget &page)
    {
        auto *drawing = page.findChild<Drawing *>();
        drawing->setTable(true);
        return *drawing;
    }

    OverviewPage &overview() const { return tests::showPage<OverviewPage>(*m_console); }

    PipelinePage &pipeline() const { return tests::showPage<PipelinePage>(*m_console); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void AsTableTest::begin(tests::Silence silence)
{
    m_console = std::make_unique<tests::ConsoleFixture>(silence);
    tests::fill(m_console->backend, tests::partlyDown());
    tests::fill(m_console->backend, tests::overloaded());
    m_console->window->resize(1280, 720);
    m_console->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_console->window.get()));
    QTRY_VERIFY(m_console->isLive());
}

void AsTableTest::everyDrawingIsOneByKeyboard()
{
    auto *list = m_console->window->findChild<QListWidget *>();
    int drawings = 0;
    QSet<QString> names;
    for (int page = 0; page < list->count(); ++page) {
        list->setCurrentRow(page);
        QTest::qWait(100); // its answers
        for (auto *panel : m_console->window->findChildren<Panel *>()) {
            if (!panel->isVisible()) {
                continue;
            }
            ++drawings;
            TableToggle &toggle = toggleOf(*panel);
            const QString name = panel->accessibleName();
            names.insert(name);
            QCOMPARE(toggle.accessibleName(), u"Show as a table: "_s + name);
            QVERIFY(toggle.width() >= 24 && toggle.height() >= 24);
            toggle.setFocus();
            QTest::keyClick(&toggle, Qt::Key_Space);
            QVERIFY2(panel->table() != nullptr && panel->table()->isVisible(), qPrintable(name));
            QCOMPARE(panel->table()->accessibleName(), name + u" as a table"_s);
            QVERIFY(panel->table()->model()->columnCount() > 0);
            QVERIFY2(panel->table()->model()->rowCount() > 0
                         || !panel->table()->sentence().isEmpty(),
                     qPrintable(name));
            QTest::keyClick(&toggle, Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget(), panel->table());
            toggle.setFocus();
            QTest::keyClick(&toggle, Qt::Key_Space);
            QVERIFY(!panel->table()->isVisible());
        }
    }
    QVERIFY2(drawings >= 14, qPrintable(QString::number(drawings)));
    QVERIFY(names.contains(u"FLOW"_s) && names.contains(u"BATCHES"_s));
}

void AsTableTest::contextMenuHasIt()
{
    auto &mimic = *overview().findChild<Mimic *>();
    QCOMPARE(mimic.contextMenuPolicy(), Qt::ActionsContextMenu);
    QCOMPARE(mimic.actions().size(), 1);
    QCOMPARE(mimic.actions().first()->text(), u"Show as &table"_s);
    mimic.actions().first()->trigger();
    QVERIFY(mimic.table()->isVisible());
    QVERIFY(toggleOf(mimic).isTable());
    mimic.actions().first()->trigger();
    QVERIFY(!mimic.table()->isVisible());
}

void AsTableTest::flow()
{
    auto &mimic = opened<Mimic>(overview());
    const auto &state = mimic.state();
    QTRY_COMPARE(mimic.table()->model()->rowCount(),
                 state.stations.size() + state.detection.size() + state.analysis.size()
                     + state.foundations.size());
    for (const Station &station : state.stations + state.foundations) {
        const QStringList row = rowNamed(*mimic.table(), station.name);
        QVERIFY2(row.contains(stateWord(station.look)), qPrintable(row.join(u", ")));
        QVERIFY(station.figure.isEmpty() || row.contains(station.figure));
        QCOMPARE(row.at(2), station.waiting ? QString::number(*station.waiting) : u"—"_s);
        QCOMPARE(row.last(), u"Present"_s);
        for (const QString &note : station.notes) {
            QVERIFY(row.join(u' ').contains(note));
        }
    }
    QVERIFY(!state.detection.isEmpty());
    QCOMPARE(rowNamed(*mimic.table(), u"breaker yolo26"_s).at(1),
             state.detection.first().look.word);
}

void AsTableTest::partsOfTheFlowThatAreOld()
{
    auto &mimic = opened<Mimic>(overview());
    MimicState state = mimic.state();
    state.stations[1].trust = Trust::Old;
    state.stations[2].trust = Trust::Never;
    const Freshness freshness = mimic.freshness();
    mimic.setState(state, freshness);
    QTRY_COMPARE(rowOf(*mimic.table(), 1).last(), u"Out of date"_s);
    QCOMPARE(rowOf(*mimic.table(), 2).last(), u"Not read yet"_s);
    QCOMPARE(rowOf(*mimic.table(), 0).last(), u"Present"_s);
    mimic.setState(state, {.vouched = false, .asOf = freshness.asOf});
    QTRY_COMPARE(rowOf(*mimic.table(), 0).last(), u"Out of date"_s);
}

void AsTableTest::workers()
{
    m_console->changeSupervisor(tests::broken());
    auto &panel = opened<WorkersPanel>(overview());
    QTRY_COMPARE(rowNamed(*panel.table(), u"file_watcher"_s).value(1), u"Failed"_s);
    const QStringList row = rowNamed(*panel.table(), u"file_watcher"_s);
    QCOMPARE(row.at(3), u"Yes"_s);
    QVERIFY2(row.at(4).contains(u" of "), qPrintable(row.join(u", ")));
}

void AsTableTest::enterOpensTheWorker()
{
    auto &panel = opened<WorkersPanel>(overview());
    QTRY_VERIFY(panel.table()->model()->rowCount() > 1);
    QSignalSpy chosen(&panel, &WorkersPanel::workerChosen);
    panel.table()->setFocus();
    panel.table()->selectRow(1);
    QTest::keyClick(panel.table(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), rowOf(*panel.table(), 1).first());
}

void AsTableTest::openBatches()
{
    auto &panel = opened<BatchesPanel>(overview());
    QTRY_COMPARE(panel.table()->model()->rowCount(), 2);
    const QStringList row = rowNamed(*panel.table(), u"front_door"_s);
    QVERIFY2(row.at(1).endsWith(u"/90 s"), qPrintable(row.at(1)));
    QVERIFY2(row.at(2).endsWith(u" s, idle"), qPrintable(row.at(2)));
    QVERIFY(row.at(3).toInt() > 0);
    const QString &age = row.at(1);
    QTRY_VERIFY(rowNamed(*panel.table(), u"front_door"_s).value(1) != age); // it grows
}

void AsTableTest::board()
{
    auto &panel = opened<BatchBoard>(pipeline());
    QTRY_COMPARE(panel.table()->model()->rowCount(), 2);
    QCOMPARE(rowNamed(*panel.table(), u"front_door"_s).at(1), u"Open"_s);
    tests::Canned canned = tests::healthy();
    canned.pipeline.batches.removeFirst();
    tests::fill(m_console->backend, canned);
    m_console->backend.sendChanged(u"/api/system/pipeline"_s);
    QTRY_COMPARE(rowNamed(*panel.table(), u"front_door"_s).value(1), u"Closed"_s);
    QCOMPARE(rowNamed(*panel.table(), u"front_door"_s).at(3), panel.rows().last().deadline);
}

void AsTableTest::degradation()
{
    auto &panel = opened<DegradationCard>(pipeline());
    QTRY_COMPARE(panel.table()->model()->rowCount(), panel.lines().size());
    for (const CardLine &line : panel.lines()) {
        const QStringList row = rowNamed(*panel.table(), line.label);
        QCOMPARE(row.at(1), stateWord(line.look));
        QCOMPARE(row.at(2), line.text.isEmpty() ? u"—"_s : line.text);
    }
}

void AsTableTest::breakers()
{
    auto &page = tests::showPage<BreakersPage>(*m_console);
    QTRY_COMPARE(page.tiles()->tiles().size(), 5);
    page.select(u"nemotron"_s);
    TableToggle &toggle = toggleOf(page);
    QCOMPARE(toggle.accessibleName(), u"Show as a table: Breakers"_s);
    toggle.setFocus();
    QTest::keyClick(&toggle, Qt::Key_Space);
    QVERIFY(page.table()->isVisible());
    QCOMPARE(page.table()->model()->rowCount(), 5);
    QCOMPARE(page.selected(), u"nemotron"_s);
    QCOMPARE(page.table()->currentIndex().siblingAtColumn(1).data().toString(), u"nemotron"_s);
    QTest::keyClick(&toggle, Qt::Key_Space);
    QVERIFY(page.tiles()->isVisible());
    QCOMPARE(page.tiles()->tiles().size(), 5);
}

void AsTableTest::figures_data()
{
    QTest::addColumn<PanelRow>("row");
    QTest::addColumn<QStringList>("cells");
    QTest::newRow("against its limits")
        << PanelRow{.look = {Glyph::Triangle, Tone::Warning, {}},
                    .name = u"CPU"_s,
                    .gauge = Gauge{.value = 92, .warning = 80, .critical = 95},
                    .value = u"92 %"_s}
        << QStringList{u"CPU"_s, u"Warning"_s, u"92 %"_s, u"—"_s, u"≥ 80, ≥ 95"_s, u"—"_s};
    QTest::newRow("bad when it is low")
        << PanelRow{.look = {Glyph::None, Tone::Quiet, {}},
                    .name = u"Free"_s,
                    .gauge = Gauge{.value = 40, .critical = 5, .bad = BadSide::Below},
                    .value = u"40 GB"_s}
        << QStringList{u"Free"_s, u"—"_s, u"40 GB"_s, u"—"_s, u"≤ 5"_s, u"—"_s};
    QTest::newRow("what is usual")
        << PanelRow{.look = {Glyph::None, Tone::Quiet, {}},
                    .name = u"yolo26"_s,
                    .gauge = Gauge{.value = 15, .usual = NormalBand{10, 20.5}},
                    .value = u"15 ms"_s,
                    .note = u"120 calls"_s}
        << QStringList{u"yolo26"_s, u"—"_s, u"15 ms"_s, u"10 to 20.5"_s, u"—"_s, u"120 calls"_s};
    QTest::newRow("what is usual, in the unit of the scale")
        << PanelRow{.look = {Glyph::None, Tone::Quiet, {}},
                    .name = u"Analysis"_s,
                    .gauge = Gauge{.value = 5200, .usual = NormalBand{3500, 7600}},
                    .unit = u"ms"_s,
                    .value = u"5.2 s"_s}
        << QStringList{u"Analysis"_s, u"—"_s, u"5.2 s"_s, u"3500 to 7600 ms"_s, u"—"_s, u"—"_s};
    QTest::newRow("a sentence alone")
        << PanelRow{.look = {Glyph::Octagon, Tone::Critical, u"Critical"_s},
                    .note = u"CPU load is 97 %"_s}
        << QStringList{u"—"_s, u"Critical"_s, u"—"_s, u"—"_s, u"—"_s, u"CPU load is 97 %"_s};
    QTest::newRow("not measured") << PanelRow{.look = {Glyph::Question, Tone::Unknown, {}},
                                              .name = u"GPU"_s,
                                              .gauge = Gauge{.warning = 75}}
                                  << QStringList{u"GPU"_s, u"Unknown"_s, u"—"_s,
                                                 u"—"_s,   u"≥ 75"_s,    u"—"_s};
}

void AsTableTest::figures()
{
    QFETCH(PanelRow, row);
    RowsPanel panel(u"HOST"_s, nullptr);
    panel.setTable(true);
    panel.show();
    panel.setRows({row}, {.vouched = true, .asOf = protocol::WallTime(std::chrono::seconds(1))});
    QTRY_COMPARE(panel.table()->model()->rowCount(), 1);
    QTEST(rowOf(*panel.table(), 0), "cells");
}

void AsTableTest::followsWhatChanges()
{
    auto &panel = opened<WorkersPanel>(overview());
    QTRY_COMPARE(rowNamed(*panel.table(), u"file_watcher"_s).value(1), u"Running"_s);
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(rowNamed(*panel.table(), u"file_watcher"_s).value(1), u"Failed"_s);
}

void AsTableTest::keepsItsSelection()
{
    auto &panel = opened<WorkersPanel>(overview());
    QTRY_VERIFY(panel.table()->model()->rowCount() > 2);
    panel.table()->selectRow(2);
    const QString chosen = rowOf(*panel.table(), 2).first();
    tests::Canned canned = tests::broken();
    canned.supervisor.workers.removeFirst();
    m_console->changeSupervisor(canned);
    QTRY_VERIFY(rowOf(*panel.table(), 2).first() != chosen);
    QCOMPARE(panel.table()->currentIndex().siblingAtColumn(0).data().toString(), chosen);
}

void AsTableTest::staleIsMarked()
{
    begin(tests::Silence::Short);
    auto &panel = opened<RibbonsPanel>(overview());
    QTRY_VERIFY(panel.table()->model()->rowCount() > 0);
    QVERIFY(!panel.table()->accessibleDescription().startsWith(u"Out of date"));
    m_console->backend.freeze(true);
    QTRY_VERIFY(panel.table()->accessibleDescription().startsWith(u"Out of date, as of "));
    QVERIFY(panel.table()->model()->rowCount() > 0);
    m_console->backend.freeze(false);
}

void AsTableTest::notReadYet()
{
    RowsPanel panel(u"HOST"_s, nullptr);
    panel.setTable(true);
    panel.show();
    panel.setRows({{.name = u"CPU"_s}}, {});
    QCOMPARE(panel.table()->model()->rowCount(), 0);
    QTRY_COMPARE(panel.table()->sentence(), u"Loading…"_s);
    panel.setRows({{.name = u"CPU"_s}}, {.error = u"HTTP 500"_s});
    QTRY_COMPARE(panel.table()->sentence(), u"HTTP 500"_s);
}

QTEST_MAIN(AsTableTest)
#include "tst_astable.moc"
