// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/cannedload.h"
#include "tests/ui/support/consolefixture.h"
#include "ui/models/workersmodel.h"
#include "ui/workers/workerspage.h"
#include "ui/workers/workertable.h"

#include <QListWidget>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

/// Columns of the workers' table that are hidden at first.
class LoadColumnsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areReadWhileTheyCanBeSeen();
    void otherColumns();
};

void LoadColumnsTest::areReadWhileTheyCanBeSeen()
{
    tests::ConsoleFixture console;
    tests::fill(console.backend, tests::busy());
    QTRY_VERIFY(console.isLive());
    auto *list = console.window->findChild<QListWidget *>();
    list->setCurrentRow(1);
    auto *page = console.window->findChild<WorkersPage *>();
    const QString path = u"/api/system/performance"_s;
    const QString beat = u"/api/cameras"_s;
    const auto waitForABeat = [&] {
        const int beats = console.backend.reads(beat);
        console.window->findChild<Session *>()->resync();
        QTRY_VERIFY(console.backend.reads(beat) > beats);
    };
    const auto cell = [page](int column) {
        const QAbstractItemModel *rows = page->table()->model();
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (rows->index(row, WorkersModel::Name).data() == u"vision"_s) {
                return rows->index(row, column).data().toString();
            }
        }
        return QString();
    };
    QTRY_COMPARE(page->table()->model()->rowCount(), 5);
    waitForABeat();
    QCOMPARE(console.backend.reads(path), 0); // hidden at first
    QCOMPARE(cell(WorkersModel::Cpu), u"—"_s);
    page->table()->setColumnHidden(WorkersModel::Cpu, false);
    QTRY_COMPARE(cell(WorkersModel::Cpu), u"182.0"_s);
    QCOMPARE(cell(WorkersModel::Memory), u"1630.7"_s);
    // What nobody vouches for is not shown as if it were of now.
    console.backend.set(path, R"({"detail":"Performance collector not initialized"})", 503);
    console.window->findChild<Session *>()->resync();
    QTRY_COMPARE(cell(WorkersModel::Cpu), u"—"_s);
    tests::fill(console.backend, tests::busy());
    QTRY_COMPARE(cell(WorkersModel::Cpu), u"182.0"_s);
    page->table()->setColumnHidden(WorkersModel::Cpu, true);
    QTRY_COMPARE(cell(WorkersModel::Cpu), u"—"_s);
    const int reads = console.backend.reads(path);
    waitForABeat();
    QCOMPARE(console.backend.reads(path), reads);
}

void LoadColumnsTest::otherColumns()
{
    const protocol::WallTime now(std::chrono::hours(1000));
    WorkersModel model([now] { return now; }, this);
    model.merge({{.name = u"a"_s,
                  .lastCrashedAt = now - std::chrono::seconds(72),
                  .statusText = u"scan 3 of 6\nall well"_s},
                 {.name = u"b"_s}});
    model.setLoads({{u"b"_s, 7, 0.04, {}, 1}});
    const auto text = [&model](int row, int column) {
        return model.index(row, column).data().toString();
    };
    QCOMPARE(text(0, WorkersModel::LastCrash), u"1m12s"_s);
    QCOMPARE(text(0, WorkersModel::Says), u"scan 3 of 6 all well"_s);
    QCOMPARE(text(0, WorkersModel::Cpu), u"—"_s);
    QCOMPARE(text(1, WorkersModel::LastCrash), u"—"_s);
    QCOMPARE(text(1, WorkersModel::Says), u"—"_s);
    QCOMPARE(text(1, WorkersModel::Cpu), u"0.0"_s);
    QCOMPARE(text(1, WorkersModel::Memory), u"—"_s);
}

QTEST_MAIN(LoadColumnsTest)
#include "tst_loadcolumns.moc"
