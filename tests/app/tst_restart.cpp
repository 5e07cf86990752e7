// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/restart.h"
#include "tests/support/signals.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLockFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <future>
#include <memory>
#include <thread>
#include <tuple>

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// As the backend does it: the child lives no longer than the thread that made it.
pid_t startChild()
{
    const auto started = std::make_shared<std::promise<pid_t>>();
    std::thread([started] {
        std::array<int, 2> ready{-1, -1};
        const bool isPiped = ::pipe2(ready.data(), O_CLOEXEC) == 0;
        const pid_t child = isPiped ? ::fork() : -1;
        if (child == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::close(ready[1]);
            ::pause();
            ::_exit(0);
        }
        // As QProcess waits for the exec: a child that has not come so far would stay behind.
        ::close(ready[1]);
        char nothing = 0;
        std::ignore = ::read(ready[0], &nothing, 1);
        started->set_value(child);
        ::pause();
    }).detach();
    return started->get_future().get();
}

/// The program that takes its own place. In its second life it says what it finds.
int play(const QStringList &arguments)
{
    QFile mark(arguments.value(2));
    if (!mark.exists()) {
        if (!mark.open(QIODevice::WriteOnly)) {
            return 3;
        }
        mark.write(QByteArray::number(startChild()) + ' ' + QByteArray::number(::getpid()));
        mark.close();
        QLockFile lock(mark.fileName() + u".lock"_s);
        lock.tryLock(0);
        std::fputs(qPrintable(app::startAnew({.configFile = u"other.toml"_s, .demo = true},
                                             lock.fileName())),
                   stderr);
        return 4;
    }
    app::awaitFormerChildren();
    if (!mark.open(QIODevice::ReadOnly)) {
        return 3;
    }
    const QList<QByteArray> numbers = mark.readAll().split(' ');
    const bool isGone = !support::sendSignal(numbers.at(0).toLongLong(), 0) && errno == ESRCH;
    const bool isSame = numbers.at(1).toInt() == ::getpid();
    QLockFile lock(mark.fileName() + u".lock"_s);
    std::printf("%s %s %s %s\n", lock.tryLock(0) ? "free" : "locked", isGone ? "gone" : "alive",
                isSame ? "same" : "another", qPrintable(arguments.sliced(3).join(u' ')));
    return 0;
}

} // namespace

class RestartTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesItsOwnPlace();
    void waitsForNobodyOtherwise();
    void arguments_data();
    void arguments();
};

void RestartTest::takesItsOwnPlace()
{
    const QTemporaryDir folder;
    QProcess program;
    program.start(QCoreApplication::applicationFilePath(),
                  {u"--play"_s, folder.filePath(u"mark"_s), u"--style"_s, u"two words"_s});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.readAllStandardError(), QByteArray());
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.readAllStandardOutput(),
             QByteArray("free gone same --style two words --demo --config=other.toml\n"));
}

void RestartTest::waitsForNobodyOtherwise()
{
    QElapsedTimer watch;
    watch.start();
    app::awaitFormerChildren(std::chrono::minutes(1));
    QVERIFY(watch.elapsed() < 1000);
}

void RestartTest::arguments_data()
{
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<config::CommandLine>("options");
    QTest::addColumn<QStringList>("wanted");
    const QStringList file{u"signalbox"_s, u"--config"_s, u"a.toml"_s, u"-platform"_s, u"xcb"_s};
    QTest::newRow("as it was") << file << config::CommandLine{.configFile = u"a.toml"_s}
                               << QStringList{u"signalbox"_s, u"-platform"_s, u"xcb"_s,
                                              u"--config=a.toml"_s};
    QTest::newRow("another file") << file << config::CommandLine{.configFile = u"b.toml"_s}
                                  << QStringList{u"signalbox"_s, u"-platform"_s, u"xcb"_s,
                                                 u"--config=b.toml"_s};
    QTest::newRow("the demo has a directory of its own")
        << QStringList{u"signalbox"_s, u"--data-dir=d"_s, u"--config=a.toml"_s}
        << config::CommandLine{.demo = true} << QStringList{u"signalbox"_s, u"--demo"_s};
    QTest::newRow("no demo any more") << QStringList{u"signalbox"_s, u"--demo"_s}
                                      << config::CommandLine{.configFile = u"a.toml"_s}
                                      << QStringList{u"signalbox"_s, u"--config=a.toml"_s};
    QTest::newRow("another port and directory")
        << QStringList{u"signalbox"_s, u"--port"_s, u"8000"_s, u"--log-level=debug"_s}
        << config::CommandLine{.dataDirectory = u"/d e"_s,
                               .overrides = {{u"server.host"_s, u"::1"_s},
                                             {u"server.port"_s, u"0"_s}}}
        << QStringList{u"signalbox"_s, u"--log-level=debug"_s, u"--data-dir=/d e"_s,
                       u"--host=::1"_s, u"--port=0"_s};
}

void RestartTest::arguments()
{
    QFETCH(QStringList, given);
    QFETCH(config::CommandLine, options);
    QList<QByteArray> bytes;
    for (const QString &argument : std::as_const(given)) {
        bytes.append(argument.toUtf8());
    }
    QStringList told;
    const QList<QByteArray> arguments = app::argumentsFor(bytes, options);
    for (const QByteArray &argument : arguments) {
        told.append(QString::fromUtf8(argument));
    }
    QTEST(told, "wanted");
    told.removeOne(u"-platform"_s); // Qt's own
    told.removeOne(u"xcb"_s);
    const auto read = config::parseCommandLine(config::Program::Console, told);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read.value().configFile, options.configFile);
    QCOMPARE(read.value().dataDirectory, options.dataDirectory);
    QCOMPARE(read.value().overrides, options.overrides);
    QCOMPARE(read.value().demo, options.demo);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--play") {
        return play(arguments);
    }
    RestartTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_restart.moc"
