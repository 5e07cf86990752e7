// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace {

/// Whether the open folder's path ends with what the variable says.
bool isNamedIn(const char *path, const char *variable)
{
    char target[4096] = {}; // NOLINT: what readlink(2) wants
    const char *folder = std::getenv(variable); // NOLINT(concurrency-mt-unsafe): one thread
    const ssize_t length = readlink(path, target, sizeof(target) - 1);
    const size_t wanted = folder == nullptr ? 0 : std::strlen(folder);
    return wanted > 0 && length >= static_cast<ssize_t>(wanted)
        && std::strcmp(target + length - wanted, folder) == 0; // NOLINT: within what was read
}

} // namespace

// The folder whose path ends with NFS_FOLDER lies on a network's file system.
extern "C" int fstatfs(int fd, struct statfs *info) noexcept // NOLINT: libc's name
{
    using Call = int (*)(int, struct statfs *);
    static const auto real = reinterpret_cast<Call>(dlsym(RTLD_NEXT, "fstatfs"));
    const int done = real(fd, info);
    char path[64] = {}; // NOLINT: for snprintf
    std::snprintf(path, sizeof(path), "/proc/self/fd/%d", fd); // NOLINT: as above
    if (done == 0 && isNamedIn(path, "NFS_FOLDER")) {
        info->f_type = 0x6969;
    }
    return done;
}

// Preloaded into a child: no inotify watch is left for folders whose path ends with NOWATCH_FOLDER,
// as long as the file NOWATCH_WHILE is there.
extern "C" int inotify_add_watch(int fd, const char *path, uint32_t mask) // NOLINT: libc's name
{
    using Call = int (*)(int, const char *, uint32_t);
    static const auto real = reinterpret_cast<Call>(dlsym(RTLD_NEXT, "inotify_add_watch"));
    const char *control = std::getenv("NOWATCH_WHILE"); // NOLINT(concurrency-mt-unsafe): one thread
    const bool denied =
        isNamedIn(path, "NOWATCH_FOLDER") && control != nullptr && access(control, F_OK) == 0;
    if (denied) {
        errno = ENOSPC;
        return -1;
    }
    return real(fd, path, mask);
}
