// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/monitoring.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using protocol::MonitoringHealth;
using protocol::MonitoringTargets;
using protocol::TargetHealth;
using protocol::WallTime;

namespace {

QByteArray example(const QString &name)
{
    QFile file(u":/examples/"_s + name + u".json");
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

template<typename Document>
QByteArray bytesOf(const Document &document, WallTime timestamp)
{
    protocol::JsonWriter json;
    protocol::write(json, document, timestamp);
    return json.bytes();
}

/// The document without white space, with the milliseconds that we write, and what we add: at its
/// end, and to each item after one of `lasts`.
QByteArray asWeWrite(const QByteArray &documented, const QByteArray &added,
                     const QList<QByteArray> &lasts)
{
    QByteArray text = documented;
    text.replace(" ", "").replace("\n", "").replace("00Z\"", "00.000Z\"");
    for (const QByteArray &last : lasts) {
        text.replace(QByteArray(last + '}'), QByteArray(last + R"(,"status_since":null})"));
    }
    text.chop(1);
    return text + added + '}';
}

} // namespace

/// The documents against the specification's examples, byte for byte.
class MonitoringTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void healthAsDocumented();
    void targetsAsDocumented();
    void everythingComesBack();
    void nothingIsNull();
};

void MonitoringTest::words_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("health");
    QTest::newRow("up") << u"up"_s << static_cast<int>(TargetHealth::Up);
    QTest::newRow("down") << u"down"_s << static_cast<int>(TargetHealth::Down);
    QTest::newRow("unknown") << u"unknown"_s << static_cast<int>(TargetHealth::Unknown);
}

void MonitoringTest::words()
{
    QFETCH(QString, word);
    QFETCH(int, health);
    QCOMPARE(static_cast<int>(protocol::targetHealth(word)), health);
    QCOMPARE(protocol::toText(static_cast<TargetHealth>(health)), word);
    QCOMPARE(protocol::targetHealth(u"Up"), TargetHealth::Unknown);
}

void MonitoringTest::healthAsDocumented()
{
    const QByteArray documented = example(u"monitoring_health"_s);
    const MonitoringHealth health = protocol::monitoringHealthFromJson(objectOf(documented));
    QCOMPARE(health.exporters.size(), 3);
    QCOMPARE(
        bytesOf(health, *health.timestamp),
        asWeWrite(documented, R"(,"observed_at":null,"status_since":null)", {R"("error":null)"}));
}

void MonitoringTest::targetsAsDocumented()
{
    const QByteArray documented = example(u"monitoring_targets"_s);
    const MonitoringTargets targets = protocol::monitoringTargetsFromJson(objectOf(documented));
    QCOMPARE(targets.targets.size(), 2);
    QCOMPARE(
        bytesOf(targets, *targets.timestamp),
        asWeWrite(documented, R"(,"observed_at":null)",
                  {R"("scrape_duration_seconds":0.045)", R"("scrape_duration_seconds":0.012)"}));
}

// Also what no example shows: nulls, further labels, what we add.
void MonitoringTest::everythingComesBack()
{
    const WallTime then = *protocol::fromIso(u"2026-01-02T03:04:05.678Z");
    MonitoringTargets targets{.targets = {{.job = u"a"_s,
                                           .instance = u"i:1"_s,
                                           .health = TargetHealth::Down,
                                           .labels = {{u"env"_s, u"\"x\""_s}, {u"job"_s, u"a"_s}},
                                           .lastError = u"refused"_s,
                                           .statusSince = then}},
                              .total = 3,
                              .up = 1,
                              .down = 2,
                              .jobs = {u"a"_s, u"b"_s},
                              .timestamp = then,
                              .observedAt = then};
    QCOMPARE(protocol::monitoringTargetsFromJson(objectOf(bytesOf(targets, then))), targets);
    MonitoringHealth health{
        .prometheusReachable = true,
        .prometheusUrl = u"https://p/x"_s,
        .targetsSummary = {{.job = u"a"_s, .total = 6, .up = 1, .down = 2, .unknown = 3}},
        .exporters =
            {{.name = u"e"_s, .endpoint = u"e:1"_s, .error = u"no"_s, .statusSince = then}},
        .metricsCollection = {.collecting = true,
                              .lastSuccessfulScrape = then,
                              .scrapeIntervalSeconds = 90,
                              .totalSeries = qint64{5000000000}},
        .issues = {u"one"_s, u"two"_s},
        .timestamp = then,
        .observedAt = then,
        .statusSince = then};
    QCOMPARE(protocol::monitoringHealthFromJson(objectOf(bytesOf(health, then))), health);
}

void MonitoringTest::nothingIsNull()
{
    QCOMPARE(bytesOf(MonitoringHealth(), WallTime()),
             R"({"healthy":false,"prometheus_reachable":false,"prometheus_url":"",)"
             R"("targets_summary":[],"exporters":[],"metrics_collection":{"collecting":false,)"
             R"("last_successful_scrape":null,"scrape_interval_seconds":15,"total_series":null},)"
             R"("issues":[],"timestamp":"1970-01-01T00:00:00.000Z","observed_at":null,)"
             R"("status_since":null})"_ba);
    QCOMPARE(bytesOf(MonitoringTargets{.targets = {{}}}, WallTime()),
             R"({"targets":[{"job":"","instance":"","health":"unknown","labels":{},)"
             R"("last_scrape":null,"last_error":null,"scrape_duration_seconds":null,)"
             R"("status_since":null}],"total":0,)"
             R"("up":0,"down":0,"jobs":[],"timestamp":"1970-01-01T00:00:00.000Z",)"
             R"("observed_at":null})"_ba);
}

QTEST_GUILESS_MAIN(MonitoringTest)
#include "tst_monitoring.moc"
