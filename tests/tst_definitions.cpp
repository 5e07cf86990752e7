// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/definitions.h"
#include "backend/demo.h"

#include <QFile>
#include <QTemporaryDir>
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
    void demoWorkers_data();
    void demoWorkers();
    void demoPrometheus();
    void scrapes_data();
    void scrapes();
    void scrapesBehindTlsWithAToken();
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

void DefinitionsTest::demoWorkers_data()
{
    QTest::addColumn<QString>("prometheus");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("not installed") << QString() << QStringList{u"demo_camera"_s};
    QTest::newRow("installed") << u"/opt/prometheus"_s
                               << QStringList{u"demo_camera"_s, u"demo_prometheus"_s};
}

void DefinitionsTest::demoWorkers()
{
    QFETCH(QString, prometheus);

    const QTemporaryDir data;
    config::Config config;
    config.supervisor.restarts.maxRestarts = 7;
    const Surroundings surroundings{
        .dataDirectory = data.path(), .demo = true, .prometheus = prometheus};
    QStringList names;
    std::chrono::milliseconds sum = 0s;
    for (const auto &worker : definitions::workers(config, surroundings)) {
        sum += worker.stopTimeout + 1s;
        if (worker.builtin) {
            continue;
        }
        names.append(worker.name);
        QCOMPARE(worker.directory, data.path());
        QCOMPARE(worker.limits.maxRestarts, 7);
        QVERIFY(!worker.critical);
    }
    QTEST(names, "names");
    QVERIFY(definitions::longestStop(config) >= sum);
}

void DefinitionsTest::demoPrometheus()
{
    const auto worker = demo::prometheus(u"/opt/prometheus"_s, QUrl(u"http://127.0.0.1:39090"_s));
    QCOMPARE(worker.command,
             (QStringList{u"/opt/prometheus"_s, u"--config.file=prometheus/prometheus.yml"_s,
                          u"--storage.tsdb.path=prometheus/data"_s,
                          u"--storage.tsdb.retention.time=1d"_s,
                          u"--web.listen-address=127.0.0.1:39090"_s, u"--log.level=warn"_s}));
    QCOMPARE(worker.after, QStringList());
    QCOMPARE(worker.restart, supervisor::RestartPolicy::Always);
    const QUrl free = demo::freeAddress();
    QCOMPARE(free.host(), u"127.0.0.1"_s);
    QVERIFY(free.port() > 0);
}

void DefinitionsTest::scrapes_data()
{
    QTest::addColumn<QString>("us");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("an address") << u"http://127.0.0.1:8000"_s << QByteArray("127.0.0.1:8000");
    QTest::newRow("another") << u"http://192.0.2.7:1"_s << QByteArray("192.0.2.7:1");
    QTest::newRow("everywhere") << u"http://0.0.0.0:8000"_s << QByteArray("127.0.0.1:8000");
    QTest::newRow("IPv6") << u"http://[2001:db8::1]:8000"_s << QByteArray("[2001:db8::1]:8000");
    QTest::newRow("everywhere by IPv6") << u"http://[::]:8000"_s << QByteArray("[::1]:8000");
}

void DefinitionsTest::scrapes()
{
    QFETCH(QString, us);
    QFETCH(QByteArray, target);

    const QTemporaryDir data;
    QVERIFY(demo::configurePrometheus(data.path(), {.url = QUrl(us)},
                                      QUrl(u"http://127.0.0.1:39090"_s)));
    QFile file(data.filePath(u"prometheus/prometheus.yml"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(),
             "global:\n"
             "  scrape_interval: 5s\n"
             "  scrape_timeout: 5s\n"
             "scrape_configs:\n"
             "  - job_name: signalbox\n"
             "    static_configs:\n"
             "      - targets: ['"
                 + target
                 + "']\n"
                   "  - job_name: prometheus\n"
                   "    static_configs:\n"
                   "      - targets: ['127.0.0.1:39090']\n");
    QVERIFY(!demo::configurePrometheus(u"/proc/none"_s, {.url = QUrl(us)}, QUrl()));
}

void DefinitionsTest::scrapesBehindTlsWithAToken()
{
    const QTemporaryDir data;
    QVERIFY(demo::configurePrometheus(data.path(),
                                      {.url = QUrl(u"https://0.0.0.0:8000"_s), .token = "sbx_1_2"},
                                      QUrl(u"http://127.0.0.1:39090"_s)));
    QFile file(data.filePath(u"prometheus/prometheus.yml"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("  - job_name: signalbox\n"
                                    "    scheme: https\n"
                                    "    tls_config:\n"
                                    "      insecure_skip_verify: true\n"
                                    "    authorization:\n"
                                    "      credentials: sbx_1_2\n"
                                    "    static_configs:\n"
                                    "      - targets: ['127.0.0.1:8000']\n"));
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    QVERIFY(!(file.permissions() & others)); // a token is in it
}

QTEST_GUILESS_MAIN(DefinitionsTest)
#include "tst_definitions.moc"
