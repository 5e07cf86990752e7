// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/prometheusserver.h"
#include "tests/scenario/support/stubservice.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;

/// The rules and the dashboard that we hand out ask for what a real daemon says of itself.
class DashboardsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theScrapeConfigurationIsValid();
    void rulesAreRaisedWhenTheyShould();
    void rulesAreLoaded();
    void expressionsFindTheirSeries_data();
    void expressionsFindTheirSeries();
    void panelsAreWhole();

private:
    QJsonValue ask(const QByteArray &path, const QByteArray &key, const QString &value) const;

    StubService m_stub;
    std::unique_ptr<Daemon> m_daemon;
    PrometheusServer m_prometheus;
};

namespace {

QString resource(const QString &path)
{
    return QStringLiteral(SIGNALBOX_SOURCE) + u"/resources/"_s + path;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject dashboard()
{
    return QJsonDocument::fromJson(bytesOf(resource(u"grafana/signalbox.json"_s))).object();
}

/// What promtool has to say; empty when it finds nothing.
QByteArray promtool(const QStringList &arguments)
{
    QProcess tool;
    tool.setProcessChannelMode(QProcess::MergedChannels);
    tool.start(u"promtool"_s, arguments);
    if (!tool.waitForFinished()) {
        return "promtool does not run: " + tool.errorString().toUtf8();
    }
    const QByteArray said = tool.readAll();
    return tool.exitCode() == 0 ? QByteArray() : said;
}

struct Selector
{
    QString text = {};
    QSet<QString> labels = {}; ///< that it names
};

QList<Selector> selectorsOf(const QString &expression)
{
    static const QRegularExpression metric(
        u"\\b(up|process_[a-z_]+|signalbox_[a-z_]+)\\b(\\{[^}]*\\})?"_s);
    static const QRegularExpression label(u"(\\w+)\\s*(?:=~|!~|!=|=)"_s);
    QList<Selector> all;
    for (auto found = metric.globalMatch(expression); found.hasNext();) {
        const auto match = found.next();
        Selector selector{.text = match.captured(0)};
        for (auto named = label.globalMatch(match.captured(2)); named.hasNext();) {
            selector.labels.insert(named.next().captured(1));
        }
        all.append(selector);
    }
    return all;
}

/// The labels that series are put together or matched by.
QSet<QString> groupingOf(const QString &expression)
{
    static const QRegularExpression grouping(u"\\b(?:by|on)\\s*\\(([^)]*)\\)"_s);
    QSet<QString> labels;
    for (auto found = grouping.globalMatch(expression); found.hasNext();) {
        const QStringList names = found.next().captured(1).split(u',', Qt::SkipEmptyParts);
        for (const QString &name : names) {
            labels.insert(name.trimmed());
        }
    }
    return labels;
}

/// As Grafana sends it.
QString filledIn(QString expression)
{
    return expression.replace(u"$__rate_interval"_s, u"1m"_s).replace(u"$instance"_s, u".*"_s);
}

} // namespace

void DashboardsTest::initTestCase()
{
    const QString gpu = QFileInfo(QStringLiteral(FAKE_NVML_LIBRARY)).path();
    // So that jobs wait: more than may fail before the breaker opens, or the last is soon given up.
    constexpr int jobs = 8;
    m_stub.setWork(u"yolo26"_s, Behaviour::Fails);
    m_daemon =
        std::make_unique<Daemon>(DaemonOptions{.toml = m_stub.toml(u"probe_interval_seconds = 1"_s),
                                               .environment = {{u"LD_LIBRARY_PATH"_s, gpu}}});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(m_daemon->waitForWorker(u"file_watcher"_s, u"running"_s));
    for (int number = 1; number <= jobs; ++number) {
        QVERIFY(upload(m_daemon->cameraRoot() + u"/gate"_s, u"%1.jpg"_s.arg(number),
                       noiseJpeg(static_cast<quint32>(number))));
    }
    m_prometheus.setRules(resource(u"prometheus/signalbox.rules.yml"_s));
    QVERIFY2(m_prometheus.start({{.name = u"signalbox"_s, .ports = {m_daemon->port()}}}),
             m_prometheus.output().constData());
    // The last ones that come: of the second collection, and of a job that waits.
    for (const QString &late :
         {u"signalbox_host_cpu_usage_ratio"_s, u"signalbox_queue_oldest_job_age_seconds"_s}) {
        QVERIFY2(
            waitUntil([&] { return !ask("series", "match[]", late).toArray().isEmpty(); }, 60'000),
            qPrintable(late));
    }
}

QJsonValue DashboardsTest::ask(const QByteArray &path, const QByteArray &key,
                               const QString &value) const
{
    const QByteArray query =
        key.isEmpty() ? QByteArray() : '?' + key + '=' + QUrl::toPercentEncoding(value);
    return m_prometheus.ask(path + query);
}

void DashboardsTest::theScrapeConfigurationIsValid()
{
    QCOMPARE(promtool({u"check"_s, u"config"_s, resource(u"prometheus/scrape.yml"_s)}),
             QByteArray());
}

void DashboardsTest::rulesAreRaisedWhenTheyShould()
{
    const QString tests =
        QStringLiteral(SIGNALBOX_SOURCE) + u"/tests/metrics/signalbox.rules.test.yml"_s;
    QCOMPARE(promtool({u"test"_s, u"rules"_s, tests}), QByteArray());
    // There is a test for each of them.
    static const QRegularExpression alert(u"- alert: (\\w+)"_s);
    const QString tested = QString::fromUtf8(bytesOf(tests));
    const QString rules = QString::fromUtf8(bytesOf(resource(u"prometheus/signalbox.rules.yml"_s)));
    int count = 0;
    for (auto found = alert.globalMatch(rules); found.hasNext(); ++count) {
        const QString name = found.next().captured(1);
        QVERIFY2(tested.contains(u"alertname: "_s + name + u"\n        exp_alerts"_s),
                 qPrintable(name));
    }
    QVERIFY(count > 10);
}

void DashboardsTest::rulesAreLoaded()
{
    const auto rules = [this] { return ask("rules", {}, {})[u"groups"][0][u"rules"].toArray(); };
    const auto allEvaluated = [&] {
        const QJsonArray all = rules();
        return !all.isEmpty() && std::all_of(all.begin(), all.end(), [](const auto &rule) {
            return rule[u"health"].toString() == u"ok";
        });
    };
    QVERIFY2(waitUntil(allEvaluated, 90'000), QJsonDocument(rules()).toJson().constData());
}

void DashboardsTest::expressionsFindTheirSeries_data()
{
    QTest::addColumn<QString>("expression");
    const QJsonArray panels = dashboard()[u"panels"_s].toArray();
    for (const auto &panel : panels) {
        const QJsonArray targets = panel[u"targets"].toArray();
        for (const auto &target : targets) {
            QTest::addRow("%s, %s", qPrintable(panel[u"title"].toString()),
                          qPrintable(target[u"legendFormat"].toString()))
                << target[u"expr"].toString();
        }
    }
    QVERIFY(panels.size() > 20);
    static const QRegularExpression alert(u"- alert: (\\w+)\\s+expr: (.+)\\n"_s);
    const QString rules = QString::fromUtf8(bytesOf(resource(u"prometheus/signalbox.rules.yml"_s)));
    for (auto found = alert.globalMatch(rules); found.hasNext();) {
        const auto match = found.next();
        QTest::addRow("%s", qPrintable(match.captured(1))) << match.captured(2);
    }
}

void DashboardsTest::expressionsFindTheirSeries()
{
    QFETCH(QString, expression);
    const QString filled = filledIn(expression);
    QVERIFY2(!filled.contains(u'$'), qPrintable(filled));
    const Answer answer = request(m_prometheus.port(), "GET",
                                  "/api/v1/query?query=" + QUrl::toPercentEncoding(filled));
    QVERIFY2(answer.status == 200, answer.body.constData());
    const QList<Selector> selectors = selectorsOf(filled);
    QVERIFY(!selectors.isEmpty());
    const QSet<QString> grouping = groupingOf(filled) - QSet<QString>{u"le"_s};
    for (const Selector &selector : selectors) {
        const QJsonArray series = ask("series", "match[]", selector.text).toArray();
        QVERIFY2(!series.isEmpty(), qPrintable(selector.text));
        for (const auto &one : series) {
            const QStringList keys = one.toObject().keys();
            const QSet<QString> labels(keys.begin(), keys.end());
            QVERIFY2(labels.contains(selector.labels), qPrintable(selector.text));
            QVERIFY2(labels.contains(grouping), qPrintable(selector.text));
        }
    }
}

// Not two panels in one place, none beside the others, and each says where its figures come from.
void DashboardsTest::panelsAreWhole()
{
    const QJsonArray panels = dashboard()[u"panels"_s].toArray();
    QSet<int> ids;
    QSet<std::pair<int, int>> taken;
    for (const auto &panel : panels) {
        const QString title = panel[u"title"].toString();
        QVERIFY(!title.isEmpty());
        ids.insert(panel[u"id"].toInt());
        const QJsonObject place = panel[u"gridPos"].toObject();
        QVERIFY2(place[u"x"_s].toInt() + place[u"w"_s].toInt() <= 24, qPrintable(title));
        for (int x = 0; x < place[u"w"_s].toInt(); ++x) {
            for (int y = 0; y < place[u"h"_s].toInt(); ++y) {
                const std::pair cell{place[u"x"_s].toInt() + x, place[u"y"_s].toInt() + y};
                QVERIFY2(!taken.contains(cell), qPrintable(title));
                taken.insert(cell);
            }
        }
        QVERIFY2(panel[u"type"].toString() == u"row"
                     || panel[u"datasource"][u"uid"].toString() == u"${datasource}",
                 qPrintable(title));
    }
    QCOMPARE(ids.size(), panels.size());
}

QTEST_GUILESS_MAIN(DashboardsTest)
#include "tst_dashboards.moc"
