// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "tests/ui/support/showpage.h"
#include "ui/act/consequencedialog.h"
#include "ui/act/workeractions.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerfilterbar.h"
#include "ui/workers/workerspage.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;

class ActingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void nothingIsEnabledWhenStale();
    void startIsFree();
    void restartCanBeTakenBack();
    void restartIsSentAfterTheCountdown();
    void countdownIsDroppedWhenDataGoStale();
    void otherWishesLeaveTheCountdownAlone();
    void noAnswerIsNoRefusal();
    void criticalStopAsks();
    void staleDialogDoesNothing();
    void failureIsToldAfterTheCountdown();
    void figuresOfTheDialogFollowTheFacts();
    void lateAnswerBlocksNobody();
    void refusedWishIsShown();
    void freeWishDoesNotWaitForACountdown();
    void workersAreActedOnWhereTheyAreShown();
    void goneWorkerLeavesNothingSelected();
    void rowChangesOnlyWithTheFact();

private:
    /// Those that wish something of the worker.
    QList<QToolButton *> buttons() const
    {
        const QList<QAction *> actions = m_console->window->findChild<WorkerActions *>()->all();
        QList<QToolButton *> result;
        for (auto *button : m_console->window->findChild<WorkersPage *>()
                                ->detail()
                                ->findChildren<QToolButton *>()) {
            if (actions.contains(button->defaultAction())) {
                result.append(button);
            }
        }
        return result;
    }

    /// What the dialog says.
    QStringList told() const
    {
        QStringList lines;
        const auto *dialog = m_console->window->findChild<ConsequenceDialog *>();
        if (dialog == nullptr) {
            return lines;
        }
        for (const auto *label : dialog->findChildren<QLabel *>()) {
            lines << label->text();
        }
        return lines;
    }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void ActingTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    QVERIFY(m_console->pill().startsWith(u"Connecting"));
    QTRY_VERIFY(m_console->isLive());
}

void ActingTest::nothingIsEnabledWhenStale()
{
    tests::showPage<WorkersPage>(*m_console).select(u"detection_worker"_s);
    QCOMPARE(buttons().size(), 4);
    QTRY_VERIFY(buttons().at(1)->isEnabled());
    m_console->backend.drop();
    QTRY_VERIFY(!m_console->isLive());
    for (const QToolButton *button : buttons()) {
        QVERIFY2(!button->isEnabled(), qPrintable(button->text()));
        QVERIFY2(button->toolTip().contains(u"out of date"), qPrintable(button->toolTip()));
        QCOMPARE(button->defaultAction()->statusTip(), button->toolTip());
    }
    m_console->commander->wish(Verb::Start, u"vision"_s);
    m_console->commander->confirm(Verb::Stop, u"file_watcher"_s);
    QVERIFY(m_console->message().contains(u"out of date"));
    m_console->backend.comeBack();
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isLive(), 10000);
    QCOMPARE(m_console->backend.posts(), QStringList());
}

void ActingTest::startIsFree()
{
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_console->commander->wish(Verb::Start, u"vision"_s);
    QTRY_COMPARE(m_console->backend.posts(),
                 QStringList(u"/api/system/supervisor/workers/vision/start"_s));
    QTRY_VERIFY(m_console->message().contains(u"has started vision"));
}

void ActingTest::restartCanBeTakenBack()
{
    m_console->commander->wish(Verb::Restart, u"cleanup_service"_s);
    QVERIFY(m_console->message().startsWith(u"Restarting cleanup_service in"));
    QCOMPARE(m_console->commander->refusal(Verb::Stop, u"vision"_s), Refusal::CountingDown);
    auto *undo = m_console->window->findChild<QPushButton *>(u"undo"_s);
    QVERIFY(undo->isVisible());
    undo->click();
    QVERIFY(m_console->message().startsWith(u"Taken back"));
    QTest::qWait(700); // longer than the countdown
    QCOMPARE(m_console->backend.posts(), QStringList());
}

void ActingTest::restartIsSentAfterTheCountdown()
{
    m_console->commander->wish(Verb::Restart, u"cleanup_service"_s);
    QCOMPARE(m_console->backend.posts(), QStringList());
    QTRY_COMPARE(m_console->backend.posts(),
                 QStringList(u"/api/system/supervisor/workers/cleanup_service/restart"_s));
    QTRY_VERIFY(m_console->message().contains(u"has restarted cleanup_service"));
    m_console->commander->wish(Verb::Reset, u"detection_worker"_s);
    m_console->commander->sendNow();
    QTRY_COMPARE(m_console->backend.posts().value(1),
                 u"/api/system/supervisor/reset/detection_worker"_s);
}

void ActingTest::countdownIsDroppedWhenDataGoStale()
{
    m_console->commander->wish(Verb::Restart, u"cleanup_service"_s);
    m_console->backend.drop();
    QTRY_VERIFY(m_console->message().contains(u"was not restarted"));
    QVERIFY(m_console->message().contains(u"out of date"));
    m_console->backend.comeBack();
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isLive(), 10000);
    QCOMPARE(m_console->backend.posts(), QStringList());
}

// What is counted down is what is sent, whatever else is wished meanwhile.
void ActingTest::otherWishesLeaveTheCountdownAlone()
{
    m_console->commander->wish(Verb::Restart, u"cleanup_service"_s);
    m_console->commander->wish(Verb::Stop, u"vision"_s);
    m_console->commander->confirm(Verb::Stop, u"file_watcher"_s);
    QVERIFY(m_console->message().startsWith(u"Restarting cleanup_service in"));
    QTRY_VERIFY(m_console->message().contains(u"has restarted cleanup_service"));
    QCOMPARE(m_console->backend.posts(),
             QStringList(u"/api/system/supervisor/workers/cleanup_service/restart"_s));
}

void ActingTest::noAnswerIsNoRefusal()
{
    m_console = std::make_unique<tests::ConsoleFixture>(tests::Silence::Short);
    QTRY_VERIFY(m_console->isLive());
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_console->backend.freeze(true);
    m_console->commander->wish(Verb::Start, u"vision"_s);
    QTRY_VERIFY(!m_console->isLive());
    m_console->backend.drop();
    QTRY_VERIFY2(m_console->message().startsWith(u"Not known whether vision was started: "),
                 qPrintable(m_console->message()));
    QVERIFY2(m_console->message().endsWith(u"; its state now: not known"),
             qPrintable(m_console->message()));
}

void ActingTest::criticalStopAsks()
{
    m_console->commander->wish(Verb::Stop, u"file_watcher"_s);
    auto *dialog = m_console->window->findChild<ConsequenceDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->windowTitle(), u"Stop file_watcher on [HO] home-nvr"_s);
    auto *act = dialog->findChild<QPushButton *>(u"act"_s);
    QCOMPARE(act->text(), u"Stop file_watcher"_s);
    QVERIFY(!act->isDefault());
    QVERIFY2(told().contains(u"Expected gap: from now until somebody starts it. Nothing starts it "
                             "by itself."_s),
             qPrintable(told().join(u'\n')));
    QTest::keyClick(dialog, Qt::Key_Return); // the default is Cancel
    QTRY_VERIFY(m_console->window->findChild<ConsequenceDialog *>() == nullptr);
    QCOMPARE(m_console->backend.posts(), QStringList());
}

void ActingTest::staleDialogDoesNothing()
{
    m_console = std::make_unique<tests::ConsoleFixture>(tests::Silence::Short);
    QTRY_VERIFY(m_console->isLive());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Stop, u"file_watcher"_s), Refusal::None);
    m_console->commander->wish(Verb::Stop, u"file_watcher"_s);
    auto *dialog = m_console->window->findChild<ConsequenceDialog *>();
    QVERIFY(dialog != nullptr);
    m_console->backend.freeze(true);
    auto *act = dialog->findChild<QPushButton *>(u"act"_s);
    QTRY_VERIFY(!act->isEnabled()); // stale while the dialog is open
    m_console->backend.freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(act->isEnabled(), 10000);
    act->click();
    QTRY_COMPARE(m_console->backend.posts(),
                 QStringList(u"/api/system/supervisor/workers/file_watcher/stop"_s));
}

void ActingTest::figuresOfTheDialogFollowTheFacts()
{
    m_console->commander->wish(Verb::Stop, u"file_watcher"_s);
    QTRY_VERIFY2(told().contains(u"Files that wait to be taken in: 3."_s),
                 qPrintable(told().join(u'\n')));
    const QString unknown = u"How much work waits or is in hand is not known now."_s;
    QVERIFY(!told().contains(unknown));
    m_console->backend.set(u"/api/system/pipeline"_s, R"({"detail":"The store is busy"})", 503);
    m_console->backend.sendChanged(u"/api/system/pipeline"_s);
    QTRY_VERIFY2(told().contains(unknown), qPrintable(told().join(u'\n')));
    QVERIFY2(told().filter(u"Files that wait"_s).isEmpty(), qPrintable(told().join(u'\n')));
    QVERIFY2(told().filter(u"open now"_s).isEmpty(), qPrintable(told().join(u'\n')));
}

// A worker may take an hour to stop: that is no failure, and others may wish meanwhile.
void ActingTest::lateAnswerBlocksNobody()
{
    m_console->backend.holdPosts(true);
    m_console->commander->wish(Verb::Stop, u"vision"_s);
    m_console->commander->sendNow();
    QCOMPARE(m_console->commander->refusal(Verb::Restart, u"vision"_s), Refusal::Waiting);
    QTRY_COMPARE(m_console->message(),
                 u"Stopping vision: still no answer; its state now: Running"_s);
    QCOMPARE(m_console->commander->refusal(Verb::Restart, u"vision"_s), Refusal::None);
    tests::Canned canned = tests::healthy();
    canned.supervisor.workers[4].status = protocol::WorkerStatus::Stopped;
    m_console->changeSupervisor(canned);
    QTRY_COMPARE(m_console->message(),
                 u"Stopping vision: still no answer; its state now: Stopped"_s);
    m_console->commander->wish(Verb::Start, u"vision"_s);
    QTRY_COMPARE(m_console->backend.posts().size(), 2);
    m_console->backend.holdPosts(false);
    QTRY_VERIFY(m_console->message().startsWith(u"The backend has "));
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
}

void ActingTest::refusedWishIsShown()
{
    m_console->backend.setPostAnswer(503, R"({"detail":"Worker supervisor not running"})");
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_console->commander->wish(Verb::Start, u"vision"_s);
    QTRY_COMPARE(m_console->message(), u"vision was not started: Worker supervisor not running"_s);
}

// The bar was taken by what could still be taken back; it is not forgotten for that.
void ActingTest::failureIsToldAfterTheCountdown()
{
    m_console->backend.setPostAnswer(503, R"({"detail":"It cannot be executed"})");
    m_console->backend.holdPosts(true);
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_console->commander->wish(Verb::Start, u"vision"_s);
    QTRY_COMPARE(m_console->backend.posts().size(), 1);
    m_console->commander->wish(Verb::Restart, u"cleanup_service"_s);
    QVERIFY(m_console->message().startsWith(u"Restarting cleanup_service in"));
    m_console->backend.holdPosts(false);
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    QVERIFY(m_console->message().startsWith(u"Restarting cleanup_service in"));
    m_console->commander->undo();
    QVERIFY(m_console->message().startsWith(u"Taken back"));
    m_console->commander->dismiss();
    QCOMPARE(m_console->message(), u"vision was not started: It cannot be executed"_s);
    m_console->commander->dismiss();
    QCOMPARE(m_console->message(), QString());
}

// What is free is sent at once, whatever else can still be taken back.
void ActingTest::freeWishDoesNotWaitForACountdown()
{
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_console->commander->wish(Verb::Restart, u"cleanup_service"_s);
    QCOMPARE(m_console->commander->refusal(Verb::Restart, u"cleanup_service"_s),
             Refusal::CountingDown);
    m_console->commander->wish(Verb::Start, u"vision"_s);
    QTRY_COMPARE(m_console->backend.posts(),
                 QStringList(u"/api/system/supervisor/workers/vision/start"_s));
    QVERIFY(m_console->message().startsWith(u"Restarting cleanup_service in"));
    m_console->commander->sendNow();
    QTRY_COMPARE(m_console->backend.posts().last(),
                 u"/api/system/supervisor/workers/cleanup_service/restart"_s);
}

// A key pressed elsewhere would act on what nobody sees.
void ActingTest::workersAreActedOnWhereTheyAreShown()
{
    tests::showPage<WorkersPage>(*m_console).select(u"detection_worker"_s);
    QTRY_VERIFY(buttons().at(1)->isEnabled());
    QAction *stop = buttons().at(1)->defaultAction();
    m_console->window->findChild<QListWidget *>()->setCurrentRow(0);
    QVERIFY(!stop->isEnabled());
    QVERIFY2(stop->toolTip().endsWith(u"on the page Workers"), qPrintable(stop->toolTip()));
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
    QVERIFY(stop->isEnabled());
}

// Nothing takes the place of a worker that is gone from the list.
void ActingTest::goneWorkerLeavesNothingSelected()
{
    auto &page = tests::showPage<WorkersPage>(*m_console);
    QTRY_VERIFY(!page.selected().isEmpty());
    page.select(u"vision"_s);
    page.filterBar()->field()->setText(u"detection"_s);
    QCOMPARE(page.selected(), QString());
    QVERIFY(!buttons().at(1)->isEnabled());
}

void ActingTest::rowChangesOnlyWithTheFact()
{
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_console->commander->wish(Verb::Start, u"vision"_s);
    QTRY_VERIFY(m_console->message().contains(u"has started"));
    QCOMPARE(m_console->commander->worker(u"vision"_s)->status, protocol::WorkerStatus::Stopped);
    m_console->changeSupervisor(tests::healthy());
    QTRY_COMPARE(m_console->commander->worker(u"vision"_s)->status,
                 protocol::WorkerStatus::Running);
}

QTEST_MAIN(ActingTest)
#include "tst_acting.moc"
