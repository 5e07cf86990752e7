// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/supervisor/restartrules.h"

namespace supervisor {

/// One decision of restartrules in the making: the parts that events and wishes share.
struct Decision
{
    State next;
    Action action;
    const Event &event;
    protocol::Now now;

    /// Shows a status from now on, with the change in a sentence.
    void enter(protocol::WorkerStatus status, const QString &message);
    /// Adds a line to the history.
    void record(protocol::RestartOutcome outcome, int attempt, const std::optional<QString> &error);
    /// Tells the callers that wait for a start (or a stop) that it will not come.
    void refuse(Answer Action::*who, const QString &reason);

    /// Begins a new run.
    void spawn(Cause cause);
    /// Asks the process to go; `then` says what comes after it.
    void terminate(Then then);
    /// The worker has crashed: history, error, status.
    void crash(const QString &reason);
    /// After a crash, once no process is left: back off, or give up.
    void mend();

    /// The wishes of decision 3.6.
    void start();
    void stop();
    void restart();
    void reset();

private:
    bool isMendable() const;
    void killAgainIfStuck();
};

/// "10 s", "0.3 s".
QString inSeconds(std::chrono::milliseconds time);

} // namespace supervisor
