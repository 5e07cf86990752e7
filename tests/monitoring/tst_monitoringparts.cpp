// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/monitoring/prometheusfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace prometheusfixture;
using monitoring::Answers;
using monitoring::CallEnd;
using monitoring::Observation;
using protocol::Exporter;

namespace {

const QStringList NoExporter{
    u"Exporter 'redis-exporter': status unknown: Not found among the targets of Prometheus"_s,
    u"Exporter 'json-exporter': status unknown: Not found among the targets of Prometheus"_s,
    u"Exporter 'blackbox-exporter': status unknown: Not found among the targets of Prometheus"_s};

} // namespace

/// Exporters, figures of the collection and issues for what Prometheus answers.
class MonitoringPartsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exporters_data();
    void exporters();
    void collection_data();
    void collection();
    void issues_data();
    void issues();
    void noSeries();
};

void MonitoringPartsTest::exporters_data()
{
    QTest::addColumn<QStringList>("targets");
    QTest::addColumn<QString>("redis");
    const auto row = [](const char *name, const QStringList &targets, const QString &redis) {
        QTest::newRow(name) << targets << u"redis-exporter "_s + redis;
    };
    const QString absent =
        u"unknown redis-exporter:9121 null Not found among the targets of Prometheus"_s;
    row("not found", {u"redis r:6379 up 1"_s}, absent);
    row("the job is its name", {u"redis-exporter box:1 up 1"_s}, u"up box:1 01 null"_s);
    row("underscore", {u"redis_exporter box:1 up 1"_s}, u"up box:1 01 null"_s);
    row("the instance is the default endpoint", {u"cache redis-exporter:9121 up 1"_s},
        u"up redis-exporter:9121 01 null"_s);
    row("another port", {u"cache redis-exporter:9122 up 1"_s}, absent);
    row("a longer job", {u"redis-exporter-2 box:1 up 1"_s}, absent);
    row("other letters", {u"Redis-Exporter box:1 up 1"_s}, absent);
    row("down", {u"redis-exporter box:1 down 1 15s no route"_s}, u"down box:1 01 no route"_s);
    row("down without a word", {u"redis-exporter box:1 down 1"_s}, u"down box:1 01 null"_s);
    row("never scraped", {u"redis-exporter box:1 unknown never"_s}, u"unknown box:1 null null"_s);
    row("the worst of several",
        {u"redis-exporter a:1 up 1"_s, u"redis-exporter b:1 unknown never"_s,
         u"redis-exporter c:1 down 2 15s gone"_s, u"redis-exporter d:1 down 3 15s away"_s},
        u"down c:1 02 gone"_s);
    row("unknown is worse than up",
        {u"redis-exporter a:1 up 1"_s, u"redis-exporter b:1 unknown never"_s},
        u"unknown b:1 null null"_s);
}

// Always the three of the specification, in its order.
void MonitoringPartsTest::exporters()
{
    QFETCH(QStringList, targets);
    const QList<Exporter> exporters = observe(targets).health.exporters;
    QCOMPARE(exporters.size(), 3);
    QTEST(textOf(exporters[0]), "redis");
    const QString absent = u"null Not found among the targets of Prometheus"_s;
    QCOMPARE(textOf(exporters[1]), u"json-exporter unknown json-exporter:7979 "_s + absent);
    QCOMPARE(textOf(exporters[2]), u"blackbox-exporter unknown blackbox-exporter:9115 "_s + absent);
}

void MonitoringPartsTest::collection_data()
{
    QTest::addColumn<QStringList>("targets");
    QTest::addColumn<bool>("collecting");
    QTest::addColumn<QString>("last");
    QTest::addColumn<int>("interval");
    const auto row = [](const char *name, const QStringList &targets, bool collecting,
                        const QString &last, int interval) {
        QTest::newRow(name) << targets << collecting << last << interval;
    };
    row("no targets", {}, false, u"never"_s, 15);
    row("one up", {u"a i up 7 30s"_s}, true, u"07"_s, 30);
    row("the newest of those up", {u"a i up 7 15s"_s, u"a j up 9 15s"_s, u"a k up 8 15s"_s}, true,
        u"09"_s, 15);
    row("what is down was not scraped well", {u"a i up 7 15s"_s, u"a j down 9 15s"_s}, true,
        u"07"_s, 15);
    row("all down", {u"a j down 9 15s"_s}, false, u"never"_s, 15);
    row("only unknown", {u"a j unknown never 20s"_s}, false, u"never"_s, 20);
    row("no interval told", {u"a i up 7"_s}, true, u"07"_s, 15);
    row("no interval understood", {u"a i up 7 soon"_s}, true, u"07"_s, 15);
    row("minutes", {u"a i up 7 1m30s"_s}, true, u"07"_s, 90);
    row("what most have", {u"a i up 7 5s"_s, u"a j up 7 1m"_s, u"a k up 7 1m"_s}, true, u"07"_s,
        60);
    row("the shortest of a tie", {u"a i up 7 1m"_s, u"a j up 7 10s"_s}, true, u"07"_s, 10);
    row("less than a second", {u"a i up 7 100ms"_s}, true, u"07"_s, 1);
}

void MonitoringPartsTest::collection()
{
    QFETCH(QStringList, targets);
    const protocol::MetricsCollection seen = observe(targets).health.metricsCollection;
    QTEST(seen.collecting, "collecting");
    QTEST(seen.lastSuccessfulScrape ? protocol::toIso(*seen.lastSuccessfulScrape).sliced(17, 2)
                                    : u"never"_s,
          "last");
    QTEST(seen.scrapeIntervalSeconds, "interval");
    QCOMPARE(seen.totalSeries, 15000);
}

void MonitoringPartsTest::issues_data()
{
    QTest::addColumn<QStringList>("targets");
    QTest::addColumn<QStringList>("issues");
    const QStringList well{u"redis-exporter r:1 up"_s, u"json-exporter j:1 up"_s,
                           u"blackbox-exporter b:1 up"_s};
    QTest::newRow("none when all is well") << well << QStringList();
    QTest::newRow("exporters that are not there") << QStringList{u"a i up"_s} << NoExporter;
    QTest::newRow("all of a job down") << well + QStringList{u"a i down"_s, u"a j down"_s}
                                       << QStringList{u"Job 'a': all targets down (2)"_s};
    QTest::newRow("some of a job down")
        << well + QStringList{u"a i down"_s, u"a j up"_s, u"a k down"_s}
        << QStringList{u"Job 'a': 2 of 3 targets down"_s};
    QTest::newRow("down and unknown are not all down")
        << well + QStringList{u"a i down"_s, u"a j unknown never"_s}
        << QStringList{u"Job 'a': 1 of 2 targets down"_s};
    QTest::newRow("unknown is no issue of a job")
        << well + QStringList{u"a i unknown never"_s} << QStringList();
    QTest::newRow("jobs, then exporters")
        << QStringList{u"z i down"_s, u"b i down"_s, u"redis-exporter r:1 down 1 15s no route"_s,
                       u"json-exporter j:1 unknown never"_s, u"blackbox-exporter b:1 down"_s}
        << QStringList{u"Job 'b': all targets down (1)"_s,
                       u"Job 'blackbox-exporter': all targets down (1)"_s,
                       u"Job 'redis-exporter': all targets down (1)"_s,
                       u"Job 'z': all targets down (1)"_s,
                       u"Exporter 'redis-exporter': down: no route"_s,
                       u"Exporter 'json-exporter': status unknown"_s,
                       u"Exporter 'blackbox-exporter': down"_s};
}

void MonitoringPartsTest::issues()
{
    QFETCH(QStringList, targets);
    QTEST(observe(targets).health.issues, "issues");
}

// Its targets are known all the same.
void MonitoringPartsTest::noSeries()
{
    Answers given = answers({});
    given.tsdb = {.end = CallEnd::TimedOut};
    const Observation seen = monitoring::observe(given, Url, Now);
    QCOMPARE(seen.health.healthy, true);
    QVERIFY(!seen.health.metricsCollection.totalSeries);
    QCOMPARE(seen.health.issues,
             NoExporter + QStringList{u"The number of series cannot be had: Timeout after 5.0s"_s});
    QVERIFY(seen.targets);
}

QTEST_GUILESS_MAIN(MonitoringPartsTest)
#include "tst_monitoringparts.moc"
