// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/look/theme.h"
#include "ui/look/tokens.h"
#include "ui/overview/verdictband.h"

#include <QAction>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void menuChangesTheRunningWindow();
    void nextWindowRemembers();

private:
    static QAction *choice(const ui::MainWindow &window, const QString &text)
    {
        for (auto *menu : window.findChildren<QMenu *>()) {
            if (menu->title() != u"&Theme") {
                continue;
            }
            for (QAction *action : menu->actions()) {
                if (action->text() == text) {
                    return action;
                }
            }
        }
        return nullptr;
    }

    /// What is painted where there is neither text nor sign.
    static QColor ground(const ui::MainWindow &window)
    {
        auto *band = window.findChild<VerdictBand *>(u"verdictBand"_s);
        return band->grab().toImage().pixelColor(band->width() - 6, 4);
    }

    QTemporaryDir m_directory;
};

void ThemeTest::initTestCase()
{
    QVERIFY(m_directory.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_directory.path());
    QCoreApplication::setOrganizationName(u"signalbox-test"_s);
    QCOMPARE(rememberedTheme(), Theme::System);
    applyTheme(*qApp, Theme::System);
}

void ThemeTest::menuChangesTheRunningWindow()
{
    tests::ConsoleFixture console;
    QTRY_VERIFY(console.isLive());
    QVERIFY(choice(*console.window, u"&System"_s)->isChecked());
    const QColor system = ground(*console.window);
    for (const bool dark : {true, false, true}) {
        choice(*console.window, dark ? u"&Dark"_s : u"&Light"_s)->trigger();
        QCOMPARE(QApplication::palette().color(QPalette::Window), tokens(dark).ground);
        QTRY_COMPARE(ground(*console.window), tokens(dark).panel);
        QCOMPARE(rememberedTheme(), dark ? Theme::Dark : Theme::Light);
    }
    choice(*console.window, u"&System"_s)->trigger();
    QTRY_COMPARE(ground(*console.window), system);
    choice(*console.window, u"&Dark"_s)->trigger();
}

void ThemeTest::nextWindowRemembers()
{
    QCOMPARE(rememberedTheme(), Theme::Dark);
    const tests::ConsoleFixture console;
    QVERIFY(choice(*console.window, u"&Dark"_s)->isChecked());
    QVERIFY(!choice(*console.window, u"&System"_s)->isChecked());
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
