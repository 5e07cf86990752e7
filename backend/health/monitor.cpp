// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/health/monitor.h"

#include "backend/health/checkrules.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace health {

namespace {

QJsonObject engineDetails(const storage::Stats &stats)
{
    return {{u"engine"_s, stats.engine.toLower()},
            {u"version"_s, stats.version},
            {u"embedded"_s, stats.engine == u"SQLite"}};
}

/// Of PostgreSQL in the words of the original.
QString operational(const QString &engine)
{
    return engine == u"PostgreSQL" ? u"Database operational"_s
                                   : QString(engine % u" database operational"_s);
}

protocol::InfrastructureHealth storeHealth(const storage::Stats &stats, const QJsonObject &details)
{
    protocol::InfrastructureHealth part{.name = u"postgres"_s,
                                        .status = protocol::Health::Healthy,
                                        .message = operational(stats.engine),
                                        .details = details};
    if (stats.fault) {
        part.status = protocol::Health::Unhealthy;
        part.message = u"The store cannot be written: "_s % *stats.fault;
    }
    return part;
}

/// The queue is inside the store, wherever that is.
protocol::InfrastructureHealth queueHealth(const storage::Stats &stats, QJsonObject details)
{
    if (!details.value(u"embedded").toBool()) {
        details.insert(u"embedded"_s, true);
    }
    protocol::InfrastructureHealth part{.name = u"redis"_s,
                                        .status = protocol::Health::Healthy,
                                        .message = u"Embedded queue operational"_s,
                                        .details = std::move(details)};
    if (stats.fault) {
        part.status = protocol::Health::Unhealthy;
        part.message = u"The embedded queue cannot be written: "_s % *stats.fault;
    }
    return part;
}

} // namespace

Monitor::Monitor(const storage::Storage &store, const services::Prober &prober,
                 const supervisor::Supervisor &supervisor, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_prober(prober)
    , m_supervisor(supervisor)
    , m_engine(engineDetails(store.stats()))
    , m_since(protocol::Now::read().wall)
    , m_storeSince(m_since)
{
    const protocol::FullHealth parts = collect();
    m_verdict = judge(parts);
    m_components = componentsOf(parts);
    m_storeStatus = parts.postgres.status;
}

protocol::FullHealth Monitor::status() const
{
    protocol::FullHealth health = collect();
    const Verdict verdict = judge(health);
    health.status = verdict.status;
    health.ready = verdict.ready;
    health.message = verdict.message;
    health.statusSince = m_since;
    health.postgres.statusSince = m_storeSince;
    health.redis.statusSince = m_storeSince;
    return health;
}

QStringList Monitor::unreadiness() const
{
    const storage::Stats stats = m_store.stats();
    return health::unreadiness({storeHealth(stats, m_engine), queueHealth(stats, m_engine)},
                               m_supervisor.status());
}

void Monitor::refresh()
{
    if (m_engine.value(u"version") != m_store.version()) {
        m_engine = engineDetails(m_store.stats()); // a server that was away at the start
    }
    const protocol::FullHealth parts = collect();
    const Verdict verdict = judge(parts);
    const QJsonObject components = componentsOf(parts);
    const protocol::Health before = m_verdict.status;
    if (verdict == m_verdict && components == m_components) {
        return;
    }
    if (verdict.status != before) {
        m_since = protocol::Now::read().wall;
    }
    m_verdict = verdict;
    m_components = components;
    if (parts.postgres.status != m_storeStatus) {
        m_storeSince = protocol::Now::read().wall;
        const auto storeBefore = std::exchange(m_storeStatus, parts.postgres.status);
        Q_EMIT storeChanged(m_storeStatus, storeBefore, parts.postgres.message);
    }
    Q_EMIT verdictChanged(verdict.status, before, components);
}

protocol::FullHealth Monitor::collect() const
{
    const storage::Stats stats = m_store.stats();
    protocol::FullHealth health{.postgres = storeHealth(stats, m_engine),
                                .redis = queueHealth(stats, m_engine),
                                .aiServices = m_prober.status(),
                                .version = QStringLiteral(SIGNALBOX_VERSION)};
    for (const protocol::AiServiceHealth &service : std::as_const(health.aiServices)) {
        health.breakers.insert(service.name, service.circuitState);
    }
    const protocol::SupervisorStatus supervised = m_supervisor.status();
    for (const protocol::Worker &worker : supervised.workers) {
        health.workers.append({.name = worker.name,
                               .running = worker.status == protocol::WorkerStatus::Running,
                               .critical = worker.critical});
    }
    return health;
}

} // namespace health
