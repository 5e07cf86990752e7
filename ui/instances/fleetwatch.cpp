// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/fleetwatch.h"

#include "backend/protocol/clock.h"
#include "backend/protocol/json.h"
#include "ui/instances/instances.h"

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

// Its 503 carries the document, too: "unhealthy".
bool isHealth(const Answer &answer)
{
    return (answer.ok() || answer.status == 503) && answer.body.value(u"status").isString();
}

} // namespace

struct FleetWatch::Watched
{
    Instance instance = {};
    std::unique_ptr<ApiClient> api = {}; ///< nothing: the keychain has not answered
    Verdict verdict = {};
    QString error = {};
    std::optional<protocol::Now> goodAsked = {}; ///< when the last good answer was asked for
    protocol::WallTime theirs = {}; ///< the backend's clock in it
    bool isAsking = false;
};

FleetWatch::FleetWatch(Instances &instances, const Timings &timings, QObject *parent)
    : QObject(parent)
    , m_instances(instances)
    , m_timings(timings)
{
    connect(&m_instances.list(), &InstanceList::changed, this, &FleetWatch::arrange);
    connect(&m_instances, &Instances::homeChanged, this, &FleetWatch::arrange);
    connect(&m_round, &QTimer::timeout, this, &FleetWatch::round);
    connect(&m_pulse, &QTimer::timeout, this, &FleetWatch::changed);
    arrange();
}

FleetWatch::~FleetWatch() = default;

void FleetWatch::want(bool wanted)
{
    if (wanted == m_round.isActive()) {
        return;
    }
    if (wanted) {
        m_round.start(m_timings.ping);
        m_pulse.start(m_timings.pulse * 2);
        round();
    } else {
        m_round.stop();
        m_pulse.stop();
    }
}

QList<FleetMember> FleetWatch::members() const
{
    const protocol::Now now = protocol::Now::read();
    QList<FleetMember> all;
    for (const auto &watched : m_watched) {
        FleetMember member{.instance = watched->instance,
                           .verdict = watched->verdict,
                           .freshness = {.error = watched->error},
                           .now = watched->theirs};
        if (watched->goodAsked) {
            const auto age = now.steady - watched->goodAsked->steady;
            member.freshness.vouched = watched->error.isEmpty() && age < m_timings.staleAfter;
            member.freshness.asOf = watched->goodAsked->wall;
            if (member.freshness.vouched) {
                member.now += std::chrono::duration_cast<std::chrono::milliseconds>(age);
            }
        }
        all.append(member);
    }
    return all;
}

/// The list is another: who stays keeps what is known, unless it is elsewhere now.
void FleetWatch::arrange()
{
    std::vector<std::unique_ptr<Watched>> next;
    for (const Instance &instance : m_instances.all()) {
        const auto found =
            std::find_if(m_watched.begin(), m_watched.end(), [&instance](const auto &watched) {
                return watched && watched->instance.id == instance.id
                    && watched->instance.url == instance.url
                    && watched->instance.fingerprint == instance.fingerprint;
            });
        if (found != m_watched.end()) {
            (*found)->instance = instance;
            (*found)->api.reset(); // its token may be another
            (*found)->isAsking = false;
            next.push_back(std::move(*found));
        } else {
            next.push_back(std::make_unique<Watched>(Watched{.instance = instance}));
        }
    }
    m_watched = std::move(next);
    if (m_round.isActive()) {
        round();
    }
    Q_EMIT changed();
}

void FleetWatch::round()
{
    for (const auto &watched : m_watched) {
        if (!watched->isAsking) {
            ask(*watched);
        }
    }
}

FleetWatch::Watched *FleetWatch::find(const QString &id)
{
    const auto found = std::find_if(m_watched.begin(), m_watched.end(),
                                    [&id](const auto &one) { return one->instance.id == id; });
    return found == m_watched.end() ? nullptr : found->get();
}

void FleetWatch::ask(Watched &watched)
{
    watched.isAsking = true;
    if (watched.api) {
        read(watched);
        return;
    }
    m_instances.connectionTo(
        watched.instance, this, [this, id = watched.instance.id](const Connection &connection) {
            Watched *asked = find(id);
            if (asked != nullptr && !asked->api) {
                asked->api = std::make_unique<ApiClient>(connection, m_timings, nullptr);
                read(*asked);
            }
        });
}

void FleetWatch::read(Watched &watched)
{
    watched.api->get(u"/api/system/health/full"_s, this,
                     [this, id = watched.instance.id](const Answer &answer) {
                         if (Watched *told = find(id)) {
                             take(*told, answer);
                         }
                     });
}

void FleetWatch::take(Watched &watched, const Answer &answer)
{
    watched.isAsking = false;
    watched.error = isHealth(answer) ? QString() : answer.error;
    if (isHealth(answer)) {
        const auto now = protocol::Now::read();
        const auto since =
            std::chrono::duration_cast<std::chrono::milliseconds>(now.steady - answer.askedAt);
        watched.verdict = verdictOf(protocol::fullHealthFromJson(answer.body));
        watched.goodAsked = {.steady = answer.askedAt, .wall = now.wall - since};
        watched.theirs = protocol::timeOf(answer.body, u"timestamp").value_or(now.wall);
    }
    Q_EMIT changed();
}

} // namespace ui
