// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/facts.h"
#include "ui/overview/ribbonstate.h"

namespace ui {

/// The ribbons as a table: of each one its stretches, the latest first, with those of which nobody
/// knows how it was.
Facts ribbonFacts(const QList<Ribbon> &ribbons, const RibbonSpan &span);

} // namespace ui
