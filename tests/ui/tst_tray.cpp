// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/instances/instances.h"
#include "ui/notify/tray.h"

#include <QAction>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

QAction *actionOf(const QList<QAction *> &actions, const QString &text)
{
    for (QAction *action : actions) {
        if (action->text().remove(u'&') == text) {
            return action;
        }
    }
    return nullptr;
}

} // namespace

class TrayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { qunsetenv("DBUS_SESSION_BUS_ADDRESS"); }

    void shapesTellThemselvesApart();
    void followsTheVerdict();
    void hidesAndComesBack();
    void quittingAsksInTheWindow();
    void muteHasAMark();
    void menuHasEveryInstanceWithItsVerdict();
    void oneForAllWindows();
    void withoutATray();
};

// Without colour, and at the smallest size.
void TrayTest::shapesTellThemselvesApart()
{
    QList<QImage> shapes;
    for (const TraySign sign :
         {TraySign::Dot, TraySign::Triangle, TraySign::Octagon, TraySign::Question}) {
        const QIcon icon = Tray::icon(sign);
        QVERIFY(icon.availableSizes().size() >= 4);
        QImage image = icon.pixmap(16, 16).toImage().convertToFormat(QImage::Format_Grayscale8);
        for (const QImage &other : std::as_const(shapes)) {
            int differing = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    differing += std::abs(qGray(image.pixel(x, y)) - qGray(other.pixel(x, y))) > 40;
                }
            }
            QVERIFY2(differing > 30, qPrintable(QString::number(differing)));
        }
        shapes << image;
    }
}

void TrayTest::followsTheVerdict()
{
    tests::ConsoleFixture console(tests::Silence::Short);
    Tray theTray(nullptr);
    const auto *tray = &theTray;
    console.window->joinDesktop(&theTray);
    QCOMPARE(tray->hint(), u"[HO] home-nvr: not known yet"_s);
    QTRY_VERIFY2(tray->hint().startsWith(u"[HO] home-nvr: Healthy"), qPrintable(tray->hint()));
    console.backend.freeze(true);
    QTRY_VERIFY2(tray->hint().startsWith(u"[HO] home-nvr: not known now; last heard of at"),
                 qPrintable(tray->hint()));
}

void TrayTest::hidesAndComesBack()
{
    tests::ConsoleFixture console;
    Tray theTray(nullptr);
    auto *tray = &theTray;
    console.window->joinDesktop(tray);
    QSignalSpy quits(console.window.get(), &MainWindow::quitRequested);
    QAction *hide = actionOf(console.window->findChildren<QAction *>(), u"Hide to tray"_s);
    QVERIFY(hide->isVisible());
    QCOMPARE(hide->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_W));
    hide->trigger();
    QVERIFY(!console.window->isVisible());
    actionOf(tray->menu().actions(), u"Show the window"_s)->trigger();
    QVERIFY(console.window->isVisible());
    QVERIFY(quits.isEmpty());
    console.window->close(); // not hidden: to close is to quit
    QCOMPARE(quits.size(), 1);
}

void TrayTest::quittingAsksInTheWindow()
{
    tests::ConsoleFixture console(tests::Silence::Patient, true);
    Tray theTray(nullptr);
    auto *tray = &theTray;
    console.window->joinDesktop(tray);
    QTRY_VERIFY(console.isLive());
    actionOf(console.window->findChildren<QAction *>(), u"Hide to tray"_s)->trigger();
    actionOf(tray->menu().actions(), u"Quit"_s)->trigger();
    QVERIFY(console.window->isVisible());
    const auto *box = console.window->findChild<QMessageBox *>();
    QVERIFY(box != nullptr);
    QVERIFY2(box->informativeText().endsWith(u"Workers that will stop: 5."_s),
             qPrintable(box->informativeText()));
}

void TrayTest::muteHasAMark()
{
    tests::ConsoleFixture console;
    Tray theTray(nullptr);
    auto *tray = &theTray;
    console.window->joinDesktop(tray);
    QAction *mute = actionOf(tray->menu().actions(), u"Mute notifications for 15 minutes"_s);
    QVERIFY(!mute->isChecked());
    mute->trigger();
    QVERIFY(mute->isChecked());
    mute->trigger();
    QVERIFY(!mute->isChecked());
}

void TrayTest::menuHasEveryInstanceWithItsVerdict()
{
    tests::FakeBackend gate;
    tests::FakeBackend yard;
    tests::fill(gate, tests::healthy());
    tests::fill(yard, tests::broken());
    Instances instances;
    for (const auto &[name, backend] :
         {std::pair(u"gate & door"_s, &gate), std::pair(u"yard"_s, &yard)}) {
        QCOMPARE(instances.list().put({.id = name,
                                       .name = name,
                                       .url = backend->url(),
                                       .tag = u"AB"_s,
                                       .colour = u"moss"_s}),
                 QString());
    }
    MainWindow window({.url = gate.url(), .name = u"gate & door"_s}, nullptr,
                      Timings{.staleAfter = std::chrono::milliseconds(600),
                              .ping = std::chrono::milliseconds(100)},
                      &instances);
    Tray theTray(nullptr);
    auto *tray = &theTray;
    window.joinDesktop(tray);
    const auto text = [tray](int place) { return tray->menu().actions().at(place)->text(); };
    QCOMPARE(text(0), u"gate && door: Asking…"_s);
    Q_EMIT tray->menu().aboutToShow();
    QTRY_COMPARE(text(0), u"gate && door: Healthy"_s);
    QTRY_COMPARE(text(1), u"yard: Unhealthy"_s);
    Q_EMIT tray->menu().aboutToHide();
    QTRY_COMPARE(text(1), u"yard: Not known"_s);
    const QSignalSpy chosen(&window, &MainWindow::instanceChosen);
    tray->menu().actions().at(1)->trigger();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), u"yard"_s);
    QVERIFY(instances.list().remove(u"yard"_s).isEmpty());
    QVERIFY(tray->menu().actions().at(1)->isSeparator());
}

// The worst of both is its sign, and it leads to the one in front alone.
void TrayTest::oneForAllWindows()
{
    tests::ConsoleFixture home(tests::Silence::Patient, true);
    tests::ConsoleFixture yard;
    tests::fill(home.backend, tests::broken());
    Tray tray(nullptr);
    home.window->joinDesktop(&tray);
    home.window->setInFront(false);
    yard.window->joinDesktop(&tray);
    QVERIFY(!home.window->isVisible());
    QTRY_VERIFY2(tray.hint().contains(u": Unhealthy"_s) && tray.hint().contains(u": Healthy"_s),
                 qPrintable(tray.hint()));
    QCOMPARE(tray.sign(), TraySign::Octagon);

    QSignalSpy quits(yard.window.get(), &MainWindow::quitRequested);
    actionOf(yard.window->findChildren<QAction *>(), u"Hide to tray"_s)->trigger();
    actionOf(tray.menu().actions(), u"Show the window"_s)->trigger();
    QVERIFY(yard.window->isVisible());
    actionOf(tray.menu().actions(), u"Quit"_s)->trigger();
    QCOMPARE(quits.size(), 1);
    QVERIFY(!home.window->isVisible());
    QVERIFY(home.window->findChild<QMessageBox *>() == nullptr);

    yard.window.reset();
    QCOMPARE(tray.hint().count(u'\n'), 1); // a reason of home's, and nothing of the other one
    home.window->setInFront(true);
    actionOf(tray.menu().actions(), u"Show the window"_s)->trigger();
    QVERIFY(home.window->isVisible());
}

void TrayTest::withoutATray()
{
    tests::ConsoleFixture console;
    console.window->joinDesktop(nullptr);
    QVERIFY(!actionOf(console.window->findChildren<QAction *>(), u"Hide to tray"_s)->isVisible());
    QSignalSpy quits(console.window.get(), &MainWindow::quitRequested);
    QVERIFY(console.window->close());
    QCOMPARE(quits.size(), 1);
}

QTEST_MAIN(TrayTest)
#include "tst_tray.moc"
