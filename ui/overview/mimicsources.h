// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/freshness.h"
#include "ui/overview/mimicstate.h"

namespace ui {

class Mirror;
class Resource;

/// How far that resource can be trusted at this moment.
Trust trustIn(const Mirror &mirror, const Resource &resource);

/// The same for a part of a panel that shows `whole`: where all of it is hatched, the part is told
/// as it was then.
Trust trustWithin(const Freshness &whole, const Mirror &mirror, const Resource &resource);

/// What the picture of the flow is made of, as the mirror has it now.
MimicSources mimicSources(Mirror &mirror);

/// Of the picture as a whole.
Freshness mimicFreshness(Mirror &mirror);

} // namespace ui
