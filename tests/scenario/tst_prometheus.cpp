// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"

#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Daemon;
using scenario::killHard;
using scenario::Process;
using scenario::waitUntil;

namespace {

const QString Worker = u"demo_prometheus"_s;
const QString WithoutServices = u"[ai]\nembedded = \"false\"\n"_s;

// A scrape comes every 5 s.
constexpr int Generous = 60000;

/// Where the demo's Prometheus was told to listen; 0 when it was told nothing yet.
quint16 prometheusPort(const Daemon &demo)
{
    QFile file(demo.dataDirectory() + u"/prometheus/prometheus.yml"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    static const QRegularExpression own(
        u"job_name: prometheus\\s+static_configs:\\s+- targets: \\['127\\.0\\.0\\.1:(\\d+)'\\]"_s);
    return own.match(QString::fromUtf8(file.readAll())).captured(1).toUShort();
}

/// up, down or unknown for each job that it scrapes.
QMap<QString, QString> targets(quint16 port)
{
    const Answer answer = scenario::request(port, "GET", "/api/v1/targets");
    const QJsonArray active =
        answer.json().value(u"data").toObject().value(u"activeTargets").toArray();
    QMap<QString, QString> healths;
    for (const auto &target : active) {
        const QJsonObject object = target.toObject();
        healths.insert(object.value(u"labels").toObject().value(u"job").toString(),
                       object.value(u"health").toString());
    }
    return healths;
}

bool waitForTargets(quint16 port)
{
    const QMap<QString, QString> wanted{{u"prometheus"_s, u"up"_s}, {u"signalbox"_s, u"up"_s}};
    return waitUntil([&] { return targets(port) == wanted; }, Generous);
}

/// Whether it has stored that this worker runs.
bool isUpFor(quint16 port, const QString &worker)
{
    const Answer answer =
        scenario::request(port, "GET", "/api/v1/query?query=signalbox_worker_up%20==%201");
    const QJsonArray series = answer.json().value(u"data").toObject().value(u"result").toArray();
    return std::any_of(series.begin(), series.end(), [&worker](const QJsonValue &one) {
        return one.toObject().value(u"metric").toObject().value(u"worker") == worker;
    });
}

/// Whether the demo tells that its Prometheus is well and scrapes both of them.
bool seesItself(const Daemon &demo)
{
    const QJsonObject health = demo.get("/api/system/monitoring/health").json();
    const QJsonObject targets = demo.get("/api/system/monitoring/targets").json();
    return health.value(u"healthy") == true && targets.value(u"up") == 2
        && targets.value(u"jobs") == QJsonArray{u"prometheus"_s, u"signalbox"_s}
    && health.value(u"metrics_collection")[u"scrape_interval_seconds"] == 5
        && health.value(u"metrics_collection")[u"total_series"].toInteger() > 100;
}

} // namespace

/// With a real Prometheus, which ./check unpacks under build/servers.
class PrometheusTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void promtoolFindsNothing();
    void scrapesTheDemo();
    void theDemoDoesWithout();
};

void PrometheusTest::initTestCase()
{
    for (const QString &name : {u"prometheus"_s, u"promtool"_s}) {
        QVERIFY2(!QStandardPaths::findExecutable(name).isEmpty(),
                 qPrintable(name
                            + u" is not in PATH: ./check unpacks it under build/servers, where "
                              "ctest looks first"_s));
    }
}

void PrometheusTest::promtoolFindsNothing()
{
    Daemon daemon({.toml = WithoutServices});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"file_watcher"_s, u"running"_s));
    QProcess promtool;
    promtool.setProcessChannelMode(QProcess::MergedChannels);
    promtool.start(u"promtool"_s, {u"check"_s, u"metrics"_s});
    promtool.write(daemon.get("/metrics").body);
    promtool.closeWriteChannel();
    QVERIFY(promtool.waitForFinished());
    QCOMPARE(promtool.readAll(), QByteArray());
    QCOMPARE(promtool.exitCode(), 0);
}

void PrometheusTest::scrapesTheDemo()
{
    Daemon demo({.toml = WithoutServices + u"[supervisor]\nbackoff_base_seconds = 0.1\n"_s,
                 .arguments = {u"--demo"_s}});
    QVERIFY2(demo.start(), demo.errorText().constData());
    QVERIFY2(demo.waitForWorker(Worker, u"running"_s), demo.errorText().constData());
    const quint16 port = prometheusPort(demo);
    QVERIFY(port != 0);
    QVERIFY2(waitForTargets(port), demo.errorText().constData());
    QVERIFY(waitUntil([&] { return seesItself(demo); }, Generous));

    QVERIFY(waitUntil([&] { return isUpFor(port, u"file_watcher"_s); }, Generous));
    // Nobody can end it or delete its data from outside.
    QCOMPARE(scenario::request(port, "POST", "/-/quit").status, 403);
    const Answer cleaned = scenario::request(port, "POST", "/api/v1/admin/tsdb/clean_tombstones");
    QVERIFY2(cleaned.body.contains("admin APIs disabled"), cleaned.body.constData());

    // It is a worker like others, and finds its data again.
    const Process first = demo.workerProcesses().value(Worker);
    killHard(first);
    QVERIFY(waitUntil([&] { return demo.worker(Worker).value(u"restart_count").toInt() == 1; }));
    QVERIFY2(waitForTargets(port), demo.errorText().constData());
    const Process second = demo.workerProcesses().value(Worker);
    QVERIFY(second.pid != 0 && second != first);
    QCOMPARE(demo.terminate(Generous), std::optional(0));
    QVERIFY(!isAlive(second));
    QVERIFY(QDir(demo.dataDirectory() + u"/prometheus/data"_s).exists());
}

void PrometheusTest::theDemoDoesWithout()
{
    const QTemporaryDir nothing;
    Daemon demo({.toml = WithoutServices,
                 .environment = {{u"PATH"_s, nothing.path()}},
                 .arguments = {u"--demo"_s}});
    QVERIFY2(demo.start(), demo.errorText().constData());
    QVERIFY(demo.waitForWorker(u"file_watcher"_s, u"running"_s));
    QVERIFY(!demo.worker(u"demo_camera"_s).isEmpty());
    QVERIFY(demo.worker(Worker).isEmpty());
    QVERIFY(!QDir(demo.dataDirectory() + u"/prometheus"_s).exists());
    QVERIFY2(!demo.errorText().contains("rometheus"), demo.errorText().constData());
    QCOMPARE(demo.terminate(Generous), std::optional(0));
}

QTEST_GUILESS_MAIN(PrometheusTest)
#include "tst_prometheus.moc"
