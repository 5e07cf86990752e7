// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/degradationrules.h"
#include "backend/protocol/names.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::DegradationMode;

class DegradationRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void featuresOfAServiceThatFails_data();
    void featuresOfAServiceThatFails();
    void words_data();
    void words();
};

void DegradationRulesTest::judges_data()
{
    QTest::addColumn<QStringList>("down"); // three failures in a row
    QTest::addColumn<QStringList>("shaky"); // two failures in a row
    QTest::addColumn<QStringList>("absent"); // without a URL
    QTest::addColumn<int>("mode");
    QTest::addColumn<QStringList>("features");
    const QStringList none;
    const QStringList all{u"detection"_s, u"analysis"_s, u"entity_tracking"_s, u"enrichment"_s};
    const QStringList every{u"yolo26"_s, u"nemotron"_s, u"florence"_s, u"clip"_s, u"enrichment"_s};
    const auto row = [](const char *name, const QStringList &down, const QStringList &shaky,
                        const QStringList &absent, DegradationMode mode,
                        const QStringList &features) {
        QTest::newRow(name) << down << shaky << absent << static_cast<int>(mode) << features;
    };
    row("none down", none, none, none, DegradationMode::Normal, all);
    row("two failures are not down", none, {u"yolo26"_s}, none, DegradationMode::Normal, all);
    row("only non-critical: clip", {u"clip"_s}, none, none, DegradationMode::Degraded,
        {u"detection"_s, u"analysis"_s, u"enrichment"_s});
    row("enrichment needs florence too", {u"florence"_s}, none, none, DegradationMode::Degraded,
        {u"detection"_s, u"analysis"_s, u"entity_tracking"_s});
    row("critical: yolo26", {u"yolo26"_s}, none, none, DegradationMode::Minimal,
        {u"analysis"_s, u"entity_tracking"_s, u"enrichment"_s});
    row("both critical ones but not all five", {u"yolo26"_s, u"nemotron"_s}, none, none,
        DegradationMode::Minimal, {u"entity_tracking"_s, u"enrichment"_s});
    row("all five", every, none, none, DegradationMode::Offline, none);
    row("without a URL: features, not mode", none, none, {u"nemotron"_s}, DegradationMode::Normal,
        {u"detection"_s, u"entity_tracking"_s, u"enrichment"_s});
}

void DegradationRulesTest::judges()
{
    QFETCH(QStringList, down);
    QFETCH(QStringList, shaky);
    QFETCH(QStringList, absent);
    QList<pipeline::ServiceFacts> services;
    for (const auto &service : protocol::AiServices) {
        const QString name = service.name.toString();
        const int failures = down.contains(name) ? 3 : shaky.contains(name) ? 2 : 0;
        services.append({.name = name,
                         .critical = service.critical,
                         .configured = !absent.contains(name),
                         .healthy = failures == 0 && !absent.contains(name),
                         .wasHealthy = true,
                         .consecutiveFailures = failures});
    }
    const auto verdict = pipeline::judge(services, 3);
    QTEST(static_cast<int>(verdict.mode), "mode");
    QTEST(verdict.features, "features");
}

void DegradationRulesTest::featuresOfAServiceThatFails_data()
{
    QTest::addColumn<bool>("healthy");
    QTest::addColumn<bool>("wasHealthy");
    QTest::addColumn<int>("failures");
    QTest::addColumn<bool>("offered");
    QTest::newRow("healthy") << true << true << 0 << true;
    QTest::newRow("it was, and failed once") << false << true << 1 << true;
    QTest::newRow("it was, and is down") << false << true << 3 << false;
    QTest::newRow("without its model") << false << false << 0 << false;
    QTest::newRow("without its model, then gone") << false << false << 1 << false;
    QTest::newRow("it has never answered") << false << false << 2 << false;
}

void DegradationRulesTest::featuresOfAServiceThatFails()
{
    QFETCH(bool, healthy);
    QFETCH(bool, wasHealthy);
    QFETCH(int, failures);
    const auto verdict = pipeline::judge({{.name = u"yolo26"_s,
                                           .critical = true,
                                           .configured = true,
                                           .healthy = healthy,
                                           .wasHealthy = wasHealthy,
                                           .consecutiveFailures = failures}},
                                         3);
    QTEST(verdict.features.contains(u"detection"_s), "offered");
}

void DegradationRulesTest::words_data()
{
    QTest::addColumn<int>("health");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, protocol::Health health, const QString &word) {
        QTest::newRow(name) << static_cast<int>(health) << word;
    };
    row("works", protocol::Health::Healthy, u"healthy"_s);
    row("without its model, say", protocol::Health::Degraded, u"unhealthy"_s);
    row("does not work", protocol::Health::Unhealthy, u"unhealthy"_s);
    row("never asked", protocol::Health::Unknown, u"unknown"_s);
}

void DegradationRulesTest::words()
{
    QFETCH(int, health);
    QTEST(pipeline::serviceWord(static_cast<protocol::Health>(health)), "word");
}

QTEST_GUILESS_MAIN(DegradationRulesTest)
#include "tst_degradationrules.moc"
