// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <unistd.h>

// Preloaded into a child: no inotify watch is left for folders whose path ends with NOWATCH_FOLDER,
// as long as the file NOWATCH_WHILE is there.
extern "C" int inotify_add_watch(int fd, const char *path, uint32_t mask) // NOLINT: libc's name
{
    using Call = int (*)(int, const char *, uint32_t);
    static const auto real = reinterpret_cast<Call>(dlsym(RTLD_NEXT, "inotify_add_watch"));
    const char *folder = std::getenv("NOWATCH_FOLDER"); // NOLINT(concurrency-mt-unsafe): one thread
    const char *control = std::getenv("NOWATCH_WHILE"); // NOLINT(concurrency-mt-unsafe): one thread
    char target[4096] = {}; // NOLINT: what readlink(2) wants
    const ssize_t length = readlink(path, target, sizeof(target) - 1);
    const size_t wanted = folder == nullptr ? 0 : std::strlen(folder);
    const bool denied = wanted > 0 && length >= static_cast<ssize_t>(wanted)
        && std::strcmp(target + length - wanted, folder) == 0 // NOLINT: within what was read
        && control != nullptr && access(control, F_OK) == 0;
    if (denied) {
        errno = ENOSPC;
        return -1;
    }
    return real(fd, path, mask);
}
