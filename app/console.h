// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/embeddedbackend.h"
#include "app/neighbour.h"
#include "app/startup.h"
#include "ui/connection.h"
#include "ui/instances/instances.h"
#include "ui/startfailure.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace ui {
class MainWindow;
class Tray;
struct OtherStart;
} // namespace ui

namespace app {

/// One life of the console: a backend inside or elsewhere, one window at a time, an orderly end.
class Console final : public QObject
{
    Q_OBJECT

public:
    explicit Console(Startup startup);
    ~Console() override;

    /// Starts the backend, or connects; where neither can be, shows what is wrong.
    void begin();

    /// SIGTERM or SIGINT has come: ends in order, the second time at once.
    void interrupt();

private:
    void end();
    void open(const ui::Connection &connection);
    void follow(const ui::MainWindow &window, bool embedded);
    void renew(std::unique_ptr<ui::MainWindow> &window);
    void openAt(const QUrl &url);
    void openInstance(const QString &id);
    void goHome();
    void quit();
    ui::Tray *tray();
    void startOther(const ui::OtherStart &wish);
    void restart();
    void onReacted();
    void restartProgram();
    void onStopped();
    void fail(const QString &sentence, Backend::Trouble trouble);
    void show(const ui::StartFailure &failure);
    void choose(ui::StartChoice choice);

    int exitStatus() const { return m_failure.sentence.isEmpty() ? 0 : CannotStart; }

    Startup m_startup;
    std::optional<Startup> m_next; ///< begins when the backend inside has stopped
    EmbeddedBackend m_backend{this};
    Neighbour m_neighbour;
    ui::StartFailure m_failure; ///< while it has not been mended
    std::unique_ptr<ui::StartFailureWindow> m_failureWindow;
    ui::Instances m_instances;
    std::unique_ptr<ui::Tray> m_tray; ///< of all windows
    std::unique_ptr<ui::MainWindow> m_home; ///< of the backend inside, which runs on while another
                                            ///< instance is looked at
    std::unique_ptr<ui::MainWindow> m_window;
    QTimer m_knock; ///< runs while the backend inside is to show that it can be stopped
    bool m_isEnding = false;
    bool m_isInterrupted = false;
};

} // namespace app
