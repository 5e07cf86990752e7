// SPDX-License-Identifier: GPL-3.0-or-later
// A worker for tests. Its arguments are what it does, one after the other; after the last one it
// exits with 0. Also a leash (--leash …), and a backend that can be killed (--supervise …).
#include "backend/supervisor/leash.h"
#include "backend/supervisor/supervisor.h"
#include "backend/workers/notifier.h"

#include <QCoreApplication>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using workers::Notifier;

namespace {

void writeAll(int descriptor, const std::string &text)
{
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t written = write(descriptor, text.data() + done, text.size() - done);
        if (written <= 0) {
            _exit(99);
        }
        done += static_cast<std::size_t>(written);
    }
}

/// One line a process, in one write: several may append to the same file.
void notePid(const std::string &path)
{
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    writeAll(file, std::to_string(getpid()) + '\n');
    close(file);
}

[[noreturn]] void waitForever()
{
    while (true) {
        pause();
    }
}

void forkGrandchild(const std::string &pidFile, bool inOwnSession)
{
    if (fork() == 0) {
        std::signal(SIGTERM, SIG_IGN);
        if (inOwnSession) {
            setsid();
        }
        notePid(pidFile);
        waitForever();
    }
}

int witnessFile = -1;

/// A grandchild in a session of its own that notes which signal ended it.
void forkWitness(const std::string &file)
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGTERM, SIGINT}) {
        sigaddset(&signals, number);
    }
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // until it can note them
    if (fork() == 0) {
        setsid();
        witnessFile = open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        for (const int number : {SIGTERM, SIGINT}) {
            std::signal(number, [](int received) {
                const std::array text{static_cast<char>('0' + received / 10),
                                      static_cast<char>('0' + received % 10), '\n'};
                std::ignore = write(witnessFile, text.data(), text.size());
                _exit(0);
            });
        }
        pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
        waitForever();
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void flood(long bytes)
{
    const std::string line(100, 'x');
    for (long i = 0; i < bytes; i += 101) {
        writeAll(STDOUT_FILENO, line + '\n');
    }
}

/// Answers each line of standard input with itself, as a program of ours does with its jobs.
void echo()
{
    std::string text(4096, '\0');
    ssize_t got = 0;
    while ((got = read(STDIN_FILENO, text.data(), text.size())) > 0) {
        writeAll(STDOUT_FILENO, text.substr(0, static_cast<std::size_t>(got)));
    }
}

/// Exits with a code so often (counted by the lines of a file), then goes on.
void failAtFirst(const std::string &file, int times)
{
    notePid(file);
    FILE *const count = std::fopen(file.c_str(), "re");
    int lines = 0;
    for (int c = 0; (c = std::fgetc(count)) != EOF;) {
        lines += c == '\n' ? 1 : 0;
    }
    std::fclose(count);
    if (lines <= times) {
        _exit(3);
    }
}

/// Runs the command as a user's and as a built-in worker until it is killed.
int supervise(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QStringList command = QCoreApplication::arguments().mid(2);
    const bool builtin = command.takeFirst() == u"builtin";
    const QString self = QCoreApplication::applicationFilePath();
    supervisor::Supervisor workers({{.name = u"w"_s,
                                     .command = QStringList(self) + command,
                                     .builtin = builtin,
                                     .watchdog = 2s}},
                                   {.leash = {self, u"--leash"_s}});
    workers.start();
    return QCoreApplication::exec();
}

using Arguments = std::vector<std::string>;

const std::map<std::string, std::function<void(const std::string &)>> &actions()
{
    static const std::map<std::string, std::function<void(const std::string &)>> table{
        {"exit", [](const std::string &code) { _exit(std::stoi(code)); }},
        {"raise",
         [](const std::string &number) {
             // A sanitizer's handler would turn the signal into an exit.
             std::signal(std::stoi(number), SIG_DFL);
             raise(std::stoi(number));
         }},
        {"print", [](const std::string &text) { writeAll(STDOUT_FILENO, text + '\n'); }},
        {"error", [](const std::string &text) { writeAll(STDERR_FILENO, text + '\n'); }},
        {"error-unended", [](const std::string &text) { writeAll(STDERR_FILENO, text); }},
        {"sleep-ms",
         [](const std::string &time) {
             std::this_thread::sleep_for(std::chrono::milliseconds(std::stoi(time)));
         }},
        {"ignore", [](const std::string &number) { std::signal(std::stoi(number), SIG_IGN); }},
        {"pid", notePid},
        {"grandchild", [](const std::string &file) { forkGrandchild(file, false); }},
        {"escapee", [](const std::string &file) { forkGrandchild(file, true); }},
        {"witness", forkWitness},
        {"flood", [](const std::string &bytes) { flood(std::stol(bytes)); }},
        {"environment",
         [](const std::string &name) {
             const QString value = qEnvironmentVariable(name.c_str(), u"(none)"_s);
             writeAll(STDOUT_FILENO, name + '=' + value.toStdString() + '\n');
         }},
        {"status", [](const std::string &text) { Notifier::status(QString::fromStdString(text)); }},
        {"beat-ms",
         [](const std::string &time) { // for ever, beside what follows
             const std::chrono::milliseconds pause(std::stoi(time));
             std::thread([pause] {
                 while (true) {
                     Notifier::watchdog();
                     std::this_thread::sleep_for(pause);
                 }
             }).detach();
         }},
    };
    return table;
}

int runScript(const Arguments &arguments)
{
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &word = arguments[i];
        if (word == "forever") {
            waitForever();
        } else if (word == "ready") {
            Notifier::ready();
        } else if (word == "beat") {
            Notifier::watchdog();
        } else if (word == "echo") {
            echo();
        } else if (word == "fail-at-first") {
            failAtFirst(arguments.at(i + 1), std::stoi(arguments.at(i + 2)));
            i += 2;
        } else {
            actions().at(word)(arguments.at(i + 1));
            ++i;
        }
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string first = argc > 1 ? argv[1] : "";
    if (first == "--leash") {
        return supervisor::runLeash(argc - 2, argv + 2);
    }
    if (first == "--supervise") {
        return supervise(argc, argv);
    }
    return runScript(Arguments(argv + 1, argv + argc));
}
