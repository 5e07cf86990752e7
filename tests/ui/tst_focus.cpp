// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keyboard is can be seen: on every page, in every theme, what has the focus looks
// another than without it, by the measure of WCAG 2.2 (2.4.13): as many pixels as a line around it
// has, with a contrast of 3 : 1 between both states.
#include "tests/ui/support/cannedapi.h"
#include "tests/ui/support/cannedload.h"
#include "tests/ui/support/cannedmachine.h"
#include "tests/ui/support/consolefixture.h"
#include "tests/ui/support/contrast.h"
#include "tests/ui/support/fortabs.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QSet>
#include <QStackedWidget>
#include <QTest>

#include <algorithm>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

constexpr double Least = 3;

/// The pixels that can be told apart.
qint64 differing(const QImage &one, const QImage &other)
{
    qint64 count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            if (one.pixel(x, y) != other.pixel(x, y)
                && tests::contrast(one.pixelColor(x, y), other.pixelColor(x, y)) >= Least) {
                ++count;
            }
        }
    }
    return count;
}

/// What is seen of the focus of the widget that has it, in parts of a line around it.
double seenOf(QWidget &focus)
{
    QWidget &window = *focus.window();
    const QRect box(focus.mapTo(&window, QPoint()), focus.size());
    const QRect seen = box.adjusted(-3, -3, 3, 3) & window.rect();
    const QImage with = window.grab(seen).toImage();
    focus.clearFocus();
    const QImage without = window.grab(seen).toImage();
    focus.setFocus(Qt::TabFocusReason);
    const QRect visible = box & window.rect();
    return static_cast<double>(differing(with, without))
        / (2.0 * (visible.width() + visible.height()));
}

QString told(const QWidget &widget)
{
    return QString::fromLatin1(widget.metaObject()->className()) + u" '"_s + widget.accessibleName()
        + u"' in "_s + QString::fromLatin1(widget.parentWidget()->metaObject()->className());
}

} // namespace

class FocusTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSeen_data();
    void isSeen();
    void notAfterAClick();
    void inADialog();
    void goesWithWhatHasIt();

private:
    static QStringList unseen(QWidget &first, int *stops);
};

/// Goes around by Tab from `first` and names what does not show that it has the focus.
QStringList FocusTest::unseen(QWidget &first, int *stops)
{
    QStringList found;
    QSet<QWidget *> met;
    first.setFocus(Qt::TabFocusReason);
    for (int i = 0; i < 150; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QWidget *here = QApplication::focusWidget();
        if (here == nullptr || met.contains(here)) {
            break;
        }
        met.insert(here);
        const double seen = seenOf(*here);
        if (seen < 1) {
            found << u"%1: %2"_s.arg(told(*here)).arg(seen, 0, 'f', 2);
        }
    }
    *stops += static_cast<int>(met.size());
    return found;
}

void FocusTest::isSeen_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
    QTest::newRow("high contrast") << Theme::HighContrast;
}

void FocusTest::isSeen()
{
    QFETCH(Theme, theme);
    applyTheme(*qApp, theme);
    tests::ConsoleFixture console;
    tests::fill(console.backend, tests::partlyDown());
    tests::fill(console.backend, tests::overloaded());
    tests::fillApi(console.backend);
    console.window->resize(1280, 720);
    console.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(console.window.get()));
    QTRY_VERIFY(console.isLive());
    auto *list = console.window->findChild<QListWidget *>();
    const auto *pages = console.window->findChild<QStackedWidget *>(u"pages"_s);
    QStringList found;
    int stops = 0;
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        QTest::qWait(100); // its answers
        tests::forTabs(*pages->currentWidget(), [&](const QString &tab) {
            for (const QString &one : unseen(*list, &stops)) {
                found << list->item(row)->text() + u' ' + tab + u": "_s + one;
            }
        });
    }
    found.removeDuplicates();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    QVERIFY2(stops >= 100, qPrintable(QString::number(stops)));
}

// Who uses the mouse knows where it is.
void FocusTest::notAfterAClick()
{
    tests::ConsoleFixture console;
    console.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(console.window.get()));
    auto *list = console.window->findChild<QListWidget *>();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->viewport()->rect().center());
    QVERIFY(list->hasFocus());
    QVERIFY(seenOf(*list) < 1); // which comes back by Tab
    QTest::keyClick(list, Qt::Key_Tab);
    QVERIFY(seenOf(*QApplication::focusWidget()) >= 1);
}

void FocusTest::inADialog()
{
    tests::ConsoleFixture console;
    QDialog dialog(console.window.get());
    QLineEdit first(&dialog);
    QLineEdit second(&dialog);
    second.move(20, 60);
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    first.setFocus();
    QTest::keyClick(&first, Qt::Key_Tab);
    QVERIFY(second.hasFocus());
    QVERIFY(seenOf(second) >= 1);
}

void FocusTest::goesWithWhatHasIt()
{
    tests::ConsoleFixture console;
    QDialog dialog(console.window.get());
    dialog.resize(300, 200);
    QLineEdit first(&dialog);
    QLineEdit second(&dialog);
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    first.setFocus();
    QTest::keyClick(&first, Qt::Key_Tab);
    second.move(120, 120);
    QVERIFY(seenOf(second) >= 1);
    second.hide();
    second.show();
    second.setFocus(Qt::TabFocusReason);
    QVERIFY(seenOf(second) >= 1);
}

QTEST_MAIN(FocusTest)
#include "tst_focus.moc"
