// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/aggregator.h"

#include "backend/pipeline/batchstore.h"

#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(aggregatorLog, "signalbox.pipeline.aggregator")

namespace pipeline {

namespace {

constexpr auto StoreRetry = 1s;

double seconds(protocol::SteadyTime::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

} // namespace

Aggregator::Aggregator(storage::Storage &store, BatchLimits limits, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_limits(limits)
{
    for (const CloseReason reason :
         {CloseReason::Timeout, CloseReason::Idle, CloseReason::MaxSize}) {
        m_closed.insert(toText(reason), 0);
    }
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Aggregator::sweepNow);
}

void Aggregator::start(std::function<void()> done)
{
    m_store.read<BatchState>(this, openBatches, [this, done = std::move(done)](const auto &open) {
        if (!open) {
            qCWarning(aggregatorLog)
                << "the open batches cannot be read yet:" << open.error().detail;
            QTimer::singleShot(StoreRetry, this, [this, done] { start(done); });
            return;
        }
        m_state = open.value();
        sweepNow();
        done();
    });
}

OpenBatch Aggregator::assign(const QString &cameraId, qint64 count)
{
    const QString freshId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const Added added = add(m_state, m_limits, {.cameraId = cameraId, .detections = count}, freshId,
                            protocol::Now::read());
    m_state = added.next;
    m_unsettled = added.batchId;
    if (added.closed) {
        end(*added.closed);
    }
    arm();
    Q_EMIT changed();
    return added.closed ? added.closed->batch : m_state.value(cameraId);
}

void Aggregator::settle()
{
    m_unsettled.clear();
    for (const ClosedBatch &waiting : std::exchange(m_waiting, {})) {
        close(waiting);
    }
}

void Aggregator::end(const ClosedBatch &closedBatch)
{
    if (closedBatch.batch.id == m_unsettled) {
        m_waiting.append(closedBatch);
    } else {
        close(closedBatch);
    }
}

void Aggregator::stop()
{
    m_isStopped = true;
    m_timer.stop();
}

QList<protocol::Batch> Aggregator::status(protocol::Now now) const
{
    QList<protocol::Batch> all;
    for (const OpenBatch &batch : m_state) {
        all.append({.batchId = batch.id,
                    .cameraId = batch.cameraId,
                    .detectionCount = batch.detections,
                    .startedAt = batch.startedAt.wall,
                    .ageSeconds = seconds(now.steady - batch.startedAt.steady),
                    .lastActivitySeconds = seconds(now.steady - batch.lastActivity.steady)});
    }
    std::sort(all.begin(), all.end(),
              [](const protocol::Batch &left, const protocol::Batch &right) {
                  return left.ageSeconds > right.ageSeconds;
              });
    return all;
}

void Aggregator::sweepNow()
{
    const Swept swept = sweep(m_state, m_limits, protocol::Now::read());
    m_state = swept.next;
    for (const ClosedBatch &closed : swept.closed) {
        end(closed);
    }
    arm();
    if (!swept.closed.isEmpty()) {
        Q_EMIT changed();
    }
}

void Aggregator::close(const ClosedBatch &closedBatch)
{
    m_store.write<bool>(
        this, [closedBatch](storage::Transaction &tx) { return storeClosedBatch(tx, closedBatch); },
        [this, closedBatch](const protocol::Result<bool> &written) {
            if (written) {
                if (written.value()) {
                    ++m_closed[toText(closedBatch.reason)];
                }
                Q_EMIT closed();
                return;
            }
            qCWarning(aggregatorLog)
                << "batch" << closedBatch.batch.id << "waits:" << written.error().detail;
            QTimer::singleShot(StoreRetry, this, [this, closedBatch] { close(closedBatch); });
        });
}

void Aggregator::arm()
{
    const auto due = deadline(m_state, m_limits);
    if (!due || m_isStopped) {
        m_timer.stop();
        return;
    }
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(*due - std::chrono::steady_clock::now());
    m_timer.start(std::max(left, std::chrono::milliseconds(0)));
}

} // namespace pipeline
