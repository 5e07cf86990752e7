// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/contrast.h"
#include "ui/look/theme.h"
#include "ui/look/tokens.h"

#include <QApplication>
#include <QCheckBox>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTest>

#include <array>
#include <utility>

using namespace ui;
using namespace Qt::StringLiterals;
using tests::contrast;

class ContrastTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastItself();
    void isReadable_data();
    void isReadable();
    void paletteLeadsBackToItsTokens_data();
    void paletteLeadsBackToItsTokens();
    void boxesHaveAnEdge_data();
    void boxesHaveAnEdge();
};

void ContrastTest::contrastItself()
{
    QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 10), 210);
    QCOMPARE(qRound(contrast(Qt::white, Qt::white) * 10), 10);
    QCOMPARE(qRound(contrast(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
}

// AAA for text (7), AA for what is muted or normal (4.5), 3 for signs and outlines.
void ContrastTest::isReadable_data()
{
    QTest::addColumn<QColor>("one");
    QTest::addColumn<QColor>("other");
    QTest::addColumn<double>("least");

    const std::array schemes{std::pair("light", Scheme::Light), std::pair("dark", Scheme::Dark),
                             std::pair("high contrast", Scheme::HighContrast)};

    for (const auto &[name, scheme] : schemes) {
        const Tokens t = tokens(scheme);
        const bool isHigh = scheme == Scheme::HighContrast;

        const std::array grounds{std::pair("ground", t.ground), std::pair("panel", t.panel),
                                 std::pair("field", t.field)};
        for (const auto &ground : grounds) {
            const auto row = [&, name = name](const char *what, const QColor &colour,
                                              double least) {
                QTest::addRow("%s: %s on %s", name, what, ground.first)
                    << colour << ground.second << (isHigh ? 7.0 : least);
            };
            row("text", t.text, 7);
            row("muted", t.muted, 4.5);
            row("ink", t.ink, 4.5);
            row("info", t.info, 3);
        }
        QTest::addRow("%s: text on the selection", name) << t.text << t.selection << 7.0;
        QTest::addRow("%s: muted on the selection", name) << t.muted << t.selection << 4.5;
        QTest::addRow("%s: critical chip", name) << t.onCritical << t.critical << 4.5;
        QTest::addRow("%s: warning chip", name) << t.onWarning << t.warning << 7.0;
        QTest::addRow("%s: outline of a chip", name) << t.text << t.panel << 3.0;
        const QPalette palette = themePalette(scheme);
        QTest::addRow("%s: word on a button", name)
            << palette.color(QPalette::ButtonText) << palette.color(QPalette::Button) << 7.0;
        QTest::addRow("%s: muted on a button's ground", name)
            << t.muted << palette.color(QPalette::Button) << 4.5;
    }
}

void ContrastTest::isReadable()
{
    QFETCH(QColor, one);
    QFETCH(QColor, other);
    QFETCH(double, least);
    const double found = contrast(one, other);
    QVERIFY2(found >= least, qPrintable(u"only %1 : 1"_s.arg(found, 0, 'f', 2)));
}

void ContrastTest::paletteLeadsBackToItsTokens_data()
{
    QTest::addColumn<int>("scheme");
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::HighContrast}) {
        QTest::addRow("%d", static_cast<int>(scheme)) << static_cast<int>(scheme);
    }
}

void ContrastTest::paletteLeadsBackToItsTokens()
{
    QFETCH(int, scheme);
    const Tokens wanted = tokens(static_cast<Scheme>(scheme));
    const Tokens found = tokensOf(themePalette(static_cast<Scheme>(scheme)));
    QCOMPARE(found.text, wanted.text);
    QCOMPARE(found.muted, wanted.muted);
    QCOMPARE(found.info, wanted.info);
    QCOMPARE(found.dark, wanted.dark);
}

void ContrastTest::boxesHaveAnEdge_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
    QTest::newRow("high contrast") << Theme::HighContrast;
}

// Of an empty box there is nothing else to see.
void ContrastTest::boxesHaveAnEdge()
{
    QFETCH(Theme, theme);
    applyTheme(*qApp, theme);
    QCheckBox box(u"Mute"_s);
    box.show();
    QStyleOptionButton option;
    option.initFrom(&box);
    const QRect square = box.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &box);
    const QColor edge = box.grab().toImage().pixelColor(square.left(), square.center().y());
    const double found = contrast(edge, tokensOf(box.palette()).ground);
    QVERIFY2(found >= 3, qPrintable(u"%1 : 1"_s.arg(found)));
}

QTEST_MAIN(ContrastTest)
#include "tst_contrast.moc"
