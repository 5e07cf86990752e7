// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <sys/resource.h>

namespace supervisor {

/// What a leash is told; see leash.h.
struct LeashOptions
{
    int status = -1;
    int lifeline = -1;
    rlim_t memoryMb = 0;
    int graceMs = 500;
    std::vector<char *> command = {}; ///< ends with a null pointer
};

/// Nothing when something is missing or unknown.
std::optional<LeashOptions> leashOptions(std::span<char *> arguments);

} // namespace supervisor
