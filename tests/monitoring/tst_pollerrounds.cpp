// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/poller.h"
#include "tests/support/prometheusdouble.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using monitoring::Poller;
using support::PrometheusDouble;

namespace {

constexpr auto Never = 1h;
constexpr auto Deadline = 500ms;
constexpr int MiB = 1024 * 1024;
const QString Unreachable = u"Prometheus server is not reachable: "_s;

/// Resident memory of this process in bytes.
qint64 resident()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096
                                          : 0;
}

} // namespace

/// Rounds of polls: when they are made, what is told of them, what they cost.
class PollerRoundsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnlyForWhatItNeeds();
    void nobodyListens();
    void noSuchName();
    void knowsNothingBeforeTheFirstRound();
    void tellsOnceARound();
    void comesAndGoes();
    void aSlowOneIsAskedOnceAtATime();
    void doesNotGrow();
    void endsInTheMiddle();
};

void PollerRoundsTest::asksOnlyForWhatItNeeds()
{
    PrometheusDouble prometheus(PrometheusDouble::target(1));
    prometheus.set(PrometheusDouble::Ready,
                   {.bytes = PrometheusDouble::http(200, {}, "Set-Cookie: a=b\r\n")});
    Poller poller({.url = prometheus.url(), .interval = 50ms, .timeout = 60s});
    poller.start();
    QTRY_VERIFY(prometheus.count(PrometheusDouble::Targets) > 2);
    // Targets that were dropped may be many more than those that are scraped.
    QVERIFY(prometheus.request(PrometheusDouble::Targets)
                .startsWith("GET /base/api/v1/targets?state=active HTTP/1.1"));
    QVERIFY(prometheus.request(PrometheusDouble::Ready).startsWith("GET /base/-/ready HTTP/1.1"));
    for (const auto *path : {PrometheusDouble::Ready, PrometheusDouble::Targets}) {
        QVERIFY(!prometheus.request(path).toLower().contains("cookie"));
    }
    QVERIFY(prometheus.open() <= 6);
}

void PollerRoundsTest::nobodyListens()
{
    quint16 port = 0;
    {
        const PrometheusDouble prometheus;
        port = prometheus.port();
    }
    Poller poller({.url = u"http://127.0.0.1:%1"_s.arg(port), .interval = Never, .timeout = 60s});
    poller.start();
    QTRY_COMPARE(poller.health().issues, QStringList{Unreachable + u"Connection refused"_s});
    QVERIFY(poller.health().observedAt);
}

void PollerRoundsTest::noSuchName()
{
    Poller poller({.url = u"http://prometheus.invalid:9090"_s, .interval = Never, .timeout = 60s});
    QSignalSpy changed(&poller, &Poller::healthChanged);
    poller.start();
    QVERIFY(changed.wait(60000));
    const QString issue = poller.health().issues.value(0);
    QVERIFY2(issue.startsWith(Unreachable + u"The name 'prometheus.invalid' was not found: "_s),
             qPrintable(issue));
    QCOMPARE(poller.health().issues.size(), 1);
}

void PollerRoundsTest::knowsNothingBeforeTheFirstRound()
{
    PrometheusDouble prometheus(PrometheusDouble::target(1));
    Poller poller({.url = prometheus.url(), .interval = Never, .timeout = 60s});
    QCOMPARE(poller.health(), monitoring::notAskedYet(prometheus.url()).health);
    QVERIFY(!poller.targets());
    QSignalSpy changed(&poller, &Poller::targetsChanged);
    poller.start();
    QCOMPARE(poller.health().observedAt, std::nullopt);
    QVERIFY(changed.wait(60000));
    QVERIFY(poller.health().observedAt);
    QCOMPARE(poller.health().statusSince, poller.health().observedAt);
}

void PollerRoundsTest::tellsOnceARound()
{
    PrometheusDouble prometheus(PrometheusDouble::target(1));
    Poller poller({.url = prometheus.url(), .interval = 50ms, .timeout = 60s});
    QSignalSpy health(&poller, &Poller::healthChanged);
    QSignalSpy targets(&poller, &Poller::targetsChanged);
    poller.start();
    QTRY_VERIFY(health.size() >= 5);
    QVERIFY(health.size() <= prometheus.count(PrometheusDouble::Tsdb));
    QCOMPARE(targets.size(), health.size());
    // A list that cannot be had is no other one each time.
    prometheus.set(PrometheusDouble::Targets, {.bytes = PrometheusDouble::http(500, {})});
    QTRY_VERIFY(!poller.targets());
    targets.clear();
    const qsizetype before = health.size();
    QTRY_VERIFY(health.size() > before + 3);
    QCOMPARE(targets.size(), 0);
}

void PollerRoundsTest::comesAndGoes()
{
    PrometheusDouble prometheus(PrometheusDouble::target(1));
    Poller poller({.url = prometheus.url(), .interval = 50ms, .timeout = 60s});
    poller.start();
    QTRY_VERIFY(poller.health().healthy);
    const auto since = poller.health().statusSince;
    const auto seen = poller.health().observedAt;
    QTRY_VERIFY(poller.health().observedAt > seen);
    QCOMPARE(poller.health().statusSince, since);
    prometheus.setTargets(PrometheusDouble::target(1, "down"));
    QTRY_VERIFY(!poller.health().healthy);
    QVERIFY(poller.health().statusSince > since);
    QCOMPARE(poller.health().statusSince, poller.health().observedAt);
    prometheus.set(PrometheusDouble::Ready, {.bytes = PrometheusDouble::http(503, {})});
    QTRY_VERIFY(!poller.targets());
    prometheus.set(PrometheusDouble::Ready, {.bytes = PrometheusDouble::http(200, {})});
    prometheus.setTargets(PrometheusDouble::target(1));
    QTRY_VERIFY(poller.health().healthy && poller.targets());
}

void PollerRoundsTest::aSlowOneIsAskedOnceAtATime()
{
    PrometheusDouble prometheus(PrometheusDouble::target(1));
    prometheus.set(PrometheusDouble::Tsdb, {});
    Poller poller({.url = prometheus.url(), .interval = 50ms, .timeout = Deadline});
    QSignalSpy rounds(&poller, &Poller::healthChanged);
    poller.start();
    QTRY_COMPARE_WITH_TIMEOUT(rounds.size(), 2, 60000);
    QVERIFY(prometheus.count(PrometheusDouble::Tsdb) <= 3);
    QVERIFY(prometheus.count(PrometheusDouble::Targets) <= 3);
    // What came in time counts.
    QVERIFY(poller.health().healthy);
    QVERIFY(poller.targets());
    QVERIFY(!poller.health().metricsCollection.totalSeries);
    QVERIFY(poller.health().issues.last().endsWith(u"Timeout after 0.5s"_s));
}

void PollerRoundsTest::doesNotGrow()
{
    PrometheusDouble prometheus(PrometheusDouble::manyTargets(5000));
    Poller poller({.url = prometheus.url(), .interval = 50ms, .timeout = 60s});
    QSignalSpy rounds(&poller, &Poller::targetsChanged);
    poller.start();
    QTRY_VERIFY_WITH_TIMEOUT(rounds.size() >= 4, 60000);
    const qint64 before = resident();
    QTRY_VERIFY_WITH_TIMEOUT(rounds.size() >= 14, 60000);
    const qint64 grown = (resident() - before) / MiB;
    QVERIFY2(grown < 40, qPrintable(u"grew by %1 MiB"_s.arg(grown)));
    QCOMPARE(poller.targets().value().total, 5000);
}

void PollerRoundsTest::endsInTheMiddle()
{
    PrometheusDouble prometheus;
    prometheus.set(PrometheusDouble::Targets, {});
    {
        Poller poller({.url = prometheus.url(), .interval = Never, .timeout = 1h});
        poller.start();
        QTRY_COMPARE(prometheus.count(PrometheusDouble::Targets), 1);
    }
    QTRY_COMPARE(prometheus.open(), 0);
    const Poller neverStarted({.url = prometheus.url()});
}

QTEST_GUILESS_MAIN(PollerRoundsTest)
#include "tst_pollerrounds.moc"
