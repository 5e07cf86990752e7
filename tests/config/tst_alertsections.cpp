// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/print.h"
#include "tests/config/configfile.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace config;
using protocol::AlertSeverity;

class AlertSectionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtinRules_data();
    void builtinRules();
    void ownRule();
    void changedRule();
    void switchedOff();
    void printedAndReadBack();
    void faults_data();
    void faults();
    void notFromTheEnvironment();

private:
    ConfigFile m_file;
};

namespace {

AlertSection alertOf(const Config &config, const QString &name)
{
    const auto found =
        std::find_if(config.alerts.begin(), config.alerts.end(),
                     [&name](const AlertSection &alert) { return alert.name == name; });
    return found == config.alerts.end() ? AlertSection() : *found;
}

void valueFaults()
{
    row("no name", "[[alert]]\nwhen = \"worker.critical\"\n", u"F:1: alert[1].name: is missing"_s);
    row("no condition", "[[alert]]\nname = \"mine\"\n", u"F:1: alert.mine.when: is missing"_s);
    row("a bad name", "[[alert]]\nname = \"my rule\"\nwhen = \"worker.critical\"\n",
        u"F:2: alert[1].name = \"my rule\": must begin with a letter and contain only letters, "
        "digits and _, at most 64"_s);
    row("a condition that is none", "[[alert]]\nname = \"mine\"\nwhen = \"worker.statsu\"\n",
        u"F:3: alert.mine.when = \"worker.statsu\": there is no fact worker.statsu; did you mean "
        "worker.status? (column 1)"_s);
    row("an empty condition", "[[alert]]\nname = \"mine\"\nwhen = \"\"\n",
        u"F:3: alert.mine.when = \"\": must be a condition such as worker.status == \"failed\""_s);
    row("a condition as a flag", "[[alert]]\nname = \"mine\"\nwhen = true\n",
        u"F:3: alert.mine.when = true: must be a text in quotes"_s);
    row("an unknown severity",
        "[[alert]]\nname = \"mine\"\nwhen = \"worker.critical\"\nseverity = \"fatal\"\n",
        u"F:4: alert.mine.severity = \"fatal\": must be one of: low, medium, high, critical"_s);
    row("a negative time",
        "[[alert]]\nname = \"mine\"\nwhen = \"worker.critical\"\nfor_seconds = -1\n",
        u"F:4: alert.mine.for_seconds = -1: must be a number of seconds from 0 to 86400"_s);
    row("enabled perhaps",
        "[[alert]]\nname = \"mine\"\nwhen = \"worker.critical\"\nenabled = \"yes\"\n",
        u"F:4: alert.mine.enabled = \"yes\": must be true or false"_s);
    row("a typo", "[[alert]]\nname = \"mine\"\nwhen = \"worker.critical\"\nseverty = \"low\"\n",
        u"F:4: alert.mine.severty = \"low\": unknown key; did you mean alert.mine.severity?"_s);
}

void contextFaults()
{
    row("events do not last",
        "[[alert]]\nname = \"mine\"\nwhen = \"event.risk_score > 1\"\nfor_seconds = 5\n",
        u"F:4: alert.mine.for_seconds = 5: must be 0 where an event is asked: it happens once"_s);
    row("a message about something else",
        "[[alert]]\nname = \"mine\"\nwhen = \"health.ready\"\nmessage = \"{worker.name}\"\n",
        u"F:4: alert.mine.message = \"{worker.name}\": {worker.name} is not known here; there are: "
        "health.status, health.ready, health.message"_s);
    row("a built-in message that does not fit any more",
        "[[alert]]\nname = \"camera_error\"\nwhen = \"health.ready\"\n",
        u"F:3: alert.camera_error.when = \"health.ready\": needs message too, since that of the "
        "built-in rule does not fit: {camera.name} is not known here; there are: health.status, "
        "health.ready, health.message"_s);
    row("a built-in time that does not fit any more",
        "[[alert]]\nname = \"queue_nearly_full\"\nwhen = \"event.risk_score > 1\"\nmessage = "
        "\"x\"\n",
        u"F:3: alert.queue_nearly_full.when = \"event.risk_score > 1\": needs for_seconds too, "
        "since that of the built-in rule does not fit: must be 0 where an event is asked: it "
        "happens once"_s);
    row("two rules of one name",
        "[[alert]]\nname = \"mine\"\nwhen = \"worker.critical\"\n"
        "[[alert]]\nname = \"mine\"\nwhen = \"worker.builtin\"\n",
        u"F:5: alert.mine.name = \"mine\": is the name of another rule"_s);
    row("a built-in rule twice",
        "[[alert]]\nname = \"camera_error\"\n[[alert]]\nname = \"camera_error\"\nwhen = "
        "\"worker.critical\"\n",
        u"F:4: alert.camera_error.name = \"camera_error\": is the name of another rule"_s);
    row("one rule in single brackets", "[alert]\nname = \"mine\"\n",
        u"F:1: [alert]: write [[alert]], once for each rule"_s);
    row("a rule as a text", "alert = \"mine\"\n",
        u"F:1: alert = \"mine\": write [[alert]], once for each rule"_s);
}

} // namespace

void AlertSectionsTest::builtinRules_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("when");
    QTest::addColumn<AlertSeverity>("severity");
    QTest::addColumn<int>("seconds");
    const auto row = [](const QString &name, const QString &when, AlertSeverity severity,
                        int seconds) {
        QTest::newRow(qPrintable(name)) << name << when << severity << seconds;
    };
    using enum AlertSeverity;
    row(u"critical_risk_event"_s, u"event.risk_level == \"critical\""_s, Critical, 0);
    row(u"high_risk_event"_s, u"event.risk_level == \"high\""_s, High, 0);
    row(u"worker_failed"_s, u"worker.status == \"failed\""_s, High, 0);
    row(u"critical_worker_down"_s, u"worker.critical and worker.status != \"running\""_s, Critical,
        30);
    row(u"breaker_open"_s, u"breaker.state != \"closed\""_s, Medium, 0);
    row(u"critical_service_down"_s, u"service.critical and service.status != \"healthy\""_s, High,
        30);
    row(u"store_unhealthy"_s, u"store.status == \"unhealthy\""_s, Critical, 5);
    row(u"queue_unhealthy"_s, u"broker.status == \"unhealthy\" and store.status != \"unhealthy\""_s,
        Critical, 5);
    row(u"camera_offline"_s, u"camera.enabled and camera.status == \"offline\""_s, Medium, 0);
    row(u"camera_error"_s, u"camera.enabled and camera.status == \"error\""_s, Medium, 0);
    row(u"dead_letters"_s, u"queue.dead > 0"_s, Medium, 0);
    row(u"queue_nearly_full"_s, u"queue.fill_percent >= 80"_s, Medium, 60);
    row(u"disk_filling"_s,
        u"performance.host_disk_percent >= 80 and performance.host_disk_percent < 90"_s, Medium,
        60);
    row(u"disk_nearly_full"_s, u"performance.host_disk_percent >= 90"_s, High, 60);
    row(u"memory_nearly_full"_s, u"performance.host_ram_percent >= 95"_s, High, 60);
    row(u"processor_busy"_s, u"performance.host_cpu_percent >= 95"_s, Medium, 300);
    row(u"gpu_memory_nearly_full"_s, u"performance.gpu_vram_percent >= 95"_s, Medium, 60);
    row(u"gpu_hot"_s, u"performance.gpu_temperature >= 85"_s, High, 60);
}

void AlertSectionsTest::builtinRules()
{
    QFETCH(QString, name);
    QFETCH(QString, when);
    QFETCH(AlertSeverity, severity);
    QFETCH(int, seconds);
    const AlertSection alert = alertOf(load({}, {}).config, name);
    QCOMPARE(alert.when, when);
    QCOMPARE(alert.severity, severity);
    QCOMPARE(alert.hold, milliseconds(std::chrono::seconds(seconds)));
    QVERIFY(alert.enabled);
    QVERIFY(!alert.message.isEmpty());
    QCOMPARE(defaultAlerts().size(), 18);
}

void AlertSectionsTest::ownRule()
{
    const QString path = m_file.write("[[alert]]\nname = \"busy\"\n"
                                      "when = 'queue.name == \"detection\" and "
                                      "queue.waiting >= 8000'\n"
                                      "severity = \"low\"\nfor_seconds = 2.5\n"
                                      "message = \"{queue.waiting} wait\"\nenabled = true\n");
    const Loaded loaded = load(path, {});
    QCOMPARE(linesOf(loaded, path), QString());
    QCOMPARE(loaded.config.alerts.size(), defaultAlerts().size() + 1);
    const AlertSection expected{.name = u"busy"_s,
                                .when = u"queue.name == \"detection\" and queue.waiting >= 8000"_s,
                                .severity = AlertSeverity::Low,
                                .hold = 2500ms,
                                .message = u"{queue.waiting} wait"_s};
    QCOMPARE(loaded.config.alerts.last(), expected);
}

void AlertSectionsTest::changedRule()
{
    const QString path = m_file.write(
        "[[alert]]\nname = \"critical_worker_down\"\nfor_seconds = 5\nseverity = \"high\"\n");
    const Loaded loaded = load(path, {});
    QCOMPARE(linesOf(loaded, path), QString());
    QCOMPARE(loaded.config.alerts.size(), defaultAlerts().size());
    AlertSection expected = alertOf(Config(), u"critical_worker_down"_s);
    expected.hold = 5s;
    expected.severity = AlertSeverity::High;
    QCOMPARE(alertOf(loaded.config, u"critical_worker_down"_s), expected);
    QCOMPARE(loaded.origins.value(u"alert.critical_worker_down.for_seconds"_s), path + u":3");
}

void AlertSectionsTest::switchedOff()
{
    const QString path = m_file.write("[[alert]]\nname = \"breaker_open\"\nenabled = false\n");
    const Loaded loaded = load(path, {});
    QCOMPARE(linesOf(loaded, path), QString());
    AlertSection expected = alertOf(Config(), u"breaker_open"_s);
    expected.enabled = false;
    QCOMPARE(alertOf(loaded.config, u"breaker_open"_s), expected);
}

void AlertSectionsTest::printedAndReadBack()
{
    const QString path = m_file.write("[[alert]]\nname = \"breaker_open\"\nenabled = false\n"
                                      "[[alert]]\nname = \"mine\"\nwhen = \"health.ready\"\n");
    const Loaded first = load(path, {});
    const QString text = effective(first);
    QVERIFY2(text.endsWith(uR"(
[[alert]]
name = "mine" # %1:5
when = "health.ready" # %1:6
severity = "medium" # default
for_seconds = 0 # default
message = "" # default
enabled = true # default
)"_s.arg(path)),
             qPrintable(text));
    QVERIFY(text.contains(u"\nwhen = \"worker.status == \\\"failed\\\"\" # default\n"_s));
    const Loaded second = load(m_file.write(text.toUtf8()), {});
    QCOMPARE(linesOf(second, path), QString());
    QCOMPARE(second.config, first.config);
}

void AlertSectionsTest::faults_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QString>("expected");
    valueFaults();
    contextFaults();
}

void AlertSectionsTest::faults()
{
    QFETCH(QByteArray, toml);
    QFETCH(QString, expected);
    const QString path = m_file.write(toml);
    QCOMPARE(linesOf(load(path, {}), path), expected);
}

void AlertSectionsTest::notFromTheEnvironment()
{
    QCOMPARE(linesOf(load({}, {{u"SIGNALBOX_ALERT__MINE__WHEN"_s, u"health.ready"_s}}), {}),
             u"environment: SIGNALBOX_ALERT__MINE__WHEN = \"health.ready\": an alert rule is "
             "configured in the file"_s);
}

QTEST_GUILESS_MAIN(AlertSectionsTest)
#include "tst_alertsections.moc"
