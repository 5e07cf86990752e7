// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/session.h"

#include "backend/protocol/health.h"
#include "backend/protocol/json.h"

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

/// What happens is written there, and waits while the store is away; the answers, where any come,
/// are those of before.
bool isKeptInStore(const QString &name)
{
    return name == u"/api/journal" || name == u"/api/alerts"
        || name == u"/api/system/supervisor/restart-history";
}

} // namespace

Session::Session(const Connection &connection, const Timings &timings, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_timings(timings)
    , m_api(connection, timings, this)
    , m_eventStream(connection, u"/ws/events"_s, timings, this)
    , m_systemStream(connection, u"/ws/system"_s, timings, this)
    , m_supervisor(addResource(u"/api/system/supervisor"_s))
    , m_pipeline(addResource(u"/api/system/pipeline"_s))
    , m_health(addResource(u"/api/system/health/full"_s, On503::IsData))
    , m_breakers(addResource(u"/api/system/circuit-breakers"_s))
    , m_events(addResource(u"/api/events?limit=50"_s))
    , m_journal(addResource(u"/api/journal?limit=100"_s))
    , m_cameras(addResource(u"/api/cameras"_s))
    , m_deadLetters(addResource(u"/api/dlq"_s))
    , m_alerts(addResource(u"/api/alerts?status=active&limit=100"_s))
    , m_begun(protocol::Now::read())
    , m_lastPulse(m_begun)
{
    connect(&m_api, &ApiClient::heard, this, [this](protocol::SteadyTime askedAt) {
        if (m_eventStream.isOpen()) { // who lets nobody in vouches for nothing
            onVouched(askedAt);
        }
    });
    connect(m_health, &Resource::settled, this, &Session::learnStore);
    connect(m_health, &Resource::updated, this, &Session::learnStore);
    connect(&m_eventStream, &EventStream::vouched, this, &Session::onVouched);
    connect(&m_eventStream, &EventStream::opened, this, &Session::beginEpoch);
    connect(&m_eventStream, &EventStream::closed, this, &Session::onClosed);
    connect(&m_eventStream, &EventStream::failed, this, &Session::askWhy);
    connect(&m_eventStream, &EventStream::levelled, this, &Session::pulse);
    connect(&m_eventStream, &EventStream::eventArrived, this, &Session::onEvent);
    connect(&m_eventStream, &EventStream::gapFound, this, [this](qint64 after, qint64 before) {
        Q_EMIT gapFound(after, before);
        beginEpoch();
    });
    // The second stream only adds notices; what both bring costs one flag.
    for (EventStream *stream : {&m_eventStream, &m_systemStream}) {
        connect(stream, &EventStream::resourceChanged, this, &Session::markChanged);
        stream->reconnect();
    }
    connect(&m_pulse, &QTimer::timeout, this, &Session::pulse);
    m_pulse.start(timings.pulse);
}

Session::~Session()
{
    // The streams may say that they closed while they die; nobody is there any more to hear it.
    m_eventStream.disconnect(this);
    m_systemStream.disconnect(this);
}

Resource *Session::addResource(const QString &path, On503 on503)
{
    auto *resource = new Resource(m_api, path, on503, m_timings, this);
    m_resources.append(resource);
    connect(resource, &Resource::updated, this, [this, resource] { learnServerClock(*resource); });
    connect(resource, &Resource::settled, this, &Session::pulse);
    return resource;
}

Resource &Session::watch(const QString &path, On503 on503)
{
    auto *resource = new Resource(m_api, path, on503, m_timings, this);
    resource->want(false);
    if (m_eventStream.isOpen()) {
        resource->beginEpoch();
    }
    m_watched.append(resource);
    connect(resource, &Resource::settled, this, &Session::pulse);
    return *resource;
}

Resource &Session::watchFixed(const QString &path)
{
    Resource &resource = watch(path);
    resource.setFixed();
    return resource;
}

QList<Resource *> Session::allResources() const
{
    return m_resources + m_watched;
}

ConnectionFacts Session::facts() const
{
    if (m_abandoned) {
        return {}; // begun in the farthest past, never answered
    }
    const bool settled = std::all_of(m_resources.begin(), m_resources.end(),
                                     [](const Resource *r) { return r->isSettled(); });
    return {.open = m_eventStream.isOpen(),
            .level = m_eventStream.isLevel() && settled,
            .begun = m_begun.steady,
            .vouchedAt = m_vouchedAt};
}

// While a pulse is told, one moment holds for all that is painted: else the pill could say stale
// and a panel beside it pass for the present.
protocol::Now Session::now() const
{
    return m_telling.value_or(protocol::Now::read());
}

ConnectionStatus Session::status() const
{
    const auto now = this->now().steady;
    const ConnectionFacts known = facts();
    ConnectionStatus status{.state = connectionState(known, now, m_timings),
                            .silence = silence(known, now),
                            .lastSequence = m_eventStream.lastSequence(),
                            .replayed = m_eventStream.replayed(),
                            .resources = static_cast<int>(m_resources.size()),
                            .rejection = rejection(),
                            .abandoned = m_abandoned,
                            .error = m_eventStream.error()};
    if (const auto retry = m_eventStream.retryAt()) {
        status.retryIn = std::max(milliseconds(0), duration_cast<milliseconds>(*retry - now));
    }
    status.waiting = static_cast<int>(std::count_if(
        m_resources.begin(), m_resources.end(), [](const Resource *r) { return !r->isSettled(); }));
    return status;
}

Freshness Session::freshness(const Resource &resource) const
{
    const auto now = this->now().steady;
    const ConnectionState state = connectionState(facts(), now, m_timings);
    Freshness freshness{.vouched = isVouched(resource.facts(), state, now, m_timings),
                        .asOf = resource.goodAt(),
                        .error = resource.error()};
    if (freshness.asOf) {
        *freshness.asOf += m_serverAhead;
        if (state != ConnectionState::Live && state != ConnectionState::CatchingUp) {
            freshness.error.clear(); // nothing answers, and the pill says so once
        }
    } else if (rejection() != Rejection::None && freshness.error.isEmpty()) {
        freshness.error = tr("The backend does not let this console in");
    }
    if (m_storeAway && freshness.asOf && isKeptInStore(resource.name())) {
        freshness.vouched = false;
        freshness.asOf = std::min(*freshness.asOf, *m_storeAway);
        freshness.note = tr("What has happened since waits for the store");
    }
    return freshness;
}

protocol::WallTime Session::serverNow() const
{
    const auto now = this->now();
    const ConnectionState state = connectionState(facts(), now.steady, m_timings);
    if (state == ConnectionState::Live || state == ConnectionState::CatchingUp) {
        return now.wall + m_serverAhead;
    }
    // What nobody vouches for must not seem to move.
    return (m_vouchedAt ? m_vouchedWall : m_begun.wall) + m_serverAhead;
}

protocol::WallTime Session::serverNow(const Resource &resource) const
{
    const Freshness trust = freshness(resource);
    return trust.vouched || !trust.asOf ? serverNow() : *trust.asOf;
}

void Session::abandon()
{
    m_abandoned = true;
    m_eventStream.stop();
    m_systemStream.stop();
    onClosed();
}

void Session::resync()
{
    if (m_abandoned) {
        return;
    }
    if (!m_eventStream.isOpen()) {
        m_eventStream.reconnect();
        m_systemStream.reconnect();
        return;
    }
    for (Resource *resource : allResources()) {
        resource->markDirty();
    }
}

void Session::beginEpoch()
{
    for (Resource *resource : allResources()) {
        resource->beginEpoch();
    }
    pulse();
}

void Session::onClosed()
{
    m_rejection = toldRejection(); // why it was closed: of earlier refusals nothing is left
    for (Resource *resource : allResources()) {
        resource->suspend();
    }
    pulse();
}

void Session::onVouched(protocol::SteadyTime askedAt)
{
    if (m_vouchedAt && askedAt <= *m_vouchedAt) {
        return;
    }
    const auto now = protocol::Now::read();
    m_vouchedAt = askedAt;
    m_vouchedWall = now.wall - duration_cast<milliseconds>(now.steady - askedAt);
}

void Session::onEvent(const protocol::Event &event)
{
    m_journal->markDirty();
    Q_EMIT eventArrived(event);
}

void Session::markChanged(const QString &name)
{
    for (Resource *resource : allResources()) {
        // A notice of a list is one of what is in it too.
        if (resource->name() == name || resource->name().startsWith(name + u'/')) {
            resource->markDirty();
        }
    }
}

void Session::learnServerClock(const Resource &resource)
{
    if (const auto stamp = protocol::timeOf(resource.body(), u"timestamp")) {
        m_serverAhead = *stamp - protocol::Now::read().wall;
    }
}

/// Nothing where the backend does not say it, or cannot be asked.
void Session::learnStore()
{
    const auto store = protocol::fullHealthFromJson(m_health->body()).postgres;
    if (m_health->facts().failing || store.status != protocol::Health::Unhealthy) {
        m_storeAway.reset();
    } else {
        m_storeAway = store.statusSince.value_or(m_storeAway.value_or(serverClock()));
    }
}

void Session::pulse()
{
    const auto now = protocol::Now::read();
    if (!m_abandoned && clockJumped(m_lastPulse, now)) {
        // After a suspend the steady clock pretends that no time has passed.
        m_vouchedAt.reset();
        m_begun = now;
        m_lastPulse = now;
        m_eventStream.reconnect();
        m_systemStream.reconnect();
    }
    m_lastPulse = now;
    const auto outer = std::exchange(m_telling, now);
    const ConnectionState state = status().state;
    if (state != m_shown) {
        m_shown = state;
        Q_EMIT statusChanged();
    }
    Q_EMIT pulsed();
    m_telling = outer;
}

} // namespace ui
