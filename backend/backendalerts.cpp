// SPDX-License-Identifier: GPL-3.0-or-later
// What the alerts look at, and what led to it.
#include "backend/alerts/alertroutes.h"
#include "backend/alerts/figures.h"
#include "backend/alerts/subjects.h"
#include "backend/backendparts.h"

using namespace Qt::StringLiterals;

alerts::Alerts::Sources BackendParts::alertSources()
{
    return {.subjects = [this] { return alertSubjects(); },
            .causeOf = [this](const QString &kind,
                              const QString &name) { return alertCause(kind, name); }};
}

void BackendParts::wireAlerts()
{
    alerts::addRoutes(m_http.router(), m_alerts);
    const auto look = [this] { m_alerts.refresh(); };
    connect(&m_supervisor, &supervisor::Supervisor::workerChanged, &m_alerts, look);
    connect(&m_breakers, &breakers::Registry::changed, &m_alerts, look);
    connect(&m_prober, &services::Prober::changed, &m_alerts, look);
    connect(&m_health, &health::Monitor::verdictChanged, &m_alerts, look);
    connect(&m_pipeline.deadLetters(), &pipeline::DeadLetters::changed, &m_alerts, look);
    connect(&m_journal, &journal::Journal::appended, this, &BackendParts::takeForAlerts);
    connect(&m_alerts, &alerts::Alerts::changed, this, [this] { changed(u"/api/alerts"_s); });
    connect(&m_performance, &performance::Collector::collected, &m_alerts, [this] {
        m_alertFigures = alerts::figuresOf(*m_performance.latest());
        m_alerts.refresh();
    });
    readCamerasForAlerts();
}

void BackendParts::takeForAlerts(const protocol::Event &line)
{
    m_alerts.take(line);
    const auto remember = [&](const QString &what) {
        m_lines.insert(what, std::make_shared<std::atomic<qint64>>(line.sequence));
    };
    if (line.type == u"system.health_changed") {
        remember(u"health"_s);
    } else if (line.channel == u"cameras") {
        remember(u"camera:"_s % line.data.value(u"camera_id").toString());
        readCamerasForAlerts();
    }
}

void BackendParts::readCamerasForAlerts()
{
    m_store->read<QList<alerts::Subject>>(
        &m_alerts, [](storage::Transaction &tx) { return alerts::cameras(tx); },
        [this](const protocol::Result<QList<alerts::Subject>> &cameras) {
            if (cameras) {
                m_alertCameras = cameras.value();
                m_alerts.refresh();
            }
        });
}

QList<alerts::Subject> BackendParts::alertSubjects() const
{
    const protocol::FullHealth health = m_health.status();
    const protocol::PipelineStatus pipeline = m_pipeline.status(protocol::Now::read());
    QList<alerts::Subject> all = alerts::subjectsOf(health);
    all.append(alerts::subjectOf(pipeline));
    all.append(alerts::performanceOf(m_alertFigures));
    all.append(m_alertCameras);
    const auto append = [&all](const auto &things) {
        for (const auto &thing : things) {
            all.append(alerts::subjectOf(thing));
        }
    };
    append(m_supervisor.status().workers);
    append(m_breakers.status());
    append(health.aiServices);
    append(pipeline.queues);
    return all;
}

// A worker, a breaker and a service have said last what they are now.
alerts::Cause BackendParts::alertCause(const QString &kind, const QString &name) const
{
    if (kind == u"service") {
        return m_lines.value(name);
    }
    if (kind == u"store" || kind == u"broker") {
        return m_lines.value(u"store"_s);
    }
    if (kind == u"health") {
        return m_lines.value(u"health"_s);
    }
    return m_lines.value(kind % u':' % name);
}
