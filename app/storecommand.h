// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace app {

/// signalboxd store migrate | check | copy --from URL --to URL, each with [--config FILE]
/// [--data-dir DIR] [--password-file FILE]. Refuses a directory in use. The arguments are those
/// behind `store`; gives the exit status: 0 done, 1 refused, 2 wrong usage.
int runStoreCommand(const QStringList &arguments);

} // namespace app
