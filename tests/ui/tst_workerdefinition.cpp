// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/workerdefinition.h"

#include <QJsonDocument>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::WallTime;
using protocol::Worker;
using protocol::WorkerStatus;

namespace {

WallTime now()
{
    return WallTime(1000h);
}

WorkerDefinition definition(const QByteArray &json)
{
    return workerDefinitionFromJson(QJsonDocument::fromJson(json).object());
}

} // namespace

/// What the backend tells of one worker beyond the list, in words.
class WorkerDefinitionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void strangeBodies_data();
    void strangeBodies();
    void exits_data();
    void exits();
    void needs_data();
    void needs();
    void restarts_data();
    void restarts();
    void limits_data();
    void limits();
};

void WorkerDefinitionTest::reads()
{
    const WorkerDefinition told = definition(R"({"name":"a","last_exit":{"at":
        "2025-12-27T10:30:00.000Z","code":null,"signal":11},"log_file":"/var/log/a.log",
        "definition":{"command":["prog","--token","***"],"directory":"/srv",
        "environment":{"TOKEN":"***","LANG":"***"},"autostart":false,"after":["b"],
        "ready":"notify","restart":"on-failure","expected_exit_codes":[0,3],
        "memory_limit_mb":512,"max_restarts":5,"backoff_base_seconds":0.5,
        "backoff_cap_seconds":60,"start_timeout_seconds":10,"stop_timeout_seconds":12,
        "watchdog_seconds":30}})");
    WorkerDefinition wanted{.command = {u"prog"_s, u"--token"_s, u"***"_s},
                            .directory = u"/srv"_s,
                            .environment = {u"LANG=***"_s, u"TOKEN=***"_s},
                            .after = {u"b"_s},
                            .autostart = false,
                            .ready = u"notify"_s,
                            .restart = u"on-failure"_s,
                            .expectedExitCodes = {0, 3},
                            .memoryLimitMb = 512,
                            .maxRestarts = 5,
                            .backoffBase = 500ms,
                            .backoffCap = 60s,
                            .startTimeout = 10s,
                            .stopTimeout = 12s,
                            .watchdog = 30s,
                            .logFile = u"/var/log/a.log"_s};
    wanted.lastExit = WorkerExit{.at = told.lastExit->at, .signal = 11};
    QCOMPARE(told, wanted);
    QCOMPARE(protocol::toIso(*told.lastExit->at), u"2025-12-27T10:30:00.000Z"_s);
}

void WorkerDefinitionTest::strangeBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("without a definition") << QByteArray(R"({"last_exit":null,"log_file":null})");
    QTest::newRow("of other kinds")
        << QByteArray(R"({"last_exit":3,"log_file":[],"definition":"none"})");
    QTest::newRow("other kinds inside")
        << QByteArray(R"({"definition":{"command":"x","environment":[1],"after":{"a":1},
            "expected_exit_codes":7,"memory_limit_mb":"much","backoff_base_seconds":null}})");
}

void WorkerDefinitionTest::strangeBodies()
{
    QFETCH(QByteArray, body);
    QCOMPARE(definition(body), WorkerDefinition());
}

void WorkerDefinitionTest::exits_data()
{
    QTest::addColumn<std::optional<WorkerExit>>("exit");
    QTest::addColumn<QString>("text");
    using Exit = std::optional<WorkerExit>;
    const WallTime at = now() - 72s;
    QTest::newRow("never") << Exit() << u"—"_s;
    QTest::newRow("code") << Exit({at, 3, {}}) << u"Code 3, 15:58:48 UTC, 1m12s ago"_s;
    QTest::newRow("code 0") << Exit({at, 0, {}}) << u"Code 0, 15:58:48 UTC, 1m12s ago"_s;
    QTest::newRow("signal") << Exit({at, {}, 11})
                            << u"Signal 11 (SIGSEGV), 15:58:48 UTC, 1m12s ago"_s;
    QTest::newRow("signal without a name")
        << Exit({at, {}, 200}) << u"Signal 200, 15:58:48 UTC, 1m12s ago"_s;
    QTest::newRow("neither, nor when") << Exit(WorkerExit{}) << u"Code —, —"_s;
}

void WorkerDefinitionTest::exits()
{
    QFETCH(std::optional<WorkerExit>, exit);
    QTEST(exitText(exit, now()), "text");
}

void WorkerDefinitionTest::needs_data()
{
    QTest::addColumn<QStringList>("after");
    QTest::addColumn<WorkerStatus>("status");
    QTest::addColumn<bool>("wasStarted");
    QTest::addColumn<QString>("text");
    using S = WorkerStatus;
    QTest::newRow("nothing") << QStringList() << S::Running << true << u"No other worker"_s;
    QTest::newRow("all run") << QStringList(u"up"_s) << S::Running << true << u"up: Running"_s;
    QTest::newRow("runs though one is down") << QStringList({u"up"_s, u"down"_s}) << S::Running
                                             << true << u"up: Running\ndown: Failed"_s;
    QTest::newRow("waits for one") << QStringList({u"up"_s, u"down"_s}) << S::Stopped << false
                                   << u"up: Running\nWaiting for down: Failed"_s;
    QTest::newRow("stopped by hand after it ran")
        << QStringList(u"down"_s) << S::Stopped << true << u"down: Failed"_s;
    QTest::newRow("one that is not there")
        << QStringList(u"gone"_s) << S::Running << true << u"gone: —"_s;
}

void WorkerDefinitionTest::needs()
{
    QFETCH(QStringList, after);
    QFETCH(WorkerStatus, status);
    QFETCH(bool, wasStarted);
    Worker worker{.name = u"a"_s, .status = status};
    if (wasStarted) {
        worker.lastStartedAt = now();
    }
    const auto others = [](const QString &name) -> std::optional<Worker> {
        if (name == u"gone") {
            return std::nullopt;
        }
        return Worker{.name = name,
                      .status = name == u"up" ? WorkerStatus::Running : WorkerStatus::Failed};
    };
    QTEST(needsText({.after = after}, worker, others), "text");
}

void WorkerDefinitionTest::restarts_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("text");
    QTest::newRow("never") << u"never"_s << u"Never"_s;
    QTest::newRow("always") << u"always"_s
                            << u"After every exit, at most 5 times, after 1 s to 1 min 0 s"_s;
    QTest::newRow("on failure")
        << u"on-failure"_s
        << u"After an exit with another code than 0, 3, at most 5 times, after 1 s to 1 min 0 s"_s;
    QTest::newRow("of a newer backend")
        << u"sometimes"_s << u"sometimes?, at most 5 times, after 1 s to 1 min 0 s"_s;
    QTest::newRow("not told") << QString() << u"—"_s;
}

void WorkerDefinitionTest::restarts()
{
    QFETCH(QString, policy);
    QTEST(restartText({.restart = policy,
                       .expectedExitCodes = {0, 3},
                       .maxRestarts = 5,
                       .backoffBase = 1s,
                       .backoffCap = 60s}),
          "text");
}

void WorkerDefinitionTest::limits_data()
{
    QTest::addColumn<QString>("ready");
    QTest::addColumn<int>("watchdog");
    QTest::addColumn<int>("memory");
    QTest::addColumn<QString>("text");
    QTest::newRow("none but the stop")
        << u"started"_s << 0 << 0
        << u"Ready as soon as it is started\nKilled when it has not stopped after 12 s\n"
           "No memory limit"_s;
    QTest::newRow("all") << u"notify"_s << 30 << 512
                         << u"Has to say that it is ready within 10 s\n"
                            "Killed when it has not stopped after 12 s\n"
                            "Crashed when it promised signs of life and gives none for 30 s\n"
                            "At most 512 MB of address space"_s;
}

void WorkerDefinitionTest::limits()
{
    QFETCH(QString, ready);
    QFETCH(int, watchdog);
    QFETCH(int, memory);
    QTEST(limitsText({.ready = ready,
                      .memoryLimitMb = memory,
                      .startTimeout = 10s,
                      .stopTimeout = 12s,
                      .watchdog = std::chrono::seconds(watchdog)}),
          "text");
}

QTEST_GUILESS_MAIN(WorkerDefinitionTest)
#include "tst_workerdefinition.moc"
