// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"
#include "tests/scenario/support/jpegs.h"

#include <QDir>
#include <QFile>

#include <csignal>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Base;
using scenario::Daemon;
using scenario::isAlive;
using scenario::Process;
using scenario::waitUntil;
using scenario::Workers;

namespace {

const QString NoAi = u"[ai]\nembedded = \"false\"\n"_s;

QString workerToml(const QString &name, const QString &command, const QString &more = {})
{
    return u"[[worker]]\nname = \"%1\"\ncommand = [%2]\n%3\n"_s.arg(name, command, more);
}

} // namespace

/// Workers that cannot start, camera folders that are not there, and the end of the daemon.
class LiveFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workersThatCannotStart();
    void cameraRoots_data();
    void cameraRoots();
    void camerasThatCannotBeRead();
    void signalsEndIt_data();
    void signalsEndIt();
    void stopWhileStarting();
    void secondSignalEndsItAtOnce();
};

// Each of them fails with its reason, and its neighbours run on.
void LiveFaultsTest::workersThatCannotStart()
{
    QTemporaryDir directory;
    const QString plain = directory.filePath(u"plain"_s);
    QFile file(plain);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const QString once = u"max_restarts = 1\nbackoff_base_seconds = 0.05\n"_s;
    const QMap<QString, QString> reasons{{u"missing"_s, u"No such file or directory"_s},
                                         {u"plain"_s, u"Permission denied"_s},
                                         {u"homeless"_s, u"No such file or directory"_s}};
    Daemon daemon({.toml = NoAi + workerToml(u"missing"_s, u"\"/nonexistent/program\""_s, once)
                       + workerToml(u"plain"_s, u'"' + plain + u'"', once)
                       + workerToml(u"homeless"_s, u"\"/bin/sleep\", \"1000\""_s,
                                    once + u"directory = \"/nonexistent\""_s)
                       + workerToml(u"sleeper"_s, u"\"/bin/sleep\", \"1000\""_s)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"sleeper"_s, u"running"_s));
    const Process sleeper = daemon.workerProcesses().value(u"sleeper"_s);

    for (auto it = reasons.begin(); it != reasons.end(); ++it) {
        const QByteArray name = it.key().toUtf8();
        QVERIFY2(daemon.waitForWorker(it.key(), u"failed"_s), name.constData());
        const QJsonObject worker = daemon.worker(it.key());
        QVERIFY2(worker.value(u"error").toString().contains(it.value()),
                 qPrintable(worker.value(u"error").toString()));
        QVERIFY(worker.value(u"last_started_at").isNull());
        const auto history = [&daemon, &name] {
            return daemon.get(Base + "supervisor/restart-history?worker_name=" + name)
                .json()
                .value(u"items")
                .toArray();
        };
        QVERIFY(waitUntil([&] { return history().size() == 3; }));
        QCOMPARE(history().at(0)[u"error"].toString(), u"Exceeded max restarts (1)"_s);
        for (const int i : {1, 2}) {
            QCOMPARE(history().at(i)[u"status"].toString(), u"failed"_s);
            QVERIFY(history().at(i)[u"error"].toString().contains(it.value()));
        }
        const Answer start = daemon.post(Workers + name + "/start");
        scenario::isError(start, 503, it.value());
        scenario::isError(start, 503, u"Worker '%1' could not be started"_s.arg(it.key()));
        scenario::isError(daemon.post(Workers + name + "/restart"), 503, it.value());
        QCOMPARE(daemon.post(Workers + name + "/stop").status, 200);
        QCOMPARE(daemon.workerStatus(it.key()), u"stopped"_s);
    }
    QCOMPARE(daemon.workerProcesses().value(u"sleeper"_s), sleeper);
    QCOMPARE(daemon.workerStatus(u"file_watcher"_s), u"running"_s);
    QCOMPARE(daemon.worker(u"file_watcher"_s).value(u"restart_count").toInt(), 0);
}

void LiveFaultsTest::cameraRoots_data()
{
    QTest::addColumn<bool>("isFile");
    QTest::addColumn<QString>("observer");
    QTest::addColumn<QString>("error");

    QTest::newRow("missing") << false << u"auto"_s << u"it does not exist"_s;
    QTest::newRow("missing, polling") << false << u"polling"_s << u"it does not exist"_s;
    QTest::newRow("a file") << true << u"auto"_s << u"not a folder, or a symbolic link"_s;
}

void LiveFaultsTest::cameraRoots()
{
    QFETCH(bool, isFile);
    QFETCH(QString, observer);
    QFETCH(QString, error);

    QTemporaryDir directory;
    const QString root = directory.filePath(u"cameras"_s);
    QFile file(root);
    QVERIFY(!isFile || file.open(QIODevice::WriteOnly));
    file.close();
    Daemon daemon(
        {.toml = NoAi
             + u"[pipeline]\ncamera_root = \"%1\"\nobserver = \"%2\"\n"_s.arg(root, observer)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const auto watcher = [&daemon] {
        return daemon.get(Base + "pipeline").json().value(u"file_watcher");
    };
    QVERIFY(waitUntil([&] { return watcher()[u"error"].isString(); }));
    QCOMPARE(watcher()[u"error"].toString(), u"camera root %1: %2"_s.arg(root, error));
    QCOMPARE(watcher()[u"running"], QJsonValue(true));
    QCOMPARE(watcher()[u"camera_root"].toString(), root);
    QCOMPARE(daemon.workerStatus(u"file_watcher"_s), u"running"_s);

    QVERIFY(!isFile || file.remove());
    QVERIFY(scenario::upload(root + u"/Front Door"_s, u"one.jpg"_s, scenario::noiseJpeg(1)));
    QVERIFY(waitUntil([&] { return watcher()[u"error"].isNull(); }));
    QVERIFY(
        waitUntil([&daemon] { return daemon.get("/api/cameras").body.contains("front_door"); }));
    QCOMPARE(daemon.worker(u"file_watcher"_s).value(u"restart_count").toInt(), 0);
}

// As an FTP server leaves them that runs as another user.
void LiveFaultsTest::camerasThatCannotBeRead()
{
    Daemon daemon({.toml = NoAi});
    const QByteArray root = daemon.cameraRoot().toUtf8();
    const QByteArray garage = root + "/garage";
    QVERIFY(scenario::upload(QString::fromUtf8(garage), u"one.jpg"_s, scenario::noiseJpeg(1)));
    QCOMPARE(::chmod(garage.constData(), 0), 0);
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const auto pipeline = [&daemon] { return daemon.get(Base + "pipeline").json(); };
    const auto rejected = [&pipeline] {
        return pipeline().value(u"accounts")[0][u"lost"][u"rejected"].toInt();
    };
    QVERIFY(waitUntil([&] { return rejected() == 1; }));
    QVERIFY(pipeline().value(u"file_watcher")[u"error"].isNull());

    QCOMPARE(::chmod(root.constData(), 0), 0);
    const auto error = [&pipeline] { return pipeline().value(u"file_watcher")[u"error"]; };
    QVERIFY(waitUntil([&] { return error().isString(); }));
    QCOMPARE(error().toString(),
             u"camera root %1: Permission denied"_s.arg(QString::fromUtf8(root)));
    QCOMPARE(::chmod(root.constData(), 0755), 0);
    QVERIFY(waitUntil([&] { return error().isNull(); }));

    QCOMPARE(::chmod(garage.constData(), 0755), 0);
    QVERIFY(waitUntil([&daemon] { return daemon.get("/api/cameras").body.contains("garage"); }));
    QCOMPARE(rejected(), 1);
}

void LiveFaultsTest::signalsEndIt_data()
{
    QTest::addColumn<int>("number");

    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void LiveFaultsTest::signalsEndIt()
{
    QFETCH(int, number);

    Daemon daemon({.toml = NoAi + workerToml(u"sleeper"_s, u"\"/bin/sleep\", \"1000\""_s)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    for (const QString &name : {u"file_watcher"_s, u"cleanup_service"_s, u"sleeper"_s}) {
        QVERIFY(daemon.waitForWorker(name, u"running"_s));
    }
    const QList<Process> all = scenario::descendantsOf(daemon.pid());
    QVERIFY(all.size() >= 5);
    daemon.sendSignal(number);
    QCOMPARE(daemon.waitForEnd(), std::optional(0));
    for (const Process &process : all) {
        QVERIFY(!isAlive(process));
    }
}

void LiveFaultsTest::stopWhileStarting()
{
    Daemon daemon({.toml = NoAi});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QCOMPARE(daemon.terminate(), std::optional(0));
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"file_watcher"_s, u"running"_s));
    QCOMPARE(daemon.worker(u"file_watcher"_s).value(u"restart_count").toInt(), 0);
}

// The first signal waits for a worker that takes its time; the second one does not.
void LiveFaultsTest::secondSignalEndsItAtOnce()
{
    constexpr int patience = 300;
    Daemon daemon(
        {.toml = NoAi
             + workerToml(u"deaf"_s,
                          u"\"/bin/sh\", \"-c\", \"trap '' TERM; while :; do sleep 1000; done\""_s,
                          u"stop_timeout_seconds = %1"_s.arg(patience))});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"deaf"_s, u"running"_s));
    const QList<Process> all = scenario::descendantsOf(daemon.pid());
    daemon.sendSignal(SIGTERM);
    // Once the door is closed, the signal has been taken.
    QVERIFY(waitUntil([&daemon] { return daemon.get("/api/system/supervisor").status == 0; }));
    QVERIFY(daemon.isRunning());
    daemon.sendSignal(SIGTERM);
    QCOMPARE(daemon.waitForEnd(patience * 1000 / 5), std::optional(0));
    QVERIFY(waitUntil([&all] {
        return std::none_of(all.begin(), all.end(), [](const Process &p) { return isAlive(p); });
    }));
}

QTEST_GUILESS_MAIN(LiveFaultsTest)
#include "tst_livefaults.moc"
