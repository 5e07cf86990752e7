// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// Texts as a terminal shows them: some characters take two places, some none.
namespace app {

/// Control characters, and those that turn the direction of writing, as \xNN, so that what a worker
/// or a peer wrote cannot command the terminal. A tab stays.
QString harmless(const QString &text);

/// How many places the text takes; needs a UTF-8 locale.
int widthOf(const QString &text);

/// The text, or as much of its beginning as fits into `width` places with a … behind it.
QString cut(const QString &text, int width);

/// The text, with spaces behind it up to `width` places.
QString padded(const QString &text, int width);

/// The text in lines of at most `width` places each, broken between words where that can be.
QStringList wrapped(const QString &text, int width);

} // namespace app
