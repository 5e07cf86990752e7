// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/leash.h"

#include "backend/supervisor/childrenof.h"
#include "backend/supervisor/leashoptions.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <string>
#include <tuple>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

// Plain POSIX on purpose: this process has to stay small and must work when all else has failed.
namespace supervisor {

namespace {

constexpr int NotExecuted = 127;
constexpr int RescanMs = 20; ///< how often a kill is repeated until nothing is left

void setPipeHandler(sighandler_t handler)
{
    struct sigaction action
    {
    };

    action.sa_handler = handler;
    sigaction(SIGPIPE, &action, nullptr);
}

class Leash final
{
public:
    explicit Leash(LeashOptions options)
        : m_options(std::move(options))
    { }

    int run();

private:
    bool prepare();
    [[noreturn]] void becomeProgram(int execWriter);
    void say(const std::string &line) const;
    void readExec();
    void readLifeline();
    void readSignals();
    void reap();
    void programEnded(int status);
    void signalThoseLeft() const;
    void signalAll(int signal) const;
    void signalGroup(int signal) const;
    int timeoutMs() const;
    void timedOut();

    LeashOptions m_options;
    sigset_t m_signals{};
    int m_signalFd = -1;
    int m_exec = -1; ///< closes without a word when the program executes
    pid_t m_program = -1;
    int m_stopSignal = 0; ///< the last one that was asked for
    bool m_ended = false; ///< the program itself
    bool m_killing = false;
    bool m_empty = false; ///< nothing below us is left
    int m_result = NotExecuted;
};

bool Leash::prepare()
{
    fcntl(m_options.status, F_SETFD, FD_CLOEXEC);
    fcntl(m_options.lifeline, F_SETFD, FD_CLOEXEC);
    fcntl(m_options.lifeline, F_SETFL, O_NONBLOCK);
    setPipeHandler(SIG_IGN);
    sigemptyset(&m_signals);
    for (const int number : {SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2}) {
        sigaddset(&m_signals, number);
    }
    pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
    m_signalFd = signalfd(-1, &m_signals, SFD_CLOEXEC | SFD_NONBLOCK);
    return m_signalFd >= 0 && prctl(PR_SET_CHILD_SUBREAPER, 1) == 0;
}

void Leash::becomeProgram(int execWriter)
{
    setpgid(0, 0);
    // Should the leash itself be killed, its program shall not stay behind.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (m_options.memoryMb > 0) {
        const rlim_t bytes = m_options.memoryMb * 1024 * 1024;
        const rlimit limit{.rlim_cur = bytes, .rlim_max = bytes};
        setrlimit(RLIMIT_AS, &limit);
    }
    setPipeHandler(SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &m_signals, nullptr);
    execvp(m_options.command.front(), m_options.command.data());
    const int reason = errno;
    std::ignore = write(execWriter, &reason, sizeof reason);
    _exit(NotExecuted);
}

void Leash::say(const std::string &line) const
{
    const std::string text = line + '\n';
    std::ignore = write(m_options.status, text.data(), text.size());
}

void Leash::signalGroup(int signal) const
{
    kill(-m_program, signal);
    if (signal != SIGKILL) {
        kill(-m_program, SIGCONT); // a stopped process shall take notice, too
    }
}

void Leash::signalAll(int signal) const
{
    signalGroup(signal);
    for (const pid_t child : childrenOf(getpid())) {
        kill(child, signal);
    }
}

void Leash::readExec()
{
    int reason = 0;
    const bool failed = read(m_exec, &reason, sizeof reason) == sizeof reason;
    close(m_exec);
    m_exec = -1;
    say(failed ? "failed " + std::to_string(reason) : "executing");
}

void Leash::readLifeline()
{
    unsigned char number = 0;
    ssize_t got = 0;
    while ((got = read(m_options.lifeline, &number, 1)) == 1) {
        m_killing = m_killing || number == SIGKILL;
        m_stopSignal = number;
        signalGroup(number);
    }
    const bool cut = got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR);
    if (cut) {
        m_options.lifeline = -1; // poll ignores it from now on
        m_killing = true;
    }
    if (m_killing) {
        signalAll(SIGKILL);
    }
}

void Leash::readSignals()
{
    signalfd_siginfo info{};
    while (read(m_signalFd, &info, sizeof info) == sizeof info) {
        if (info.ssi_signo != SIGCHLD) {
            signalGroup(static_cast<int>(info.ssi_signo));
        }
    }
    reap();
}

void Leash::reap()
{
    int status = 0;
    pid_t pid = 0;
    const bool hadEnded = m_ended;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        if (pid == m_program) {
            programEnded(status);
        }
    }
    m_empty = pid < 0 && errno == ECHILD;
    // Looking for them takes a walk over all processes of the machine.
    if (m_ended && !hadEnded && !m_empty) {
        signalThoseLeft();
    }
}

void Leash::programEnded(int status)
{
    if (m_exec >= 0) {
        readExec();
    }
    m_ended = true;
    m_result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    say(WIFEXITED(status) ? "exited " + std::to_string(WEXITSTATUS(status))
                          : "killed " + std::to_string(WTERMSIG(status)));
}

/// Whoever is left gets the signal that was asked for (again, for those in sessions of their own),
/// and the time that the backend allows; nobody asked: TERM, and the grace.
void Leash::signalThoseLeft() const
{
    signalAll(m_killing ? SIGKILL : (m_stopSignal != 0 ? m_stopSignal : SIGTERM));
}

int Leash::timeoutMs() const
{
    if (m_killing) {
        return RescanMs;
    }
    return m_ended && m_stopSignal == 0 ? m_options.graceMs : -1;
}

void Leash::timedOut()
{
    m_killing = true;
    signalAll(SIGKILL);
}

int Leash::run()
{
    std::array<int, 2> execPipe{-1, -1};
    if (!prepare() || pipe2(execPipe.data(), O_CLOEXEC) != 0 || (m_program = fork()) < 0) {
        say("failed " + std::to_string(errno));
        return NotExecuted;
    }
    if (m_program == 0) {
        becomeProgram(execPipe[1]);
    }
    setpgid(m_program, m_program);
    close(execPipe[1]);
    m_exec = execPipe[0];
    say("pid " + std::to_string(m_program));
    while (!m_empty) {
        std::array<pollfd, 3> wanted{{{.fd = m_signalFd, .events = POLLIN, .revents = 0},
                                      {.fd = m_options.lifeline, .events = POLLIN, .revents = 0},
                                      {.fd = m_exec, .events = POLLIN, .revents = 0}}};
        if (poll(wanted.data(), wanted.size(), timeoutMs()) == 0) {
            timedOut();
        }
        if (wanted[2].revents != 0) {
            readExec();
        }
        if (wanted[1].revents != 0) {
            readLifeline();
        }
        if (wanted[0].revents != 0) {
            readSignals();
        }
    }
    return m_result;
}

} // namespace

int runLeash(int count, char **arguments)
{
    auto options = leashOptions({arguments, static_cast<std::size_t>(count)});
    if (!options) {
        std::ignore = std::fputs("leash: wrong arguments\n", stderr);
        return NotExecuted;
    }
    return Leash(std::move(*options)).run();
}

} // namespace supervisor
