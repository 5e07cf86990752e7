// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <sys/types.h>

namespace supervisor {

/// The processes whose parent this one is, from /proc; zombies are among them.
std::vector<pid_t> childrenOf(pid_t parent);

} // namespace supervisor
