// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/embeddedbackend.h"
#include "app/startup.h"
#include "backend/config/commandline.h"
#include "ui/look/theme.h"
#include "ui/mainwindow.h"
#include "ui/startfailure.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds LongestStop{25};

// The address that a running backend has left in its data directory; empty when there is none.
QUrl runningAddress(const QString &dataDirectory)
{
    QFile file(dataDirectory % u"/api.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QUrl(QJsonDocument::fromJson(file.readAll()).object().value(u"url").toString());
}

// Two of one machine must not look alike.
QString nameOf(const QUrl &url)
{
    return url.authority(QUrl::RemoveUserInfo | QUrl::FullyEncoded);
}

/// One life of the console: backend inside or elsewhere, one window, an orderly end.
class Console final : public QObject
{
    Q_OBJECT

public:
    explicit Console(app::Startup startup)
        : m_startup(std::move(startup))
    {
        connect(&m_backend, &app::EmbeddedBackend::started, this, [this](const QUrl &url) {
            const QString name = m_startup.options.demo ? tr("demo") : tr("this machine");
            open({.url = url, .name = name, .embedded = true});
        });
        connect(&m_backend, &app::EmbeddedBackend::failed, this, &Console::help);
        // Not quit(): that asks the windows once more, and they may refuse.
        connect(&m_backend, &app::EmbeddedBackend::stopped, qApp, [] { QApplication::exit(0); });
    }

    void begin()
    {
        if (m_startup.options.connect) {
            open({.url = *m_startup.options.connect,
                  .name = nameOf(*m_startup.options.connect),
                  .embedded = false});
        } else {
            m_backend.start(m_startup.settings);
        }
    }

    void end()
    {
        QTimer::singleShot(LongestStop, qApp, [] { QApplication::exit(0); });
        m_backend.stop();
    }

private:
    void open(const ui::Connection &connection)
    {
        m_window = std::make_unique<ui::MainWindow>(connection);
        connect(m_window.get(), &ui::MainWindow::quitRequested, this, &Console::end);
        m_window->show();
    }

    void help(const QString &sentence, Backend::Trouble trouble)
    {
        std::fprintf(stderr, "%s\n", qUtf8Printable(sentence));
        const QUrl running = runningAddress(m_startup.settings.surroundings.dataDirectory);
        switch (ui::askAfterStartFailure(
            {.sentence = sentence,
             .running = trouble == Backend::Trouble::Directory ? running : QUrl(),
             .portHelps = trouble == Backend::Trouble::Address,
             .directoryHelps = trouble == Backend::Trouble::Directory})) {
        case ui::StartChoice::Quit:
            QApplication::exit(app::CannotStart);
            return;
        case ui::StartChoice::ConnectToRunning:
            open({.url = running, .name = nameOf(running), .embedded = false});
            return;
        case ui::StartChoice::OtherPort:
            m_startup.settings.config.server.port = 0;
            break;
        case ui::StartChoice::OtherDirectory:
            if (const QString chosen = QFileDialog::getExistingDirectory(); !chosen.isEmpty()) {
                m_startup.settings.surroundings.dataDirectory = chosen;
            }
            break;
        }
        m_backend.start(m_startup.settings);
    }

    app::Startup m_startup;
    app::EmbeddedBackend m_backend;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace

int main(int argc, char **argv)
{
    const int signalDescriptor = app::blockStopSignals();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"signalbox"_s);
    QApplication::setApplicationName(u"signalbox"_s);
    QApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    QApplication::setQuitOnLastWindowClosed(false);
    const app::Startup startup = app::prepare(config::Program::Console, QApplication::arguments());
    if (startup.exitStatus) {
        return *startup.exitStatus;
    }
    app::installLog(startup.options.logLevel);
    ui::applyTheme(application, ui::rememberedTheme());
    Console console(startup);
    QSocketNotifier signals(signalDescriptor, QSocketNotifier::Read);
    QObject::connect(&signals, &QSocketNotifier::activated, &console, [&signals, &console] {
        signals.setEnabled(false);
        console.end();
    });
    QTimer::singleShot(0, &console, &Console::begin);
    return QApplication::exec();
}

#include "signalbox.moc"
