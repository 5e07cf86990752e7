// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/health/healthrules.h"
#include "tests/health/healthsupport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using healthsupport::allWell;
using healthsupport::spoil;
using protocol::Health;

class HealthRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void nobodyWatchesFiles();
    void namesEveryPart();
};

void HealthRulesTest::judges_data()
{
    QTest::addColumn<QStringList>("spoiled");
    QTest::addColumn<int>("as");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("ready");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QStringList &spoiled, Health as, Health status,
                        bool ready, const QString &message) {
        QTest::newRow(name) << spoiled << static_cast<int>(as) << static_cast<int>(status) << ready
                            << message;
    };
    row("all services healthy", {}, Health::Healthy, Health::Healthy, true,
        u"All systems operational"_s);
    row("only a non-critical one", {u"clip"_s}, Health::Unhealthy, Health::Degraded, true,
        u"Degraded: clip unavailable"_s);
    row("two non-critical ones", {u"florence"_s, u"enrichment"_s}, Health::Unhealthy,
        Health::Degraded, true, u"Degraded: florence, enrichment unavailable"_s);
    row("unknown is not healthy", {u"clip"_s}, Health::Unknown, Health::Degraded, true,
        u"Degraded: clip unavailable"_s);
    row("degraded critical one", {u"yolo26"_s}, Health::Degraded, Health::Unhealthy, false,
        u"Critical services unhealthy: yolo26"_s);
    row("PostgreSQL is critical", {u"postgres"_s}, Health::Unhealthy, Health::Unhealthy, false,
        u"Critical services unhealthy: postgres"_s);
    row("Redis is critical", {u"redis"_s}, Health::Unhealthy, Health::Unhealthy, false,
        u"Critical services unhealthy: redis"_s);
    row("Nemotron is critical", {u"nemotron"_s}, Health::Unhealthy, Health::Unhealthy, false,
        u"Critical services unhealthy: nemotron"_s);
    row("the file watcher is critical", {u"file_watcher"_s}, Health::Unhealthy, Health::Unhealthy,
        false, u"Critical services unhealthy: file_watcher"_s);
    row("a non-critical worker", {u"cleanup_service"_s}, Health::Unhealthy, Health::Degraded, true,
        u"Degraded: cleanup_service unavailable"_s);
    row("a critical worker of the user's", {u"own_critical"_s}, Health::Unhealthy,
        Health::Unhealthy, false, u"Critical services unhealthy: own_critical"_s);
    row("critical beats non-critical", {u"clip"_s, u"yolo26"_s}, Health::Unhealthy,
        Health::Unhealthy, false, u"Critical services unhealthy: yolo26"_s);
}

void HealthRulesTest::judges()
{
    QFETCH(QStringList, spoiled);
    QFETCH(int, as);
    protocol::FullHealth parts = allWell();
    for (const QString &name : spoiled) {
        spoil(parts, name, static_cast<Health>(as));
    }
    const health::Verdict verdict = health::judge(parts);
    QTEST(static_cast<int>(verdict.status), "status");
    QTEST(verdict.ready, "ready");
    QTEST(verdict.message, "message");
}

// Without a supervisor there is no worker to tell of, and so nobody who could take an image.
void HealthRulesTest::nobodyWatchesFiles()
{
    protocol::FullHealth parts = allWell();
    parts.workers.clear();
    const health::Verdict verdict = health::judge(parts);
    QCOMPARE(verdict.status, Health::Unhealthy);
    QVERIFY(!verdict.ready);
    QCOMPARE(verdict.message, u"Critical services unhealthy: file_watcher"_s);
    QCOMPARE(health::componentsOf(parts).value(u"worker:file_watcher"), u"unhealthy"_s);
}

// Whatever the verdict can name is among the components, and nothing else.
void HealthRulesTest::namesEveryPart()
{
    protocol::FullHealth parts = allWell();
    spoil(parts, u"clip"_s, Health::Degraded);
    spoil(parts, u"own_critical"_s, Health::Unhealthy);
    const QJsonObject wanted{{u"postgres"_s, u"healthy"_s},
                             {u"redis"_s, u"healthy"_s},
                             {u"yolo26"_s, u"healthy"_s},
                             {u"nemotron"_s, u"healthy"_s},
                             {u"florence"_s, u"healthy"_s},
                             {u"clip"_s, u"degraded"_s},
                             {u"enrichment"_s, u"healthy"_s},
                             {u"worker:file_watcher"_s, u"healthy"_s},
                             {u"worker:cleanup_service"_s, u"healthy"_s},
                             {u"worker:own_critical"_s, u"unhealthy"_s}};
    QCOMPARE(health::componentsOf(parts), wanted);
}

QTEST_GUILESS_MAIN(HealthRulesTest)
#include "tst_healthrules.moc"
