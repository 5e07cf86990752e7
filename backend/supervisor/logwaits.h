// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/supervisor/outputlog.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <list>

namespace supervisor {

class Supervisor;

/// Who waits for the next line of a worker's log. Each waits for so long at most, and so many wait
/// at a time. Lives on the backend thread.
class LogWaits final : public QObject
{
    Q_OBJECT

public:
    explicit LogWaits(const Supervisor &supervisor, QObject *parent = nullptr);

    /// `done` is called once: when there is a line of that worker behind the line `after`, or when
    /// the time is over; at once when there is one already. False when too many wait: it is not
    /// called then.
    bool wait(const QString &worker, qint64 after, std::chrono::milliseconds time,
              const std::function<void()> &done);

private:
    struct Wait
    {
        QString worker = {};
        qint64 after = 0;
        protocol::SteadyTime until = {};
        std::function<void()> done = {};
    };

    bool isOver(const Wait &wait, protocol::SteadyTime now) const;
    void answer();
    void arm();

    const Supervisor &m_supervisor;
    std::list<Wait> m_waits;
    QTimer m_timer;
};

} // namespace supervisor
