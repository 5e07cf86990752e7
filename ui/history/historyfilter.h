// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"
#include "backend/protocol/worker.h"
#include "ui/paging/timespan.h"

namespace ui {

/// Which lines of the past are listed.
struct HistoryFilter
{
    QString worker = {}; ///< empty: of all
    QString type = {}; ///< of the journal: how it begins; of restarts: the outcome
    TimeSpan time = {};
    QString text = {};
    bool withFigures = false; ///< of the journal: what comes all the time, too

    bool operator==(const HistoryFilter &) const = default;
};

/// What the backend filters by itself.
QString journalQuery(const HistoryFilter &filter);
QString restartsQuery(const HistoryFilter &filter);

/// What it does not: true for a line that is listed.
bool matches(const HistoryFilter &filter, const protocol::Event &line);
bool matches(const HistoryFilter &filter, const protocol::RestartEvent &restart);

} // namespace ui
