// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/act/bulk.h"
#include "ui/act/consequencedialog.h"
#include "ui/act/workeractions.h"
#include "ui/workers/bulkbar.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"
#include "ui/workers/workertable.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;

/// One wish for several workers of the page.
class BulkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { begin(); }

    void cleanup() { m_console.reset(); }

    void barComesWithTheSecond();
    void detailLeavesTheButtonsToTheBar();
    void selectionStaysWhenRowsChange();
    void asksFirstAndSaysWhatFollows();
    void leavesOutWhatCannotBe();
    void stoppingAllWantsTheName();
    void saysWhyNothingCanBeDone();
    void guardedInstanceIsTyped();
    void watchedInstanceIsLeftAlone();
    void oneSelectedActsAsBefore();

private:
    void begin(tests::Silence silence = tests::Silence::Patient, Guard guard = Guard::Free)
    {
        m_console = std::make_unique<tests::ConsoleFixture>(silence, false, guard);
        QTRY_VERIFY(m_console->isLive());
        m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
        QTRY_VERIFY(table().model()->rowCount() == 5);
    }

    template<typename Part>
    Part &part() const
    {
        return *m_console->window->findChild<Part *>();
    }

    WorkerTable &table() const { return *part<WorkersPage>().table(); }

    QAction &action(Verb verb) const { return *part<WorkerActions>().action(verb); }

    const QList<BulkItem> &items() const { return m_console->commander->bulk().items(); }

    QList<BulkState> states() const
    {
        QList<BulkState> list;
        for (const BulkItem &item : items()) {
            list.append(item.state);
        }
        return list;
    }

    ConsequenceDialog *dialog() const
    {
        return m_console->window->findChild<ConsequenceDialog *>();
    }

    /// Lets the dialog, which is to come, do it.
    void agree() const
    {
        QVERIFY(dialog() != nullptr);
        auto *act = dialog()->findChild<QPushButton *>(u"act"_s);
        if (auto *name = dialog()->findChild<QLineEdit *>()) {
            name->setText(u"home-nvr"_s);
        }
        QTRY_VERIFY(act->isEnabled());
        act->click();
    }

    QString told() const
    {
        QStringList lines;
        for (const auto *label : dialog()->findChildren<QLabel *>()) {
            lines << label->text();
        }
        return lines.join(u'\n');
    }

    void selectAll() const { table().selectAll(); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void BulkTest::barComesWithTheSecond()
{
    const auto &bar = part<BulkBar>();
    part<WorkersPage>().select(u"vision"_s);
    QVERIFY(!bar.isVisible());
    selectAll();
    QVERIFY(bar.isVisible());
    QCOMPARE(bar.text(), u"5 selected:"_s);
    QCOMPARE(bar.findChildren<QToolButton *>().size(), 4);
    QCOMPARE(part<WorkersPage>().allSelected().size(), 5);
    // The same actions, with the same words, wherever they are offered.
    QCOMPARE(action(Verb::Stop).text(), u"S&top 5 workers"_s);
    QCOMPARE(bar.findChildren<QToolButton *>().at(1)->defaultAction(), &action(Verb::Stop));
    part<WorkersPage>().select(u"vision"_s);
    QVERIFY(!bar.isVisible());
    QCOMPARE(action(Verb::Stop).text(), u"S&top"_s);
}

void BulkTest::detailLeavesTheButtonsToTheBar()
{
    part<WorkersPage>().select(u"vision"_s);
    const auto *button = part<WorkersPage>().detail()->findChild<QToolButton *>();
    QVERIFY(button->isVisible());
    selectAll();
    QVERIFY(!button->isVisible());
    part<WorkersPage>().select(u"file_watcher"_s);
    QVERIFY(button->isVisible());
}

void BulkTest::selectionStaysWhenRowsChange()
{
    selectAll();
    const QStringList before = part<WorkersPage>().allSelected();
    const QString detail = part<WorkersPage>().selected();
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->worker(u"vision"_s)->status,
                 protocol::WorkerStatus::Stopped);
    QCOMPARE(part<WorkersPage>().allSelected(), before);
    QCOMPARE(part<WorkersPage>().selected(), detail);
    QCOMPARE(part<BulkBar>().text(), u"5 selected:"_s);
}

void BulkTest::asksFirstAndSaysWhatFollows()
{
    selectAll();
    QTRY_VERIFY(action(Verb::Stop).isEnabled());
    action(Verb::Stop).trigger();
    QVERIFY(dialog() != nullptr);
    QCOMPARE(dialog()->windowTitle(), u"Stop 5 workers on [HO] home-nvr"_s);
    QVERIFY(!dialog()->findChild<QPushButton *>(u"act"_s)->isDefault());
    QVERIFY2(told().contains(u"Workers: file_watcher, detection_worker, "), qPrintable(told()));
    QVERIFY2(told().contains(u"Critical: file_watcher. "), qPrintable(told()));
    QTRY_VERIFY2(told().contains(u"Files that wait to be taken in: 3."), qPrintable(told()));
    QTest::keyClick(dialog(), Qt::Key_Return); // the default is Cancel
    QTRY_VERIFY(dialog() == nullptr);
    QVERIFY(items().isEmpty());
    QCOMPARE(m_console->backend.posts(), QStringList());
}

void BulkTest::leavesOutWhatCannotBe()
{
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    selectAll();
    const QString shown = action(Verb::Stop).iconText();
    QCOMPARE(shown, u"Stop 4 of 5"_s);
    QVERIFY2(action(Verb::Stop).toolTip().contains(u"Left out, 1: vision (already stopped)"),
             qPrintable(action(Verb::Stop).toolTip()));
    action(Verb::Stop).trigger();
    QCOMPARE(dialog()->windowTitle(), u"Stop 4 workers on [HO] home-nvr"_s);
    QVERIFY2(told().contains(u"Left out, 1: vision (already stopped)"), qPrintable(told()));
    agree();
    QTRY_COMPARE(states(), QList<BulkState>(4, BulkState::Done));
    QCOMPARE(m_console->backend.posts().filter(u"vision"_s), QStringList());
}

void BulkTest::stoppingAllWantsTheName()
{
    selectAll();
    QTRY_VERIFY(action(Verb::Stop).isEnabled());
    action(Verb::Stop).trigger();
    const auto *act = dialog()->findChild<QPushButton *>(u"act"_s);
    auto *name = dialog()->findChild<QLineEdit *>();
    QVERIFY(name != nullptr);
    QVERIFY(!act->isEnabled());
    QVERIFY(name->accessibleName().contains(u"Everything will stand still"));
    name->setText(u"home-nvr"_s);
    QVERIFY(act->isEnabled());
    dialog()->reject();
    QTRY_VERIFY(dialog() == nullptr);
    action(Verb::Restart).trigger();
    QVERIFY(dialog()->findChild<QLineEdit *>() == nullptr);
}

void BulkTest::saysWhyNothingCanBeDone()
{
    selectAll();
    QTRY_VERIFY(!action(Verb::Start).isEnabled());
    QVERIFY2(action(Verb::Start).toolTip().startsWith(u"Cannot start: already running"),
             qPrintable(action(Verb::Start).toolTip()));
    QVERIFY(action(Verb::Start).statusTip().startsWith(u"Cannot start: already running"));
}

void BulkTest::guardedInstanceIsTyped()
{
    begin(tests::Silence::Patient, Guard::Guarded);
    selectAll();
    QTRY_VERIFY(action(Verb::Stop).isEnabled());
    action(Verb::Stop).trigger();
    auto *act = dialog()->findChild<QPushButton *>(u"act"_s);
    QVERIFY(!act->isEnabled());
    QTest::keyClicks(dialog()->findChild<QLineEdit *>(), u"home-nvr"_s);
    QVERIFY(act->isEnabled());
    act->click();
    QTRY_COMPARE(states(), QList<BulkState>(5, BulkState::Done));
}

void BulkTest::watchedInstanceIsLeftAlone()
{
    begin(tests::Silence::Patient, Guard::Watch);
    selectAll();
    QVERIFY(!action(Verb::Stop).isEnabled());
    QVERIFY(action(Verb::Stop).toolTip().contains(u"only watched"));
    m_console->commander->bulk().run(Verb::Stop, {u"vision"_s});
    QCOMPARE(states(), QList<BulkState>{BulkState::NotSent});
    QCOMPARE(m_console->backend.posts(), QStringList());
}

void BulkTest::oneSelectedActsAsBefore()
{
    part<WorkersPage>().select(u"cleanup_service"_s);
    QTRY_VERIFY(action(Verb::Restart).isEnabled());
    action(Verb::Restart).trigger();
    QVERIFY(dialog() == nullptr);
    QVERIFY(m_console->message().startsWith(u"Restarting cleanup_service in"));
    m_console->commander->undo();
    QVERIFY(items().isEmpty());
}

QTEST_MAIN(BulkTest)
#include "tst_bulk.moc"
