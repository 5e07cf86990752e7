// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/mirror.h"

#include <QJsonArray>

namespace ui {

Mirror::Mirror(const Connection &connection, const Timings &timings, QObject *parent)
    : QObject(parent)
    , m_session(connection, timings, this)
    , m_workers([this] { return m_session.serverNow(m_session.supervisor()); }, this)
    , m_batches([this] { return m_session.serverNow(m_session.pipeline()); }, this)
    , m_events(this)
    , m_changes(this)
    , m_changesFeed(m_session, m_changes, this)
    , m_deadLetters(m_session, this)
    , m_alarms(m_session, this)
    , m_tap(m_session, this)
    , m_ring(timings.sample)
{
    listen();
    connect(&m_session, &Session::pulsed, this, &Mirror::tell);
    connect(&m_session, &Session::statusChanged, this, &Mirror::tell);
    connect(&m_deadLetters, &DeadLetterFeed::changed, this, &Mirror::refreshed);
    connect(&m_alarms, &AlarmsFeed::changed, this, &Mirror::refreshed);
}

void Mirror::listen()
{
    connect(&m_session.supervisor(), &Resource::updated, this, &Mirror::takeSupervisor);
    connect(&m_session.cameras(), &Resource::updated, this, &Mirror::takeCameras);
    connect(&m_session.pipeline(), &Resource::updated, this, &Mirror::takePipeline);
    connect(&m_session, &Session::eventArrived, this,
            [this](const protocol::Event &event) { m_closed.takeEvent(event); });
    connect(&m_session.health(), &Resource::updated, this,
            [this] { m_health = protocol::fullHealthFromJson(m_session.health().body()); });
    connect(&m_session.breakers(), &Resource::updated, this,
            [this] { m_breakers = protocol::breakersFromJson(m_session.breakers().body()); });
    connect(&m_session.events(), &Resource::updated, this,
            [this] { m_events.merge(eventRows(m_session.events().body())); });
}

void Mirror::takeSupervisor()
{
    const auto status = protocol::supervisorStatusFromJson(m_session.supervisor().body());
    m_supervisorRuns = status.running;
    m_workers.merge(status.workers);
}

void Mirror::takePipeline()
{
    m_pipeline = protocol::pipelineStatusFromJson(m_session.pipeline().body());
    const QList<BatchRow> rows = batchRows(m_pipeline);
    m_closed.takeOpen(m_batches.rows(), rows,
                      m_pipeline.timestamp.value_or(m_session.serverClock()));
    m_batches.merge(rows);
}

void Mirror::tell()
{
    takeSample();
    m_closed.expire(m_session.serverClock());
    Q_EMIT refreshed();
}

// What nobody vouches for leaves a sample without figures: the charts show a gap.
void Mirror::takeSample()
{
    const protocol::WallTime now = m_session.serverClock();
    if (!m_ring.isDue(now)) {
        return;
    }
    FlowSample sample{.at = now};
    if (m_session.freshness(m_session.pipeline()).vouched) {
        addFigures(sample, m_pipeline);
    }
    if (m_session.freshness(m_session.health()).vouched) {
        addFigures(sample, m_health);
    }
    m_ring.add(sample);
}

void Mirror::takeCameras()
{
    m_cameras = {};
    const QJsonArray items = m_session.cameras().body().value(u"items").toArray();
    for (const auto &item : items) {
        ++m_cameras.total;
        if (item.toObject().value(u"status").toString() == u"online") {
            ++m_cameras.online;
        }
    }
}

} // namespace ui
