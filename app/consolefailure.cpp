// SPDX-License-Identifier: GPL-3.0-or-later
// A start that failed: what is wrong, who is in the way, and what can be done about it.
#include "app/console.h"
#include "ui/mainwindow.h"
#include "ui/notify/tray.h"

#include <QFileDialog>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace app {

void Console::fail(const QString &sentence, Backend::Trouble trouble)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(sentence));
    m_failure = {.sentence = sentence,
                 .portHelps = trouble == Backend::Trouble::Address,
                 .directoryHelps = trouble == Backend::Trouble::Directory
                     || trouble == Backend::Trouble::Occupied};
    m_neighbour.ask(Neighbour::addressOf(trouble, m_startup.settings));
}

void Console::show(const ui::StartFailure &failure)
{
    m_failure = failure;
    m_failureWindow = std::make_unique<ui::StartFailureWindow>(failure);
    connect(
        m_failureWindow.get(), &QDialog::finished, this,
        [this] { choose(m_failureWindow->choice()); }, Qt::QueuedConnection);
    m_failureWindow->show();
}

void Console::choose(ui::StartChoice choice)
{
    const QUrl running = m_failure.running;
    switch (choice) {
    case ui::StartChoice::Quit:
        end();
        return;
    case ui::StartChoice::ConnectToRunning:
        openAt(running);
        return;
    case ui::StartChoice::OtherPort:
        m_startup.settings.config.server.port = 0;
        m_startup.options.overrides.insert(u"server.port"_s, u"0"_s); // also of a later life
        break;
    case ui::StartChoice::OtherDirectory:
        if (const QString chosen = QFileDialog::getExistingDirectory(); !chosen.isEmpty()) {
            m_startup.settings.surroundings.dataDirectory = chosen;
            m_startup.options.dataDirectory = chosen;
        }
        break;
    }
    begin();
}

} // namespace app
