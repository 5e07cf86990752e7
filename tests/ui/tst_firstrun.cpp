// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/frame/verdict.h"
#include "ui/instances/fleetpage.h"
#include "ui/instances/instancedialog.h"
#include "ui/overview/mimic.h"
#include "ui/overview/overviewpage.h"
#include "ui/overview/verdictband.h"

#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

/// What an empty product shows in place of empty tables.
class FirstRunTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { begin(tests::empty(), true); }

    void cleanup() { m_window.reset(); }

    void threeChoices();
    void demoIsWanted();
    void fileIsChosen();
    void instanceIsAdded();
    void overviewCanBeSeen();
    void goesWhenACameraComes();
    void staysButWaitsWhileNobodyKnows();
    void refusalIsShown();
    void notOnABackendElsewhere();
    void notOnOneThatIsSetUp();

private:
    void begin(const tests::Canned &canned, bool canStartAnew)
    {
        using std::chrono::milliseconds;
        m_window.reset();
        m_backend = std::make_unique<tests::FakeBackend>();
        tests::fill(*m_backend, canned);
        m_window = std::make_unique<MainWindow>(Connection{.url = m_backend->url(),
                                                           .name = u"this machine"_s,
                                                           .embedded = canStartAnew,
                                                           .canStartAnew = canStartAnew},
                                                nullptr,
                                                Timings{.staleAfter = milliseconds(800),
                                                        .disconnectedAfter = milliseconds(2000),
                                                        .ping = milliseconds(100),
                                                        .backoffFirst = milliseconds(100),
                                                        .backoffCap = milliseconds(300),
                                                        .pulse = milliseconds(50)});
        m_window->show();
        QTRY_VERIFY(m_window->findChild<ConnectionPill *>()->text().startsWith(u"Live"));
    }

    OverviewPage &overview() const { return *m_window->findChild<OverviewPage *>(); }

    FirstRunPanel &panel() const { return *overview().firstSteps(); }

    std::unique_ptr<tests::FakeBackend> m_backend;
    std::unique_ptr<MainWindow> m_window;
};

void FirstRunTest::threeChoices()
{
    QTRY_VERIFY(overview().isFirstRun());
    QVERIFY(!overview().findChild<Mimic *>()->isVisible());
    // The verdict is never away.
    QVERIFY(overview().findChild<VerdictBand *>(u"verdictBand"_s)->isVisible());
    for (const QPushButton *button : {panel().demo(), panel().file(), panel().instance()}) {
        QVERIFY(button->isVisible() && button->isEnabled());
        QVERIFY(!button->accessibleDescription().isEmpty());
    }
}

void FirstRunTest::demoIsWanted()
{
    QTRY_VERIFY(overview().isFirstRun());
    QSignalSpy wanted(m_window.get(), &MainWindow::otherStartWanted);
    panel().demo()->click();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<OtherStart>(), OtherStart{.isDemo = true});
}

void FirstRunTest::fileIsChosen()
{
    QTRY_VERIFY(overview().isFirstRun());
    QSignalSpy wanted(m_window.get(), &MainWindow::otherStartWanted);
    panel().file()->click();
    auto *dialog = m_window->findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    Q_EMIT dialog->fileSelected(u"/etc/signalbox.toml"_s);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<OtherStart>(),
             (OtherStart{.isDemo = false, .configFile = u"/etc/signalbox.toml"_s}));
}

void FirstRunTest::instanceIsAdded()
{
    QTRY_VERIFY(overview().isFirstRun());
    panel().instance()->click();
    QVERIFY(m_window->findChild<FleetPage *>()->isVisible());
    auto *dialog = m_window->findChild<InstanceDialog *>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    dialog->reject();
}

void FirstRunTest::overviewCanBeSeen()
{
    QTRY_VERIFY(overview().isFirstRun());
    panel().overview()->click();
    QVERIFY(!overview().isFirstRun());
    QVERIFY(overview().findChild<Mimic *>()->isVisible());
    QTest::qWait(200); // several pulses
    QVERIFY(!overview().isFirstRun());
    QVERIFY(overview().firstStepsAction()->isEnabled());
    overview().firstStepsAction()->trigger();
    QVERIFY(overview().isFirstRun());
}

void FirstRunTest::goesWhenACameraComes()
{
    QTRY_VERIFY(overview().isFirstRun());
    tests::fill(*m_backend, tests::healthy());
    m_backend->sendChanged(u"/api/cameras"_s);
    QTRY_VERIFY(!overview().isFirstRun());
    QTRY_COMPARE(overview().firstStepsAction()->toolTip(), u"Something is set up already"_s);
    QVERIFY(!overview().firstStepsAction()->isEnabled());
}

void FirstRunTest::staysButWaitsWhileNobodyKnows()
{
    QTRY_VERIFY(overview().isFirstRun());
    m_backend->freeze(true);
    QTRY_VERIFY(!panel().demo()->isEnabled());
    QVERIFY(overview().isFirstRun());
    QVERIFY(!panel().demo()->toolTip().isEmpty());
    QVERIFY(panel().instance()->isEnabled()); // another one can be looked at all the same
    m_backend->freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(panel().demo()->isEnabled(), 10000);
}

void FirstRunTest::refusalIsShown()
{
    QTRY_VERIFY(overview().isFirstRun());
    m_window->startRefused({u"/tmp/x.toml: server.port: 70000 is not between 0 and 65535"_s});
    QVERIFY2(panel().faults().endsWith(u"server.port: 70000 is not between 0 and 65535"),
             qPrintable(panel().faults()));
    QVERIFY(panel().faults().contains(u"nothing was changed"));
}

void FirstRunTest::notOnABackendElsewhere()
{
    begin(tests::empty(), false);
    QTRY_VERIFY(!overview().firstStepsAction()->toolTip().isEmpty());
    QTest::qWait(200); // several pulses
    QVERIFY(!overview().isFirstRun());
    QVERIFY(!overview().firstStepsAction()->isEnabled());
}

void FirstRunTest::notOnOneThatIsSetUp()
{
    begin(tests::healthy(), true);
    QTRY_COMPARE(overview().firstStepsAction()->toolTip(), u"Something is set up already"_s);
    QVERIFY(!overview().isFirstRun());
}

QTEST_MAIN(FirstRunTest)
#include "tst_firstrun.moc"
