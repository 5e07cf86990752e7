// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/backendparts.h"

#include "backend/breakers/breakerroutes.h"
#include "backend/cleanup/cleanuproutes.h"
#include "backend/config/configroutes.h"
#include "backend/contract/contractroutes.h"
#include "backend/health/checkroutes.h"
#include "backend/health/healthroutes.h"
#include "backend/journal/clientroutes.h"
#include "backend/journal/hubroutes.h"
#include "backend/journal/journalroutes.h"
#include "backend/metrics/metricsroutes.h"
#include "backend/pipeline/cameraroutes.h"
#include "backend/pipeline/dlqroutes.h"
#include "backend/pipeline/entityroutes.h"
#include "backend/pipeline/pipelineroutes.h"
#include "backend/protocol/names.h"
#include "backend/supervisor/leashcommand.h"
#include "backend/supervisor/supervisorroutes.h"
#include "backend/tokens/tokenroutes.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_LOGGING_CATEGORY(backendLog)

namespace {

constexpr auto StatusInterval = 5s;
constexpr auto ProbesTogether = 100ms;

supervisor::Supervisor::Options supervisorOptions(const Backend::Settings &settings)
{
    const QString data = settings.surroundings.dataDirectory;
    return {.logDirectory = data % u"/logs"_s,
            .runtimeDirectory = data % u"/run"_s,
            .enabled = settings.config.supervisor.enabled,
            .leash = supervisor::leashCommand(settings.surroundings.programDirectory)};
}

cleanup::Owners ownersOf(journal::Journal &lines, journal::RestartHistory &history)
{
    const auto pruneOf = [](auto &room) {
        return [&room](protocol::WallTime before, int limit, QObject *context, const auto &done) {
            room.prune(before, limit, context, done);
        };
    };
    return {.journal = pruneOf(lines), .restartHistory = pruneOf(history)};
}

QList<supervisor::WorkerDefinition> supervised(const Backend::Settings &settings)
{
    return settings.config.supervisor.enabled
        ? definitions::workers(settings.config, settings.surroundings)
        : QList<supervisor::WorkerDefinition>();
}

http::PolicySettings policyOf(const config::Config &config, tokens::Registry &tokens)
{
    return {.names = config.server.names,
            .requireToken = config::needsToken(config),
            .isProxied = config.server.allowPlaintext && config.server.tlsCertificateFile.isEmpty(),
            .tokenCheck =
                [&tokens](const QByteArray &authorization, const QByteArray &apiKey) {
                    return tokens.judge(tokens::presented(authorization, apiKey));
                },
            .isStillGood = [&tokens](const QString &id) { return tokens.isGood(id); }};
}

} // namespace

BackendParts::BackendParts(const Backend::Settings &settings, std::unique_ptr<QLockFile> lock,
                           std::unique_ptr<storage::Storage> store)
    : m_config(settings.config)
    , m_lock(std::move(lock))
    , m_store(std::move(store))
    , m_journal(*m_store, m_registry, definitions::nodeName(settings.config.server),
                settings.surroundings.dataDirectory % u"/spill/journal"_s)
    , m_history(*m_store, definitions::nodeName(settings.config.server),
                settings.surroundings.dataDirectory % u"/spill/restart-history"_s)
    , m_breakers(definitions::breakers(settings.config))
    , m_prober(m_breakers, settings.config.ai.probeInterval, services::Prober::Timeout)
    , m_pipeline(*m_store, m_breakers, m_prober,
                 definitions::pipeline(settings.config, settings.surroundings))
    , m_cleanup(*m_store, ownersOf(m_journal, m_history),
                definitions::cleanup(settings.config, settings.surroundings))
    , m_supervisor(supervised(settings), supervisorOptions(settings))
    , m_health(*m_store, m_prober, m_supervisor)
    , m_poller(definitions::monitoring(settings.config))
    , m_performance({m_supervisor, m_prober, m_pipeline, *m_store},
                    settings.surroundings.dataDirectory)
    , m_alerts(*m_store, definitions::alertRules(settings.config), alertSources())
    , m_events(journal::HubPath::Events, m_journal, m_registry,
               definitions::socketLimits(settings.config.limits))
    , m_system(journal::HubPath::System, m_journal, m_registry,
               definitions::socketLimits(settings.config.limits))
    , m_tokens(tokens::fileIn(settings.surroundings.dataDirectory))
    , m_http(definitions::httpLimits(settings.config), policyOf(settings.config, m_tokens))
{
    addRoutes();
    config::addRoutes(m_http.router(), {.config = settings.config, .origins = settings.origins});
    wireSupervisor();
    wirePipeline();
    wireData();
    wireHealth();
    wireBreakers();
    wireCleanup();
    wireMonitoring();
    wireSecurity();
    wirePerformance();
    wireAlerts();
    for (const config::AiService &service : settings.config.ai.services) {
        if (!service.url.isEmpty()) {
            m_prober.setAddress(service.name, QUrl(service.url));
            m_pipeline.setAddress(service.name, QUrl(service.url));
        }
    }
}

void BackendParts::addRoutes()
{
    http::Router &router = m_http.router();
    supervisor::addRoutes(router, m_supervisor, m_history, this);
    pipeline::addRoutes(router, m_pipeline, *m_store, this);
    pipeline::addCameraRoutes(router, m_pipeline, *m_store, this);
    addDataRoutes();
    pipeline::addDeadLetterRoutes(router, m_pipeline.deadLetters());
    pipeline::addEntityRoutes(router, *m_store, this);
    journal::addRoutes(router, m_journal, m_registry, this);
    journal::addHubRoutes(router, m_events, m_system);
    health::addRoutes(router, m_health);
    health::addCheckRoutes(router, m_health);
    breakers::addRoutes(router, m_breakers);
    cleanup::addRoutes(router, m_cleanup);
    metrics::addRoutes(m_http,
                       {m_supervisor, m_breakers, m_pipeline, m_performance, *m_store, m_journal,
                        m_events, m_system});
    tokens::addRoutes(router, m_tokens, this);
    journal::addClientRoutes(router, {&m_events, &m_system});
    contract::addRoutes(router, m_registry);
    const http::WordParameters words{{u"names"_s, journal::wordsOfNames()}};
    m_http.addWebSocketPath(u"/ws/events"_s, http::Scope::None, words);
    m_http.addWebSocketPath(u"/ws/system"_s, http::Scope::None, words);
    connect(&m_http, &http::HttpServer::webSocketOpened, this, &BackendParts::admit);
}

void BackendParts::wireSupervisor()
{
    connect(&m_supervisor, &supervisor::Supervisor::workerChanged, this,
            &BackendParts::workerChanged);
    connect(&m_supervisor, &supervisor::Supervisor::historyAdded, this,
            [this](const protocol::RestartEvent &event) {
                m_history.add(event);
                changed(u"/api/system/supervisor/restart-history"_s);
            });
    connect(&m_supervisor, &supervisor::Supervisor::message, &m_pipeline,
            &pipeline::Pipeline::take);
    connect(&m_supervisor, &supervisor::Supervisor::ready, &m_pipeline,
            &pipeline::Pipeline::workerReady);
    connect(&m_supervisor, &supervisor::Supervisor::gone, &m_pipeline,
            &pipeline::Pipeline::workerGone);
    connect(&m_supervisor, &supervisor::Supervisor::logged, this,
            [this](const QString &name, const supervisor::LogLine &line) {
                if (name == protocol::VisionWorker && line.stream == supervisor::Stream::Output) {
                    takeVisionAddress(line.text);
                }
            });
}

void BackendParts::takeVisionAddress(const QString &line)
{
    const QString announcement = u"listening on "_s;
    const qsizetype at = line.indexOf(announcement);
    if (at < 0) {
        return;
    }
    const QString base = line.mid(at + announcement.size()).trimmed();
    for (const config::AiService &service : std::as_const(m_config.ai.services)) {
        if (service.url.isEmpty()) {
            const QUrl url(base % u'/' % service.name);
            m_prober.setAddress(service.name, url);
            m_pipeline.setAddress(service.name, url);
        }
    }
}

void BackendParts::wirePipeline()
{
    connect(
        &m_pipeline, &pipeline::Pipeline::toWorker, this,
        [this](const QString &worker, const QByteArray &line) { m_supervisor.send(worker, line); });
    connect(&m_pipeline, &pipeline::Pipeline::changed, this,
            [this] { changed(u"/api/system/pipeline"_s); });
    connect(&m_pipeline, &pipeline::Pipeline::entitiesChanged, this,
            [this] { changed(u"/api/entities"_s); });
}

void BackendParts::wireHealth()
{
    connect(&m_prober, &services::Prober::changed, this, &BackendParts::serviceChanged);
    // Each probe moves times and counts, and with the counts the mode of the degradation.
    m_probedTimer.setSingleShot(true);
    m_probedTimer.setInterval(ProbesTogether);
    connect(&m_prober, &services::Prober::probed, &m_probedTimer, [this] {
        if (!m_probedTimer.isActive()) {
            m_probedTimer.start();
        }
    });
    connect(&m_probedTimer, &QTimer::timeout, this, [this] {
        changed(u"/api/system/health/full"_s);
        changed(u"/api/system/pipeline"_s);
    });
    const auto look = [this] { refreshHealth({}); };
    connect(m_store.get(), &storage::Storage::faulted, this, look);
    connect(m_store.get(), &storage::Storage::recovered, this, look);
    connect(&m_health, &health::Monitor::storeChanged, this, &BackendParts::storeChanged);
    connect(&m_health, &health::Monitor::verdictChanged, this, &BackendParts::verdictChanged);
}

void BackendParts::wireBreakers()
{
    connect(&m_breakers, &breakers::Registry::changed, this, &BackendParts::breakerChanged);
    connect(&m_breakers, &breakers::Registry::updated, this,
            [this] { changed(u"/api/system/circuit-breakers"_s); });
}

void BackendParts::wireCleanup()
{
    const auto isOurs = [](const QString &worker) { return worker == protocol::CleanupService; };
    connect(&m_supervisor, &supervisor::Supervisor::ready, this,
            [this, isOurs](const QString &worker) {
                if (isOurs(worker)) {
                    m_cleanup.serviceReady();
                }
            });
    connect(&m_supervisor, &supervisor::Supervisor::gone, this,
            [this, isOurs](const QString &worker) {
                if (isOurs(worker)) {
                    m_cleanup.serviceGone();
                }
            });
    connect(&m_supervisor, &supervisor::Supervisor::message, this,
            [this, isOurs](const QString &worker, const QByteArray &line) {
                if (isOurs(worker)) {
                    m_cleanup.take(line);
                }
            });
    connect(&m_cleanup, &cleanup::Cleanup::toService, this, [this](const QByteArray &line) {
        m_supervisor.send(protocol::CleanupService.toString(), line);
    });
    connect(&m_cleanup, &cleanup::Cleanup::changed, this,
            [this] { changed(u"/api/system/cleanup/status"_s); });
    connect(&m_cleanup, &cleanup::Cleanup::begun, this, &BackendParts::cleanupBegun);
    connect(&m_cleanup, &cleanup::Cleanup::advanced, this, &BackendParts::cleanupAdvanced);
    connect(&m_cleanup, &cleanup::Cleanup::ended, this, &BackendParts::cleanupEnded);
}

void BackendParts::startTimers()
{
    m_prober.start();
    m_poller.start();
    connect(&m_statusTimer, &QTimer::timeout, this, &BackendParts::tellSystemStatus);
    m_performance.start();
    m_statusTimer.start(StatusInterval);
    tellSystemStatus();
    m_cleanup.start();
    m_alerts.start();
}

void BackendParts::drain(const std::function<void()> &done)
{
    const auto left = std::make_shared<int>(2);
    const auto one = [left, done] {
        if (--*left == 0) {
            done();
        }
    };
    m_pipeline.drain(one);
    m_cleanup.drain(one);
}

void BackendParts::closeDoor()
{
    m_statusTimer.stop();
    m_performance.stop();
    m_alerts.stop();
    m_events.closeAll();
    m_system.closeAll();
    m_http.close();
}
