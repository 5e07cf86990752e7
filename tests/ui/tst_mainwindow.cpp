// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/act/commander.h"
#include "ui/act/consequencedialog.h"
#include "ui/act/messagebar.h"
#include "ui/frame/connectionpill.h"
#include "ui/frame/failureframe.h"
#include "ui/look/theme.h"
#include "ui/mainwindow.h"
#include "ui/overview/mimic.h"
#include "ui/overview/verdictband.h"
#include "ui/overview/workerspanel.h"
#include "ui/startfailure.h"
#include "ui/workers/workerspage.h"

#include <QAction>
#include <QApplication>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class MainWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void pillAndHatchFollowTheConnection();
    void nothingIsEnabledWhenStale();
    void startIsFree();
    void restartCanBeTakenBack();
    void restartIsSentAfterTheCountdown();
    void countdownIsDroppedWhenDataGoStale();
    void criticalStopAsks();
    void refusedWishIsShown();
    void rowChangesOnlyWithTheFact();
    void redFrame();
    void verdictOfABrokenSystem();
    void overviewFitsTheSmallScreen();
    void everythingHasAName();
    void startFailureOffersWhatHelps();

private:
    QString pill() const { return m_window->findChild<ConnectionPill *>()->text(); }

    bool isLive() const { return pill().startsWith(u"Live"); }

    QList<QToolButton *> buttons() const
    {
        QList<QToolButton *> result;
        for (auto *button : m_window->findChild<WorkersPage *>()->findChildren<QToolButton *>()) {
            if (button->defaultAction() != nullptr) {
                result.append(button);
            }
        }
        return result;
    }

    QString message() const { return m_window->findChild<MessageBar *>()->text(); }

    void changeSupervisor(const tests::Canned &canned)
    {
        tests::fill(*m_backend, canned);
        m_backend->sendChanged(u"/api/system/supervisor"_s);
    }

    std::unique_ptr<tests::FakeBackend> m_backend;
    std::unique_ptr<MainWindow> m_window;
    Commander *m_commander = nullptr;
};

namespace {

Timings hasty()
{
    return {.staleAfter = 800ms,
            .disconnectedAfter = 2000ms,
            .ping = 100ms,
            .backoffFirst = 100ms,
            .backoffCap = 300ms,
            .undo = 500ms,
            .pulse = 50ms};
}

} // namespace

void MainWindowTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), Theme::Light);
}

void MainWindowTest::init()
{
    m_backend = std::make_unique<tests::FakeBackend>();
    tests::fill(*m_backend, tests::healthy());
    m_window = std::make_unique<MainWindow>(
        Connection{.url = m_backend->url(), .name = u"home-nvr"_s}, nullptr, hasty());
    m_commander = m_window->findChild<Commander *>();
    m_window->show();
    QVERIFY(pill().startsWith(u"Connecting"));
    QTRY_VERIFY(isLive());
}

void MainWindowTest::cleanup()
{
    m_window.reset();
    m_backend.reset();
}

void MainWindowTest::pillAndHatchFollowTheConnection()
{
    const auto *panel = m_window->findChild<WorkersPanel *>();
    QVERIFY(panel->freshness().vouched);
    QVERIFY(panel->accessibleDescription().startsWith(u"file_watcher: Running"));
    m_backend->freeze(true);
    QTRY_VERIFY(pill().startsWith(u"Stale"));
    QVERIFY(!panel->freshness().vouched);
    QVERIFY(panel->accessibleDescription().startsWith(u"Out of date, as of"));
    QVERIFY(m_window->findChild<VerdictBand *>()->sentence().startsWith(u"Not known now"));
    QTRY_VERIFY(pill().startsWith(u"Disconnected"));
    QVERIFY(!panel->freshness().vouched);
    m_backend->freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(isLive(), 10000);
    QTRY_VERIFY(panel->freshness().vouched);
    QVERIFY(
        m_window->findChild<VerdictBand *>()->sentence().startsWith(u"All systems operational"));
}

void MainWindowTest::nothingIsEnabledWhenStale()
{
    m_window->findChild<WorkersPage *>()->select(u"detection_worker"_s);
    QCOMPARE(buttons().size(), 4);
    QTRY_VERIFY(buttons().at(1)->isEnabled());
    m_backend->drop();
    QTRY_VERIFY(!isLive());
    for (const QToolButton *button : buttons()) {
        QVERIFY2(!button->isEnabled(), qPrintable(button->text()));
        QVERIFY2(button->toolTip().contains(u"out of date"), qPrintable(button->toolTip()));
        QCOMPARE(button->defaultAction()->statusTip(), button->toolTip());
    }
    m_commander->wish(Verb::Start, u"vision"_s);
    m_commander->confirm(Verb::Stop, u"file_watcher"_s);
    QVERIFY(message().contains(u"out of date"));
    m_backend->comeBack();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(), 10000);
    QCOMPARE(m_backend->posts(), QStringList());
}

void MainWindowTest::startIsFree()
{
    changeSupervisor(tests::broken());
    QTRY_COMPARE(m_commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_commander->wish(Verb::Start, u"vision"_s);
    QTRY_COMPARE(m_backend->posts(), QStringList(u"/api/system/supervisor/workers/vision/start"_s));
    QTRY_VERIFY(message().contains(u"has started vision"));
}

void MainWindowTest::restartCanBeTakenBack()
{
    m_commander->wish(Verb::Restart, u"cleanup_service"_s);
    QVERIFY(message().startsWith(u"Restarting cleanup_service in"));
    QCOMPARE(m_commander->refusal(Verb::Stop, u"vision"_s), Refusal::CountingDown);
    auto *undo = m_window->findChild<QPushButton *>(u"undo"_s);
    QVERIFY(undo->isVisible());
    undo->click();
    QVERIFY(message().startsWith(u"Taken back"));
    QTest::qWait(700); // longer than the countdown
    QCOMPARE(m_backend->posts(), QStringList());
}

void MainWindowTest::restartIsSentAfterTheCountdown()
{
    m_commander->wish(Verb::Restart, u"cleanup_service"_s);
    QCOMPARE(m_backend->posts(), QStringList());
    QTRY_COMPARE(m_backend->posts(),
                 QStringList(u"/api/system/supervisor/workers/cleanup_service/restart"_s));
    QTRY_VERIFY(message().contains(u"has restarted cleanup_service"));
    m_commander->wish(Verb::Reset, u"detection_worker"_s);
    m_commander->sendNow();
    QTRY_COMPARE(m_backend->posts().value(1), u"/api/system/supervisor/reset/detection_worker"_s);
}

void MainWindowTest::countdownIsDroppedWhenDataGoStale()
{
    m_commander->wish(Verb::Restart, u"cleanup_service"_s);
    m_backend->drop();
    QTRY_VERIFY(message().contains(u"was not restarted"));
    QVERIFY(message().contains(u"out of date"));
    m_backend->comeBack();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(), 10000);
    QCOMPARE(m_backend->posts(), QStringList());
}

void MainWindowTest::criticalStopAsks()
{
    m_commander->wish(Verb::Stop, u"file_watcher"_s);
    auto *dialog = m_window->findChild<ConsequenceDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->windowTitle(), u"Stop file_watcher on home-nvr"_s);
    auto *act = dialog->findChild<QPushButton *>(u"act"_s);
    QCOMPARE(act->text(), u"Stop file_watcher"_s);
    QVERIFY(!act->isDefault());
    QTest::keyClick(dialog, Qt::Key_Return); // the default is Cancel
    QTRY_VERIFY(m_window->findChild<ConsequenceDialog *>() == nullptr);
    QCOMPARE(m_backend->posts(), QStringList());

    m_commander->wish(Verb::Stop, u"file_watcher"_s);
    dialog = m_window->findChild<ConsequenceDialog *>();
    m_backend->freeze(true);
    act = dialog->findChild<QPushButton *>(u"act"_s);
    QTRY_VERIFY(!act->isEnabled()); // stale while the dialog is open
    m_backend->freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(act->isEnabled(), 10000);
    act->click();
    QTRY_COMPARE(m_backend->posts(),
                 QStringList(u"/api/system/supervisor/workers/file_watcher/stop"_s));
}

void MainWindowTest::refusedWishIsShown()
{
    m_backend->setPostAnswer(503, R"({"detail":"Worker supervisor not running"})");
    changeSupervisor(tests::broken());
    QTRY_COMPARE(m_commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_commander->wish(Verb::Start, u"vision"_s);
    QTRY_COMPARE(message(), u"vision was not started: Worker supervisor not running"_s);
}

void MainWindowTest::rowChangesOnlyWithTheFact()
{
    changeSupervisor(tests::broken());
    QTRY_COMPARE(m_commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_commander->wish(Verb::Start, u"vision"_s);
    QTRY_VERIFY(message().contains(u"has started"));
    QCOMPARE(m_commander->worker(u"vision"_s)->status, protocol::WorkerStatus::Stopped);
    changeSupervisor(tests::healthy());
    QTRY_COMPARE(m_commander->worker(u"vision"_s)->status, protocol::WorkerStatus::Running);
}

void MainWindowTest::redFrame()
{
    auto *frame = m_window->findChild<FailureFrame *>();
    QVERIFY(frame->failure().isEmpty());
    m_window->backendFailed(u"The store is full."_s);
    QCOMPARE(frame->failure(), u"The store is full. Workers are no longer watched."_s);
    QVERIFY(pill().startsWith(u"Disconnected"));
    QVERIFY(!m_window->findChild<WorkersPanel *>()->freshness().vouched);
}

void MainWindowTest::verdictOfABrokenSystem()
{
    tests::fill(*m_backend, tests::broken());
    m_backend->sendChanged(u"/api/system/health/full"_s);
    m_backend->sendChanged(u"/api/system/circuit-breakers"_s);
    const auto *band = m_window->findChild<VerdictBand *>();
    QTRY_VERIFY(band->sentence().startsWith(u"Unhealthy since"));
    QVERIFY(band->toolTip().startsWith(u"critical worker file_watcher is not running"));
    const auto *mimic = m_window->findChild<Mimic *>();
    QTRY_COMPARE(mimic->state().analysis.size(), 4);
    QTRY_COMPARE(mimic->state().analysis.last().look.word, u"Open"_s);
    QVERIFY(mimic->state().analysis.last().figure.startsWith(u"probe in"));
}

void MainWindowTest::overviewFitsTheSmallScreen()
{
    QVERIFY2(m_window->minimumSizeHint().width() <= 1280
                 && m_window->minimumSizeHint().height() <= 720,
             qPrintable(u"%1x%2"_s.arg(m_window->minimumSizeHint().width())
                            .arg(m_window->minimumSizeHint().height())));
    QCOMPARE(m_window->findChild<QListWidget *>()->count(), 2);
}

void MainWindowTest::everythingHasAName()
{
    const QStringList custom{u"connectionPill"_s, u"verdictBand"_s, u"mimic"_s, u"messageBar"_s};
    for (const QString &name : custom) {
        const auto *widget = m_window->findChild<QWidget *>(name);
        QVERIFY2(widget != nullptr && !widget->accessibleName().isEmpty(), qPrintable(name));
    }
    for (const Panel *panel : m_window->findChildren<Panel *>()) {
        QVERIFY(!panel->accessibleName().isEmpty());
    }
}

void MainWindowTest::startFailureOffersWhatHelps()
{
    StartFailureWindow all({.sentence = u"Port 8000 is in use"_s,
                            .running = QUrl(u"http://127.0.0.1:8000"_s),
                            .portHelps = true,
                            .directoryHelps = true});
    QCOMPARE(all.findChildren<QPushButton *>().size(), 4);
    all.findChildren<QPushButton *>().at(1)->click();
    QCOMPARE(all.choice(), StartChoice::OtherPort);
    StartFailureWindow bare({.sentence = u"The store is newer"_s});
    QCOMPARE(bare.findChildren<QPushButton *>().size(), 1);
    QCOMPARE(bare.choice(), StartChoice::Quit);
}

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
