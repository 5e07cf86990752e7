// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/console.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/stubservice.h"
#include "ui/act/actrules.h"
#include "ui/act/commander.h"

#include <QAction>
#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using scenario::Console;
using scenario::Daemon;
using scenario::journalOf;
using scenario::sequencesOf;
using scenario::waitUntil;
using ui::Verb;
using ui::WorkersModel;

namespace {

constexpr int Patience = 60000;

const QString NoAi = u"[ai]\nembedded = \"false\"\n"_s;

QString workerToml(const QString &name, const QString &command, const QString &more = {})
{
    return u"[[worker]]\nname = \"%1\"\ncommand = [%2]\n%3\n"_s.arg(name, command, more);
}

QString sleeper(const QString &more = {})
{
    return workerToml(u"sleeper"_s, u"\"/bin/sleep\", \"1000\""_s, more);
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// Waits until both agree at one moment: a QTRY_ macro would look at each once more, and the
/// journal grows.
bool showsTheJournal(const Console &console, const Daemon &daemon)
{
    return waitUntil(
        [&] { return sequencesOf(console.mirror().changes().rows()) == journalOf(daemon); },
        Patience);
}

} // namespace

/// The window of the console against the real daemon: what it shows while things break.
class ConsoleLiveTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void crashedWorkerComesBack();
    void workerThatCannotStart_data();
    void workerThatCannotStart();
    void openBreakerClosesAgain();
    void stoppedDaemon();
    void killedDaemon();
    void daemonDiesUnderACountdown();
    void daemonDiesUnderAWish();
};

void ConsoleLiveTest::crashedWorkerComesBack()
{
    Daemon daemon({.toml = NoAi + sleeper(u"backoff_base_seconds = 5"_s)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const Console console(daemon.url());
    QVERIFY(console.pill().startsWith(u"Connecting"));
    QVERIFY(console.cell(u"sleeper"_s, WorkersModel::State).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(console.cell(u"sleeper"_s, WorkersModel::State), u"Running"_s,
                              Patience);
    QCOMPARE(console.cell(u"sleeper"_s, WorkersModel::Restarts), u"0/5"_s);
    QCOMPARE(console.cell(u"sleeper"_s, WorkersModel::NextAttempt), u"—"_s);
    const scenario::Process first = daemon.workerProcesses().value(u"sleeper"_s);
    QCOMPARE(console.cell(u"sleeper"_s, WorkersModel::Pid), QString::number(first.pid));

    scenario::killHard(first);
    QTRY_COMPARE_WITH_TIMEOUT(console.cell(u"sleeper"_s, WorkersModel::State), u"Crashed"_s,
                              Patience);
    const QString next = console.cell(u"sleeper"_s, WorkersModel::NextAttempt);
    QVERIFY2(next.startsWith(u"in ") && next.endsWith(u" s"), qPrintable(next));
    QCOMPARE(console.cell(u"sleeper"_s, WorkersModel::Pid), u"—"_s);
    QCOMPARE(console.cell(u"sleeper"_s, WorkersModel::Uptime), u"—"_s);
    QVERIFY(console.cell(u"sleeper"_s, WorkersModel::LastError).contains(u"SIGKILL"));
    QTRY_VERIFY(console.overview().startsWith(u"sleeper: Crashed"));
    QVERIFY(console.isLive());

    QTRY_COMPARE_WITH_TIMEOUT(console.cell(u"sleeper"_s, WorkersModel::State), u"Running"_s,
                              Patience);
    QCOMPARE(console.cell(u"sleeper"_s, WorkersModel::Restarts), u"1/5"_s);
    QCOMPARE(console.cell(u"sleeper"_s, WorkersModel::NextAttempt), u"—"_s);
    const qint64 second = console.cell(u"sleeper"_s, WorkersModel::Pid).toLongLong();
    QVERIFY(second > 0 && second != first.pid);
    QVERIFY(showsTheJournal(console, daemon));
}

void ConsoleLiveTest::workerThatCannotStart_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("reason");
    QTest::newRow("missing") << u"/nonexistent/program"_s << u"No such file or directory"_s;
    QTest::newRow("not executable") << u"/etc/passwd"_s << u"Permission denied"_s;
}

void ConsoleLiveTest::workerThatCannotStart()
{
    QFETCH(QString, program);
    QFETCH(QString, reason);
    Daemon daemon({.toml = NoAi
                       + workerToml(u"broken"_s, u"\"%1\""_s.arg(program),
                                    u"max_restarts = 1\nbackoff_base_seconds = 0.1"_s)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    Console console(daemon.url());
    QTRY_COMPARE_WITH_TIMEOUT(console.cell(u"broken"_s, WorkersModel::State), u"Failed"_s,
                              Patience);
    const QString told = console.cell(u"broken"_s, WorkersModel::LastError);
    QVERIFY2(told.contains(reason), qPrintable(told));
    QCOMPARE(console.cell(u"broken"_s, WorkersModel::NextAttempt), u"—"_s);
    QTRY_VERIFY_WITH_TIMEOUT(console.overview().startsWith(u"broken: Failed"), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(console.verdict().contains(u"broken"), Patience);

    // Starting it is refused by the daemon, in its words.
    console.select(u"broken"_s);
    QTRY_VERIFY_WITH_TIMEOUT(console.action(Verb::Start)->isEnabled(), Patience);
    console.action(Verb::Start)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(console.message().startsWith(u"broken was not started: "), Patience);
    QVERIFY2(console.message().contains(reason), qPrintable(console.message()));
}

void ConsoleLiveTest::openBreakerClosesAgain()
{
    scenario::StubService service;
    service.drop(); // from here on its port refuses
    Daemon daemon({.toml = u"[ai]\nembedded = \"false\"\nprobe_interval_seconds = 1\n"
                           "[ai.nemotron]\nurl = \"%1\"\n"
                           "[breakers]\nfailure_threshold = 2\nrecovery_timeout_seconds = 5\n"
                           "success_threshold = 1\n"_s.arg(service.url(u"nemotron"_s).toString())});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const Console console(daemon.url());
    QTRY_COMPARE_WITH_TIMEOUT(console.breaker(u"nemotron"_s).look.word, u"Open"_s, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(console.breaker(u"nemotron"_s).figure.startsWith(u"probe in "),
                             Patience);
    QTRY_VERIFY_WITH_TIMEOUT(console.verdict().contains(u"nemotron breaker open"), Patience);

    QVERIFY(service.comeBack());
    QTRY_COMPARE_WITH_TIMEOUT(console.breaker(u"nemotron"_s).look.word, u"Closed"_s, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!console.verdict().contains(u"nemotron"), Patience);
}

// It keeps its connections and answers nothing: only silence tells.
void ConsoleLiveTest::stoppedDaemon()
{
    Daemon daemon({.toml = NoAi + sleeper()});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"sleeper"_s, u"running"_s));
    Console console(daemon.url(), true);
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
    QVERIFY(console.failure().isEmpty());
    console.select(u"sleeper"_s);
    QTRY_VERIFY_WITH_TIMEOUT(console.action(Verb::Stop)->isEnabled(), Patience);
    console.showOverview();
    const scenario::Process old = daemon.workerProcesses().value(u"sleeper"_s);

    daemon.sendSignal(SIGSTOP);
    QTRY_VERIFY_WITH_TIMEOUT(console.pill().startsWith(u"Stale"), Patience);
    QVERIFY(console.isNothingVouched());
    QVERIFY(console.overview().startsWith(u"Out of date, as of "));
    QVERIFY(!console.action(Verb::Stop)->isEnabled());
    QVERIFY(console.action(Verb::Stop)->toolTip().contains(u"out of date"));
    QVERIFY2(console.failure().contains(u"has not answered"), qPrintable(console.failure()));
    const QString uptime = console.cell(u"sleeper"_s, WorkersModel::Uptime);
    scenario::killHard(old); // nobody can know
    QTRY_VERIFY_WITH_TIMEOUT(console.pill().startsWith(u"Disconnected"), Patience);
    QVERIFY(console.isNothingVouched());
    // What nobody vouches for stands still.
    QCOMPARE(console.cell(u"sleeper"_s, WorkersModel::Uptime), uptime);
    QCOMPARE(console.cell(u"sleeper"_s, WorkersModel::Pid), QString::number(old.pid));

    const protocol::WallTime woken = protocol::Now::read().wall;
    int oldShown = 0;
    const auto watch = QObject::connect(
        &console.mirror(), &ui::Mirror::refreshed, &console.mirror(), [&console, &oldShown, woken] {
            ui::Session &session = console.mirror().session();
            const auto told =
                protocol::supervisorStatusFromJson(session.supervisor().body()).timestamp;
            oldShown += session.freshness(session.supervisor()).vouched && told < woken ? 1 : 0;
        });
    daemon.sendSignal(SIGCONT);
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
    QCOMPARE(oldShown, 0);
    QTRY_COMPARE_WITH_TIMEOUT(console.cell(u"sleeper"_s, WorkersModel::Restarts), u"1/5"_s,
                              Patience);
    QTRY_VERIFY_WITH_TIMEOUT(console.failure().isEmpty(), Patience);
    QObject::disconnect(watch);
}

void ConsoleLiveTest::killedDaemon()
{
    Daemon daemon({.toml = NoAi + sleeper(), .port = freePort()});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const Console console(daemon.url());
    QList<qint64> arrived;
    QObject::connect(&console.mirror().session(), &ui::Session::eventArrived, &console.mirror(),
                     [&arrived](const protocol::Event &event) {
                         if (ui::isWorthALine(event)) {
                             arrived.append(event.sequence);
                         }
                     });
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
    QVERIFY(daemon.waitForWorker(u"sleeper"_s, u"running"_s));
    QCOMPARE(daemon.post("/api/system/supervisor/workers/sleeper/restart").status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(!arrived.isEmpty(), Patience);
    QVERIFY(showsTheJournal(console, daemon));

    daemon.kill9();
    QTRY_VERIFY_WITH_TIMEOUT(console.pill().startsWith(u"Reconnecting"), Patience);
    QVERIFY(console.isNothingVouched());
    // Only now: a line may have come until the last moment, and what was told is in the store.
    const QList<qint64> before = sequencesOf(console.mirror().changes().rows());
    QTRY_VERIFY_WITH_TIMEOUT(console.pill().startsWith(u"Disconnected"), Patience);
    QVERIFY(console.isNothingVouched());
    QCOMPARE(sequencesOf(console.mirror().changes().rows()), before);

    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
    QVERIFY(daemon.waitForWorker(u"sleeper"_s, u"running"_s));
    QCOMPARE(daemon.post("/api/system/supervisor/workers/sleeper/restart").status, 200);
    QVERIFY(waitUntil([&] { return journalOf(daemon).first() > before.first(); }));
    QVERIFY(showsTheJournal(console, daemon));
    const QList<qint64> after = sequencesOf(console.mirror().changes().rows());
    QVERIFY(std::is_sorted(after.rbegin(), after.rend(), std::less_equal<>()));
    QCOMPARE(after.last(before.size()), before);
    // The stream has brought each of them once, also those that happened without us; who asked for
    // what (audit) is told by the journal alone.
    QList<qint64> streamed;
    const QList<protocol::Event> rows = console.mirror().changes().rows();
    for (const protocol::Event &row : rows) {
        if (row.sequence >= arrived.first() && row.channel != u"audit") {
            streamed.prepend(row.sequence);
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(arrived, streamed, Patience);
}

void ConsoleLiveTest::daemonDiesUnderACountdown()
{
    Daemon daemon({.toml = NoAi + sleeper()});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"sleeper"_s, u"running"_s));
    Console console(daemon.url());
    console.select(u"sleeper"_s);
    QTRY_COMPARE_WITH_TIMEOUT(console.commander().refusal(Verb::Restart, u"sleeper"_s),
                              ui::Refusal::None, Patience);
    console.commander().wish(Verb::Restart, u"sleeper"_s);
    QVERIFY2(console.message().startsWith(u"Restarting sleeper in "),
             qPrintable(console.message()));
    daemon.kill9();
    QTRY_COMPARE_WITH_TIMEOUT(
        console.message(), u"sleeper was not restarted: what is shown is out of date"_s, Patience);
}

// The request was under way: nobody knows what came of it, and the console says so.
void ConsoleLiveTest::daemonDiesUnderAWish()
{
    QTemporaryDir directory;
    const QString asked = directory.filePath(u"asked"_s);
    Daemon daemon({.toml = NoAi
                       + workerToml(u"deaf"_s,
                                    u"\"/bin/sh\", \"-c\", \"trap 'echo > %1' TERM; "
                                    "while :; do sleep 1; done\""_s.arg(asked),
                                    u"stop_timeout_seconds = 300"_s)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"deaf"_s, u"running"_s));
    Console console(daemon.url());
    console.select(u"deaf"_s);
    QTRY_COMPARE_WITH_TIMEOUT(console.commander().refusal(Verb::Stop, u"deaf"_s), ui::Refusal::None,
                              Patience);
    console.commander().wish(Verb::Stop, u"deaf"_s);
    console.commander().sendNow();
    QCOMPARE(console.message(), u"Stopping deaf: waiting for the answer"_s);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(asked), Patience);
    daemon.kill9();
    QTRY_VERIFY_WITH_TIMEOUT(console.message().startsWith(u"Not known whether deaf was stopped: "),
                             Patience);
}

QTEST_MAIN(ConsoleLiveTest)
#include "tst_consolelive.moc"
