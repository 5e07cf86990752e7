// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlprint.h"

#include "app/ctlwidth.h"

#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace app {

namespace {

int widthOfTerminal()
{
    bool isNumber = false;
    const int columns = qEnvironmentVariableIntValue("COLUMNS", &isNumber);
    if (isNumber && columns > 0) {
        return columns;
    }

    struct winsize size
    {
    };

    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

} // namespace

bool print(std::FILE *stream, const QByteArray &text)
{
    const auto size = static_cast<std::size_t>(text.size());
    return std::fwrite(text.constData(), 1, size, stream) == size && std::fflush(stream) == 0;
}

void note(const QString &text)
{
    print(stderr, QString(u"signalboxctl: " % harmless(text) % u'\n').toUtf8());
}

int fail(Exit exit, const QString &reason)
{
    note(reason);
    return exit;
}

Screen screenOfOutput()
{
    if (::isatty(STDOUT_FILENO) == 0) {
        return {};
    }
    const bool isDumb = qgetenv("TERM") == "dumb";
    return {.width = widthOfTerminal(), .hasColour = qgetenv("NO_COLOR").isEmpty() && !isDumb};
}

} // namespace app
