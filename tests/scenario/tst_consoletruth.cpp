// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/console.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/stubservice.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>
#include <QTimer>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using scenario::Console;
using scenario::Daemon;
using std::chrono::milliseconds;
using ui::WorkersModel;

namespace {

constexpr auto Pulse = 50ms;
constexpr auto LongestLie = 6s; // decisions § 4
constexpr int Patience = 60000;

/// How long in a row something has been so.
class Stretch final
{
public:
    void sample(bool isSo)
    {
        if (!isSo) {
            m_since.invalidate();
            return;
        }
        if (!m_since.isValid()) {
            m_since.start();
        }
        m_longest = std::max(m_longest, milliseconds(m_since.elapsed()));
    }

    milliseconds longest() const { return m_longest; }

private:
    QElapsedTimer m_since;
    milliseconds m_longest{0};
};

/// Looks at the window all the time and asks the system whether it is so.
class Witness final : public QObject
{
public:
    explicit Witness(const Console &console)
        : m_console(console)
    {
        connect(&m_timer, &QTimer::timeout, this, &Witness::look);
        m_timer.start(Pulse);
    }

    /// Nobody can vouch for anything: the daemon is frozen or gone.
    void setUnvouchable(bool isSo) { m_isUnvouchable = isSo; }

    milliseconds longestLie() const
    {
        return std::max({m_deadRuns.longest(), m_deadIsWell.longest(), m_silent.longest()});
    }

    QString told() const
    {
        return u"a dead worker runs: %1 ms; all is well without it: %2 ms; the present without a "
               "backend: %3 ms; %4 looks, %5 of them at the present"_s
                   .arg(m_deadRuns.longest().count())
                   .arg(m_deadIsWell.longest().count())
                   .arg(m_silent.longest().count())
                   .arg(m_looks)
                   .arg(m_present);
    }

    int looksAtThePresent() const { return m_present; }

private:
    void look()
    {
        ++m_looks;
        const bool areWorkersVouched = m_console.trust().isEmpty();
        const QString state = m_console.cell(u"sleeper"_s, WorkersModel::State);
        const qint64 pid = m_console.cell(u"sleeper"_s, WorkersModel::Pid).toLongLong();
        const bool isAlive = scenario::isAlive(scenario::processOf(pid));
        m_present += areWorkersVouched && state == u"Running" && isAlive ? 1 : 0;
        m_deadRuns.sample(areWorkersVouched && state == u"Running" && !isAlive);
        m_deadIsWell.sample(m_console.verdict().startsWith(u"All systems operational") && !isAlive);
        m_silent.sample(m_isUnvouchable && m_console.vouchedParts() > 0);
    }

    const Console &m_console;
    QTimer m_timer;
    Stretch m_deadRuns;
    Stretch m_deadIsWell;
    Stretch m_silent;
    int m_looks = 0;
    int m_present = 0;
    bool m_isUnvouchable = false;
};

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

/// The first promise, seen from outside: whatever happens to the backend, the screen shows nothing
/// unmarked for longer than six seconds that is not so.
class ConsoleTruthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void workerDies();
    void backendFreezes();
    void backendIsSlow_data();
    void backendIsSlow();
    void backendIsKilledAndStartedAgain();

private:
    void becomesTheTruth();
    void pass(milliseconds time) const;

    bool isShownAlive() const
    {
        const qint64 pid = m_console->cell(u"sleeper"_s, WorkersModel::Pid).toLongLong();
        return scenario::isAlive(scenario::processOf(pid));
    }

    scenario::Process sleeper() const { return m_daemon->workerProcesses().value(u"sleeper"_s); }

    scenario::StubService m_service; ///< all of them, well
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<Console> m_console;
    std::unique_ptr<Witness> m_witness;
};

void ConsoleTruthTest::init()
{
    m_daemon = std::make_unique<Daemon>(scenario::DaemonOptions{
        .toml = m_service.toml()
            + u"[[worker]]\nname = \"sleeper\"\ncritical = true\n"
              "command = [\"/bin/sleep\", \"1000\"]\nbackoff_base_seconds = 1\n"
              "max_restarts = 100\n"_s,
        .port = freePort()});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    m_console = std::make_unique<Console>(m_daemon->url());
    m_witness = std::make_unique<Witness>(*m_console);
    becomesTheTruth();
}

void ConsoleTruthTest::cleanup()
{
    m_witness.reset();
    m_console.reset();
    m_daemon.reset();
}

/// All is shown as the present again, and the worker as what it is.
void ConsoleTruthTest::becomesTheTruth()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isAllVouched(), Patience);
    QTRY_VERIFY2_WITH_TIMEOUT(m_console->verdict().startsWith(u"All systems operational"),
                              qPrintable(m_console->verdict()), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_console->cell(u"sleeper"_s, WorkersModel::State), u"Running"_s,
                              Patience);
    QTRY_VERIFY_WITH_TIMEOUT(isShownAlive(), Patience);
}

/// The window lives on meanwhile.
void ConsoleTruthTest::pass(milliseconds time) const
{
    QTest::qWait(static_cast<int>(time.count()));
}

void ConsoleTruthTest::workerDies()
{
    for (int i = 0; i < 3; ++i) {
        scenario::killHard(sleeper());
        QTRY_VERIFY_WITH_TIMEOUT(m_console->cell(u"sleeper"_s, WorkersModel::State) != u"Running"_s,
                                 Patience);
        becomesTheTruth();
        // The witness has to see that, too, before the next one.
        const int looks = m_witness->looksAtThePresent();
        QTRY_VERIFY2_WITH_TIMEOUT(m_witness->looksAtThePresent() > looks,
                                  qPrintable(m_witness->told()), Patience);
    }
    qInfo("%s", qPrintable(m_witness->told()));
    QVERIFY2(m_witness->longestLie() < LongestLie, qPrintable(m_witness->told()));
}

// The worker dies while nobody can know.
void ConsoleTruthTest::backendFreezes()
{
    const scenario::Process old = sleeper();
    m_daemon->sendSignal(SIGSTOP);
    m_witness->setUnvouchable(true);
    pass(1s);
    scenario::killHard(old);
    pass(10s);
    QVERIFY(m_console->isNothingVouched());
    m_witness->setUnvouchable(false);
    m_daemon->sendSignal(SIGCONT);
    becomesTheTruth();
    qInfo("%s", qPrintable(m_witness->told()));
    QVERIFY2(m_witness->longestLie() < LongestLie, qPrintable(m_witness->told()));
}

void ConsoleTruthTest::backendIsSlow_data()
{
    QTest::addColumn<milliseconds>("frozen");
    QTest::addColumn<milliseconds>("runs");
    QTest::addColumn<int>("rounds");
    QTest::newRow("a tenth of its speed") << milliseconds(450) << milliseconds(50) << 30;
    QTest::newRow("it stutters") << milliseconds(3000) << milliseconds(40) << 4;
}

void ConsoleTruthTest::backendIsSlow()
{
    QFETCH(milliseconds, frozen);
    QFETCH(milliseconds, runs);
    QFETCH(int, rounds);
    const scenario::Process old = sleeper();
    for (int i = 0; i < rounds; ++i) {
        m_daemon->sendSignal(SIGSTOP);
        if (i == rounds / 3) {
            scenario::killHard(old);
        }
        pass(frozen);
        m_daemon->sendSignal(SIGCONT);
        pass(runs);
    }
    becomesTheTruth();
    qInfo("%s", qPrintable(m_witness->told()));
    QVERIFY2(m_witness->longestLie() < LongestLie, qPrintable(m_witness->told()));
}

void ConsoleTruthTest::backendIsKilledAndStartedAgain()
{
    for (int i = 0; i < 2; ++i) {
        m_daemon->kill9();
        m_witness->setUnvouchable(true);
        pass(i == 0 ? 3s : 8s);
        QVERIFY(m_console->isNothingVouched());
        QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
        m_witness->setUnvouchable(false);
        becomesTheTruth();
    }
    qInfo("%s", qPrintable(m_witness->told()));
    QVERIFY2(m_witness->longestLie() < LongestLie, qPrintable(m_witness->told()));
}

QTEST_MAIN(ConsoleTruthTest)
#include "tst_consoletruth.moc"
