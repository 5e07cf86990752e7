// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlsheet.h"

#include <QByteArray>

#include <cstdio>

namespace app {

/// What the program ends with; part of its interface.
enum Exit
{
    Ok = 0,
    Refused = 1, ///< the API refused, the job failed or a wait was in vain; standard error says why
    Usage = 2,
    NoConnection = 3,
    Unhealthy = 4
};

/// False when it cannot be written, as into a pipe that nobody reads any more.
bool print(std::FILE *stream, const QByteArray &text);

/// Says on standard error what is the case while the program goes on.
void note(const QString &text);

/// Says why on standard error and gives the exit.
int fail(Exit exit, const QString &reason);

/// Standard output: how wide it is and whether it may have colours.
Screen screenOfOutput();

} // namespace app
