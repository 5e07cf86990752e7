// SPDX-License-Identifier: GPL-3.0-or-later
// Renders every page of the console in its looks and states into build/…/screenshots, for people to
// look at, and fails on what a program can see: blank pictures, two that are the same, texts that
// are cut off, widgets that lie over each other. With QT_SCALE_FACTOR=2 the same for a fine screen.
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/program.h"
#include "tests/support/signals.h"
#include "tests/ui/screenshots.h"
#include "tests/ui/support/canned.h"
#include "tests/ui/support/cannedapi.h"
#include "tests/ui/support/cannedload.h"
#include "tests/ui/support/cannedmachine.h"
#include "tests/ui/support/fakebackend.h"
#include "tests/ui/support/shooter.h"
#include "ui/alarms/alarmspage.h"
#include "ui/events/eventspage.h"
#include "ui/instances/instances.h"
#include "ui/look/density.h"
#include "ui/look/language.h"
#include "ui/look/theme.h"
#include "ui/mainwindow.h"
#include "ui/overview/mimic.h"
#include "ui/paging/pagedtable.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using tests::awaitLevel;
using tests::awaitState;
using tests::hasty;
using tests::Shooter;
using tests::steady;
using ui::ConnectionState;

namespace {

constexpr QSize Usual{1280, 720};

/// What does not tell of the backend looks the same in all of its states.
const QStringList OurOwn{u"Instances"_s, u"Settings"_s};

} // namespace

class ScreenshotsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void looks_data();
    void looks();
    void machine();
    void states_data();
    void states();
    void beginning_data();
    void beginning();
    void demo();
    void cleanupTestCase();

private:
    std::unique_ptr<Shooter> m_shooter;
    QStringList m_looks; ///< that there are pictures of
    tests::FakeBackend m_well;
    tests::FakeBackend m_ill;
};

void ScreenshotsTest::initTestCase()
{
    const QString scale = u"/%1"_s.arg(qRound(qApp->devicePixelRatio() * 100));
    m_shooter = std::make_unique<Shooter>(QStringLiteral(SIGNALBOX_SCREENSHOTS) + scale);
    m_shooter->keepAlike(u"API & events-3"_s); // the types of events, read once
    ui::applyTheme(*qApp, ui::Theme::Light);
    tests::fill(m_well, tests::healthy());
    tests::fill(m_ill, tests::broken());
}

void ScreenshotsTest::cleanup()
{
    ui::applyTheme(*qApp, ui::Theme::Light);
    ui::applyLanguage(*qApp, ui::Language::English);
    ui::applyDensity(*qApp, ui::Density::Comfortable);
}

void ScreenshotsTest::looks_data()
{
    QTest::addColumn<ui::Theme>("theme");
    QTest::addColumn<ui::Language>("language");
    QTest::addColumn<ui::Density>("density");
    QTest::addColumn<QSize>("size");

    using D = ui::Density;
    using L = ui::Language;
    using T = ui::Theme;
    QTest::newRow("light") << T::Light << L::English << D::Comfortable << Usual;
    QTest::newRow("dark") << T::Dark << L::English << D::Comfortable << Usual;
    QTest::newRow("contrast") << T::HighContrast << L::English << D::Comfortable << Usual;
    QTest::newRow("german") << T::Light << L::German << D::Comfortable << Usual;
    QTest::newRow("compact") << T::Light << L::English << D::Compact << Usual;
    QTest::newRow("large") << T::Dark << L::German << D::Comfortable << QSize(1920, 1080);
}

void ScreenshotsTest::looks()
{
    QFETCH(ui::Theme, theme);
    QFETCH(ui::Language, language);
    QFETCH(ui::Density, density);
    QFETCH(QSize, size);
    ui::applyTheme(*qApp, theme);
    ui::applyLanguage(*qApp, language);
    ui::applyDensity(*qApp, density);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    m_shooter->begin(name, m_looks);
    m_looks << name;
    tests::FakeBackend backend;
    tests::fill(backend, tests::healthy());
    tests::fill(backend, tests::partlyDown());
    tests::fill(backend, tests::overloaded());
    tests::fillApi(backend);
    ui::Instances instances;
    tests::addInstances(instances, m_well.url(), m_ill.url());
    ui::MainWindow window({.url = backend.url(), .name = u"home-nvr"_s}, nullptr, steady(),
                          &instances);
    window.resize(size);
    window.show();
    awaitLevel(window);
    tests::liveMinutes(backend, window, 20);
    tests::fill(backend, tests::broken());
    tests::tellAll(backend);
    const auto *mimic = window.findChild<ui::Mimic *>();
    tests::await("all is told", [&] { return mimic->state().attention.size() == 1; });
    window.findChild<ui::EventsPage *>()->select(77);
    window.findChild<ui::AlarmsPage *>()->select(u"a-1"_s);
    m_shooter->pages(window);
    if (density == ui::Density::Compact) {
        m_shooter->begin(name); // no dialog knows it
    }
    tests::shootWorkers(*m_shooter, backend, window);
    tests::shootTrouble(*m_shooter, window);
    tests::shootDialogs(*m_shooter, backend, window);
    tests::shootWall(*m_shooter, window);
}

void ScreenshotsTest::machine()
{
    m_shooter->begin(u"machine"_s);
    tests::FakeBackend backend;
    tests::fill(backend, tests::healthy());
    backend.set(u"/api/journal"_s, tests::dayOfTrouble());
    ui::MainWindow window({.url = backend.url(), .name = u"home-nvr"_s}, nullptr, steady());
    window.resize(Usual);
    window.show();
    awaitLevel(window);
    m_shooter->page(window, u"Overview"_s, u"day"_s);
    tests::shootMachine(*m_shooter, backend, window);
}

void ScreenshotsTest::states_data()
{
    QTest::addColumn<ui::Theme>("theme");
    QTest::newRow("light") << ui::Theme::Light;
    QTest::newRow("dark") << ui::Theme::Dark;
}

void ScreenshotsTest::states()
{
    QFETCH(ui::Theme, theme);
    ui::applyTheme(*qApp, theme);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    tests::FakeBackend backend;
    tests::fill(backend, tests::healthy());
    tests::fill(backend, tests::wellMonitored());
    tests::fill(backend, tests::busy());
    tests::fillApi(backend);
    ui::Timings timings = hasty();
    timings.disconnectedAfter = std::chrono::seconds(10); // than its pages are stale no longer
    ui::MainWindow window({.url = backend.url(), .name = u"home-nvr"_s}, nullptr, timings);
    window.resize(Usual);
    window.show();
    m_shooter->begin(name + u"-connecting"_s);
    m_shooter->shoot(window, u"overview"_s);
    awaitLevel(window);
    m_shooter->begin(name + u"-healthy"_s);
    m_shooter->pages(window, OurOwn);
    backend.freeze(true);
    awaitState(window, ConnectionState::Stale);
    m_shooter->begin(name + u"-stale"_s, {name + u"-healthy"_s});
    m_shooter->pages(window, OurOwn);
    backend.drop();
    awaitState(window, ConnectionState::Disconnected);
    m_shooter->begin(name + u"-disconnected"_s, {name + u"-healthy"_s});
    m_shooter->page(window, u"Overview"_s);
    m_shooter->page(window, u"Workers"_s);
}

void ScreenshotsTest::beginning_data()
{
    states_data();
}

void ScreenshotsTest::beginning()
{
    QFETCH(ui::Theme, theme);
    ui::applyTheme(*qApp, theme);
    m_shooter->begin(QString::fromLatin1(QTest::currentDataTag()));
    tests::shootBeginning(*m_shooter);
    // Nothing is set up, and nothing has happened yet: the real backend says so itself.
    scenario::Daemon daemon({.toml = u"[ai]\nembedded = \"false\"\n"_s});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    ui::MainWindow window({.url = daemon.url(), .name = u"new"_s});
    window.resize(Usual);
    window.show();
    awaitLevel(window);
    m_shooter->begin(QString::fromLatin1(QTest::currentDataTag()) + u"-empty"_s,
                     theme == ui::Theme::Dark ? QStringList{u"light-empty"_s} : QStringList());
    m_shooter->pages(window);
}

/// A real run: what it looks like at work, when it answers no longer, when it is gone.
void ScreenshotsTest::demo()
{
    constexpr int patience = 120000;
    scenario::Program program(
        {.name = u"signalboxd"_s, .arguments = {u"--demo"_s, u"--port"_s, u"0"_s}});
    program.launch();
    QVERIFY2(program.waitForAddress(program.dataDirectory(u"signalbox-demo"_s)),
             program.errorText().constData());
    ui::applyTheme(*qApp, ui::Theme::Dark);
    ui::MainWindow window({.url = program.url(), .name = u"demo"_s});
    window.resize(Usual);
    window.show();
    awaitLevel(window);
    QVERIFY2(scenario::waitUntil(
                 [&] {
                     const QJsonObject page = program.get("/api/events?limit=5").json();
                     return page.value(u"items").toArray().size() > 1;
                 },
                 patience),
             program.errorText().constData());
    // A crash, of which the pages tell.
    support::sendSignal(program.worker(u"cleanup_service"_s).value(u"pid").toInteger(), SIGKILL);
    QVERIFY(scenario::waitUntil(
        [&] {
            const QJsonObject worker = program.worker(u"cleanup_service"_s);
            return worker.value(u"status") == u"running"_s
                && worker.value(u"restart_count").toInt() == 1;
        },
        patience));
    auto *events = window.findChild<ui::EventsPage *>();
    tests::turnTo(window, u"Events");
    tests::await("the events are read", [&] { return events->table()->model()->rowCount() > 1; });
    events->table()->selectRow(0);
    for (const auto &[theme, name] : {std::pair(ui::Theme::Light, u"light-busy"_s),
                                      std::pair(ui::Theme::Dark, u"dark-busy"_s)}) {
        ui::applyTheme(*qApp, theme);
        m_shooter->begin(name,
                         theme == ui::Theme::Dark ? QStringList{u"light-busy"_s} : QStringList());
        m_shooter->pages(window, OurOwn);
    }
    program.sendSignal(SIGSTOP);
    awaitState(window, ConnectionState::Stale);
    m_shooter->begin(u"dark-busy-stale"_s, {u"dark-busy"_s});
    m_shooter->page(window, u"Overview"_s);
    m_shooter->page(window, u"Events"_s);
    program.kill9();
    awaitState(window, ConnectionState::Disconnected);
    m_shooter->begin(u"dark-busy-disconnected"_s, {u"dark-busy"_s});
    m_shooter->pages(window, OurOwn);
}

void ScreenshotsTest::cleanupTestCase()
{
    const QStringList faults = m_shooter->faults();
    qInfo("%d pictures", m_shooter->taken());
    for (const QString &fault : faults) {
        qWarning("%s", qPrintable(fault));
    }
    QCOMPARE(faults.size(), 0);
}

QTEST_MAIN(ScreenshotsTest)
#include "tst_screenshots.moc"
