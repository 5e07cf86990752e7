// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/program.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using scenario::Process;
using scenario::Program;
using scenario::Quiet;
using scenario::waitUntil;

namespace {

constexpr int BuiltIn = 4;

// Keeps an orderly stop waiting for its whole time.
const QString Stubborn = Quiet
    + u"[supervisor]\nstop_timeout_seconds = 30\n[[worker]]\nname = \"stubborn\"\n"
      "command = [\"/bin/sh\", \"-c\", \"trap '' TERM; while :; do sleep 1; done\"]\n"_s;

bool anyAlive(const QList<Process> &processes)
{
    return std::any_of(processes.begin(), processes.end(), scenario::isAlive);
}

bool waitForWorkers(const Program &program)
{
    const QStringList names{u"file_watcher"_s, u"detection_worker"_s, u"analysis_worker"_s,
                            u"cleanup_service"_s};
    return std::all_of(names.begin(), names.end(), [&program](const QString &name) {
        return program.waitForWorker(name, u"running"_s);
    });
}

} // namespace

/// The program `signalbox` as a desktop starts it, but on no screen.
class ProgramConsoleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesAndStopsInOrder();
    void secondSignalStopsAtOnce_data();
    void secondSignalStopsAtOnce();
    void leavesNoChildrenWhenKilled();
    void connectStartsNoBackend();
};

void ProgramConsoleTest::servesAndStopsInOrder()
{
    Program console({.name = u"signalbox"_s, .toml = Quiet});
    console.launch();
    QVERIFY2(console.waitForAddress(console.dataDirectory()), console.errorText().constData());
    QCOMPARE(console.url().host(), u"127.0.0.1"_s);
    QCOMPARE(console.get("/api/system/supervisor").status, 200);
    QVERIFY(waitForWorkers(console));
    const QList<Process> children = console.descendants();
    QVERIFY(children.size() >= BuiltIn);

    QCOMPARE(console.terminate(), std::optional(0));
    QVERIFY(!anyAlive(children));
    QVERIFY(!QFile::exists(console.dataDirectory() + u"/api.json"_s));
    QCOMPARE(console.output(), QByteArray());
}

void ProgramConsoleTest::secondSignalStopsAtOnce_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<int>("signal");

    QTest::newRow("signalbox, SIGTERM") << u"signalbox"_s << SIGTERM;
    QTest::newRow("signalbox, SIGINT") << u"signalbox"_s << SIGINT;
    QTest::newRow("signalboxd, SIGTERM") << u"signalboxd"_s << SIGTERM;
}

void ProgramConsoleTest::secondSignalStopsAtOnce()
{
    QFETCH(QString, program);
    QFETCH(int, signal);

    Program console({.name = program, .toml = Stubborn});
    console.launch();
    QVERIFY2(console.waitForAddress(console.dataDirectory()), console.errorText().constData());
    QVERIFY(console.waitForWorker(u"stubborn"_s, u"running"_s));
    const QList<Process> children = console.descendants();
    console.sendSignal(signal);
    // The first one is in hand when the door has closed.
    QVERIFY(waitUntil([&console] { return console.get("/api/system/supervisor").status == 0; }));
    QVERIFY(console.isRunning());

    QElapsedTimer watch;
    watch.start();
    console.sendSignal(signal);
    const std::optional<int> code = console.waitForEnd();
    QVERIFY2(
        code == 0,
        qPrintable(u"%1: %2"_s.arg(code.value_or(-1)).arg(QString::fromUtf8(console.errorText()))));
    qInfo().noquote() << u"stopped after"_s << watch.elapsed() << u"ms"_s;
    QVERIFY2(watch.elapsed() < 10000, qPrintable(QString::number(watch.elapsed())));
    QVERIFY(waitUntil([&children] { return !anyAlive(children); }, 10000));
    QVERIFY(!QFile::exists(console.dataDirectory() + u"/api.json"_s));
}

void ProgramConsoleTest::leavesNoChildrenWhenKilled()
{
    Program console({.name = u"signalbox"_s, .toml = Stubborn});
    console.launch();
    QVERIFY2(console.waitForAddress(console.dataDirectory()), console.errorText().constData());
    QVERIFY(waitForWorkers(console));
    QVERIFY(console.waitForWorker(u"stubborn"_s, u"running"_s));
    const QList<Process> children = console.descendants();
    QVERIFY(children.size() > BuiltIn);

    console.kill9();
    QVERIFY(waitUntil([&children] { return !anyAlive(children); }, 15000));

    // What it left does not keep the next one from starting.
    console.launch();
    QVERIFY2(console.waitForAddress(console.dataDirectory()), console.errorText().constData());
    QVERIFY(waitForWorkers(console));
}

void ProgramConsoleTest::connectStartsNoBackend()
{
    QTcpServer elsewhere;
    QVERIFY(elsewhere.listen(QHostAddress::LocalHost));
    Program console(
        {.name = u"signalbox"_s,
         .arguments = {u"--connect"_s, u"http://127.0.0.1:%1"_s.arg(elsewhere.serverPort())}});
    console.launch();
    QVERIFY2(waitUntil([&elsewhere] { return elsewhere.hasPendingConnections(); }),
             console.errorText().constData());
    QVERIFY(console.descendants().isEmpty());
    QCOMPARE(console.terminate(), std::optional(0));
    QVERIFY(!QFile::exists(console.dataDirectory()));
}

QTEST_GUILESS_MAIN(ProgramConsoleTest)
#include "tst_programconsole.moc"
