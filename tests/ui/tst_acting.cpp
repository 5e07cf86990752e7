// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/act/consequencedialog.h"
#include "ui/workers/workerspage.h"

#include <QAction>
#include <QLabel>
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
    void refusedWishIsShown();
    void rowChangesOnlyWithTheFact();

private:
    QList<QToolButton *> buttons() const
    {
        QList<QToolButton *> result;
        for (auto *button :
             m_console->window->findChild<WorkersPage *>()->findChildren<QToolButton *>()) {
            if (button->defaultAction() != nullptr) {
                result.append(button);
            }
        }
        return result;
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
    m_console->window->findChild<WorkersPage *>()->select(u"detection_worker"_s);
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
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_console->backend.freeze(true);
    m_console->commander->wish(Verb::Start, u"vision"_s);
    QTRY_VERIFY(!m_console->isLive());
    m_console->backend.drop();
    QTRY_VERIFY2(m_console->message().startsWith(u"Not known whether vision was started: "),
                 qPrintable(m_console->message()));
}

void ActingTest::criticalStopAsks()
{
    m_console->commander->wish(Verb::Stop, u"file_watcher"_s);
    auto *dialog = m_console->window->findChild<ConsequenceDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->windowTitle(), u"Stop file_watcher on home-nvr"_s);
    auto *act = dialog->findChild<QPushButton *>(u"act"_s);
    QCOMPARE(act->text(), u"Stop file_watcher"_s);
    QVERIFY(!act->isDefault());
    QStringList told;
    for (const auto *label : dialog->findChildren<QLabel *>()) {
        told << label->text();
    }
    QVERIFY2(told.contains(u"Expected gap: from now until somebody starts it. Nothing starts it "
                           "by itself."_s),
             qPrintable(told.join(u'\n')));
    QTest::keyClick(dialog, Qt::Key_Return); // the default is Cancel
    QTRY_VERIFY(m_console->window->findChild<ConsequenceDialog *>() == nullptr);
    QCOMPARE(m_console->backend.posts(), QStringList());

    m_console->commander->wish(Verb::Stop, u"file_watcher"_s);
    dialog = m_console->window->findChild<ConsequenceDialog *>();
    m_console->backend.freeze(true);
    act = dialog->findChild<QPushButton *>(u"act"_s);
    QTRY_VERIFY(!act->isEnabled()); // stale while the dialog is open
    m_console->backend.freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(act->isEnabled(), 10000);
    act->click();
    QTRY_COMPARE(m_console->backend.posts(),
                 QStringList(u"/api/system/supervisor/workers/file_watcher/stop"_s));
}

void ActingTest::refusedWishIsShown()
{
    m_console->backend.setPostAnswer(503, R"({"detail":"Worker supervisor not running"})");
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_console->commander->wish(Verb::Start, u"vision"_s);
    QTRY_COMPARE(m_console->message(), u"vision was not started: Worker supervisor not running"_s);
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
