// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"
#include "app/restart.h"
#include "app/startup.h"
#include "ui/look/density.h"
#include "ui/look/desktoplook.h"
#include "ui/look/language.h"
#include "ui/look/programicon.h"
#include "ui/look/theme.h"
#include "ui/look/zone.h"
#include "ui/settings/settingsfile.h"

#include <QApplication>
#include <QMessageBox>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstring>

#include <sys/signalfd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

// Without one, Qt ends the program before it can say a word.
bool hasDisplay(int argc, char **argv)
{
    const auto names = [](const char *argument) {
        return std::strstr(argument, "-platform") == argument
            || std::strstr(argument, "--platform") == argument
            || std::strcmp(argument, "-display") == 0;
    };
    return !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")
        || !qEnvironmentVariableIsEmpty("DISPLAY")
        || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || std::any_of(argv + 1, argv + argc, names);
}

// Help, version and faults need none.
int runWithoutDisplay(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const app::Startup startup =
        app::prepare(config::Program::Console, QCoreApplication::arguments());
    if (startup.exitStatus) {
        return *startup.exitStatus;
    }
    std::fputs("there is no display to show a window on; signalboxd is the same without a window\n",
               stderr);
    return app::CannotStart;
}

void tell(const QString &sentence)
{
    auto *box = new QMessageBox(QMessageBox::Warning, u"Signalbox"_s, sentence, QMessageBox::Ok);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->show();
}

} // namespace

int main(int argc, char **argv)
{
    app::awaitFormerChildren();
    const int signalDescriptor = app::blockStopSignals();
    if (!hasDisplay(argc, argv)) {
        return runWithoutDisplay(argc, argv);
    }
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"signalbox"_s);
    QApplication::setApplicationName(u"signalbox"_s);
    QApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    QGuiApplication::setDesktopFileName(u"signalbox"_s);
    QApplication::setWindowIcon(ui::programIcon());
    QApplication::setQuitOnLastWindowClosed(false);
    const app::Startup startup = app::prepare(config::Program::Console, QApplication::arguments());
    if (startup.exitStatus && startup.faults.isEmpty()) {
        return *startup.exitStatus;
    }
    app::installLog(startup.options.logLevel);
    const auto brokenSettings = ui::setAsideBrokenSettings(ui::settingsPath());
    ui::applyTheme(application, ui::rememberedTheme());
    const ui::DesktopLook look(application);
    ui::applyDensity(application, ui::rememberedDensity());
    ui::applyZone(ui::rememberedZone());
    ui::applyLanguage(application, ui::rememberedLanguage());
    app::Console console(startup);
    QSocketNotifier signals(signalDescriptor, QSocketNotifier::Read);
    QObject::connect(&signals, &QSocketNotifier::activated, &console, [&signals, &console] {
        signalfd_siginfo info{};
        if (::read(static_cast<int>(signals.socket()), &info, sizeof info) == sizeof info) {
            console.interrupt();
        }
    });
    QTimer::singleShot(0, &console, &app::Console::begin);
    if (brokenSettings) {
        tell(ui::brokenSettingsText(*brokenSettings));
    }
    return QApplication::exec();
}
