// SPDX-License-Identifier: GPL-3.0-or-later
// memoryhog <MiB>: takes so much memory, touches it and waits; exits with 12 where it gets none.
// Without sanitizers in every build: their shadow memory alone is beyond any limit.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

int main(int argc, char **argv)
{
    const std::size_t bytes = argc == 2 ? std::strtoul(argv[1], nullptr, 10) * 1024 * 1024 : 0;
    void *const memory = bytes > 0 ? std::malloc(bytes) : nullptr;
    if (!memory) {
        std::fputs("out of memory\n", stderr);
        return 12;
    }
    std::memset(memory, 1, bytes);
    while (true) {
        pause();
    }
}
