// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/notify/alarmnotices.h"
#include "ui/notify/tray.h"
#include "ui/settings/settingspage.h"

#include <QAction>
#include <QCheckBox>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

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

QTEST_MAIN(MainWindowDesktopTest)
#include "tst_mainwindowdesktop.moc"
