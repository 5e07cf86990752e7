// SPDX-License-Identifier: GPL-3.0-or-later
// The backend inside that no longer answers. What reacts is stopped in order and started anew; a
// thread that hangs can be ended with the whole program only.
#include "app/console.h"
#include "app/restart.h"
#include "backend/definitions.h"
#include "ui/mainwindow.h"
#include "ui/notify/tray.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace app {

namespace {

constexpr std::chrono::seconds Patience{2};

} // namespace

void Console::restart()
{
    if (m_isEnding || m_knock.isActive()) {
        return;
    }
    if (m_next) {
        m_home->offerProgramRestart(); // it has hung while it was being stopped
        return;
    }
    m_knock.start(Patience);
    m_backend.knock();
}

/// It may have taken longer than we waited: then it needs no other one any more.
void Console::onReacted()
{
    if (!m_knock.isActive() || m_isEnding || m_next) {
        return;
    }
    m_next = m_startup;
    m_home->backendStopping();
    m_knock.start(definitions::longestStop(m_startup.settings.config)); // it may hang in that, too
    m_backend.stop();
}

void Console::restartProgram()
{
    m_window.reset();
    m_home.reset(); // it remembers its place
    m_tray.reset();
    const QString fault = startAnew(
        m_startup.options, m_startup.settings.surroundings.dataDirectory + QStringLiteral("/lock"));
    std::fprintf(stderr, "%s\n", qUtf8Printable(fault));
    m_backend.abort();
    std::_Exit(CannotStart); // what hangs cannot be waited for
}

} // namespace app
