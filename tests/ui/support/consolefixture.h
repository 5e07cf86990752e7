// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/act/commander.h"
#include "ui/act/messagebar.h"
#include "ui/frame/connectionpill.h"
#include "ui/mainwindow.h"

#include <memory>

namespace tests {

/// How soon silence is noticed: a machine that stalls must not pass for a backend that does.
enum class Silence
{
    Patient,
    Short, ///< for tests that freeze the backend
};

/// A window on a fake backend, with short periods.
class ConsoleFixture final
{
public:
    explicit ConsoleFixture(Silence silence = Silence::Patient, bool isEmbedded = false,
                            ui::Guard guard = ui::Guard::Free)
    {
        using std::chrono::milliseconds;
        const int factor = silence == Silence::Short ? 1 : 10;
        fill(backend, healthy());
        window = std::make_unique<ui::MainWindow>(
            ui::Connection{.url = backend.url(),
                           .name = QStringLiteral("home-nvr"),
                           .guard = guard,
                           .embedded = isEmbedded},
            nullptr,
            ui::Timings{.staleAfter = milliseconds(800) * factor,
                        .disconnectedAfter = milliseconds(2000) * factor,
                        .ping = milliseconds(100),
                        .patience = milliseconds(300),
                        .backoffFirst = milliseconds(100),
                        .backoffCap = milliseconds(300),
                        .undo = milliseconds(500),
                        .pulse = milliseconds(50),
                        .sample = milliseconds(100)});
        commander = window->findChild<ui::Commander *>();
        window->show();
    }

    QString pill() const { return window->findChild<ui::ConnectionPill *>()->text(); }

    bool isLive() const { return pill().startsWith(u"Live"); }

    QString message() const { return window->findChild<ui::MessageBar *>()->text(); }

    void changeSupervisor(const Canned &canned)
    {
        fill(backend, canned);
        backend.sendChanged(QStringLiteral("/api/system/supervisor"));
    }

    FakeBackend backend;
    std::unique_ptr<ui::MainWindow> window;
    ui::Commander *commander = nullptr;
};

} // namespace tests
