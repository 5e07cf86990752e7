// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlapi.h"

namespace app {

/// Carries out what the command line asks for; gives the program's exit.
int run(const Order &order, const Target &target, const QSslConfiguration &trust);

} // namespace app
