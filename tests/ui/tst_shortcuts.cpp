// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/workers/logview.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class ShortcutsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void actOnTheSelectedWorker_data();
    void actOnTheSelectedWorker();
    void startIsSentAtOnce();
    void refusedOneDoesNothing();

private:
    void begin(tests::Silence silence);

    WorkersPage &page() const { return *m_console->window->findChild<WorkersPage *>(); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void ShortcutsTest::init()
{
    begin(tests::Silence::Patient);
}

void ShortcutsTest::begin(tests::Silence silence)
{
    m_console = std::make_unique<tests::ConsoleFixture>(silence);
    m_console->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_console->window.get()));
    QTRY_VERIFY(m_console->isLive());
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
}

void ShortcutsTest::actOnTheSelectedWorker_data()
{
    QTest::addColumn<int>("keys");
    QTest::addColumn<bool>("inTheLog");
    QTest::addColumn<QString>("message");
    const auto ctrlShift = [](Qt::Key key) { return (Qt::CTRL | Qt::SHIFT | key).toCombined(); };
    const int stop = ctrlShift(Qt::Key_S);
    const int restart = ctrlShift(Qt::Key_R);
    const int reset = ctrlShift(Qt::Key_Z);
    QTest::newRow("stop") << stop << false << u"Stopping detection_worker in "_s;
    QTest::newRow("restart") << restart << false << u"Restarting detection_worker in "_s;
    QTest::newRow("reset") << reset << false
                           << u"Resetting the restart count of detection_worker in "_s;
    // A field for text has keys of its own.
    QTest::newRow("stop from the log") << stop << true << u"Stopping detection_worker in "_s;
    QTest::newRow("reset from the log")
        << reset << true << u"Resetting the restart count of detection_worker in "_s;
}

void ShortcutsTest::actOnTheSelectedWorker()
{
    QFETCH(int, keys);
    QFETCH(bool, inTheLog);
    QFETCH(QString, message);
    page().select(u"detection_worker"_s);
    if (inTheLog) {
        auto *log = m_console->window->findChild<LogView *>();
        page().detail()->tabs()->setCurrentWidget(log);
        log->findChild<QPlainTextEdit *>()->setFocus();
    }
    QTRY_COMPARE(m_console->commander->refusal(Verb::Reset, u"detection_worker"_s), Refusal::None);
    const auto combination = QKeyCombination::fromCombined(keys);
    QTest::keyClick(QApplication::focusWidget(), combination.key(),
                    combination.keyboardModifiers());
    QVERIFY2(m_console->message().startsWith(message), qPrintable(m_console->message()));
}

void ShortcutsTest::startIsSentAtOnce()
{
    m_console->changeSupervisor(tests::broken());
    page().select(u"vision"_s);
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_console->backend.posts(),
                 QStringList(u"/api/system/supervisor/workers/vision/start"_s));
}

void ShortcutsTest::refusedOneDoesNothing()
{
    begin(tests::Silence::Short);
    page().select(u"vision"_s);
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::AlreadyRunning);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_console->message(), QString());
    m_console->backend.freeze(true);
    QTRY_VERIFY(!m_console->isLive());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_S,
                    Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_console->message(), QString());
    m_console->backend.freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isLive(), 10000);
    QCOMPARE(m_console->backend.posts(), QStringList());
}

QTEST_MAIN(ShortcutsTest)
#include "tst_shortcuts.moc"
