// SPDX-License-Identifier: GPL-3.0-or-later
// The phases of a run that remove old rows.
#include "backend/cleanup/run.h"
#include "backend/cleanup/runstore.h"

namespace cleanup {

namespace {

/// So many events that go are told of one by one: a retention that has just been shortened must not
/// flood the journal. The end of the job says how many there were.
constexpr int MostLines = 1000;

qint64 protocol::CleanupCounts::*countOf(Phase phase)
{
    using protocol::CleanupCounts;
    switch (phase) {
    case Phase::Jobs:
        return &CleanupCounts::jobs;
    case Phase::Detections:
        return &CleanupCounts::detections;
    case Phase::Events:
        return &CleanupCounts::events;
    case Phase::Batches:
        return &CleanupCounts::batches;
    case Phase::Entities:
        return &CleanupCounts::entities;
    case Phase::SetAside:
        return &CleanupCounts::setAside;
    case Phase::Alerts:
        return &CleanupCounts::alerts;
    case Phase::RestartHistory:
        return &CleanupCounts::restartHistory;
    case Phase::Journal:
        return &CleanupCounts::journalLines;
    case Phase::Images:
    case Phase::Frames:
    case Phase::Spill:
    case Phase::Media:
        break;
    }
    return &CleanupCounts::imageRows;
}

} // namespace

void Run::sweepRows()
{
    if (!isDry() && phase() == Phase::Journal) {
        return pruneRows(m_settings.owners.journal);
    }
    if (!isDry() && phase() == Phase::RestartHistory) {
        return pruneRows(m_settings.owners.restartHistory);
    }
    const Portion portion{.before = m_settings.before,
                          .from = m_cursor,
                          .limit = m_limit,
                          .mode = isDry() ? Mode::Count : Mode::Remove,
                          .lines = MostLines - m_lines};
    inStore<Slab>(
        isDry() ? storage::Mode::Read : storage::Mode::Write,
        [phase = phase(), portion](storage::Transaction &tx) { return sweep(tx, phase, portion); },
        [this](const Slab &slab) { swept(slab); });
}

void Run::pruneRows(const Prune &prune)
{
    m_isInStore = true;
    prune(m_settings.before, m_limit, this, [this, prune](const protocol::Result<int> &removed) {
        m_isInStore = false;
        if (!removed) {
            refused(removed.error(), [this, prune] { pruneRows(prune); });
            return;
        }
        waitFor(std::nullopt);
        m_took = m_store.stats().lastCommit.value_or(m_took);
        const int rows = removed.value();
        swept({.rows = rows, .looked = rows, .isEnd = rows == 0});
    });
}

void Run::swept(const Slab &slab)
{
    m_cursor = slab.next;
    m_lines += slab.lines;
    progress().done += slab.looked;
    m_job.counts.*countOf(phase()) += slab.rows;
    m_limit = nextBatch(m_limit, slab.looked, m_took);
    if (slab.isEnd) {
        endPhase();
    } else {
        goOn();
    }
}

} // namespace cleanup
