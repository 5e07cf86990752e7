// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace config {

/// The line of the first byte outside of quotes and comments that TOML cannot have there: a control
/// character or anything beyond ASCII; 0 when there is none.
///
/// toml++ 3.3 takes the absence of such bytes for granted (it marks what they lead to as
/// unreachable), so they are looked for first.
int lineOfForeignCharacter(const QByteArray &toml);

} // namespace config
