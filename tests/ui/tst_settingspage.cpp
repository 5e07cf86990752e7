// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/look/format.h"
#include "ui/look/zone.h"
#include "ui/notify/alarmnotices.h"
#include "ui/palette/commandpalette.h"
#include "ui/remembered.h"
#include "ui/settings/settingsfile.h"
#include "ui/settings/settingspage.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeEdit>

using namespace Qt::StringLiterals;
using namespace ui;

class SettingsPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void init() { QSettings().clear(); }

    void cleanup() { applyZone(Zone::Utc); }

    void usualOnes();
    void isRememberedForTheNextStart();
    void nonsenseIsTheUsual_data();
    void nonsenseIsTheUsual();
    void opensByKey();
    void themeFollowsTheMenu();
    void mutesWhatIsTold();
    void timesOfTheOperator();
    void clockHoldsAtOnce();
    void undoHoldsAtOnce();
    void brokenFileIsPutAside_data();
    void brokenFileIsPutAside();
    void wallShowsTheOverviewAlone();

private:
    QTemporaryDir m_home;
};

void SettingsPageTest::initTestCase()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("TZ", "XYZ-02:00");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
    QCoreApplication::setOrganizationName(u"signalbox-test"_s);
    QCoreApplication::setApplicationName(u"settings"_s);
    QVERIFY(settingsPath().startsWith(m_home.path()));
}

void SettingsPageTest::usualOnes()
{
    const SettingsPage page(nullptr);
    QCOMPARE(page.clock()->currentText(), u"UTC"_s);
    QCOMPARE(page.notices()->currentText(), u"Alarms of priority 1 and 2"_s);
    QCOMPARE(page.undo()->value(), 5);
    QVERIFY(!page.mute()->isChecked());
    QVERIFY(!page.quiet()->isChecked() && !page.quietFrom()->isEnabled());
    QCOMPARE(page.quietFrom()->time(), QTime(22, 0));
    QCOMPARE(page.quietTo()->time(), QTime(6, 0));
}

void SettingsPageTest::isRememberedForTheNextStart()
{
    {
        const SettingsPage page(nullptr);
        page.clock()->setCurrentIndex(1);
        Q_EMIT page.clock()->activated(1);
        page.notices()->setCurrentIndex(3);
        Q_EMIT page.notices()->activated(3);
        page.undo()->setValue(0);
        page.quiet()->click();
        page.quietFrom()->setTime({23, 15});
        page.quietTo()->setTime({5, 45});
    }
    const SettingsPage next(nullptr);
    QCOMPARE(next.clock()->currentText(), u"Local time of this machine"_s);
    QCOMPARE(next.notices()->currentText(), u"None"_s);
    QCOMPARE(next.undo()->value(), 0);
    QCOMPARE(rememberedZone(), Zone::Local);
    QCOMPARE(AlarmNotices::rememberedPriority(), 0);
    QVERIFY(next.quiet()->isChecked() && next.quietFrom()->isEnabled());
    QCOMPARE(next.quietFrom()->time(), QTime(23, 15));
    QCOMPARE(AlarmNotices::rememberedQuietHours(),
             (QuietHours{.isOn = true, .from = {23, 15}, .to = {5, 45}}));
    QCOMPARE(rememberedUndo(std::chrono::seconds(5)), std::chrono::milliseconds(0));
}

void SettingsPageTest::nonsenseIsTheUsual_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::newRow("a word") << QVariant(u"often"_s);
    QTest::newRow("negative") << QVariant(-1);
    QTest::newRow("beyond all") << QVariant(4711);
    QTest::newRow("a list") << QVariant(QStringList{u"1"_s, u"2"_s});
}

void SettingsPageTest::nonsenseIsTheUsual()
{
    QFETCH(QVariant, value);
    for (const QString &key : {u"act/undoSeconds"_s, u"notify/lowestPriority"_s, u"look/zone"_s,
                               u"notify/quietFrom"_s, u"notify/quietTo"_s}) {
        remember(key, value);
    }
    QCOMPARE(AlarmNotices::rememberedQuietHours(), QuietHours());
    QCOMPARE(AlarmNotices::rememberedPriority(), 2);
    QCOMPARE(rememberedUndo(std::chrono::seconds(5)), std::chrono::milliseconds(5000));
    QCOMPARE(rememberedZone(), Zone::Utc);
}

void SettingsPageTest::opensByKey()
{
    const tests::ConsoleFixture console;
    console.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(console.window.get()));
    QTest::keyClick(console.window.get(), Qt::Key_Comma, Qt::ControlModifier);
    QVERIFY(console.window->findChild<SettingsPage *>()->isVisible());
}

void SettingsPageTest::themeFollowsTheMenu()
{
    const tests::ConsoleFixture console;
    const auto *page = console.window->findChild<SettingsPage *>();
    QCOMPARE(page->theme()->currentText(), u"System"_s);
    for (QAction *action : console.window->findChildren<QAction *>()) {
        if (action->text() == u"&Dark") {
            action->trigger();
        }
    }
    QCOMPARE(page->theme()->currentText(), u"Dark"_s);
    Q_EMIT page->theme()->activated(0);
    QCOMPARE(page->theme()->currentText(), u"System"_s);
    QCOMPARE(page->language()->currentText(), u"System"_s);
}

void SettingsPageTest::mutesWhatIsTold()
{
    const tests::ConsoleFixture console;
    console.window->joinDesktop(nullptr);
    const auto *notices = console.window->findChild<AlarmNotices *>();
    const auto *page = console.window->findChild<SettingsPage *>();
    page->mute()->click();
    QVERIFY(notices->isMuted());
    page->mute()->click();
    QVERIFY(!notices->isMuted());
}

void SettingsPageTest::timesOfTheOperator()
{
    const protocol::WallTime time(std::chrono::milliseconds(1766844382000));
    QCOMPARE(fullTime(time), u"2025-12-27 14:06:22 UTC"_s);
    QCOMPARE(zoneName(), u"UTC"_s);
    applyZone(Zone::Local);
    QCOMPARE(fullTime(time), u"2025-12-27 16:06:22 XYZ"_s);
    QCOMPARE(clockTime(time), u"16:06:22"_s);
    QCOMPARE(momentAgo(time, time + std::chrono::seconds(5)), u"16:06:22 XYZ, 5 s ago"_s);
    QCOMPARE(zoneName(), u"local"_s);
}

void SettingsPageTest::clockHoldsAtOnce()
{
    const tests::ConsoleFixture console;
    const QSignalSpy renewals(console.window.get(), &MainWindow::renewalWanted);
    const auto *page = console.window->findChild<SettingsPage *>();
    page->clock()->setCurrentIndex(1);
    Q_EMIT page->clock()->activated(1);
    QVERIFY(!renewals.isEmpty());
    QCOMPARE(zoneName(), u"local"_s);
}

void SettingsPageTest::undoHoldsAtOnce()
{
    tests::ConsoleFixture console;
    QTRY_VERIFY(console.isLive());
    console.window->findChild<SettingsPage *>()->undo()->setValue(10);
    console.commander->wish(Verb::Restart, u"cleanup_service"_s);
    QCOMPARE(console.commander->message().kind, ActMessage::Kind::Counting);
    QCOMPARE(console.commander->message().secondsLeft, 10);
    console.commander->undo();
    console.window->findChild<SettingsPage *>()->undo()->setValue(0);
    console.commander->wish(Verb::Restart, u"cleanup_service"_s);
    QTRY_VERIFY(console.commander->message().kind != ActMessage::Kind::Counting);
}

void SettingsPageTest::brokenFileIsPutAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isBroken");
    QTest::newRow("good") << QByteArray("[look]\ntheme=dark\n") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("no settings at all") << QByteArray("this is no settings file\nat all\n") << true;
    QTest::newRow("bytes") << QByteArray("\x7f"
                                         "ELF\x02\x01\n\xff\xfe\xfd\n")
                           << true;
}

void SettingsPageTest::brokenFileIsPutAside()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isBroken);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.conf"_s);
    QCOMPARE(setAsideBrokenSettings(path).has_value(), false); // there is none
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    const auto broken = setAsideBrokenSettings(path);
    QCOMPARE(broken.has_value(), isBroken);
    QCOMPARE(QFile::exists(path), !isBroken);
    if (broken) {
        QFile kept(broken->aside);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), content);
        QVERIFY(brokenSettingsText(*broken).contains(broken->aside));
    }
}

void SettingsPageTest::wallShowsTheOverviewAlone()
{
    const tests::ConsoleFixture console;
    auto *list = console.window->findChild<QListWidget *>();
    list->setCurrentRow(1);
    console.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(console.window.get()));
    const double usual =
        console.window->findChild<QStackedWidget *>(u"pages"_s)->font().pointSizeF();
    QTest::keyClick(console.window.get(), Qt::Key_F11);
    QVERIFY(!list->isVisible() && !console.window->menuBar()->isVisible());
    QCOMPARE(list->currentRow(), 0);
    QVERIFY(console.window->isFullScreen());
    const auto *pages = console.window->findChild<QStackedWidget *>(u"pages"_s);
    QCOMPARE(pages->font().pointSizeF(), usual * 1.6);
    // The keys of the menu work without it.
    QTest::keyClick(console.window.get(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(console.window->findChild<CommandPalette *>() != nullptr);
    console.window->findChild<CommandPalette *>()->close();
    QVERIFY(QTest::qWaitForWindowActive(console.window.get()));
    QTest::keyClick(console.window.get(), Qt::Key_F11);
    QVERIFY(list->isVisible() && console.window->menuBar()->isVisible());
    QVERIFY(!console.window->isFullScreen());
    QCOMPARE(pages->font().pointSizeF(), usual);
}

QTEST_MAIN(SettingsPageTest)
#include "tst_settingspage.moc"
