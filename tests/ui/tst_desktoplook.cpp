// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/privatebus.h"
#include "tests/ui/support/settingsportal.h"
#include "ui/look/desktoplook.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QTest>
#include <QWindow>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

const QString Colours = u"color-scheme"_s;
const QString Contrast = u"contrast"_s;

bool shows(Scheme scheme)
{
    return QApplication::palette().color(QPalette::Window) == tokens(scheme).ground;
}

} // namespace

/// The look of the program beside a desktop that changes its mind, with a settings portal and
/// without.
class DesktopLookTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void asksThePortal();
    void followsThePortal();
    void anotherThemeStays();
    void portalThatComesLater();
    void paletteWithoutAPortal();
    void paletteOfAnother();

private:
    tests::PrivateBus m_bus;
};

void DesktopLookTest::initTestCase()
{
    QVERIFY(m_bus.start());
    applyTheme(*qApp, Theme::System);
}

void DesktopLookTest::init()
{
    applyTheme(*qApp, Theme::System);
    setDesktopScheme(*qApp, Scheme::Light);
    QVERIFY(shows(Scheme::Light));
}

void DesktopLookTest::asksThePortal()
{
    const tests::SettingsPortal portal({{Colours, 1U}, {Contrast, 0U}});
    QVERIFY(portal.isThere());
    const DesktopLook look(*qApp);
    QVERIFY(shows(Scheme::Light)); // nobody waited
    QTRY_VERIFY(shows(Scheme::Dark));
}

void DesktopLookTest::followsThePortal()
{
    tests::SettingsPortal portal({{Colours, 2U}});
    const DesktopLook look(*qApp);
    QTRY_COMPARE(portal.asked(), 1);
    portal.change(Colours, 1U);
    QTRY_VERIFY(shows(Scheme::Dark));
    portal.change(Contrast, 1U);
    QTRY_VERIFY(shows(Scheme::HighContrast));
    portal.change(Contrast, 0U);
    QTRY_VERIFY(shows(Scheme::Dark));
    portal.change(Colours, 2U, u"org.example"_s); // of somebody else's
    portal.change(Contrast, 1U);
    QTRY_VERIFY(shows(Scheme::HighContrast));
    portal.change(Contrast, 0U);
    QTRY_VERIFY(shows(Scheme::Dark));
    portal.change(Colours, u"dark"_s); // not of its type
    QTRY_VERIFY(shows(Scheme::Light));
}

void DesktopLookTest::anotherThemeStays()
{
    tests::SettingsPortal portal({{Colours, 2U}});
    const DesktopLook look(*qApp);
    QTRY_COMPARE(portal.asked(), 1);
    applyTheme(*qApp, Theme::HighContrast);
    portal.change(Colours, 1U);
    QTRY_COMPARE(desktopScheme(*qApp), Scheme::Dark);
    QVERIFY(shows(Scheme::HighContrast));
    applyTheme(*qApp, Theme::System);
    QVERIFY(shows(Scheme::Dark));
}

void DesktopLookTest::portalThatComesLater()
{
    const DesktopLook look(*qApp);
    QTest::qWait(100); // it has found none
    QVERIFY(shows(Scheme::Light));
    const tests::SettingsPortal portal({{Colours, 1U}});
    QTRY_VERIFY(shows(Scheme::Dark));
}

void DesktopLookTest::paletteWithoutAPortal()
{
    bool isDesktopDark = false;
    int reads = 0;
    const DesktopLook look(*qApp, [&] {
        ++reads;
        return isDesktopDark;
    });
    QWindow window;
    const auto change = [&](bool isDarkNow) {
        isDesktopDark = isDarkNow;
        QEvent event(QEvent::ThemeChange);
        QCoreApplication::sendEvent(&window, &event);
    };
    change(true);
    QTRY_VERIFY(shows(Scheme::Dark));
    change(false);
    QTRY_VERIFY(shows(Scheme::Light));
    applyTheme(*qApp, Theme::Dark);
    applyTheme(*qApp, Theme::System);
    QCoreApplication::processEvents();
    QCOMPARE(reads, 2); // what the program sets itself is no change of the desktop
}

// As the settings program of some desktops does it.
void DesktopLookTest::paletteOfAnother()
{
    const DesktopLook look(*qApp);
    QPalette theirs(Qt::darkGray, Qt::black);
    QApplication::setPalette(theirs);
    QTRY_VERIFY(shows(Scheme::Dark));
    theirs.setColor(QPalette::Window, Qt::white);
    QApplication::setPalette(theirs);
    QTRY_VERIFY(shows(Scheme::Light));
    QWindow window;
    QEvent event(QEvent::ThemeChange);
    QCoreApplication::sendEvent(&window, &event);
    QCoreApplication::processEvents();
    QVERIFY(shows(Scheme::Light)); // the one of the platform is light
}

QTEST_MAIN(DesktopLookTest)
#include "tst_desktoplook.moc"
