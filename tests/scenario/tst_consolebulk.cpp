// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/console.h"
#include "tests/scenario/support/daemon.h"
#include "ui/act/bulk.h"
#include "ui/act/commander.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Console;
using scenario::Daemon;
using ui::BulkItem;
using ui::BulkState;
using ui::Verb;
using ui::WorkersModel;

namespace {

constexpr int Patience = 60000;

QString workerToml(const QString &name, const QString &command, const QString &more = {})
{
    return u"[[worker]]\nname = \"%1\"\ncommand = [%2]\n%3\n"_s.arg(name, command, more);
}

const QString Sleep = u"\"/bin/sleep\", \"1000\""_s;

} // namespace

/// One wish for several workers of the real daemon.
class ConsoleBulkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHasItsOwnResult();
    void restartsLeaveOneAwayAtATime();
    void daemonDiesUnderThem();
};

// Two start, one cannot: its sentence is that of the daemon, and the others do not suffer from it.
void ConsoleBulkTest::eachHasItsOwnResult()
{
    Daemon daemon(
        {.toml = u"[ai]\nembedded = \"false\"\n"_s + workerToml(u"one"_s, Sleep)
             + workerToml(u"two"_s, Sleep)
             + workerToml(u"broken"_s, u"\"/nonexistent/program\""_s, u"max_restarts = 0"_s)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"one"_s, u"running"_s));
    QVERIFY(daemon.waitForWorker(u"two"_s, u"running"_s));
    QVERIFY(daemon.waitForWorker(u"broken"_s, u"failed"_s));
    const Console console(daemon.url());
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
    ui::Bulk &bulk = console.commander().bulk();
    const QStringList all{u"one"_s, u"two"_s, u"broken"_s};
    const ui::BulkPlan plan = bulk.plan(Verb::Start, all);
    QCOMPARE(plan.taken, QStringList{u"broken"_s});
    QCOMPARE(plan.leftOut.size(), 2);

    bulk.run(Verb::Stop, {u"one"_s, u"two"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!bulk.isRunning(), Patience);
    QCOMPARE(bulk.items(),
             (QList<BulkItem>{{u"one"_s, BulkState::Done, {}}, {u"two"_s, BulkState::Done, {}}}));
    QTRY_COMPARE_WITH_TIMEOUT(console.cell(u"two"_s, WorkersModel::State), u"Stopped"_s, Patience);
    QCOMPARE(daemon.workerStatus(u"one"_s), u"stopped"_s);

    QTRY_COMPARE_WITH_TIMEOUT(bulk.plan(Verb::Start, all).taken, all, Patience);
    bulk.run(Verb::Start, all);
    QTRY_VERIFY_WITH_TIMEOUT(!bulk.isRunning(), Patience);
    QCOMPARE(bulk.items().at(0).state, BulkState::Done);
    QCOMPARE(bulk.items().at(1).state, BulkState::Done);
    QCOMPARE(bulk.items().at(2).state, BulkState::Refused);
    QVERIFY2(bulk.items().at(2).reason.contains(u"No such file or directory"),
             qPrintable(bulk.items().at(2).reason));
    QCOMPARE(daemon.workerStatus(u"one"_s), u"running"_s);
    QCOMPARE(daemon.workerStatus(u"two"_s), u"running"_s);
}

void ConsoleBulkTest::restartsLeaveOneAwayAtATime()
{
    Daemon daemon({.toml = u"[ai]\nembedded = \"false\"\n"_s + workerToml(u"one"_s, Sleep)
                       + workerToml(u"two"_s, Sleep) + workerToml(u"three"_s, Sleep)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QStringList all{u"one"_s, u"two"_s, u"three"_s};
    for (const QString &name : all) {
        QVERIFY(daemon.waitForWorker(name, u"running"_s));
    }
    const auto before = daemon.workerProcesses();
    const Console console(daemon.url());
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
    ui::Bulk &bulk = console.commander().bulk();
    qsizetype most = 0;
    QObject::connect(&bulk, &ui::Bulk::changed, &bulk, [&bulk, &most] {
        most = std::max(
            most, std::count_if(bulk.items().begin(), bulk.items().end(), [](const auto &one) {
                return one.state == BulkState::Pending;
            }));
    });
    bulk.run(Verb::Restart, all);
    QTRY_VERIFY_WITH_TIMEOUT(!bulk.isRunning(), Patience);
    QCOMPARE(most, 1);
    const auto after = daemon.workerProcesses();
    for (const QString &name : all) {
        QVERIFY(before.value(name).pid > 0 && after.value(name).pid > 0);
        QVERIFY(before.value(name).pid != after.value(name).pid);
    }
}

// One is under way, the others have not been sent: nobody claims to know more than that.
void ConsoleBulkTest::daemonDiesUnderThem()
{
    const QTemporaryDir directory;
    const QString asked = directory.filePath(u"asked"_s);
    const QString deaf = u"\"/bin/sh\", \"-c\", \"trap 'echo > %1' TERM; echo ready; "
                         "while :; do sleep 1; done\""_s.arg(asked);
    Daemon daemon({.toml = u"[ai]\nembedded = \"false\"\n"_s
                       + workerToml(u"deaf"_s, deaf, u"stop_timeout_seconds = 300"_s)
                       + workerToml(u"one"_s, Sleep)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"deaf"_s, u"running"_s));
    QVERIFY(daemon.waitForWorker(u"one"_s, u"running"_s));
    const Console console(daemon.url());
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
    ui::Bulk &bulk = console.commander().bulk();
    QVERIFY(scenario::waitUntil([&] { // it does not hear the signal from now on
        return daemon.get("/api/system/supervisor/workers/deaf/logs").body.contains("ready");
    }));
    bulk.run(Verb::Restart, {u"deaf"_s, u"one"_s});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(asked), Patience);
    QCOMPARE(bulk.items().at(0).state, BulkState::Pending);
    daemon.kill9();
    QTRY_VERIFY_WITH_TIMEOUT(!bulk.isRunning(), Patience);
    QCOMPARE(bulk.items().at(0).state, BulkState::Unsure);
    QCOMPARE(bulk.items().at(1).state, BulkState::NotSent);
    QCOMPARE(bulk.items().at(1).reason, u"what is shown is out of date"_s);
}

QTEST_MAIN(ConsoleBulkTest)
#include "tst_consolebulk.moc"
