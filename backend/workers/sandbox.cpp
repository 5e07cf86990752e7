// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/sandbox.h"

#include "backend/workers/beneath.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <memory>

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

constexpr rlim_t MaxMemoryBytes = rlim_t{1024} * 1024 * 1024;

bool limit(__rlimit_resource resource, rlim_t value)
{
    const rlimit wanted{.rlim_cur = value, .rlim_max = value};
    return ::setrlimit(resource, &wanted) == 0;
}

/// A list of what is denied, not of what is allowed: libraries may use any harmless call.
constexpr std::array Denied{
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(clone),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(kill),
    SCMP_SYS(tgkill),
    SCMP_SYS(tkill),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(chroot),
    SCMP_SYS(pivot_root),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),
    SCMP_SYS(link),
    SCMP_SYS(linkat),
    SCMP_SYS(truncate),
    SCMP_SYS(ftruncate),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(fchownat),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(keyctl),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(creat),
};

QString loadFilter()
{
    const std::unique_ptr<void, void (*)(void *)> filter(seccomp_init(SCMP_ACT_ALLOW),
                                                         seccomp_release);
    if (filter == nullptr) {
        return u"seccomp is not available"_s;
    }
    int failed = 0;
    for (const int call : Denied) {
        // A call that this architecture lacks needs no denial.
        const int added = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0);
        failed = added == 0 || added == -EDOM ? failed : added;
    }
    // The C library falls back to clone, which is refused.
    const int clone3 = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    failed = clone3 == 0 ? failed : clone3;
    failed = failed == 0 ? seccomp_load(filter.get()) : failed;
    return failed == 0 ? QString() : QString(u"seccomp: "_s + reasonOf(-failed));
}

} // namespace

QString shutIn()
{
#ifdef __SANITIZE_ADDRESS__
    bool limited = true; // the sanitizer's shadow memory is beyond any limit
#else
    bool limited = limit(RLIMIT_AS, MaxMemoryBytes);
#endif
    limited = limit(RLIMIT_FSIZE, 0) && limited;
    limited = limit(RLIMIT_CORE, 0) && limited;
    limited = limit(RLIMIT_NPROC, 0) && limited;
    limited = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && limited;
    limited = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && limited;
    return limited ? loadFilter() : u"resource limits cannot be set"_s;
}

void limitCpuSeconds(int seconds)
{
    // ITIMER_PROF can be wound up again for each file, which RLIMIT_CPU's total cannot.
    const itimerval timer{.it_interval = {}, .it_value = {.tv_sec = seconds, .tv_usec = 0}};
    ::setitimer(ITIMER_PROF, &timer, nullptr);
}

} // namespace workers
