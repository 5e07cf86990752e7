// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fakebackend.h"
#include "ui/frame/instancebutton.h"
#include "ui/instances/fleetpage.h"
#include "ui/instances/instancemenu.h"
#include "ui/instances/instances.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

/// The way from one instance to another: in the menu, and in the bar above each page.
class InstanceMenuTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void hasEveryInstance();
    void followsTheList();
    void onWithoutAListedOne();
    void choosesAnother();
    void buttonOpensItByKeyboard_data();
    void buttonOpensItByKeyboard();
    void buttonSaysWhichOne();

private:
    /// The texts above the first separator, the checked one in brackets.
    static QStringList names(const QMenu &menu)
    {
        QStringList names;
        for (const QAction *action : menu.actions()) {
            if (action->isSeparator()) {
                break;
            }
            names << (action->isChecked() ? u'[' + action->text() + u']' : action->text());
        }
        return names;
    }

    void add(const QString &name, const QString &url)
    {
        QCOMPARE(
            m_instances->list().put(
                {.id = name, .name = name, .url = QUrl(url), .tag = u"AB"_s, .colour = u"moss"_s}),
            QString());
    }

    std::unique_ptr<Instances> m_instances;
};

namespace {

const Connection Home{
    .url = QUrl(u"http://127.0.0.1:8000"_s), .name = u"this machine"_s, .embedded = true};
const Connection Gate{
    .url = QUrl(u"http://gate:8000"_s), .name = u"gate & door"_s, .guard = Guard::Guarded};

} // namespace

void InstanceMenuTest::init()
{
    m_instances = std::make_unique<Instances>();
    m_instances->setHome(Home);
    add(u"gate & door"_s, u"http://gate:8000"_s);
    add(u"yard"_s, u"http://yard:8000"_s);
}

void InstanceMenuTest::hasEveryInstance()
{
    QMenu menu;
    menu.addAction(u"what was there"_s);
    const InstanceMenu shown(menu, *m_instances, Gate);
    QCOMPARE(names(menu),
             QStringList({u"this machine, in this window"_s, u"[gate && door]"_s, u"yard"_s}));
    QCOMPARE(menu.actions().last()->text(), u"what was there"_s);
    QMenu other;
    const InstanceMenu home(other, *m_instances, Home);
    QCOMPARE(names(other),
             QStringList({u"[this machine, in this window]"_s, u"gate && door"_s, u"yard"_s}));
}

void InstanceMenuTest::followsTheList()
{
    QMenu menu;
    const InstanceMenu shown(menu, *m_instances, Home);
    QCOMPARE(m_instances->list().remove(u"gate & door"_s), QString());
    QCOMPARE(names(menu), QStringList({u"[this machine, in this window]"_s, u"yard"_s}));
    add(u"pier"_s, u"http://pier:8000"_s);
    QCOMPARE(names(menu), QStringList({u"[this machine, in this window]"_s, u"yard"_s, u"pier"_s}));
}

void InstanceMenuTest::onWithoutAListedOne()
{
    m_instances->setHome({});
    QMenu menu;
    InstanceMenu shown(menu, *m_instances,
                       {.url = QUrl(u"http://nvr:8000"_s), .name = u"nvr:8000"_s});
    QCOMPARE(names(menu),
             QStringList({u"gate && door"_s, u"yard"_s, u"[nvr:8000, not on the list]"_s}));
    QSignalSpy chosen(&shown, &InstanceMenu::chosen);
    menu.actions().at(2)->trigger();
    QVERIFY(chosen.isEmpty());
}

void InstanceMenuTest::choosesAnother()
{
    QMenu menu;
    InstanceMenu shown(menu, *m_instances, Gate);
    QSignalSpy chosen(&shown, &InstanceMenu::chosen);
    menu.actions().at(0)->trigger();
    menu.actions().at(2)->trigger();
    menu.actions().at(1)->trigger(); // it is the one that is shown
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen.at(0).first().toString(), Instances::homeId());
    QCOMPARE(chosen.at(1).first().toString(), u"yard"_s);
}

void InstanceMenuTest::buttonOpensItByKeyboard_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("space") << Qt::Key_Space;
    QTest::newRow("return") << Qt::Key_Return;
    QTest::newRow("down") << Qt::Key_Down;
}

void InstanceMenuTest::buttonOpensItByKeyboard()
{
    QFETCH(Qt::Key, key);
    const tests::FakeBackend backend;
    MainWindow window({.url = backend.url(), .name = u"here"_s}, nullptr, {}, m_instances.get());
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    auto *button = window.findChild<InstanceButton *>();
    button->setFocus();
    QTest::keyClick(button, key);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    QCOMPARE(names(*menu).last(), u"[here, not on the list]"_s);
    QSignalSpy chosen(&window, &MainWindow::instanceChosen);
    menu->setActiveAction(menu->actions().at(2));
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), u"yard"_s);
}

void InstanceMenuTest::buttonSaysWhichOne()
{
    const InstanceButton gate(Gate, nullptr);
    QCOMPARE(gate.accessibleName(), u"Instance gate & door, remote, guarded"_s);
    QCOMPARE(gate.toolTip(),
             u"gate & door, remote, guarded\nhttp://gate:8000\nChoose another instance"_s);
    QVERIFY(gate.sizeHint().height() >= 24);
    const InstanceButton home(Home, nullptr);
    QCOMPARE(home.accessibleName(), u"Instance this machine, in this window"_s);
}

QTEST_MAIN(InstanceMenuTest)
#include "tst_instancemenu.moc"
