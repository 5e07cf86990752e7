// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"
#include "tests/scenario/support/socketclient.h"

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Base;
using scenario::Daemon;
using scenario::isAlive;
using scenario::Process;
using scenario::waitUntil;
using scenario::Workers;

namespace {

// deaf ignores its stop signal and has a child that does so, too; hopeless ends whenever it starts.
const QString Config =
    u"[ai]\n"
    "embedded = \"false\"\n"
    "[supervisor]\n"
    "backoff_base_seconds = 0.1\n"
    "[[worker]]\n"
    "name = \"sleeper\"\n"
    "command = [\"/bin/sleep\", \"1000\"]\n"
    "[[worker]]\n"
    "name = \"deaf\"\n"
    "command = [\"/bin/sh\", \"-c\", \"trap '' TERM; while :; do sleep 1000; done\"]\n"
    "stop_timeout_seconds = 1\n"
    "[[worker]]\n"
    "name = \"hopeless\"\n"
    "command = [\"/bin/sh\", \"-c\", \"echo 'no such camera' >&2; exit 3\"]\n"
    "autostart = false\n"
    "max_restarts = 2\n"
    "backoff_base_seconds = 0.05\n"_s;

const QStringList Everyone{u"file_watcher"_s,    u"detection_worker"_s, u"analysis_worker"_s,
                           u"cleanup_service"_s, u"sleeper"_s,          u"deaf"_s};

} // namespace

/// Control of built-in and of the user's workers through the API, with real processes.
class LiveControlTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void stopAndStart_data();
    void stopAndStart();
    void restartAndReset_data();
    void restartAndReset();
    void killedWorkerComesBack_data();
    void killedWorkerComesBack();
    void hopelessWorkerFails();
    void resetOfAFailedWorkerTriesAgain();
    void stopDuringBackoffIsKept();
    void nothingIsLeft();

private:
    int control(const QString &name, const QByteArray &verb)
    {
        const Answer answer = m_daemon.post(Workers + name.toUtf8() + '/' + verb);
        return answer.status;
    }

    QJsonArray historyOf(const QString &name) const
    {
        return m_daemon.get(Base + "supervisor/restart-history?worker_name=" + name.toUtf8())
            .json()
            .value(u"items")
            .toArray();
    }

    Process processOf(const QString &name) const { return m_daemon.workerProcesses().value(name); }

    Daemon m_daemon{{.toml = Config}};
};

void LiveControlTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    for (const QString &name : Everyone) {
        QVERIFY2(m_daemon.waitForWorker(name, u"running"_s), qPrintable(name));
    }
    QCOMPARE(m_daemon.workerStatus(u"hopeless"_s), u"stopped"_s);
}

void LiveControlTest::stopAndStart_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : Everyone) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

// A stop answers when the process is really gone, with all that it has started.
void LiveControlTest::stopAndStart()
{
    QFETCH(QString, name);

    const Process before = processOf(name);
    QVERIFY(isAlive(before));
    QList<Process> all = scenario::descendantsOf(before.pid);
    all.append(before);
    QCOMPARE(control(name, "stop"), 200);
    for (const Process &process : std::as_const(all)) {
        QVERIFY(!isAlive(process));
    }
    const QJsonObject stopped = m_daemon.worker(name);
    QCOMPARE(stopped.value(u"status").toString(), u"stopped"_s);
    QVERIFY(stopped.value(u"error").isNull());
    QCOMPARE(control(name, "stop"), 200);
    QCOMPARE(m_daemon.workerStatus(name), u"stopped"_s);

    QCOMPARE(control(name, "start"), 200);
    const Process after = processOf(name);
    QVERIFY(isAlive(after));
    QVERIFY(after != before);
    QVERIFY(m_daemon.waitForWorker(name, u"running"_s));
    QCOMPARE(control(name, "start"), 200);
    QCOMPARE(processOf(name), after);
    QCOMPARE(m_daemon.worker(name).value(u"restart_count").toInt(), 0);
}

void LiveControlTest::restartAndReset_data()
{
    stopAndStart_data();
}

void LiveControlTest::restartAndReset()
{
    QFETCH(QString, name);

    const Process before = processOf(name);
    const qsizetype entries = historyOf(name).size();
    QCOMPARE(control(name, "restart"), 200);
    QVERIFY(!isAlive(before));
    const Process after = processOf(name);
    QVERIFY(isAlive(after));
    QVERIFY(m_daemon.waitForWorker(name, u"running"_s));
    QVERIFY(waitUntil([&] { return historyOf(name).size() == entries + 1; }));
    const QJsonValue newest = historyOf(name).first();
    QCOMPARE(newest[u"status"].toString(), u"manual"_s);
    QCOMPARE(newest[u"attempt"].toInt(-1), 0);
    QVERIFY(newest[u"error"].isNull());

    QCOMPARE(m_daemon.post(Base + "supervisor/reset/" + name.toUtf8()).status, 200);
    QCOMPARE(m_daemon.post(Base + "supervisor/reset/" + name.toUtf8()).status, 200);
    QCOMPARE(processOf(name), after);
    QCOMPARE(historyOf(name).size(), entries + 1);
}

void LiveControlTest::killedWorkerComesBack_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("byReset"); ///< what clears the error in the end

    QTest::newRow("file_watcher") << u"file_watcher"_s << true;
    QTest::newRow("cleanup_service") << u"cleanup_service"_s << false;
    QTest::newRow("sleeper") << u"sleeper"_s << false;
}

void LiveControlTest::killedWorkerComesBack()
{
    QFETCH(QString, name);
    QFETCH(bool, byReset);

    scenario::SocketClient client(m_daemon.socketUrl(u"/ws/events"_s));
    QVERIFY(!client.greeting().isEmpty());
    const QString service = u"worker:"_s + name;
    const Process before = processOf(name);
    scenario::killHard(before);
    const QJsonObject crashed = client.nextStatus(service, u"crashed"_s);
    QCOMPARE(crashed.value(u"data")[u"previous_status"].toString(), u"running"_s);
    QVERIFY(crashed.value(u"data")[u"message"].toString().contains(u"killed by signal 9"));
    QVERIFY(!client.nextStatus(service, u"restarting"_s).isEmpty());
    QVERIFY(!client.nextStatus(service, u"running"_s).isEmpty());
    QVERIFY(processOf(name) != before);

    const QJsonObject worker = m_daemon.worker(name);
    QCOMPARE(worker.value(u"status").toString(), u"running"_s);
    QCOMPARE(worker.value(u"restart_count").toInt(), 1);
    QVERIFY(worker.value(u"last_crashed_at").isString());
    QVERIFY2(worker.value(u"error").toString().startsWith(u"killed by signal 9 (SIGKILL)"),
             qPrintable(worker.value(u"error").toString()));
    QVERIFY(waitUntil([&] { return historyOf(name).first()[u"status"] == u"success"_s; }));
    const QJsonArray history = historyOf(name);
    QCOMPARE(history.at(0)[u"attempt"].toInt(-1), 1);
    QVERIFY(history.at(0)[u"error"].isNull());
    QCOMPARE(history.at(1)[u"status"].toString(), u"crashed"_s);
    QCOMPARE(history.at(1)[u"attempt"].toInt(-1), 0);
    QCOMPARE(history.at(1)[u"error"], worker.value(u"error"));
    QVERIFY(history.at(0)[u"timestamp"].toString() >= history.at(1)[u"timestamp"].toString());

    const QByteArray target = byReset ? QByteArray(Base + "supervisor/reset/" + name.toUtf8())
                                      : QByteArray(Workers + name.toUtf8() + "/restart");
    QCOMPARE(m_daemon.post(target).status, 200);
    const QJsonObject cleared = m_daemon.worker(name);
    QVERIFY(cleared.value(u"error").isNull());
    QCOMPARE(cleared.value(u"restart_count").toInt(), 0);
    QVERIFY(cleared.value(u"last_crashed_at").isString());
    QVERIFY(m_daemon.waitForWorker(name, u"running"_s));
}

// Two restarts, and the third crash fails it.
void LiveControlTest::hopelessWorkerFails()
{
    const QString name = u"hopeless"_s;
    QCOMPARE(control(name, "start"), 200);
    QVERIFY(m_daemon.waitForWorker(name, u"failed"_s));
    const QJsonObject worker = m_daemon.worker(name);
    QCOMPARE(worker.value(u"restart_count").toInt(), 2);
    QCOMPARE(worker.value(u"max_restarts").toInt(), 2);
    QCOMPARE(worker.value(u"error").toString(), u"exited with code 3: no such camera"_s);
    QVERIFY(worker.value(u"pid").isNull());
    QVERIFY(waitUntil([&] { return historyOf(name).size() == 6; }));
    QStringList lines;
    const QJsonArray items = historyOf(name);
    for (const auto &item : items) {
        lines.append(u"%1 %2 %3"_s.arg(item[u"status"].toString())
                         .arg(item[u"attempt"].toInt())
                         .arg(item[u"error"].toString()));
    }
    const QString crash = u"exited with code 3: no such camera"_s;
    QCOMPARE(lines,
             QStringList({u"failed 2 Exceeded max restarts (2)"_s, u"crashed 2 "_s + crash,
                          u"success 2 "_s, u"crashed 1 "_s + crash, u"success 1 "_s,
                          u"crashed 0 "_s + crash}));
}

void LiveControlTest::resetOfAFailedWorkerTriesAgain()
{
    const QByteArray target = Base + "supervisor/reset/hopeless";
    scenario::SocketClient client(m_daemon.socketUrl(u"/ws/events"_s));
    QVERIFY(!client.greeting().isEmpty());
    QCOMPARE(m_daemon.post(target).status, 200);
    const QJsonObject tried = client.nextStatus(u"worker:hopeless"_s, u"running"_s);
    QVERIFY(!tried.isEmpty());
    QVERIFY(!client.nextStatus(u"worker:hopeless"_s, u"failed"_s).isEmpty());
    QCOMPARE(m_daemon.worker(u"hopeless"_s).value(u"restart_count").toInt(), 2);
}

void LiveControlTest::stopDuringBackoffIsKept()
{
    const QString name = u"hopeless"_s;
    scenario::SocketClient client(m_daemon.socketUrl(u"/ws/events"_s));
    QVERIFY(!client.greeting().isEmpty());
    QCOMPARE(control(name, "start"), 200);
    QVERIFY(!client.nextStatus(u"worker:hopeless"_s, u"crashed"_s).isEmpty());
    QCOMPARE(control(name, "stop"), 200);
    const QJsonObject worker = m_daemon.worker(name);
    QCOMPARE(worker.value(u"status").toString(), u"stopped"_s);
    QVERIFY(worker.value(u"next_attempt_at").isNull());
    // Its backoff would be over long before this one is back.
    scenario::killHard(processOf(u"sleeper"_s));
    QVERIFY(!client.nextStatus(u"worker:sleeper"_s, u"running"_s).isEmpty());
    QCOMPARE(m_daemon.workerStatus(name), u"stopped"_s);
}

void LiveControlTest::nothingIsLeft()
{
    const QList<Process> all = scenario::descendantsOf(m_daemon.pid());
    QVERIFY(all.size() >= Everyone.size());
    QCOMPARE(m_daemon.terminate(), std::optional(0));
    for (const Process &process : all) {
        QVERIFY(!isAlive(process));
    }
}

QTEST_GUILESS_MAIN(LiveControlTest)
#include "tst_livecontrol.moc"
