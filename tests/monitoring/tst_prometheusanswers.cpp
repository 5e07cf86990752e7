// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/prometheusanswers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using monitoring::CallAnswer;
using monitoring::CallEnd;
using protocol::TargetHealth;

Q_DECLARE_METATYPE(monitoring::CallAnswer)

namespace {

CallAnswer answered(const QByteArray &body, int status = 200)
{
    return {.end = CallEnd::Answered, .httpStatus = status, .body = body};
}

/// An answer with these elements of activeTargets.
CallAnswer listing(const QByteArray &targets)
{
    return answered(R"({"status":"success","data":{"activeTargets":[)" + targets
                    + R"(],"droppedTargets":[]}})");
}

QString iso(std::optional<protocol::WallTime> time)
{
    return time ? protocol::toIso(*time) : u"never"_s;
}

// One element as Prometheus 2.42 answers it.
constexpr auto RealTarget =
    R"({)"
    R"("discoveredLabels":{"__address__":"127.0.0.1:9121","__metrics_path__":"/metrics",)"
    R"("__scheme__":"http","__scrape_interval__":"15s","__scrape_timeout__":"10s",)"
    R"("job":"redis-exporter"},)"
    R"("labels":{"instance":"127.0.0.1:9121","job":"redis-exporter"},)"
    R"("scrapePool":"redis-exporter","scrapeUrl":"http://127.0.0.1:9121/metrics",)"
    R"("globalUrl":"http://box:9121/metrics","lastError":"",)"
    R"("lastScrape":"2025-12-27T10:30:00.123987654Z","lastScrapeDuration":0.012,"health":"up",)"
    R"("scrapeInterval":"15s","scrapeTimeout":"10s"})";

} // namespace

/// What Prometheus answers, well and badly.
class PrometheusAnswersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faults_data();
    void faults();
    void aRealTarget();
    void healths_data();
    void healths();
    void whatIsMissingIsKnownFromElsewhere();
    void noList_data();
    void noList();
    void series_data();
    void series();
};

void PrometheusAnswersTest::faults_data()
{
    QTest::addColumn<CallAnswer>("answer");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const CallAnswer &answer, const QString &fault) {
        QTest::newRow(name) << answer << fault;
    };
    row("200", answered("Prometheus Server is Ready."), {});
    row("204", answered({}, 204), u"HTTP 204"_s);
    row("302", answered({}, 302), u"HTTP 302"_s);
    row("500", answered("oops", 500), u"HTTP 500"_s);
    row("503 with a reason",
        answered(R"({"status":"error","errorType":"unavailable","error":"TSDB\n not ready"})", 503),
        u"HTTP 503: TSDB not ready"_s);
    row("a long reason", answered("{\"error\":\"" + QByteArray(1000, 'x') + "\"}", 500),
        u"HTTP 500: "_s + QString(200, u'x') + u'…');
    row("refused", {.end = CallEnd::Refused}, u"Connection refused"_s);
    row("timeout", {.end = CallEnd::TimedOut, .timeout = 5s}, u"Timeout after 5.0s"_s);
    row("short timeout", {.end = CallEnd::TimedOut, .timeout = 50ms}, u"Timeout after 0.1s"_s);
    row("too large", {.end = CallEnd::TooLarge}, u"The answer is too large"_s);
    row("network", {.errorText = u"Host p not found"_s}, u"Host p not found"_s);
    row("nothing known", {}, u"Unknown error"_s);
}

void PrometheusAnswersTest::faults()
{
    QFETCH(CallAnswer, answer);
    QTEST(monitoring::faultOf(answer), "fault");
}

void PrometheusAnswersTest::aRealTarget()
{
    const auto targets = monitoring::targetsOf(listing(RealTarget));
    QVERIFY(targets);
    QCOMPARE(targets.value().size(), 1);
    const monitoring::ActiveTarget expected{
        .target = {.job = u"redis-exporter"_s,
                   .instance = u"127.0.0.1:9121"_s,
                   .health = TargetHealth::Up,
                   .labels = {{u"instance"_s, u"127.0.0.1:9121"_s},
                              {u"job"_s, u"redis-exporter"_s}},
                   .lastScrape = protocol::fromIso(u"2025-12-27T10:30:00.123Z"),
                   .scrapeDurationSeconds = 0.012},
        .interval = 15s};
    QCOMPARE(targets.value().first(), expected);
    QVERIFY(monitoring::targetsOf(listing({})));
    QCOMPARE(monitoring::targetsOf(listing({})).value().size(), 0);
}

void PrometheusAnswersTest::healths_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<int>("health");
    QTest::addColumn<QString>("lastScrape");
    QTest::addColumn<QString>("lastError");
    QTest::addColumn<double>("duration"); // -1: null
    const auto row = [](const char *name, const QByteArray &keys, TargetHealth health,
                        const QString &lastScrape, const QString &lastError, double duration) {
        QTest::newRow(name) << keys << static_cast<int>(health) << lastScrape << lastError
                            << duration;
    };
    const QString then = u"2025-12-27T10:30:00.000Z"_s;
    const QByteArray scraped = R"("lastScrape":"2025-12-27T10:30:00Z",)";
    row("up", scraped + R"("health":"up","lastError":"","lastScrapeDuration":0.045)",
        TargetHealth::Up, then, u"null"_s, 0.045);
    row("a duration of 0 is one", scraped + R"("health":"up","lastScrapeDuration":0)",
        TargetHealth::Up, then, u"null"_s, 0);
    row("down", scraped + R"("health":"down","lastError":"refused","lastScrapeDuration":0.1)",
        TargetHealth::Down, then, u"refused"_s, 0.1);
    row("never scraped",
        R"("lastScrape":"0001-01-01T00:00:00Z","health":"unknown","lastScrapeDuration":0)",
        TargetHealth::Unknown, u"never"_s, u"null"_s, -1);
    row("of a newer Prometheus", scraped + R"("health":"asleep","lastScrapeDuration":"1")",
        TargetHealth::Unknown, then, u"null"_s, -1);
    row("no word but the health", R"("health":"up")", TargetHealth::Up, u"never"_s, u"null"_s, -1);
}

void PrometheusAnswersTest::healths()
{
    QFETCH(QByteArray, keys);
    const auto targets =
        monitoring::targetsOf(listing(R"({"labels":{"job":"j","instance":"i"},)" + keys + '}'));
    QVERIFY(targets);
    const protocol::ScrapeTarget target = targets.value().first().target;
    QTEST(static_cast<int>(target.health), "health");
    QTEST(iso(target.lastScrape), "lastScrape");
    QTEST(target.lastError.value_or(u"null"_s), "lastError");
    QTEST(target.scrapeDurationSeconds.value_or(-1), "duration");
    QVERIFY(!targets.value().first().interval);
}

// Relabelling may take away even these two labels.
void PrometheusAnswersTest::whatIsMissingIsKnownFromElsewhere()
{
    const auto targets = monitoring::targetsOf(
        listing(R"({"labels":{"zone":"a"},"scrapePool":"pool",)"
                R"("scrapeUrl":"http://[::1]:9100/metrics?x=1","health":"up"})"));
    QVERIFY(targets);
    const protocol::ScrapeTarget target = targets.value().first().target;
    QCOMPARE(target.job, u"pool"_s);
    QCOMPARE(target.instance, u"[::1]:9100"_s);
    QCOMPARE(target.labels, (QMap<QString, QString>{{u"zone"_s, u"a"_s}}));
}

void PrometheusAnswersTest::noList_data()
{
    QTest::addColumn<CallAnswer>("answer");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const CallAnswer &answer,
                        const QString &fault = u"The answer was not understood"_s) {
        QTest::newRow(name) << answer << fault;
    };
    row("no answer", {.end = CallEnd::Refused}, u"Connection refused"_s);
    row("500", answered("oops", 500), u"HTTP 500"_s);
    row("empty", answered({}));
    row("garbage", answered("<html>"));
    row("zeros", answered(QByteArray(100, '\0')));
    row("cut off", answered(R"({"status":"success","data":{"activeTargets":[)"));
    row("an array", answered("[]"));
    row("no success", answered(R"({"status":"error","data":{"activeTargets":[]}})"));
    row("no status", answered(R"({"data":{"activeTargets":[]}})"));
    row("no data", answered(R"({"status":"success"})"));
    row("null", answered(R"({"status":"success","data":null})"));
    row("no targets", answered(R"({"status":"success","data":{}})"));
    row("targets are an object", answered(R"({"status":"success","data":{"activeTargets":{}}})"));
    row("a target is a text", listing(R"("up")"));
    row("a target is null", listing("null"));
    row("a target has no labels", listing(R"({"health":"up"})"));
    row("a target has no health", listing(R"({"labels":{}})"));
    row("a label is a number", listing(R"({"labels":{"job":1},"health":"up"})"));
    row("one of two is bad", listing(QByteArray(RealTarget) + ",{}"));
    row("too deep", listing(QByteArray(1000, '[') + QByteArray(1000, ']')));
}

void PrometheusAnswersTest::noList()
{
    QFETCH(CallAnswer, answer);
    const auto targets = monitoring::targetsOf(answer);
    QVERIFY(!targets);
    QTEST(targets.error().detail, "fault");
}

void PrometheusAnswersTest::series_data()
{
    QTest::addColumn<CallAnswer>("answer");
    QTest::addColumn<qint64>("series"); // -1: none
    const auto row = [](const char *name, const CallAnswer &answer, qint64 series) {
        QTest::newRow(name) << answer << series;
    };
    const auto head = [](const QByteArray &stats) {
        return answered(R"({"status":"success","data":{"headStats":)" + stats + "}}");
    };
    row("as documented", head(R"({"numSeries":15000,"chunkCount":1})"), 15000);
    row("none", head(R"({"numSeries":0})"), 0);
    row("more than an int", head(R"({"numSeries":5000000000})"), 5000000000);
    row("negative", head(R"({"numSeries":-1})"), -1);
    row("a fraction", head(R"({"numSeries":1.5})"), -1);
    row("a text", head(R"({"numSeries":"15000"})"), -1);
    row("missing", head("{}"), -1);
    row("null", head("null"), -1);
    row("garbage", answered("?"), -1);
    row("500", answered({}, 500), -1);
}

void PrometheusAnswersTest::series()
{
    QFETCH(CallAnswer, answer);
    QFETCH(qint64, series);
    const auto found = monitoring::seriesOf(answer);
    QCOMPARE(found ? found.value() : -1, series);
}

QTEST_GUILESS_MAIN(PrometheusAnswersTest)
#include "tst_prometheusanswers.moc"
