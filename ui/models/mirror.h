// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/breaker.h"
#include "backend/protocol/health.h"
#include "backend/protocol/pipeline.h"
#include "ui/alarms/alarmsfeed.h"
#include "ui/api/eventtap.h"
#include "ui/client/session.h"
#include "ui/models/batchesmodel.h"
#include "ui/models/changesfeed.h"
#include "ui/models/changesmodel.h"
#include "ui/models/closedbatches.h"
#include "ui/models/deadletterfeed.h"
#include "ui/models/eventsmodel.h"
#include "ui/models/flowring.h"
#include "ui/models/workersmodel.h"

namespace ui {

/// How many cameras there are, and how many deliver.
struct CameraCount
{
    int total = 0;
    int online = 0;
};

/// What the backend last said, as values and models; every page reads from here.
class Mirror final : public QObject
{
    Q_OBJECT

public:
    Mirror(const Connection &connection, const Timings &timings, QObject *parent);

    Session &session() { return m_session; }

    const Session &session() const { return m_session; }

    WorkersModel &workers() { return m_workers; }

    BatchesModel &batches() { return m_batches; }

    EventsModel &events() { return m_events; }

    ChangesModel &changes() { return m_changes; }

    DeadLetterFeed &deadLetters() { return m_deadLetters; }

    AlarmsFeed &alarms() { return m_alarms; }

    /// The events of this backend as they come.
    EventTap &tap() { return m_tap; }

    /// The last hour of figures.
    const FlowRing &ring() const { return m_ring; }

    /// The batches that were closed in the last minute.
    const QList<ClosedBatch> &closedBatches() const { return m_closed.list(); }

    bool supervisorRuns() const { return m_supervisorRuns; }

    const protocol::PipelineStatus &pipeline() const { return m_pipeline; }

    const protocol::FullHealth &health() const { return m_health; }

    const QList<protocol::Breaker> &breakers() const { return m_breakers; }

    CameraCount cameras() const { return m_cameras; }

Q_SIGNALS:
    void refreshed(); ///< data, trust or time moved on: paint again

private:
    void listen();
    void takeSupervisor();
    void takeCameras();
    void takePipeline();
    void takeSample();
    void tell();

    Session m_session;
    WorkersModel m_workers;
    BatchesModel m_batches;
    EventsModel m_events;
    ChangesModel m_changes;
    ChangesFeed m_changesFeed;
    DeadLetterFeed m_deadLetters;
    AlarmsFeed m_alarms;
    EventTap m_tap;
    ClosedBatches m_closed;
    FlowRing m_ring;
    protocol::PipelineStatus m_pipeline;
    protocol::FullHealth m_health;
    QList<protocol::Breaker> m_breakers;
    CameraCount m_cameras;
    bool m_supervisorRuns = false;
};

} // namespace ui
