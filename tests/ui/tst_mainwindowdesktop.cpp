// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/notify/alarmnotices.h"
#include "ui/notify/tray.h"
#include "ui/settings/settingspage.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QMenu>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeEdit>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ui;

/// Two windows of one program, on one desktop.
class MainWindowDesktopTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void muteHoldsForTheWindowAfterThis();
    void muteHoldsForTheOtherWindow();
    void muteOfAnotherClockIsNotBelieved();
    void wishesHoldForTheParkedWindow();
    void oneThatComesBackShowsWhatWasChosen();

private:
    static SettingsPage &settings(const tests::ConsoleFixture &console)
    {
        return *console.window->findChild<SettingsPage *>();
    }

    static AlarmNotices &notices(const MainWindow &window)
    {
        return *window.findChild<AlarmNotices *>();
    }

    QAction &mute() const
    {
        const auto actions = m_tray->menu().actions();
        return **std::ranges::find_if(
            actions, [](const QAction *action) { return action->text().startsWith(u"&Mute"); });
    }

    /// What of a menu's choices holds.
    static QString chosenIn(const MainWindow &window, const QString &title)
    {
        const auto menus = window.findChildren<QMenu *>();
        const auto menu = std::ranges::find(menus, title, &QMenu::title);
        const auto actions = (*menu)->actions();
        return (*std::ranges::find_if(actions, &QAction::isChecked))->text();
    }

    /// Home is left for another instance.
    void leaveHome();

    QTemporaryDir m_folder;
    std::unique_ptr<Tray> m_tray;
    std::unique_ptr<tests::ConsoleFixture> m_home;
    std::unique_ptr<tests::ConsoleFixture> m_yard;
};

void MainWindowDesktopTest::initTestCase()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(u"signalbox-test"_s);
    QCoreApplication::setApplicationName(u"desktop"_s);
}

void MainWindowDesktopTest::init()
{
    QSettings().clear();
    m_tray = std::make_unique<Tray>(nullptr);
    m_home = std::make_unique<tests::ConsoleFixture>();
    m_home->window->joinDesktop(m_tray.get());
}

void MainWindowDesktopTest::cleanup()
{
    m_yard.reset();
    m_home.reset();
    m_tray.reset();
}

void MainWindowDesktopTest::leaveHome()
{
    m_home->window->setInFront(false);
    m_yard = std::make_unique<tests::ConsoleFixture>();
    m_yard->window->joinDesktop(m_tray.get());
}

// As another language or clock makes one.
void MainWindowDesktopTest::muteHoldsForTheWindowAfterThis()
{
    mute().trigger();
    QVERIFY(notices(*m_home->window).isMuted());
    auto next = std::make_unique<MainWindow>(*m_home->window);
    m_home->window = std::move(next);
    m_home->window->joinDesktop(m_tray.get());
    QVERIFY(notices(*m_home->window).isMuted());
    QVERIFY(mute().isChecked());
    QVERIFY(settings(*m_home).mute()->isChecked());
    mute().trigger();
    QVERIFY(!notices(*m_home->window).isMuted());
    QVERIFY(!settings(*m_home).mute()->isChecked());
}

void MainWindowDesktopTest::muteHoldsForTheOtherWindow()
{
    mute().trigger();
    leaveHome();
    QVERIFY(notices(*m_yard->window).isMuted());
    QVERIFY(mute().isChecked() && settings(*m_yard).mute()->isChecked());
    settings(*m_yard).mute()->click();
    QVERIFY(!notices(*m_home->window).isMuted() && !notices(*m_yard->window).isMuted());
    QVERIFY(!mute().isChecked());
    notices(*m_yard->window).mute(std::chrono::milliseconds(50));
    QVERIFY(mute().isChecked());
    QTRY_VERIFY(!mute().isChecked());
}

void MainWindowDesktopTest::muteOfAnotherClockIsNotBelieved()
{
    QSettings().setValue(u"notify/mutedUntil"_s,
                         QDateTime::currentMSecsSinceEpoch() + qint64{24} * 3600 * 1000);
    leaveHome();
    QVERIFY(!notices(*m_yard->window).isMuted());
    QVERIFY(!mute().isChecked());
}

void MainWindowDesktopTest::wishesHoldForTheParkedWindow()
{
    leaveHome();
    const AlarmNotices &parked = notices(*m_home->window);
    QVERIFY(!parked.wishes().quiet);
    settings(*m_yard).quietTo()->setTime(settings(*m_yard).quietFrom()->time()); // all day
    settings(*m_yard).quiet()->click();
    QVERIFY(parked.wishes().quiet);
    settings(*m_yard).notices()->setCurrentIndex(3);
    Q_EMIT settings(*m_yard).notices()->activated(3);
    QCOMPARE(parked.wishes().lowestPriority, 0);
}

void MainWindowDesktopTest::oneThatComesBackShowsWhatWasChosen()
{
    leaveHome();
    settings(*m_yard).quiet()->click();
    settings(*m_yard).quietFrom()->setTime({23, 15});
    settings(*m_yard).notices()->setCurrentIndex(2);
    Q_EMIT settings(*m_yard).notices()->activated(2);
    settings(*m_yard).undo()->setValue(9);
    settings(*m_yard).theme()->setCurrentIndex(2);
    Q_EMIT settings(*m_yard).theme()->activated(2);
    settings(*m_yard).density()->setCurrentIndex(1);
    Q_EMIT settings(*m_yard).density()->activated(1);
    m_yard.reset();
    m_home->window->setInFront(true);
    SettingsPage &page = settings(*m_home);
    QVERIFY(page.quiet()->isChecked() && page.quietFrom()->isEnabled());
    QCOMPARE(page.quietFrom()->time(), QTime(23, 15));
    QCOMPARE(page.notices()->currentText(), u"All alarms"_s);
    QCOMPARE(page.undo()->value(), 9);
    QCOMPARE(page.theme()->currentText(), u"Dark"_s);
    QCOMPARE(page.density()->currentText(), u"Compact"_s);
    QCOMPARE(chosenIn(*m_home->window, u"&Theme"_s), u"&Dark"_s);
    QCOMPARE(chosenIn(*m_home->window, u"Densit&y"_s), u"C&ompact"_s);
    page.quietTo()->setTime({5, 45}); // what is beside it is not lost
    QCOMPARE(AlarmNotices::rememberedQuietHours(),
             (QuietHours{.isOn = true, .from = {23, 15}, .to = {5, 45}}));
    QTRY_VERIFY(m_home->isLive());
    m_home->commander->wish(Verb::Restart, u"cleanup_service"_s);
    QCOMPARE(m_home->commander->message().secondsLeft, 9);
}

QTEST_MAIN(MainWindowDesktopTest)
#include "tst_mainwindowdesktop.moc"
