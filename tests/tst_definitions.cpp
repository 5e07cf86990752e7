// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/definitions.h"

#include <QTest>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The configuration in the words of the rooms.
class DefinitionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWaitForStops_data();
    void answersWaitForStops();
    void everyWorkerHasItsTime();
    void workers_data();
    void workers();
    void restartsAreTheWorkers();
};

void DefinitionsTest::answersWaitForStops_data()
{
    QTest::addColumn<int>("ours"); // seconds
    QTest::addColumn<int>("theirs"); // seconds
    QTest::addColumn<int>("atLeast"); // seconds
    QTest::newRow("short stops") << 10 << 10 << 30;
    QTest::newRow("a built-in worker needs longer") << 60 << 10 << 62;
    QTest::newRow("a program needs longer") << 10 << 120 << 122;
}

// A stop answers after the stop timeout and a second at most; 504 must not come before.
void DefinitionsTest::answersWaitForStops()
{
    QFETCH(int, ours);
    QFETCH(int, theirs);
    QFETCH(int, atLeast);

    config::Config config;
    config.supervisor.restarts.stopTimeout = std::chrono::seconds(ours);
    config.workers = {{.name = u"quick"_s}, {.name = u"slow"_s}};
    config.workers[1].restarts.stopTimeout = std::chrono::seconds(theirs);
    QVERIFY(definitions::httpLimits(config).handlerTimeout >= std::chrono::seconds(atLeast));
}

void DefinitionsTest::everyWorkerHasItsTime()
{
    config::Config config;
    config.supervisor.restarts.stopTimeout = 3s;
    config.workers = {{.name = u"a"_s}, {.name = u"b"_s}};
    config.workers[0].restarts.stopTimeout = 20s;
    config.workers[1].restarts.stopTimeout = 40s;
    const auto all = definitions::workers(config, {.dataDirectory = u"/nonexistent"_s});
    std::chrono::milliseconds sum = 0s;
    for (const auto &worker : all) {
        sum += worker.stopTimeout + 1s;
    }
    QVERIFY(sum > 60s);
    QVERIFY(definitions::longestStop(config) >= sum);
}

void DefinitionsTest::workers_data()
{
    QTest::addColumn<config::Embedded>("embedded");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("hasVision");
    QTest::newRow("nobody else serves") << config::Embedded::Auto << QString() << true;
    QTest::newRow("another one serves") << config::Embedded::Auto << u"http://ai:8001"_s << false;
    QTest::newRow("wished beside others") << config::Embedded::True << u"http://ai:8001"_s << true;
    QTest::newRow("not wished") << config::Embedded::False << QString() << false;
}

void DefinitionsTest::workers()
{
    QFETCH(config::Embedded, embedded);
    QFETCH(QString, url);
    QFETCH(bool, hasVision);

    config::Config config;
    config.ai.embedded = embedded;
    config.ai.services[0].url = url;
    config.workers = {{.name = u"cam"_s, .command = {u"true"_s}}};
    QStringList names;
    for (const auto &worker : definitions::workers(config, {.dataDirectory = u"/nonexistent"_s})) {
        names.append(worker.name);
        QCOMPARE(worker.builtin, worker.name != u"cam");
        QCOMPARE(worker.critical, worker.name == u"file_watcher");
    }
    QStringList wanted{u"file_watcher"_s, u"detection_worker"_s, u"analysis_worker"_s,
                       u"cleanup_service"_s};
    if (hasVision) {
        wanted.append(u"vision"_s);
    }
    QCOMPARE(names, wanted + QStringList{u"cam"_s});
}

void DefinitionsTest::restartsAreTheWorkers()
{
    config::Config config;
    config.supervisor.restarts = {.maxRestarts = 7,
                                  .backoffBase = 2s,
                                  .backoffCap = 3s,
                                  .backoffJitter = 0.5,
                                  .stableAfter = 4s,
                                  .startTimeout = 5s,
                                  .stopTimeout = 6s,
                                  .watchdog = 8s};
    config.workers = {{.name = u"cam"_s, .restarts = {.maxRestarts = 1, .stopTimeout = 9s}}};
    const auto all = definitions::workers(config, {.dataDirectory = u"/nonexistent"_s});
    const auto &watcher = all.constFirst();
    QCOMPARE(watcher.limits.maxRestarts, 7);
    QCOMPARE(watcher.limits.backoffBase, 2000ms);
    QCOMPARE(watcher.limits.backoffCap, 3000ms);
    QCOMPARE(watcher.limits.jitter, 0.5);
    QCOMPARE(watcher.limits.stableAfter, 4000ms);
    QCOMPARE(watcher.startTimeout, 5000ms);
    QCOMPARE(watcher.stopTimeout, 6000ms);
    QCOMPARE(watcher.watchdog, 8000ms);
    QCOMPARE(all.constLast().limits.maxRestarts, 1);
    QCOMPARE(all.constLast().stopTimeout, 9000ms);
}

QTEST_GUILESS_MAIN(DefinitionsTest)
#include "tst_definitions.moc"
