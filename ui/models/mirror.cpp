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
{
    listen();
    connect(&m_session, &Session::pulsed, this, &Mirror::refreshed);
    connect(&m_session, &Session::statusChanged, this, &Mirror::refreshed);
}

void Mirror::listen()
{
    connect(&m_session.supervisor(), &Resource::updated, this, &Mirror::takeSupervisor);
    connect(&m_session.cameras(), &Resource::updated, this, &Mirror::takeCameras);
    connect(&m_session.pipeline(), &Resource::updated, this, [this] {
        m_pipeline = protocol::pipelineStatusFromJson(m_session.pipeline().body());
        m_batches.merge(batchRows(m_pipeline));
    });
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
