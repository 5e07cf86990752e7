// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace ui {

struct Freshness;

/// What has to be said before anything that is told of it: "Out of date, as of 14:06:22. Cannot be
/// read: …"; empty where somebody vouches for it.
QString trustText(const Freshness &freshness);

/// The lines as a tooltip, after what has to be said before; empty while there is no answer.
QString datedTip(const QStringList &lines, const Freshness &freshness);

} // namespace ui
