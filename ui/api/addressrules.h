// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QUrl>

namespace ui {

/// The address under which others reach `path` of this backend; without what names a user.
QUrl addressOf(const QUrl &base, const QString &path);

/// The same of a socket: ws or wss.
QUrl socketAddress(const QUrl &base, const QString &path);

/// Whether only programs of its own machine reach it.
bool isOfThisMachine(const QUrl &base);

} // namespace ui
