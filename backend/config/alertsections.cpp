// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the alerts: those that are built in, and every [[alert]] on top of them.
#include "backend/alerts/alertrules.h"
#include "backend/config/reading.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace config {

namespace {

using Severity = protocol::AlertSeverity;

AlertSection alert(const QString &name, const QString &when, Severity severity, milliseconds hold,
                   const QString &message)
{
    return {.name = name, .when = when, .severity = severity, .hold = hold, .message = message};
}

QList<AlertSection> alertsOfEvents()
{
    const QString message = u"%1 risk on camera {event.camera_id}: {event.summary}"_s;
    return {alert(u"critical_risk_event"_s, u"event.risk_level == \"critical\""_s,
                  Severity::Critical, 0s, message.arg(u"Critical"_s)),
            alert(u"high_risk_event"_s, u"event.risk_level == \"high\""_s, Severity::High, 0s,
                  message.arg(u"High"_s))};
}

QList<AlertSection> alertsOfParts()
{
    return {
        alert(u"worker_failed"_s, u"worker.status == \"failed\""_s, Severity::High, 0s,
              u"Worker {worker.name} has failed and is not restarted any more: {worker.error}"_s),
        alert(u"critical_worker_down"_s, u"worker.critical and worker.status != \"running\""_s,
              Severity::Critical, 30s, u"The critical worker {worker.name} is {worker.status}"_s),
        // Half-open is not well yet.
        alert(u"breaker_open"_s, u"breaker.state != \"closed\""_s, Severity::Medium, 0s,
              u"The circuit breaker of {breaker.name} is {breaker.state}: {breaker.last_error}"_s),
        // One that is degraded or not known makes the whole unhealthy, too.
        alert(u"critical_service_down"_s, u"service.critical and service.status != \"healthy\""_s,
              Severity::High, 30s,
              u"The AI service {service.name} is {service.status}: {service.error}"_s),
        alert(u"store_unhealthy"_s, u"store.status == \"unhealthy\""_s, Severity::Critical, 5s,
              u"The store is unhealthy: {store.message}"_s),
        // The embedded queue lies in the store, which speaks for both.
        alert(u"queue_unhealthy"_s,
              u"broker.status == \"unhealthy\" and store.status != \"unhealthy\""_s,
              Severity::Critical, 5s, u"The job queue is unhealthy: {broker.message}"_s),
        alert(u"camera_offline"_s, u"camera.enabled and camera.status == \"offline\""_s,
              Severity::Medium, 0s, u"Camera {camera.name} is offline"_s),
        alert(u"camera_error"_s, u"camera.enabled and camera.status == \"error\""_s,
              Severity::Medium, 0s, u"Camera {camera.name} has an error"_s),
    };
}

QList<AlertSection> alertsOfFigures()
{
    return {
        alert(u"dead_letters"_s, u"queue.dead > 0"_s, Severity::Medium, 0s,
              u"Jobs of the queue {queue.name} were given up: {queue.dead}"_s),
        alert(u"queue_nearly_full"_s, u"queue.fill_percent >= 80"_s, Severity::Medium, 60s,
              u"The queue {queue.name} is {queue.fill_percent} % full"_s),
        alert(u"disk_filling"_s,
              u"performance.host_disk_percent >= 80 and performance.host_disk_percent < 90"_s,
              Severity::Medium, 60s, u"The disk is {performance.host_disk_percent} % full"_s),
        alert(u"disk_nearly_full"_s, u"performance.host_disk_percent >= 90"_s, Severity::High, 60s,
              u"The disk is {performance.host_disk_percent} % full"_s),
        alert(u"memory_nearly_full"_s, u"performance.host_ram_percent >= 95"_s, Severity::High, 60s,
              u"The memory of the host is {performance.host_ram_percent} % in use"_s),
        // A machine at its limit is late with everything; a burst of work is none.
        alert(u"processor_busy"_s, u"performance.host_cpu_percent >= 95"_s, Severity::Medium, 300s,
              u"The processors of the host are {performance.host_cpu_percent} % busy"_s),
        alert(u"gpu_memory_nearly_full"_s, u"performance.gpu_vram_percent >= 95"_s,
              Severity::Medium, 60s,
              u"The memory of the GPU is {performance.gpu_vram_percent} % in use"_s),
        alert(u"gpu_hot"_s, u"performance.gpu_temperature >= 85"_s, Severity::High, 60s,
              u"The GPU has {performance.gpu_temperature} °C"_s),
    };
}

qsizetype placeOf(const QList<AlertSection> &alerts, const QString &name)
{
    const auto found =
        std::find_if(alerts.begin(), alerts.end(),
                     [&name](const AlertSection &other) { return other.name == name; });
    return found == alerts.end() ? -1 : found - alerts.begin();
}

/// Rules that need the condition, understood.
void checkAlert(Reading &reading, const AlertSection &alert, const QString &label)
{
    const auto when = alerts::parseExpression(alert.when);
    if (!when) {
        return; // told already
    }
    // What a built-in rule brings along may not fit a condition that replaces its own.
    const auto blame = [&](const QString &key, const QJsonValue &value, const QString &rule) {
        if (reading.given.contains(label + key)) {
            reading.blame(label + key, value, rule);
        } else {
            reading.blame(label + u".when"_s, alert.when,
                          u"needs %1 too, since that of the built-in rule does not fit: %2"_s.arg(
                              key.mid(1), rule));
        }
    };
    if (const QString fault = alerts::messageFault(alert.message, when.value()); !fault.isEmpty()) {
        blame(u".message"_s, alert.message, fault);
    }
    if (alerts::Rule{.when = when.value()}.isAboutEvents() && alert.hold > 0s) {
        blame(u".for_seconds"_s, std::chrono::duration<double>(alert.hold).count(),
              u"must be 0 where an event is asked: it happens once"_s);
    }
}

void readAlert(Reading &reading, const Section &section, qsizetype number, QStringList &names)
{
    QList<AlertSection> &alerts = reading.result.config.alerts;
    const Entry *entry = entryOf(section, u"name"_s);
    const QString name = entry ? entry->value.toString() : QString();
    const bool isAnother = names.contains(name);
    const qsizetype known = isAnother ? -1 : placeOf(alerts, name);
    AlertSection alert = known >= 0 ? alerts.at(known) : AlertSection();
    const QString label = labelOf(section, number);
    const QList<Key> keys = keysOf(alert, label);
    reading.read(section, label, indexOf(keys));
    require(reading, section, label, u"name"_s);
    if (known < 0) {
        require(reading, section, label, u"when"_s);
    }
    if (isAnother && !name.isEmpty()) {
        reading.blame(label + u".name"_s, name, u"is the name of another rule"_s);
    }
    names.append(name);
    checkAlert(reading, alert, label);
    if (known >= 0) {
        alerts[known] = alert;
    } else {
        alerts.append(alert);
    }
}

} // namespace

QList<AlertSection> defaultAlerts()
{
    return alertsOfEvents() + alertsOfParts() + alertsOfFigures();
}

void readAlerts(Reading &reading, const Document &document)
{
    QStringList names;
    for (qsizetype i = 0; i < document.alerts.size(); ++i) {
        readAlert(reading, document.alerts.at(i), i + 1, names);
    }
}

} // namespace config
