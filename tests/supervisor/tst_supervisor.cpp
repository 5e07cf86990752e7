// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/supervisedworkers.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace supervisor;
using protocol::ErrorKind;
using protocol::RestartOutcome;
using protocol::WorkerStatus;

class SupervisorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void disabledHasNoWorkers();
    void refusals_data();
    void refusals();
    void controlBeforeTheStart();
    void startAndStopAreIdempotent();
    void restartIsAnotherProcess();
    void wishCancelsBackoff_data();
    void wishCancelsBackoff();
    void resetOfAFailedOneStartsIt();
    void messagesAndJobs();
    void logOfAWorker();
    void environmentOfAWorker();
    void startsAndStopsInOrder();
};

void SupervisorTest::disabledHasNoWorkers()
{
    Supervised room({worker({u"forever"_s})}, {.enabled = false});
    room.start();
    QVERIFY(!room->status().running);
    QVERIFY(room->status().workers.isEmpty());
    QCOMPARE(room.wish(&Supervisor::startWorker, u"w"_s).error().detail,
             u"Worker supervisor not initialized"_s);
    QVERIFY(room.stopAll().isEmpty());
}

// Decision 3.3: names first (400), then the supervisor (503), then existence (404).
void SupervisorTest::refusals_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("running");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("detail");
    const QString invalid = u"Invalid worker name '%1': must start with a letter and contain only "
                            "letters, digits and underscores"_s;
    QTest::newRow("bad name") << u"2w"_s << true << ErrorKind::BadRequest << invalid.arg(u"2w"_s);
    QTest::newRow("bad name, not running")
        << u"a-b"_s << false << ErrorKind::BadRequest << invalid.arg(u"a-b"_s);
    QTest::newRow("bad name, escaped")
        << u"a\n"_s << true << ErrorKind::BadRequest << invalid.arg(u"a\\x0a"_s);
    QTest::newRow("unknown") << u"nobody"_s << true << ErrorKind::NotFound
                             << u"Worker 'nobody' not found"_s;
    QTest::newRow("unknown, not running")
        << u"nobody"_s << false << ErrorKind::Unavailable << u"Worker supervisor not initialized"_s;
}

void SupervisorTest::refusals()
{
    QFETCH(QString, name);
    QFETCH(bool, running);
    Supervised room({worker({u"forever"_s})});
    if (running) {
        room.start();
    }
    for (const auto verb :
         {&Supervisor::startWorker, &Supervisor::stopWorker, &Supervisor::restartWorker}) {
        const auto result = room.wish(verb, name);
        QTEST(result.error().kind, "kind");
        QTEST(result.error().detail, "detail");
    }
    const auto result = room->reset(name);
    QTEST(result.error().kind, "kind");
    QTEST(result.error().detail, "detail");
}

void SupervisorTest::controlBeforeTheStart()
{
    Supervised room({worker({u"forever"_s})});
    QCOMPARE(room.status(), WorkerStatus::Stopped);
    QVERIFY(!room->status().running);
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Running);
    QVERIFY(room->isRunning());
    QVERIFY(room.snapshot().pid);
    QVERIFY(room.snapshot().lastStartedAt);
}

void SupervisorTest::startAndStopAreIdempotent()
{
    auto definition = worker({u"forever"_s});
    definition.autostart = false;
    Supervised room({definition});
    room.start();
    QVERIFY(room.wish(&Supervisor::stopWorker, u"w"_s).ok());
    QVERIFY(room.wish(&Supervisor::startWorker, u"w"_s).ok());
    const auto pid = room.snapshot().pid;
    QVERIFY(room.wish(&Supervisor::startWorker, u"w"_s).ok());
    QCOMPARE(room.snapshot().pid, pid);
    QVERIFY(room.wish(&Supervisor::stopWorker, u"w"_s).ok());
    QVERIFY(!isAlive(*pid)); // a stop answers when the process is really gone
    QVERIFY(room.wish(&Supervisor::stopWorker, u"w"_s).ok());
    QCOMPARE(room.status(), WorkerStatus::Stopped);
    QVERIFY(room.history().isEmpty());
}

void SupervisorTest::restartIsAnotherProcess()
{
    Supervised room({worker({u"forever"_s})});
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Running);
    const auto pid = room.snapshot().pid;
    QVERIFY(room.wish(&Supervisor::restartWorker, u"w"_s).ok());
    QVERIFY(!isAlive(*pid));
    QVERIFY(room.snapshot().pid);
    QVERIFY(room.snapshot().pid != pid);
    QCOMPARE(room.history().size(), 1);
    QCOMPARE(room.history().first().status, RestartOutcome::Manual);
    QCOMPARE(room.history().first().attempt, 0);
}

void SupervisorTest::wishCancelsBackoff_data()
{
    QTest::addColumn<QString>("wish");
    QTest::addColumn<WorkerStatus>("status");
    QTest::newRow("start") << u"start"_s << WorkerStatus::Running;
    QTest::newRow("stop") << u"stop"_s << WorkerStatus::Stopped;
    QTest::newRow("restart") << u"restart"_s << WorkerStatus::Running;
    QTest::newRow("reset") << u"reset"_s << WorkerStatus::Running;
}

void SupervisorTest::wishCancelsBackoff()
{
    QFETCH(QString, wish);
    const QTemporaryDir directory;
    auto definition =
        worker({u"fail-at-first"_s, directory.filePath(u"pids"_s), u"1"_s, u"forever"_s});
    definition.limits.backoffBase = definition.limits.backoffCap = 1h;
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Crashed);
    QVERIFY(room.snapshot().nextAttemptAt);
    if (wish == u"reset") {
        QVERIFY(room->reset(u"w"_s).ok());
    } else {
        const auto verb = wish == u"start" ? &Supervisor::startWorker
            : wish == u"stop"              ? &Supervisor::stopWorker
                                           : &Supervisor::restartWorker;
        QVERIFY(room.wish(verb, u"w"_s).ok());
    }
    QVERIFY(!room.snapshot().nextAttemptAt);
    QTRY_COMPARE(room.status(),
                 QTest::currentDataTag() == QByteArray("stop") ? WorkerStatus::Stopped
                                                               : WorkerStatus::Running);
    QTEST(room.status(), "status");
}

void SupervisorTest::resetOfAFailedOneStartsIt()
{
    const QTemporaryDir directory;
    auto definition =
        worker({u"fail-at-first"_s, directory.filePath(u"pids"_s), u"1"_s, u"forever"_s});
    definition.limits.maxRestarts = 0;
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Failed);
    QVERIFY(room->reset(u"w"_s).ok());
    QTRY_COMPARE(room.status(), WorkerStatus::Running);
    QCOMPARE(room.snapshot().restartCount, 0);
    QVERIFY(!room.snapshot().error);
}

void SupervisorTest::messagesAndJobs()
{
    auto definition = worker({u"print"_s, u"hello"_s, u"ready"_s, u"echo"_s}, Ready::Notify);
    definition.builtin = true;
    Supervised room({definition});
    const QSignalSpy messages(room.get(), &Supervisor::message);
    QVERIFY(!room->send(u"w"_s, "{}"));
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Running);
    QVERIFY(room->send(u"w"_s, R"({"job":1})"));
    QVERIFY(room->send(u"w"_s, R"({"job":2})"));
    QTRY_COMPARE(messages.size(), 2);
    QCOMPARE(messages.at(1), (QVariantList{u"w"_s, QByteArray(R"({"job":2})")}));
    QCOMPARE(room->log(u"w"_s, 10).size(), 1); // messages are no log lines
    QVERIFY(!room->send(u"nobody"_s, "{}"));
}

void SupervisorTest::logOfAWorker()
{
    const QTemporaryDir directory;
    Supervised room({worker({u"print"_s, u"one"_s, u"error"_s, u"two"_s, u"print"_s, u"{three}"_s,
                             u"forever"_s})},
                    {.logDirectory = directory.path()});
    const QSignalSpy logged(room.get(), &Supervisor::logged);
    room.start();
    QTRY_COMPARE(logged.size(), 3);
    QCOMPARE(room->log(u"w"_s, 500).size(), 3);
    QCOMPARE(room->log(u"w"_s, 1).size(), 1);
    QVERIFY(room->log(u"nobody"_s, 10).isEmpty());
    QFile file(directory.filePath(u"w.log"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(text.contains(" O one\n") && text.contains(" E two\n")
                 && text.contains(" O {three}\n"),
             text.constData());
}

void SupervisorTest::environmentOfAWorker()
{
    auto definition = worker({u"environment"_s, u"LOG"_s, u"environment"_s, u"WATCHDOG_USEC"_s,
                              u"environment"_s, u"NOTIFY_SOCKET"_s, u"forever"_s});
    definition.environment = {{u"LOG"_s, u"info"_s}};
    const QTemporaryDir runtime;
    Supervised room({definition}, {.runtimeDirectory = runtime.path()});
    room.start();
    QTRY_COMPARE(room->log(u"w"_s, 10).size(), 3);
    const auto lines = room->log(u"w"_s, 10);
    QCOMPARE(lines.at(0).text, u"LOG=info"_s);
    QCOMPARE(lines.at(1).text, u"WATCHDOG_USEC=30000000"_s);
    QVERIFY(lines.at(2).text.startsWith(u"NOTIFY_SOCKET="_s + runtime.path()));
    QVERIFY(room.stopAll().isEmpty());
    QVERIFY(QDir(runtime.path()).isEmpty(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot));
}

// [[worker]] after: started when those are ready, stopped before them.
void SupervisorTest::startsAndStopsInOrder()
{
    auto camera = worker({u"forever"_s});
    camera.name = u"camera"_s;
    camera.after = {u"model"_s};
    auto model = worker({u"sleep-ms"_s, u"100"_s, u"ready"_s, u"forever"_s}, Ready::Notify);
    model.name = u"model"_s;
    auto lazy = worker({u"forever"_s});
    lazy.name = u"lazy"_s;
    lazy.autostart = false;
    Supervised room({camera, model, lazy});
    QStringList order;
    connect(room.get(), &Supervisor::workerChanged, this,
            [&order](const protocol::Worker &changed, WorkerStatus previous) {
                if (changed.status != previous) {
                    order.append(changed.name + u' ' + protocol::toText(changed.status));
                }
            });
    room.start();
    QTRY_COMPARE(order.size(), 4);
    QCOMPARE(order,
             (QStringList{u"model restarting"_s, u"model running"_s, u"camera restarting"_s,
                          u"camera running"_s}));
    order.clear();
    QVERIFY(room.stopAll().isEmpty());
    QCOMPARE(order, (QStringList{u"camera stopped"_s, u"model stopped"_s}));
    QVERIFY(!room->isRunning());
}

QTEST_GUILESS_MAIN(SupervisorTest)
#include "tst_supervisor.moc"
