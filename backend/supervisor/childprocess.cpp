// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/childprocess.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace supervisor {

namespace {

constexpr int NoParent = 126;
/// A program of ours that does not read its jobs gets no more of them than this.
constexpr qint64 MaxUnreadBytes = qint64(8) * 1024 * 1024;
constexpr int LeashEndMs = 1000;

bool makePipe(FileDescriptor &reader, FileDescriptor &writer)
{
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        return false;
    }
    reader = FileDescriptor(ends[0]);
    writer = FileDescriptor(ends[1]);
    return true;
}

/// Runs between fork and exec: only what is safe in a signal handler.
void becomeDefault()
{
    // What we block or catch is our business; the program begins like any other.
    sigset_t none;
    sigemptyset(&none);

    struct sigaction standard
    {
    };

    standard.sa_handler = SIG_DFL;
    for (const int number :
         {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGCHLD, SIGPIPE}) {
        sigaction(number, &standard, nullptr);
    }
    pthread_sigmask(SIG_SETMASK, &none, nullptr);
    setpgid(0, 0);
}

void limitMemory(int megabytes)
{
    if (megabytes > 0) {
        const rlim_t bytes = static_cast<rlim_t>(megabytes) * 1024 * 1024;
        const rlimit limit{.rlim_cur = bytes, .rlim_max = bytes};
        setrlimit(RLIMIT_AS, &limit);
    }
}

} // namespace

ChildProcess::ChildProcess(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    connect(&m_process, &QProcess::started, this, &ChildProcess::onStarted);
    // Queued: a failing fork reports from within start().
    connect(&m_process, &QProcess::errorOccurred, this, &ChildProcess::onError,
            Qt::QueuedConnection);
    connect(&m_process, &QProcess::finished, this, &ChildProcess::onFinished);
    connect(&m_process, &QProcess::readyReadStandardOutput, this,
            [this] { Q_EMIT output(Stream::Output, m_process.readAllStandardOutput()); });
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { Q_EMIT output(Stream::Error, m_process.readAllStandardError()); });
}

ChildProcess::~ChildProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning) {
        return;
    }
    signal(SIGKILL);
    m_lifelineWriter.close();
    if (isLeashed()) {
        awaitLeash();
    }
}

void ChildProcess::start()
{
    QStringList command = m_options.command;
    if (isLeashed()) {
        if (!openPipes()) {
            const QString reason = u"cannot make a pipe: "_s + qt_error_string(errno);
            QMetaObject::invokeMethod(
                this, [this, reason] { Q_EMIT failedToStart(reason); }, Qt::QueuedConnection);
            return;
        }
        command = leashCommand();
        m_process.setStandardInputFile(QProcess::nullDevice());
    }
    m_process.setProgram(command.takeFirst());
    m_process.setArguments(command);
    m_process.setWorkingDirectory(m_options.directory);
    m_process.setProcessEnvironment(m_options.environment);
    setChildModifier();
    m_process.start(QIODevice::ReadWrite | QIODevice::Unbuffered);
    m_statusWriter.close();
    m_lifelineReader.close();
}

void ChildProcess::signal(int number)
{
    if (m_lifelineWriter.isOpen()) {
        const char byte = static_cast<char>(number);
        std::ignore = ::write(m_lifelineWriter.number(), &byte, 1);
        return;
    }
    const auto pid = static_cast<pid_t>(m_process.processId());
    if (pid <= 0) {
        return;
    }
    if (m_process.state() == QProcess::Starting && number != SIGKILL) {
        // Between fork and exec it would run our own handlers, on descriptors it shares with us.
        m_pendingSignal = number;
        return;
    }
    if (::kill(-pid, number) != 0) {
        ::kill(pid, number);
    }
    if (number != SIGKILL) {
        ::kill(-pid, SIGCONT); // a stopped process shall take notice, too
    }
}

bool ChildProcess::write(const QByteArray &bytes)
{
    if (isLeashed() || m_process.state() == QProcess::NotRunning
        || m_process.bytesToWrite() + bytes.size() > MaxUnreadBytes) {
        return false;
    }
    return m_process.write(bytes) == bytes.size();
}

bool ChildProcess::openPipes()
{
    if (!makePipe(m_statusReader, m_statusWriter)
        || !makePipe(m_lifelineReader, m_lifelineWriter)) {
        return false;
    }
    fcntl(m_statusReader.number(), F_SETFL, O_NONBLOCK);
    fcntl(m_lifelineWriter.number(), F_SETFL, O_NONBLOCK);
    m_statusNotifier =
        std::make_unique<QSocketNotifier>(m_statusReader.number(), QSocketNotifier::Read);
    connect(m_statusNotifier.get(), &QSocketNotifier::activated, this, &ChildProcess::readStatus);
    return true;
}

QStringList ChildProcess::leashCommand() const
{
    return m_options.leash
        + QStringList{u"--status"_s,    QString::number(m_statusWriter.number()),
                      u"--lifeline"_s,  QString::number(m_lifelineReader.number()),
                      u"--memory-mb"_s, QString::number(m_options.memoryLimitMb),
                      u"--"_s}
    + m_options.command;
}

void ChildProcess::setChildModifier()
{
    if (isLeashed()) {
        const int status = m_statusWriter.number();
        const int lifeline = m_lifelineReader.number();
        m_process.setChildProcessModifier([status, lifeline] {
            becomeDefault();
            fcntl(status, F_SETFD, 0);
            fcntl(lifeline, F_SETFD, 0);
        });
        return;
    }
    const pid_t parent = getpid();
    const int megabytes = m_options.memoryLimitMb;
    m_process.setChildProcessModifier([parent, megabytes] {
        becomeDefault();
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) { // it died before the line above
            _exit(NoParent);
        }
        limitMemory(megabytes);
    });
}

void ChildProcess::onStarted()
{
    if (isLeashed()) {
        return; // only the leash itself; it will say when the program is
    }
    m_pid = m_process.processId();
    if (m_pendingSignal != 0) {
        signal(m_pendingSignal);
    }
    Q_EMIT executing();
}

void ChildProcess::onError(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart) {
        return;
    }
    // Qt says which call failed: "execve: No such file or directory".
    const QString text = m_process.errorString();
    const QString cause = text.section(u": "_s, 1);
    const QString what = isLeashed() ? m_options.leash.value(0) : program();
    if (text.startsWith(u"chdir: ")) {
        Q_EMIT failedToStart(u"cannot enter '%1': %2"_s.arg(m_options.directory, cause));
    } else {
        Q_EMIT failedToStart(
            u"cannot start '%1': %2"_s.arg(what, text.startsWith(u"execve: ") ? cause : text));
    }
}

void ChildProcess::onFinished(int code, QProcess::ExitStatus status)
{
    if (isLeashed()) {
        readStatus();
        m_statusNotifier.reset();
        m_lifelineWriter.close();
    }
    if (m_pid > 0 && !m_exit) {
        // The group may have members left when its leader (or the leash) was killed.
        ::kill(static_cast<pid_t>(-m_pid), SIGKILL);
    }
    if (!m_failure.isEmpty()) {
        Q_EMIT failedToStart(m_failure);
        return;
    }
    const bool crashed = status == QProcess::CrashExit;
    const Exit own{.code = crashed ? 0 : code, .signal = crashed ? code : 0};
    Q_EMIT exited(m_exit.value_or(own));
}

void ChildProcess::readStatus()
{
    std::array<char, 256> buffer{};
    ssize_t got = 0;
    while ((got = ::read(m_statusReader.number(), buffer.data(), buffer.size())) > 0) {
        m_statusText.append(buffer.data(), got);
    }
    if (got == 0 && m_statusNotifier) {
        m_statusNotifier->setEnabled(false); // the end: finished() follows
    }
    qsizetype end = 0;
    while ((end = m_statusText.indexOf('\n')) >= 0) {
        const QByteArray line = m_statusText.first(end);
        m_statusText.remove(0, end + 1);
        takeStatus(line);
    }
}

void ChildProcess::takeStatus(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    const int number = words.value(1).toInt();
    if (words.first() == "pid") {
        m_pid = number;
    } else if (words.first() == "executing") {
        Q_EMIT executing();
    } else if (words.first() == "failed") {
        m_failure = u"cannot start '%1': %2"_s.arg(program(), qt_error_string(number));
    } else if (words.first() == "exited") {
        m_exit = Exit{.code = number, .signal = 0};
    } else if (words.first() == "killed") {
        m_exit = Exit{.code = 0, .signal = number};
    }
}

/// Only for our own end: QProcess would kill the leash, which has to outlive what it holds.
void ChildProcess::awaitLeash() const
{
    pollfd end{.fd = m_statusReader.number(), .events = 0, .revents = 0};
    ::poll(&end, 1, LeashEndMs); // hangs up when the leash ends
}

} // namespace supervisor
