// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/closedbatches.h"

#include "backend/protocol/json.h"

#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype MostClosed = 100;

} // namespace

ClosedBatch *ClosedBatches::find(const QString &id)
{
    const auto found = std::find_if(m_list.begin(), m_list.end(),
                                    [&](const ClosedBatch &one) { return one.batchId == id; });
    return found == m_list.end() ? nullptr : &*found;
}

void ClosedBatches::add(const ClosedBatch &batch)
{
    m_list.prepend(batch);
    std::stable_sort(m_list.begin(), m_list.end(),
                     [](const auto &a, const auto &b) { return a.at > b.at; });
    if (m_list.size() > MostClosed) {
        m_list.removeLast();
    }
}

void ClosedBatches::takeOpen(const QList<BatchRow> &before, const QList<BatchRow> &now,
                             protocol::WallTime moment)
{
    for (const BatchRow &row : before) {
        const bool isOpen = std::any_of(now.begin(), now.end(), [&](const BatchRow &one) {
            return one.batch.batchId == row.batch.batchId;
        });
        if (!isOpen && find(row.batch.batchId) == nullptr) {
            add({.batchId = row.batch.batchId,
                 .cameraId = row.batch.cameraId,
                 .detections = row.batch.detectionCount,
                 .at = moment});
        }
    }
}

void ClosedBatches::takeEvent(const protocol::Event &event)
{
    const QString id = event.data.value(u"batch_id").toString();
    ClosedBatch *known = find(id);
    if (event.type == u"detection.batch" && !id.isEmpty()) {
        const ClosedBatch told{
            .batchId = id,
            .cameraId = event.data.value(u"camera_id").toString(),
            .detections = event.data.value(u"detection_count").toInteger(),
            .reason = event.data.value(u"close_reason").toString(),
            .at = protocol::timeOf(event.data, u"closed_at").value_or(event.timestamp)};
        if (known == nullptr) {
            add(told);
        } else {
            known->detections = told.detections;
            known->reason = told.reason;
            known->at = told.at;
        }
    } else if (event.type == u"event.created" && known != nullptr) {
        known->risk = protocol::integerOf(event.data, u"risk_score");
    }
}

void ClosedBatches::expire(protocol::WallTime now)
{
    m_list.removeIf([&](const ClosedBatch &one) { return now - one.at >= ClosedInSight; });
}

} // namespace ui
