// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/act/consequencedialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

/// What may be done to an instance that is only watched, and to one that is guarded.
class GuardsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void watchedOneIsLeftAlone_data();
    void watchedOneIsLeftAlone();
    void guardedOneAsksForItsName();
    void guardedOneLetsFreeWishesPass();

private:
    void begin(Guard guard)
    {
        m_console = std::make_unique<tests::ConsoleFixture>(tests::Silence::Patient, false, guard);
        QTRY_VERIFY(m_console->isLive());
    }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void GuardsTest::watchedOneIsLeftAlone_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<QString>("target");
    QTest::newRow("free") << Verb::Start << u"vision"_s;
    QTest::newRow("can be taken back") << Verb::Restart << u"detection_worker"_s;
    QTest::newRow("has consequences") << Verb::Stop << u"file_watcher"_s;
    QTest::newRow("breaker") << Verb::ResetBreaker << u"enrichment"_s;
    QTest::newRow("queue") << Verb::ReplayAll << u"detection"_s;
}

void GuardsTest::watchedOneIsLeftAlone()
{
    QFETCH(Verb, verb);
    QFETCH(QString, target);
    begin(Guard::Watch);
    QCOMPARE(m_console->commander->refusal(verb, target), Refusal::WatchOnly);
    m_console->commander->wish(verb, target);
    m_console->commander->confirm(verb, target);
    QVERIFY(m_console->window->findChild<ConsequenceDialog *>() == nullptr);
    QVERIFY2(m_console->message().contains(u"only watched"_s), qPrintable(m_console->message()));
    QCOMPARE(m_console->backend.posts(), QStringList());
}

void GuardsTest::guardedOneAsksForItsName()
{
    begin(Guard::Guarded);
    QTRY_COMPARE(m_console->commander->refusal(Verb::Stop, u"file_watcher"_s), Refusal::None);
    m_console->commander->wish(Verb::Stop, u"file_watcher"_s);
    auto *dialog = m_console->window->findChild<ConsequenceDialog *>();
    QVERIFY(dialog != nullptr);
    auto *act = dialog->findChild<QPushButton *>(u"act"_s);
    auto *name = dialog->findChild<QLineEdit *>();
    QVERIFY(name != nullptr && !act->isEnabled());
    QTest::keyClicks(name, u"home-nv"_s);
    QVERIFY(!act->isEnabled());
    QTest::keyClicks(name, u"r"_s);
    QVERIFY(act->isEnabled());
    act->click();
    QTRY_COMPARE(m_console->backend.posts(),
                 QStringList{u"/api/system/supervisor/workers/file_watcher/stop"_s});
}

void GuardsTest::guardedOneLetsFreeWishesPass()
{
    begin(Guard::Guarded);
    m_console->changeSupervisor(tests::broken());
    QTRY_COMPARE(m_console->commander->refusal(Verb::Start, u"vision"_s), Refusal::None);
    m_console->commander->wish(Verb::Start, u"vision"_s);
    QTRY_COMPARE(m_console->backend.posts(),
                 QStringList(u"/api/system/supervisor/workers/vision/start"_s));
}

QTEST_MAIN(GuardsTest)
#include "tst_guards.moc"
