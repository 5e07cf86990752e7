// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QString>

#include <cstdio>

namespace app {

/// How a command of signalboxd ends when it has not done what was asked.
enum CommandStatus
{
    Refused = 1,
    WrongUsage = 2
};

/// One line, at once: who reads it may be another program.
inline void printLine(std::FILE *stream, const QString &line)
{
    std::fputs(line.toUtf8().constData(), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

/// Says on standard error why `command`, such as "token", cannot do it; the exit status for that.
inline int failCommand(QLatin1StringView command, const protocol::Error &error)
{
    printLine(stderr, QString(u"signalboxd " % command % u": " % error.detail));
    return error.kind == protocol::ErrorKind::BadRequest ? WrongUsage : Refused;
}

/// The error of wrong words or options.
inline protocol::Error wrongUsage(const QString &text)
{
    return {protocol::ErrorKind::BadRequest, text};
}

} // namespace app
