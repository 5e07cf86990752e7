// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/showpage.h"
#include "ui/charts/chart.h"
#include "ui/look/theme.h"
#include "ui/look/tokens.h"
#include "ui/overview/overviewpage.h"
#include "ui/overview/verdictband.h"
#include "ui/performance/performancepage.h"

#include <QAction>
#include <QGraphicsView>
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
    void chartsFollow();
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

    struct Choice
    {
        QString text;
        Theme theme;
        Scheme scheme;
    };

    const QList<Choice> choices{{u"&Dark"_s, Theme::Dark, Scheme::Dark},
                                {u"High &contrast"_s, Theme::HighContrast, Scheme::HighContrast},
                                {u"&Light"_s, Theme::Light, Scheme::Light},
                                {u"&Dark"_s, Theme::Dark, Scheme::Dark}};

    for (const auto &[text, theme, scheme] : choices) {
        choice(*console.window, text)->trigger();
        QCOMPARE(QApplication::palette().color(QPalette::Window), tokens(scheme).ground);
        QTRY_COMPARE(ground(*console.window), tokens(scheme).panel);
        QCOMPARE(rememberedTheme(), theme);
    }
    choice(*console.window, u"&System"_s)->trigger();
    QTRY_COMPARE(ground(*console.window), system);
    choice(*console.window, u"&Dark"_s)->trigger();
}

// Whether they were shown before, are shown now, or come to be shown later.
void ThemeTest::chartsFollow()
{
    const tests::ConsoleFixture console;
    QTRY_VERIFY(console.isLive());
    const auto follow = [&](const QString &text, Scheme scheme) {
        choice(*console.window, text)->trigger();
        const auto &page = tests::showPage<PerformancePage>(console);
        for (const Chart *chart : page.charts()) {
            QTRY_COMPARE(chart->findChild<QGraphicsView *>()->backgroundBrush().color(),
                         tokens(scheme).panel);
        }
    };
    follow(u"&Light"_s, Scheme::Light);
    follow(u"&Dark"_s, Scheme::Dark);
    tests::showPage<OverviewPage>(console);
    follow(u"High &contrast"_s, Scheme::HighContrast);
    tests::showPage<OverviewPage>(console);
    follow(u"&Dark"_s, Scheme::Dark);
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
