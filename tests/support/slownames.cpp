// SPDX-License-Identifier: GPL-3.0-or-later
#include <netdb.h>
#include <unistd.h>

namespace {

constexpr unsigned Longer = 3600; // s, than any test waits

} // namespace

// A resolver whose servers are away: it does not answer.
extern "C" int getaddrinfo(const char * /*name*/, const char * /*service*/, // NOLINT: libc's name
                           const addrinfo * /*hints*/, addrinfo ** /*found*/)
{
    ::sleep(Longer);
    return EAI_AGAIN;
}
