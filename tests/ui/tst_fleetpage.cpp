// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/frame/factstable.h"
#include "ui/instances/fleetpage.h"
#include "ui/instances/instances.h"

#include <QAbstractButton>
#include <QAction>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ui;

/// The page of all instances, over backends that answer, freeze and go away.
class FleetPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    // No keychain.
    void initTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); }

    void init();
    void emptyListSaysWhatToDo();
    void eachVerdictIsShown();
    void frozenOneIsNotKnown();
    void goneOneSaysWhy();
    void hiddenPageAsksNobody();
    void choosesOne();
    void backendOfTheProgramHasARow();
    void removingSaysWhatStays();

private:
    QString cell(int row, FleetModel::Column column) const
    {
        const QAbstractItemModel *model = m_page->table()->model();
        return model->index(row, column).data().toString();
    }

    void add(const QString &name, const tests::FakeBackend &backend)
    {
        QCOMPARE(m_instances->list().put({.id = name,
                                          .name = name,
                                          .url = backend.url(),
                                          .tag = u"AB"_s,
                                          .colour = u"moss"_s}),
                 QString());
    }

    std::unique_ptr<tests::FakeBackend> m_gate;
    std::unique_ptr<tests::FakeBackend> m_yard;
    std::unique_ptr<Instances> m_instances;
    std::unique_ptr<FleetPage> m_page;
};

void FleetPageTest::init()
{
    m_page.reset();
    m_gate = std::make_unique<tests::FakeBackend>();
    m_yard = std::make_unique<tests::FakeBackend>();
    tests::fill(*m_gate, tests::healthy());
    tests::fill(*m_yard, tests::healthy());
    m_instances = std::make_unique<Instances>();
    m_page = std::make_unique<FleetPage>(
        *m_instances, Timings{.staleAfter = 1500ms, .ping = 100ms, .pulse = 25ms}, nullptr);
    m_page->show();
}

void FleetPageTest::emptyListSaysWhatToDo()
{
    QVERIFY(m_page->sentence().contains(u"New instance"_s));
    add(u"gate"_s, *m_gate);
    QCOMPARE(m_page->sentence(), QString());
}

void FleetPageTest::eachVerdictIsShown()
{
    add(u"gate"_s, *m_gate);
    add(u"yard"_s, *m_yard);
    tests::fill(*m_yard, tests::broken());
    QTRY_COMPARE(cell(0, FleetModel::State), u"Healthy"_s);
    QTRY_COMPARE(cell(1, FleetModel::State), u"Unhealthy"_s);
    QCOMPARE(cell(0, FleetModel::Name), u"gate"_s);
}

void FleetPageTest::frozenOneIsNotKnown()
{
    add(u"gate"_s, *m_gate);
    QTRY_COMPARE(cell(0, FleetModel::State), u"Healthy"_s);
    m_gate->freeze(true);
    QTRY_COMPARE(cell(0, FleetModel::State), u"Not known"_s);
    QVERIFY2(cell(0, FleetModel::Since).startsWith(u"as of"),
             qPrintable(cell(0, FleetModel::Since)));
    QVERIFY(cell(0, FleetModel::Summary).contains(u"was: Healthy"_s));
    m_gate->freeze(false);
    QTRY_COMPARE(cell(0, FleetModel::State), u"Healthy"_s);
}

void FleetPageTest::goneOneSaysWhy()
{
    add(u"gate"_s, *m_gate);
    QTRY_COMPARE(cell(0, FleetModel::State), u"Healthy"_s);
    m_gate->drop();
    QTRY_COMPARE(cell(0, FleetModel::State), u"Not known"_s);
    QTRY_VERIFY2(cell(0, FleetModel::Summary).contains(u"Nothing listens at this address"_s),
                 qPrintable(cell(0, FleetModel::Summary)));
}

void FleetPageTest::hiddenPageAsksNobody()
{
    add(u"gate"_s, *m_gate);
    QTRY_COMPARE(cell(0, FleetModel::State), u"Healthy"_s);
    m_page->hide();
    QTRY_COMPARE(cell(0, FleetModel::State), u"Healthy"_s); // what was under way ends
    QTest::qWait(200);
    const int reads = m_gate->reads(u"/api/system/health/full"_s);
    QTest::qWait(500);
    QCOMPARE(m_gate->reads(u"/api/system/health/full"_s), reads);
}

void FleetPageTest::choosesOne()
{
    add(u"gate"_s, *m_gate);
    const QList<QAction *> actions = m_page->actions();
    QVERIFY(!actions.first()->isEnabled());
    QSignalSpy chosen(m_page.get(), &FleetPage::chosen);
    m_page->table()->selectRow(0);
    QVERIFY(actions.first()->isEnabled());
    actions.first()->trigger();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), u"gate"_s);
}

// It can be opened, not edited nor removed.
void FleetPageTest::backendOfTheProgramHasARow()
{
    m_instances->setHome(
        Connection{.url = m_yard->url(), .name = u"this machine"_s, .embedded = true});
    QVERIFY(m_page->sentence().contains(u"New instance"_s)); // no other one is on the list
    add(u"gate"_s, *m_gate);
    QTRY_COMPARE(cell(0, FleetModel::State), u"Healthy"_s);
    QCOMPARE(cell(0, FleetModel::Name), u"this machine"_s);
    QCOMPARE(cell(0, FleetModel::Address), u"in this window"_s);
    QTRY_COMPARE(cell(1, FleetModel::State), u"Healthy"_s);
    m_page->table()->selectRow(0);
    const QList<QAction *> actions = m_page->actions(); // open, new, edit, remove
    QVERIFY(actions.at(0)->isEnabled());
    QVERIFY(!actions.at(2)->isEnabled() && !actions.at(3)->isEnabled());
    QCOMPARE(actions.at(3)->toolTip(), u"The backend in this window is a part of the program"_s);
    QSignalSpy chosen(m_page.get(), &FleetPage::chosen);
    actions.first()->trigger();
    QCOMPARE(chosen.first().first().toString(), Instances::homeId());
    m_instances->setHome({});
    QCOMPARE(cell(0, FleetModel::Name), u"gate"_s);
    QCOMPARE(m_page->table()->model()->rowCount(), 1);
}

void FleetPageTest::removingSaysWhatStays()
{
    add(u"gate"_s, *m_gate);
    m_page->table()->selectRow(0);
    m_page->actions().last()->trigger();
    auto *box = m_page->findChild<QMessageBox *>();
    QVERIFY(box != nullptr);
    box->buttons().last()->click();
    QCOMPARE(m_instances->list().instances().size(), 0);
    QTRY_VERIFY2(m_page->fault().startsWith(u"gate is removed. If the keychain has a token of it, "
                                            "it is still there: "_s),
                 qPrintable(m_page->fault()));
}

QTEST_MAIN(FleetPageTest)
#include "tst_fleetpage.moc"
