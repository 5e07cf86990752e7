// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/leashoptions.h"

#include <cstdlib>
#include <cstring>
#include <string>

namespace supervisor {

std::optional<LeashOptions> leashOptions(std::span<char *> arguments)
{
    LeashOptions options;
    std::size_t i = 0;
    for (; i + 1 < arguments.size() && std::strcmp(arguments[i], "--") != 0; i += 2) {
        const std::string name = arguments[i];
        const long number = std::strtol(arguments[i + 1], nullptr, 10);
        if (name == "--status") {
            options.status = static_cast<int>(number);
        } else if (name == "--lifeline") {
            options.lifeline = static_cast<int>(number);
        } else if (name == "--memory-mb") {
            options.memoryMb = static_cast<rlim_t>(number);
        } else if (name == "--grace-ms") {
            options.graceMs = static_cast<int>(number);
        } else {
            return {};
        }
    }
    for (++i; i < arguments.size(); ++i) {
        options.command.push_back(arguments[i]);
    }
    const bool isWhole = options.status >= 0 && options.lifeline >= 0 && !options.command.empty();
    options.command.push_back(nullptr);
    return isWhole ? std::optional(options) : std::nullopt;
}

} // namespace supervisor
