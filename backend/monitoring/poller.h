// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/monitoring/monitoringrules.h"
#include "backend/monitoring/prometheusclient.h"

#include <QObject>
#include <QThread>

namespace monitoring {

/// Knows how Prometheus and its targets were when it was asked last. It is asked on a thread of its
/// own, where a long answer is read as well; whoever wants to know reads the last observation and
/// never waits. Lives on the backend thread.
class Poller final : public QObject
{
    Q_OBJECT

public:
    explicit Poller(const Settings &settings, QObject *parent = nullptr);
    ~Poller() override;
    Poller(const Poller &) = delete;
    Poller &operator=(const Poller &) = delete;

    /// Begins to ask.
    void start();

    const protocol::MonitoringHealth &health() const { return m_last.health; }

    /// The list, or why there is none.
    const protocol::Result<protocol::MonitoringTargets> &targets() const { return m_last.targets; }

Q_SIGNALS:
    /// A round has ended and health() is another one; at most once a round.
    void healthChanged();
    /// Likewise of targets().
    void targetsChanged();

private:
    void take(const Observation &observation);

    Observation m_last;
    QThread m_thread;
    PrometheusClient *m_client; ///< lives and ends on m_thread
};

} // namespace monitoring
