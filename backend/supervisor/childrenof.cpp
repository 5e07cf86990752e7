// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/childrenof.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <tuple>

#include <dirent.h>

namespace supervisor {

std::vector<pid_t> childrenOf(pid_t parent)
{
    std::vector<pid_t> children;
    DIR *const proc = opendir("/proc");
    if (!proc) {
        return children;
    }
    // readdir is unsafe only for a stream that threads share, and this process has one thread.
    while (const dirent *entry = readdir(proc)) { // NOLINT(concurrency-mt-unsafe): own stream
        const long pid = std::strtol(entry->d_name, nullptr, 10);
        FILE *const file = pid > 0
            ? std::fopen(("/proc/" + std::to_string(pid) + "/stat").c_str(), "re")
            : nullptr;
        if (!file) {
            continue;
        }
        std::array<char, 512> text{};
        const std::size_t length = std::fread(text.data(), 1, text.size() - 1, file);
        std::ignore = std::fclose(file);
        // The name in brackets may hold anything, brackets too: the last one ends it.
        const char *const end = static_cast<const char *>(memrchr(text.data(), ')', length));
        if (end && std::strtol(end + 3, nullptr, 10) == parent) { // ") S 123": after the state
            children.push_back(static_cast<pid_t>(pid));
        }
    }
    closedir(proc);
    return children;
}

} // namespace supervisor
