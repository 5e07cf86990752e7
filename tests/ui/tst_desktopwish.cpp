// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/desktopwish.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

class DesktopWishTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scheme_data();
    void scheme();
    void otherSettingsAreNone();
};

void DesktopWishTest::scheme_data()
{
    QTest::addColumn<DesktopWish>("wish");
    QTest::addColumn<Scheme>("scheme");
    const auto row = [](const char *name, const DesktopWish &wish, Scheme scheme) {
        QTest::newRow(name) << wish << scheme;
    };
    row("light palette, nothing said", {}, Scheme::Light);
    row("dark palette, nothing said", {.hasDarkPalette = true}, Scheme::Dark);
    row("light palette, no preference", {.colourScheme = 0}, Scheme::Light);
    row("dark palette, no preference", {.hasDarkPalette = true, .colourScheme = 0}, Scheme::Dark);
    row("dark is said", {.colourScheme = 1}, Scheme::Dark);
    row("light is said", {.hasDarkPalette = true, .colourScheme = 2}, Scheme::Light);
    row("a preference nobody knows", {.colourScheme = 7}, Scheme::Light);
    row("contrast goes first", {.colourScheme = 2, .contrast = 1}, Scheme::HighContrast);
    row("no more contrast", {.colourScheme = 1, .contrast = 0}, Scheme::Dark);
}

void DesktopWishTest::scheme()
{
    QFETCH(DesktopWish, wish);
    QTEST(schemeOf(wish), "scheme");
}

void DesktopWishTest::otherSettingsAreNone()
{
    DesktopWish wish;
    take(wish, u"color-scheme"_s, 1U);
    take(wish, u"contrast"_s, 1U);
    QCOMPARE(wish, (DesktopWish{.colourScheme = 1, .contrast = 1}));
    take(wish, u"accent-color"_s, 0U);
    QCOMPARE(wish, (DesktopWish{.colourScheme = 1, .contrast = 1}));
    take(wish, u"color-scheme"_s, u"dark"_s);
    QCOMPARE(wish, (DesktopWish{.contrast = 1}));
}

QTEST_GUILESS_MAIN(DesktopWishTest)
#include "tst_desktopwish.moc"
