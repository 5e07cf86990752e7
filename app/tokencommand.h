// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace app {

/// signalboxd token create --name NAME --scope SCOPE [--expires TIME] | list | revoke ID, each with
/// [--data-dir DIR]. Works beside a running backend and without one; never opens the store. The
/// arguments are those behind `token`; gives the exit status: 0 done, 1 refused, 2 wrong usage.
int runTokenCommand(const QStringList &arguments);

} // namespace app
