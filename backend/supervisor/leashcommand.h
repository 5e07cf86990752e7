// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace supervisor {

/// How the leash is called that lies in `programDirectory`: the small program, or where it is not
/// installed signalboxd, which can do the same.
QStringList leashCommand(const QString &programDirectory);

} // namespace supervisor
