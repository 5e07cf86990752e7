// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/facts.h"
#include "ui/overview/mimicstate.h"

namespace ui {

/// The picture of the flow as a table: the stations left to right, the breakers, the foundations.
/// Where the whole is not vouched for, no part of it is.
Facts mimicFacts(const MimicState &state, bool isVouched);

} // namespace ui
