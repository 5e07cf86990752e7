// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/supervisor/restartrules.h"

namespace supervisor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Event::Kind;
using Process = Action::Process;

/// A worker under a clock that only moves when told.
class Bench final
{
public:
    explicit Bench(WorkerDefinition definition = {})
    {
        definition.name = u"w"_s;
        state.definition = std::move(definition);
    }

    Action happen(Event event)
    {
        event.run = event.run == 0 ? state.run : event.run;
        Step decided = step(state, event, now);
        state = decided.next;
        history += decided.action.history;
        last = decided.action;
        return last;
    }

    Action happen(Kind kind) { return happen(Event{.kind = kind}); }

    Action exitWith(int code) { return happen({.kind = Kind::Exited, .exit = {.code = code}}); }

    void wait(std::chrono::milliseconds time)
    {
        now.steady += time;
        now.wall += time;
    }

    /// Goes to the next deadline; gives the time that it took.
    std::chrono::milliseconds awaitDeadline()
    {
        const auto wanted = deadline(state);
        if (!wanted) {
            return -1ms;
        }
        const auto time = std::chrono::ceil<std::chrono::milliseconds>(*wanted - now.steady);
        wait(time);
        happen(Kind::Due);
        return time;
    }

    /// Brings a new worker into one of the states of the table in P 2.4.
    void bring(const QString &where);
    /// "crashed 0 exited with code 3": the history in words, oldest first.
    QStringList said() const;

    State state;
    Action last;
    QList<protocol::RestartEvent> history;
    protocol::Now now{.steady = protocol::SteadyTime(1h), .wall = protocol::WallTime(1000h)};
};

inline void Bench::bring(const QString &where)
{
    if (where == u"stopped") {
        return;
    }
    happen(Kind::Start);
    if (where == u"starting") {
        return;
    }
    happen(Kind::Executing);
    state.restartCount = 2;
    if (where == u"restarting") {
        exitWith(3);
        awaitDeadline();
    } else if (where == u"crashed") {
        exitWith(3);
    } else if (where == u"failed") {
        state.restartCount = state.definition.limits.maxRestarts;
        exitWith(3);
    } else if (where == u"stopping") {
        happen(Kind::Stop);
    }
    history.clear();
}

inline QStringList Bench::said() const
{
    QStringList lines;
    for (const auto &entry : history) {
        const QString line = protocol::toText(entry.status) + u' ' + QString::number(entry.attempt);
        lines.append(entry.error ? line + u' ' + *entry.error : line);
    }
    return lines;
}

/// A worker that promises READY=1.
inline WorkerDefinition notifying()
{
    return {.ready = Ready::Notify};
}

} // namespace supervisor
