// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitoring/monitoringrows.h"
#include "ui/monitoring/targetsmodel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::MonitoringHealth;
using protocol::WallTime;

namespace {

const WallTime At = *protocol::fromIso(u"2025-12-27T10:30:00Z"_s);

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

MonitoringHealth healthOf(bool healthy, int up, int down, int unknown)
{
    MonitoringHealth health{.healthy = healthy, .prometheusReachable = true};
    if (up + down + unknown > 0) {
        health.targetsSummary = {{u"job"_s, up + down + unknown, up, down, unknown}};
    }
    return health;
}

/// Four targets as they come on the wire, one of a kind each.
QJsonObject targets()
{
    return object(R"({"targets":[
        {"job":"b","instance":"b:1","health":"up","last_scrape":"2025-12-27T10:29:50Z",
         "labels":{"job":"b","zone":"1"},"scrape_duration_seconds":0.045,"last_error":null},
        {"job":"a","instance":"a:1","health":"up","last_scrape":"2025-12-27T10:29:14Z",
         "scrape_duration_seconds":8},
        {"job":"c","instance":"c:1","health":"down","last_scrape":"2025-12-27T10:29:50Z",
         "scrape_duration_seconds":16,"last_error":"connection\nrefused"},
        {"job":"d","instance":"d:1","health":"flapping"},
        {"job":"d","instance":"d:1","health":"unknown"}],
        "total":"5","observed_at":"2025-12-27T10:30:00Z"})");
}

} // namespace

class MonitoringStateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rule_data();
    void rule();
    void verdict();
    void lastAnswerIsKept();
    void outOfReachInWords();
    void targetsWorstFirst();
    void lateness_data();
    void lateness();
    void durations();
    void sums();
    void jobs();
    void exporters();
    void collection();
    void pageOfPrometheus_data();
    void pageOfPrometheus();
    void models();
};

// Specification, "Health Determination".
void MonitoringStateTest::rule_data()
{
    QTest::addColumn<MonitoringHealth>("health");
    QTest::addColumn<QString>("words");
    QTest::newRow("reachable, no targets down")
        << healthOf(true, 5, 0, 0) << u"down 0, up 5 → healthy"_s;
    QTest::newRow("some targets down, up > down")
        << healthOf(true, 5, 1, 0) << u"up 5 > down 1 → healthy"_s;
    QTest::newRow("majority down") << healthOf(false, 1, 4, 0) << u"up 1 ≤ down 4 → unhealthy"_s;
    QTest::newRow("as many") << healthOf(false, 2, 2, 0) << u"up 2 ≤ down 2 → unhealthy"_s;
    QTest::newRow("unreachable") << MonitoringHealth{}
                                 << u"Prometheus is not reachable → unhealthy"_s;
    QTest::newRow("unknown ones") << healthOf(
        true, 3, 2, 4) << u"up 3 > down 2, unknown 4 (counts on neither side) → healthy"_s;
    QTest::newRow("no targets") << healthOf(true, 0, 0, 0) << u"down 0, up 0 → healthy"_s;
    QTest::newRow("targets not known")
        << healthOf(false, 0, 0, 0) << u"its targets are not known → unhealthy"_s;
    QTest::newRow("another rule there")
        << healthOf(false, 5, 1, 0) << u"the backend says unhealthy, although up 5 > down 1"_s;
    QTest::newRow("yet another rule there")
        << healthOf(true, 1, 5, 0) << u"the backend says healthy, although up 1 ≤ down 5"_s;
}

void MonitoringStateTest::rule()
{
    QFETCH(MonitoringHealth, health);
    QTEST(ruleInWords(health), "words");
}

void MonitoringStateTest::verdict()
{
    MonitoringHealth health = healthOf(false, 1, 4, 0);
    health.issues = {u"Job 'a': 4 of 5 targets down"_s};
    health.statusSince = At;
    const Verdict verdict = monitoringVerdict(health);
    QCOMPARE(verdict.look.tone, Tone::Critical);
    QCOMPARE(verdict.reasons, health.issues);
    QCOMPARE(verdict.since, std::optional(At));
    QCOMPARE(monitoringVerdict(healthOf(true, 1, 0, 0)).look.tone, Tone::Quiet);
}

void MonitoringStateTest::lastAnswerIsKept()
{
    MonitoringPicture picture;
    const Freshness fresh{.vouched = true, .asOf = At + 60s};
    QCOMPARE(knownFreshness(picture, fresh), fresh); // nothing is kept, nothing to be told
    picture.take(object(R"({"healthy":true,"prometheus_reachable":true,
        "targets_summary":[{"job":"a","up":1}],"exporters":[{"name":"x","status":"sideways"}],
        "observed_at":"2025-12-27T10:30:00Z"})"));
    QCOMPARE(knownFreshness(picture, fresh), fresh);
    QCOMPARE(picture.exporterWords, QStringList(u"sideways"_s));
    picture.take(object(R"({"healthy":false,"prometheus_reachable":false,"exporters":[
        {"name":"x","status":"unknown"}],"observed_at":"2025-12-27T10:30:30Z"})"));
    QVERIFY(!picture.now.healthy);
    QCOMPARE(picture.known->targetsSummary.size(), 1);
    QCOMPARE(picture.exporterWords, QStringList(u"sideways"_s));
    const Freshness old = knownFreshness(picture, fresh);
    QVERIFY(!old.vouched);
    QCOMPARE(old.asOf, std::optional(At));
}

void MonitoringStateTest::outOfReachInWords()
{
    MonitoringPicture picture;
    QVERIFY(outOfReach(picture).startsWith(u"No Prometheus is configured."));
    picture.now.prometheusUrl = u"http://p:9090"_s;
    QCOMPARE(outOfReach(picture),
             u"Prometheus at http://p:9090 has not answered yet. Its address is the key url in the "
             "section [prometheus] of the configuration."_s);
    picture.known = healthOf(true, 1, 0, 0);
    picture.knownAt = At;
    QCOMPARE(outOfReach(picture),
             u"What is below is what Prometheus at http://p:9090 said at 10:30:00."_s);
    picture.now.prometheusReachable = true;
    QCOMPARE(outOfReach(picture), QString());
}

void MonitoringStateTest::targetsWorstFirst()
{
    const QList<TargetRow> rows = targetRows(targets(), 15);
    QStringList told;
    for (const TargetRow &row : rows) {
        told << row.target.job + u' ' + lookOf(row).word;
    }
    QCOMPARE(told,
             QStringList({u"c Down"_s, u"d flapping?"_s, u"d Unknown"_s, u"a Late"_s, u"b Up"_s}));
    QCOMPARE(unhealthyOf(rows).size(), 4);
    QCOMPARE(rows.at(1).twin + rows.at(2).twin, 1); // two of the same address stay two
    QVERIFY(targetRows({}, 15).isEmpty());
    QVERIFY(targetRows(object(R"({"targets":[7,"x",{}]})"), 15).size() == 3);
}

void MonitoringStateTest::lateness_data()
{
    QTest::addColumn<int>("interval");
    QTest::addColumn<int>("lateOnes");
    // The scrapes were 10 and 46 s before Prometheus was asked.
    QTest::newRow("three intervals") << 15 << 1;
    QTest::newRow("not three yet") << 16 << 0;
    QTest::newRow("both") << 3 << 3; // the one that is down too
    QTest::newRow("interval not known") << 0 << 0;
}

void MonitoringStateTest::lateness()
{
    QFETCH(int, interval);
    const QList<TargetRow> rows = targetRows(targets(), interval);
    QTEST(static_cast<int>(std::count_if(rows.begin(), rows.end(),
                                         [](const TargetRow &row) { return row.isLate; })),
          "lateOnes");
}

void MonitoringStateTest::durations()
{
    const QList<TargetRow> rows = targetRows(targets(), 15);
    QCOMPARE(durationText(rows.at(4)), u"45 ms of 15 s"_s);
    QCOMPARE(toneOf(durationGauge(rows.at(4))), Tone::Quiet);
    QCOMPARE(durationText(rows.at(3)), u"8.0 s of 15 s"_s);
    QCOMPARE(toneOf(durationGauge(rows.at(3))), Tone::Warning); // over half of the interval
    QCOMPARE(toneOf(durationGauge(rows.at(0))), Tone::Critical);
    QCOMPARE(durationText(rows.at(1)), u"—"_s);
    QCOMPARE(durationText(targetRows(targets(), 0).at(0)), u"16.0 s"_s);
}

void MonitoringStateTest::sums()
{
    QCOMPARE(targetsText(targetRows(targets(), 15)), u"5 targets: 2 up, 1 down, 2 unknown"_s);
    QCOMPARE(sumsOf({{u"a"_s, 3, 1, 2, 0}, {u"b"_s, 2, 1, 0, 1}}),
             (TargetSums{.up = 2, .down = 2, .unknown = 1}));
}

void MonitoringStateTest::jobs()
{
    QCOMPARE(lookOf(protocol::JobSummary{.up = 2}).word, u"Up"_s);
    QCOMPARE(lookOf(protocol::JobSummary{.down = 2}).word, u"Down"_s);
    QCOMPARE(lookOf(protocol::JobSummary{.up = 1, .down = 1}).word, u"Partly down"_s);
    QCOMPARE(lookOf(protocol::JobSummary{.up = 1, .unknown = 1}).word, u"Unknown"_s);
    QStringList order;
    for (const protocol::JobSummary &job : worstFirst({{u"a"_s, 1, 1, 0, 0},
                                                       {u"b"_s, 1, 0, 0, 1},
                                                       {u"c"_s, 2, 1, 1, 0},
                                                       {u"d"_s, 1, 0, 1, 0},
                                                       {u"e"_s, 1, 1, 0, 0}})) {
        order << job.job;
    }
    QCOMPARE(order.join(u' '), u"d c b a e"_s);
}

void MonitoringStateTest::exporters()
{
    MonitoringPicture picture;
    QVERIFY(exporterRows(picture, At).isEmpty());
    picture.take(object(R"({"prometheus_reachable":true,"exporters":[
        {"name":"redis-exporter","status":"up","endpoint":"r:9121",
         "last_scrape":"2025-12-27T10:29:53Z","error":null},
        {"name":"json-exporter","status":"down","endpoint":"j:7979","last_scrape":null,
         "error":"connection refused","status_since":"2025-12-27T10:25:00Z"},
        {"name":"new-exporter","status":"asleep","endpoint":"n:1"}]})"));
    const QList<PanelRow> rows = exporterRows(picture, At);
    QCOMPARE(rows.at(0).note, u"r:9121 · scraped 7 s ago"_s);
    QCOMPARE(rows.at(1).note, u"j:7979 · for 5m00s · connection refused"_s);
    QCOMPARE(rows.at(1).look.tone, Tone::Critical);
    QCOMPARE(rows.at(2).look.word, u"asleep?"_s);
}

void MonitoringStateTest::collection()
{
    MonitoringPicture picture;
    picture.take(object(R"({"prometheus_reachable":true,"prometheus_url":"http://p:9090",
        "metrics_collection":{"collecting":false,"last_successful_scrape":null,
        "scrape_interval_seconds":"often","total_series":null}})"));
    QStringList told;
    for (const PanelRow &row : collectionRows(picture, At)) {
        told << row.name + u": " + row.look.word + row.note;
    }
    QCOMPARE(told,
             QStringList({u"Collecting: No"_s, u"Scrapes: —"_s, u"Last good scrape: —"_s,
                          u"Series: —"_s, u"Prometheus: http://p:9090"_s, u"Asked: —"_s}));
}

void MonitoringStateTest::pageOfPrometheus_data()
{
    QTest::addColumn<QString>("page");
    QTest::newRow("http://prometheus:9090") << u"http://prometheus:9090/targets"_s;
    QTest::newRow("https://box/prom/") << u"https://box/prom/targets"_s;
    QTest::newRow("file:///etc/passwd") << QString();
    QTest::newRow("http://") << QString();
    QTest::newRow("javascript:alert(1)") << QString();
    QTest::newRow("") << QString();
}

void MonitoringStateTest::pageOfPrometheus()
{
    const MonitoringHealth health{.prometheusUrl = QString::fromLatin1(QTest::currentDataTag())};
    QTEST(prometheusPage(health).toString(), "page");
}

void MonitoringStateTest::models()
{
    TargetsModel model([] { return At; }, nullptr);
    const QAbstractItemModelTester tester(&model);
    model.merge(targetRows(targets(), 15));
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.index(4, TargetsModel::LastScrape).data().toString(), u"10 s ago"_s);
    QCOMPARE(model.index(2, TargetsModel::LastScrape).data().toString(), u"never"_s);
    QCOMPARE(model.index(0, TargetsModel::LastError).data().toString(), u"connection refused"_s);
    QCOMPARE(model.index(4, TargetsModel::Job).data(Qt::ToolTipRole).toString(),
             u"job = b\nzone = 1"_s);
    model.merge(unhealthyOf(targetRows(targets(), 15)));
    QCOMPARE(model.rowCount(), 4);
    JobsModel jobs;
    const QAbstractItemModelTester jobsTester(&jobs);
    jobs.merge({{u"a"_s, 3, 1, 2, 0}});
    QCOMPARE(jobs.index(0, JobsModel::Down).data().toString(), u"2"_s);
}

QTEST_GUILESS_MAIN(MonitoringStateTest)
#include "tst_monitoringstate.moc"
