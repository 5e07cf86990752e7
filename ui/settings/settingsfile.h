// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ui {

/// What became of a file that cannot be read.
struct BrokenSettings
{
    QString path = {};
    QString aside = {}; ///< where it is kept now; empty: it could not be moved
};

/// If the file in which the console remembers things cannot be read, puts it aside; all is then as
/// on the first day. Nothing: it is good, or there is none.
std::optional<BrokenSettings> setAsideBrokenSettings(const QString &path);

/// The same in one sentence for the operator.
QString brokenSettingsText(const BrokenSettings &broken);

/// Where the program keeps it.
QString settingsPath();

} // namespace ui
