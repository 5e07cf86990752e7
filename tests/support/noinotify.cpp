// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>

// Preloaded into a child: the kernel has no inotify instance left.
extern "C" int inotify_init1(int /*flags*/) // NOLINT(readability-identifier-naming): libc's name
{
    errno = EMFILE;
    return -1;
}
