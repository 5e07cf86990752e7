// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlapi.h"

namespace app {

/// Prints events as they come, over /ws/events, until enough have come; after a lost connection it
/// goes on where it was. Gives the program's exit.
int followEvents(Api &api, const Order &order);

/// Prints the lines of a worker's log as they come. Gives the program's exit.
int followLines(Api &api, const Order &order);

} // namespace app
