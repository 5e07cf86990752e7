// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/alerts/alerts.h"
#include "backend/backend.h"
#include "backend/breakers/registry.h"
#include "backend/cleanup/cleanup.h"
#include "backend/health/monitor.h"
#include "backend/http/certificate.h"
#include "backend/http/httpserver.h"
#include "backend/journal/eventhub.h"
#include "backend/journal/journal.h"
#include "backend/journal/restarthistory.h"
#include "backend/monitoring/poller.h"
#include "backend/performance/collector.h"
#include "backend/pipeline/pipeline.h"
#include "backend/protocol/eventregistry.h"
#include "backend/services/prober.h"
#include "backend/storage/storage.h"
#include "backend/supervisor/supervisor.h"
#include "backend/tokens/registry.h"

#include <QHash>
#include <QLockFile>
#include <QTimer>

#include <functional>
#include <memory>

/// The rooms in the order in which they come up; they go down in the reverse one. What each of them
/// says is made a journal line, a notice or a message for another one here.
class BackendParts final : public QObject
{
    Q_OBJECT

public:
    BackendParts(const Backend::Settings &settings, std::unique_ptr<QLockFile> lock,
                 std::unique_ptr<storage::Storage> store);

    storage::Storage &store() { return *m_store; }

    supervisor::Supervisor &supervisor() { return m_supervisor; }

    services::Prober &prober() { return m_prober; }

    pipeline::Pipeline &pipeline() { return m_pipeline; }

    http::HttpServer &http() { return m_http; }

    tokens::Registry &tokens() { return m_tokens; }

    /// The door speaks TLS with this, and later with what the files hold then.
    void useCertificate(const QSslConfiguration &configuration,
                        const http::CertificateStamps &loaded);

    /// The periodic parts: probes, system.status, the cleanup.
    void startTimers();
    /// No new work; `done` when nothing is in hand any more.
    void drain(const std::function<void()> &done);
    void closeDoor();

private:
    void addRoutes();
    void addDataRoutes();
    void wireSupervisor();
    void wirePipeline();
    void wireData();
    void wireHealth();
    void wireBreakers();
    void wireCleanup();
    void wireMonitoring();
    void wireSecurity();
    void wirePerformance();
    void wireAlerts();
    void admit(const http::WebSocketConnection &connection);
    void remember(const http::Action &action);
    void tellPart(const QString &part, const QString &fault);
    void workerChanged(const protocol::Worker &worker, protocol::WorkerStatus previous,
                       const QString &message);
    void serviceChanged(const QString &service, protocol::Health now, protocol::Health before,
                        const QString &message);
    void storeChanged(protocol::Health now, protocol::Health before, const QString &message);
    void verdictChanged(protocol::Health now, protocol::Health before,
                        const QJsonObject &components);
    void breakerChanged(const QString &name, protocol::BreakerState from, protocol::BreakerState to,
                        const QString &reason);
    journal::Line tellService(const QString &service, const QString &status,
                              const QString &previous, const QString &message,
                              const journal::Line &cause);
    alerts::Alerts::Sources alertSources();
    QList<alerts::Subject> alertSubjects() const;
    alerts::Cause alertCause(const QString &kind, const QString &name) const;
    void takeForAlerts(const protocol::Event &line);
    void readCamerasForAlerts();
    journal::Line causeFor(const QString &service) const;
    journal::Line causeForBreaker(const QString &name, protocol::BreakerState from) const;
    void refreshHealth(const journal::Line &cause);
    void tellSystemStatus();
    void tellBreakers();
    void tellPerformance();
    void changed(const QString &resource);
    void takeVisionAddress(const QString &line);
    void cleanupBegun(const protocol::CleanupJob &job);
    void cleanupAdvanced(const protocol::CleanupJob &job);
    void cleanupEnded(const protocol::CleanupJob &job);

    config::Config m_config;
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<storage::Storage> m_store;
    protocol::EventRegistry m_registry;
    journal::Journal m_journal;
    journal::RestartHistory m_history;
    breakers::Registry m_breakers;
    services::Prober m_prober;
    pipeline::Pipeline m_pipeline;
    cleanup::Cleanup m_cleanup;
    supervisor::Supervisor m_supervisor;
    health::Monitor m_health;
    monitoring::Poller m_poller;
    performance::Collector m_performance;
    alerts::Alerts m_alerts;
    journal::EventHub m_events;
    journal::EventHub m_system;
    tokens::Registry m_tokens;
    http::HttpServer m_http;
    std::unique_ptr<http::Certificate> m_certificate; ///< where the door speaks TLS
    http::RefusalBudget m_refusals;
    QHash<QString, journal::Line> m_lines; ///< the last of each worker, service and breaker
    journal::Line m_cleanupLine; ///< the last one of the job at work
    journal::Line m_cause; ///< of the verdict that is being made
    QList<alerts::Subject> m_alertCameras; ///< as of the last change of one
    QMap<QString, double> m_alertFigures; ///< of the performance, as far as it is measured
    QTimer m_statusTimer;
    QTimer m_probedTimer; ///< the services are probed together: one notice for all of them
};
