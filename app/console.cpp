// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include "ui/firstrun/firstrunpanel.h"
#include "ui/mainwindow.h"
#include "ui/notify/tray.h"
#include "ui/settings/settingspage.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QTimer>

#include <chrono>
#include <utility>

namespace app {

namespace {

// Two of one machine must not look alike.
QString nameOf(const QUrl &url)
{
    return url.authority(QUrl::RemoveUserInfo | QUrl::FullyEncoded);
}

// A token of the user's is for the backends that he names, and for nobody's command line.
ui::Connection elsewhere(const QUrl &url)
{
    return {.url = url,
            .token = qEnvironmentVariable("SIGNALBOX_TOKEN").trimmed(),
            .name = nameOf(url),
            .embedded = false,
            .certificateFile = qEnvironmentVariable("SIGNALBOX_CA_FILE")};
}

} // namespace

Console::Console(Startup startup)
    : m_startup(std::move(startup))
    , m_instances(ui::InstanceList::usualPath())
{
    connect(&m_backend, &EmbeddedBackend::started, this,
            [this](const QUrl &url, const QString &token) {
                const QString name = m_startup.options.demo ? tr("demo") : tr("this machine");
                open({.url = url,
                      .token = token,
                      .name = name,
                      .embedded = true,
                      .canStartAnew = !m_startup.options.demo,
                      .certificateFile = m_startup.settings.config.server.tlsCertificateFile});
            });
    connect(&m_backend, &EmbeddedBackend::failed, this, &Console::fail);
    connect(&m_backend, &EmbeddedBackend::stopped, this, &Console::onStopped);
    connect(&m_backend, &EmbeddedBackend::reacted, this, &Console::onReacted);
    m_knock.setSingleShot(true);
    connect(&m_knock, &QTimer::timeout, this, [this] {
        if (m_home) {
            m_home->offerProgramRestart();
        }
    });
    connect(&m_neighbour, &Neighbour::known, this, [this](const QUrl &address) {
        m_failure.running = address;
        show(m_failure);
    });
}

Console::~Console() = default;

void Console::begin()
{
    m_failure = {};
    if (!m_startup.faults.isEmpty()) {
        show({.sentence = tr("The options or the configuration cannot be used. Nothing was "
                             "started, nothing was changed."),
              .faults = m_startup.faults});
    } else if (m_startup.options.connect) {
        openAt(*m_startup.options.connect);
    } else {
        m_backend.start(m_startup.settings);
    }
}

void Console::interrupt()
{
    if (std::exchange(m_isInterrupted, true)) {
        m_backend.abort();
        QApplication::exit(exitStatus());
        return;
    }
    end();
}

void Console::end()
{
    if (exitStatus() != 0) {
        QApplication::exit(exitStatus());
        return;
    }
    if (std::exchange(m_isEnding, true)) {
        return;
    }
    QTimer::singleShot(definitions::longestStop(m_startup.settings.config), qApp,
                       [] { QApplication::exit(0); });
    if (m_home && m_window) {
        m_window.release()->deleteLater(); // the question stood over it
    }
    m_backend.stop();
}

void Console::open(const ui::Connection &connection)
{
    m_failure = {};
    if (connection.embedded) {
        m_instances.setHome(connection);
    }
    if (m_home) {
        m_home->setInFront(false);
    }
    auto window = std::make_unique<ui::MainWindow>(
        connection, nullptr, ui::Timings{.undo = ui::rememberedUndo(ui::Timings().undo)},
        &m_instances);
    follow(*window, connection.embedded);
    window->joinDesktop(tray());
    if (connection.embedded && m_window) {
        window->setInFront(false); // it has come back while another instance is looked at
    } else {
        window->show();
    }
    (connection.embedded ? m_home : m_window) = std::move(window);
}

/// The one of the program, where the desktop has room for it.
ui::Tray *Console::tray()
{
    if (!m_tray && QSystemTrayIcon::isSystemTrayAvailable()) {
        m_tray = std::make_unique<ui::Tray>(nullptr);
    }
    return m_tray.get();
}

void Console::follow(const ui::MainWindow &window, bool embedded)
{
    connect(&window, &ui::MainWindow::quitRequested, this,
            embedded ? &Console::end : &Console::quit);
    connect(&window, &ui::MainWindow::otherStartWanted, this, &Console::startOther);
    connect(&window, &ui::MainWindow::restartWanted, this, &Console::restart);
    connect(&window, &ui::MainWindow::programRestartWanted, this, &Console::restartProgram,
            Qt::QueuedConnection);
    // Later: the window that is left is still in the middle of it.
    connect(&window, &ui::MainWindow::instanceChosen, this, &Console::openInstance,
            Qt::QueuedConnection);
    connect(
        &window, &ui::MainWindow::renewalWanted, this,
        [this] {
            renew(m_home);
            renew(m_window);
        },
        Qt::QueuedConnection);
}

/// The same window in the language and by the clock of now.
void Console::renew(std::unique_ptr<ui::MainWindow> &window)
{
    if (!window) {
        return; // it was left meanwhile
    }
    const bool isShown = window->isVisible();
    const bool isInFront = &window == &m_window || !m_window;
    auto next = std::make_unique<ui::MainWindow>(*window);
    follow(*next, &window == &m_home);
    next->setVisible(isShown);
    window = std::move(next);
    if (m_tray) {
        m_tray->retranslate();
    }
    window->joinDesktop(tray());
    if (!isInFront) {
        window->setInFront(false);
    }
}

/// One that is on the list is met as the list says, with its own token.
void Console::openAt(const QUrl &url)
{
    if (const auto instance = m_instances.list().at(url)) {
        openInstance(instance->id);
    } else {
        open(elsewhere(url));
    }
}

void Console::openInstance(const QString &id)
{
    if (id == ui::Instances::homeId()) {
        goHome();
    } else if (const auto instance = m_instances.list().find(id)) {
        m_instances.connectionTo(*instance, this,
                                 [this](const ui::Connection &connection) { open(connection); });
    }
}

/// From a window on another instance back to the backend inside.
void Console::goHome()
{
    if (m_home && m_window) {
        m_window.reset();
        m_home->setInFront(true);
        m_home->show();
        m_home->raise();
        m_home->activateWindow();
    }
}

/// Wanted in a window on another instance: the backend inside stops too.
void Console::quit()
{
    if (m_home && m_window) {
        m_home->askToQuit(*m_window);
    } else {
        end();
    }
}

/// Another configuration for the backend inside. One that cannot be used stops nothing.
void Console::startOther(const ui::OtherStart &wish)
{
    config::CommandLine options = m_startup.options;
    options.demo = wish.isDemo;
    options.configFile = wish.configFile;
    if (wish.isDemo) {
        options.dataDirectory.clear(); // the user's own is not for recorded footage
    }
    Startup next = prepare(options);
    if (!next.faults.isEmpty()) {
        m_home->startRefused(next.faults);
        return;
    }
    next.settings.surroundings.programDirectory = m_startup.settings.surroundings.programDirectory;
    if (m_isEnding || m_next) {
        return;
    }
    m_next = std::move(next);
    m_home->setEnabled(false);
    m_backend.stop();
}

void Console::onStopped()
{
    if (!m_next || m_isEnding) {
        QApplication::exit(0); // not quit(): that asks the windows once more, and they may refuse
        return;
    }
    m_knock.stop();
    m_startup = std::move(*m_next);
    m_next.reset();
    m_home.reset();
    m_instances.setHome({});
    begin();
}

} // namespace app
