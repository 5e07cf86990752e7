// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/monitoring/prometheusfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace prometheusfixture;
using monitoring::Answers;
using monitoring::CallEnd;
using monitoring::Observation;
using protocol::JobSummary;
using protocol::MonitoringHealth;
using protocol::TargetHealth;

/// The two documents for what Prometheus answers. Source of the tables: specification, "Prometheus
/// Monitoring"; decisions 3.11.
class MonitoringRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healthy_data();
    void healthy();
    void unreachable_data();
    void unreachable();
    void noList();
    void notAskedYet();
    void summary();
    void targets();
    void since_data();
    void since();
    void sinceOfTargets_data();
    void sinceOfTargets();
    void sinceAfterAFault();
};

void MonitoringRulesTest::healthy_data()
{
    QTest::addColumn<QStringList>("targets");
    QTest::addColumn<bool>("healthy");
    const QString up = u"a i up"_s;
    const QString down = u"a i down"_s;
    const QString unknown = u"a i unknown never"_s;
    QTest::newRow("no targets down") << QStringList{up, up} << true;
    QTest::newRow("some down, up > down") << QStringList{up, up, down} << true;
    QTest::newRow("majority down") << QStringList{up, down, down} << false;
    QTest::newRow("all down") << QStringList{down} << false;
    QTest::newRow("tie") << QStringList{up, down} << false;
    QTest::newRow("no targets") << QStringList() << true;
    QTest::newRow("unknown does not count as down") << QStringList{unknown, unknown, up} << true;
    QTest::newRow("unknown does not count as up") << QStringList{unknown, unknown, down} << false;
    QTest::newRow("unknown does not break a tie") << QStringList{up, down, unknown} << false;
    QTest::newRow("only unknown") << QStringList{unknown} << true;
}

void MonitoringRulesTest::healthy()
{
    QFETCH(QStringList, targets);
    const Observation seen = observe(targets);
    QTEST(seen.health.healthy, "healthy");
    QCOMPARE(seen.health.prometheusReachable, true);
    QCOMPARE(seen.health.prometheusUrl, Url);
    QVERIFY(seen.health.observedAt == Now);
    QVERIFY(seen.targets);
}

void MonitoringRulesTest::unreachable_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, CallEnd end, int status, const QString &reason) {
        QTest::newRow(name) << static_cast<int>(end) << status << reason;
    };
    row("refused", CallEnd::Refused, 0, u"Connection refused"_s);
    row("slow", CallEnd::TimedOut, 0, u"Timeout after 5.0s"_s);
    row("endless", CallEnd::TooLarge, 200, u"The answer is too large"_s);
    row("not ready", CallEnd::Answered, 503, u"HTTP 503"_s);
    row("only on 200", CallEnd::Answered, 204, u"HTTP 204"_s);
    row("elsewhere", CallEnd::Answered, 302, u"HTTP 302"_s);
}

// Whatever else it answers.
void MonitoringRulesTest::unreachable()
{
    QFETCH(int, end);
    QFETCH(int, status);
    QFETCH(QString, reason);
    Answers given = answers({u"redis-exporter redis-exporter:9121 up"_s});
    given.ready = {.end = static_cast<CallEnd>(end), .httpStatus = status};
    const Observation seen = monitoring::observe(given, Url, Now);
    const QString error = u"Prometheus server is not reachable: "_s + reason;
    const MonitoringHealth expected{
        .prometheusUrl = Url,
        .exporters =
            {{.name = u"redis-exporter"_s, .endpoint = u"redis-exporter:9121"_s, .error = error},
             {.name = u"json-exporter"_s, .endpoint = u"json-exporter:7979"_s, .error = error},
             {.name = u"blackbox-exporter"_s,
              .endpoint = u"blackbox-exporter:9115"_s,
              .error = error}},
        .issues = {error},
        .observedAt = Now};
    QCOMPARE(seen.health, expected);
    QVERIFY(!seen.targets);
    QCOMPARE(seen.targets.error(), (protocol::Error{protocol::ErrorKind::Unavailable, error}));
}

void MonitoringRulesTest::noList()
{
    Answers given = answers({});
    given.targets = answered("oops", 500);
    const Observation seen = monitoring::observe(given, Url, Now);
    const QString error = u"The targets of Prometheus cannot be had: HTTP 500"_s;
    QCOMPARE(seen.health.prometheusReachable, true);
    QCOMPARE(seen.health.healthy, false);
    QCOMPARE(seen.health.issues, QStringList{error});
    QCOMPARE(seen.health.metricsCollection.collecting, false);
    QCOMPARE(textOf(seen.health.exporters.first()),
             u"redis-exporter unknown redis-exporter:9121 null "_s + error);
    QVERIFY(!seen.targets);
    QCOMPARE(seen.targets.error(), (protocol::Error{protocol::ErrorKind::Unavailable, error}));
}

void MonitoringRulesTest::notAskedYet()
{
    const Observation seen = monitoring::notAskedYet(Url);
    const QString error = u"Prometheus server is not reachable: it has not been asked yet"_s;
    QCOMPARE(seen.health.healthy, false);
    QCOMPARE(seen.health.prometheusReachable, false);
    QCOMPARE(seen.health.issues, QStringList{error});
    QCOMPARE(seen.health.exporters.size(), 3);
    QVERIFY(!seen.health.observedAt);
    QVERIFY(!seen.health.statusSince);
    QVERIFY(!seen.targets);
    QCOMPARE(seen.targets.error().detail, error);
}

void MonitoringRulesTest::summary()
{
    const Observation seen = observe({u"web i1 up"_s, u"backend i1 up"_s, u"web i2 down"_s,
                                      u"web i3 unknown never"_s, u"web i4 up"_s});
    const QList<JobSummary> expected{
        {.job = u"backend"_s, .total = 1, .up = 1},
        {.job = u"web"_s, .total = 4, .up = 2, .down = 1, .unknown = 1}};
    QCOMPARE(seen.health.targetsSummary, expected);
}

void MonitoringRulesTest::targets()
{
    const Observation seen =
        observe({u"web i1 up"_s, u"backend i1 down"_s, u"web i2 unknown never"_s});
    QVERIFY(seen.targets);
    const protocol::MonitoringTargets &document = seen.targets.value();
    QCOMPARE(document.total, 3);
    QCOMPARE(document.up, 1);
    QCOMPARE(document.down, 1);
    QCOMPARE(document.jobs, (QStringList{u"web"_s, u"backend"_s}));
    QCOMPARE(document.targets.size(), 3);
    QCOMPARE(document.targets[2].instance, u"i2"_s);
    QVERIFY(document.observedAt == Now);
}

void MonitoringRulesTest::since_data()
{
    QTest::addColumn<bool>("before");
    QTest::addColumn<bool>("now");
    QTest::addColumn<bool>("asked");
    QTest::addColumn<bool>("carries");
    QTest::newRow("stands") << true << true << true << true;
    QTest::newRow("still bad") << false << false << true << true;
    QTest::newRow("got worse") << true << false << true << false;
    QTest::newRow("got better") << false << true << true << false;
    QTest::newRow("known for the first time") << false << false << false << false;
}

void MonitoringRulesTest::since()
{
    QFETCH(bool, before);
    QFETCH(bool, now);
    QFETCH(bool, asked);
    const protocol::WallTime then = *protocol::fromIso(u"2025-12-27T09:00:00Z");
    MonitoringHealth earlier = monitoring::notAskedYet(Url).health;
    if (asked) {
        earlier.healthy = before;
        earlier.observedAt = Now;
        earlier.statusSince = then;
    }
    Observation later{.health = {.healthy = now, .observedAt = Now}};
    monitoring::carryStatusSince(later, {.health = earlier});
    QTEST(later.health.statusSince == then, "carries");
    QTEST(later.health.statusSince != Now, "carries");
}

void MonitoringRulesTest::sinceOfTargets_data()
{
    QTest::addColumn<TargetHealth>("before");
    QTest::addColumn<QString>("instance");
    QTest::addColumn<TargetHealth>("now");
    QTest::addColumn<bool>("carries");
    QTest::newRow("stands") << TargetHealth::Up << u"a:1"_s << TargetHealth::Up << true;
    QTest::newRow("still down") << TargetHealth::Down << u"a:1"_s << TargetHealth::Down << true;
    QTest::newRow("went down") << TargetHealth::Up << u"a:1"_s << TargetHealth::Down << false;
    QTest::newRow("scraped at last")
        << TargetHealth::Unknown << u"a:1"_s << TargetHealth::Up << false;
    QTest::newRow("another one") << TargetHealth::Up << u"b:1"_s << TargetHealth::Up << false;
}

void MonitoringRulesTest::sinceOfTargets()
{
    QFETCH(TargetHealth, before);
    QFETCH(QString, instance);
    QFETCH(TargetHealth, now);
    const protocol::WallTime then = *protocol::fromIso(u"2025-12-27T09:00:00Z");
    const auto seen = [](const QString &at, TargetHealth health) {
        const protocol::ScrapeTarget target{
            .job = u"redis-exporter"_s,
            .instance = at,
            .health = health,
            .labels = {{u"job"_s, u"redis-exporter"_s}, {u"instance"_s, at}}};
        return protocol::MonitoringTargets{.targets = {target}, .observedAt = Now};
    };
    Observation earlier{.health = {.exporters = {{.name = u"redis-exporter"_s,
                                                  .status = before,
                                                  .statusSince = then}},
                                   .observedAt = then},
                        .targets = seen(instance, before)};
    earlier.targets.value().targets.first().statusSince = then;
    Observation later{
        .health = {.exporters = {{.name = u"redis-exporter"_s, .status = now}}, .observedAt = Now},
        .targets = seen(u"a:1"_s, now)};
    monitoring::carryStatusSince(later, earlier);
    QTEST(later.targets.value().targets.first().statusSince == then, "carries");
    QTEST(later.targets.value().targets.first().statusSince != Now, "carries");
    // An exporter is one of three, wherever it is found.
    QCOMPARE(later.health.exporters.first().statusSince, before == now ? then : Now);
}

void MonitoringRulesTest::sinceAfterAFault()
{
    const protocol::WallTime then = *protocol::fromIso(u"2025-12-27T09:00:00Z");
    Observation asked = monitoring::notAskedYet(Url);
    QVERIFY(!asked.health.exporters.first().statusSince);
    asked.health.observedAt = then;
    monitoring::carryStatusSince(asked, monitoring::notAskedYet(Url));
    QCOMPARE(asked.health.exporters.first().statusSince, then);
    Observation again = monitoring::notAskedYet(Url);
    again.health.observedAt = Now;
    monitoring::carryStatusSince(again, asked);
    QCOMPARE(again.health.exporters.first().statusSince, then);
}

QTEST_GUILESS_MAIN(MonitoringRulesTest)
#include "tst_monitoringrules.moc"
