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

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <future>
#include <memory>
#include <thread>

#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// As the backend does it: the child lives no longer than the thread that made it.
pid_t startChild()
{
    const auto started = std::make_shared<std::promise<pid_t>>();
    std::thread([started] {
        const pid_t child = ::fork();
        if (child == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::pause();
            ::_exit(0);
        }
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
};

void RestartTest::takesItsOwnPlace()
{
    const QTemporaryDir folder;
    QProcess program;
    program.start(QCoreApplication::applicationFilePath(),
                  {u"--play"_s, folder.filePath(u"mark"_s), u"--port"_s, u"two words"_s});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.readAllStandardError(), QByteArray());
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.readAllStandardOutput(),
             QByteArray("free gone same --port two words --demo --config=other.toml\n"));
}

void RestartTest::waitsForNobodyOtherwise()
{
    QElapsedTimer watch;
    watch.start();
    app::awaitFormerChildren(std::chrono::minutes(1));
    QVERIFY(watch.elapsed() < 1000);
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
