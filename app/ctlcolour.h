// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace app {

/// The text in the colour of the state that it begins with, such as green for "running, 3 waiting".
/// A text that begins with none stays as it is.
QString coloured(const QString &text);

QString bold(const QString &text);

} // namespace app
