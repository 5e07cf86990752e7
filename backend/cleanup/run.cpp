// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/run.h"

#include "backend/cleanup/runstore.h"

#include <QJsonArray>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cleanup {

namespace {

constexpr auto StoreRetry = 1s;
constexpr auto LongestAnswer = 10s; ///< that a stop waits for
constexpr qsizetype MostFailures = 20; ///< that are named

} // namespace

Run::Run(storage::Storage &store, ServiceCalls &service, Settings settings, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_service(service)
    , m_settings(std::move(settings))
    , m_job(m_settings.job)
{
    for (const Phase phase : std::as_const(m_settings.phases)) {
        m_job.phases.append({.name = toText(phase)});
    }
    m_next.setSingleShot(true);
    connect(&m_service, &ServiceCalls::changed, this, [this] {
        if (m_service.isAsking()) {
            waitFor(isStuck() ? std::optional(u"cleanup_service"_s) : std::nullopt);
        }
    });
}

void Run::start()
{
    connect(&m_next, &QTimer::timeout, this, &Run::step);
    beginPhase();
}

void Run::stop(const QString &reason, Patience patience)
{
    if (isOver() || m_stopReason) {
        return;
    }
    m_stopReason = reason;
    if (m_isInStore || !m_toRemove.isEmpty()) {
        return; // it ends behind this batch, and with no row left whose file it has deleted
    }
    const auto leave = [this] {
        const bool mayHaveDeleted = m_service.isDeleting() && !isDry();
        m_service.forget();
        end(protocol::CleanupState::Cancelled,
            mayHaveDeleted ? *m_stopReason % u"; what was asked for last may be deleted too"_s
                           : *m_stopReason);
    };
    if (m_service.isAsking() && m_service.isReady() && patience == Patience::OneBatch) {
        QTimer::singleShot(LongestAnswer, this, [this, leave] {
            if (!isOver() && !m_isInStore) {
                leave();
            }
        });
        return;
    }
    leave();
}

void Run::beginPhase()
{
    if (m_phase == m_settings.phases.size()) {
        end(protocol::CleanupState::Finished);
        return;
    }
    m_job.phase = toText(phase());
    m_limit = FirstBatch;
    m_cursor = {};
    Q_EMIT changed();
    inStore<std::optional<qint64>>(
        storage::Mode::Read,
        [phase = phase(), before = m_settings.before](storage::Transaction &tx) {
            return countOld(tx, phase, before);
        },
        [this](const std::optional<qint64> &total) {
            progress().total = total;
            step();
        });
}

void Run::endPhase()
{
    progress().total = progress().done;
    ++m_phase;
    Q_EMIT advanced();
    if (m_stopReason) {
        end(protocol::CleanupState::Cancelled, m_stopReason);
    } else {
        beginPhase();
    }
}

void Run::step()
{
    // What has been deleted does not stay in the store because of a stop.
    if (m_stopReason && m_toRemove.isEmpty()) {
        end(protocol::CleanupState::Cancelled, m_stopReason);
        return;
    }
    switch (phase()) {
    case Phase::Jobs:
    case Phase::Detections:
    case Phase::Events:
    case Phase::Batches:
    case Phase::Entities:
    case Phase::SetAside:
    case Phase::Alerts:
    case Phase::RestartHistory:
    case Phase::Journal:
        return sweepRows();
    case Phase::Images:
        return m_toRemove.isEmpty() ? readImages() : removeRows();
    case Phase::Frames:
    case Phase::Spill:
    case Phase::Media:
        return listOrphans();
    }
}

// Others get the store for as long as the last batch had it.
void Run::goOn()
{
    Q_EMIT changed();
    m_next.start(pauseAfter(std::exchange(m_took, 0us)));
}

void Run::end(protocol::CleanupState state, const std::optional<QString> &error)
{
    m_next.stop();
    m_job.state = state;
    m_job.phase.reset();
    m_job.waitingFor.reset();
    m_job.error = error;
    m_job.finishedAt = protocol::Now::read().wall;
    Q_EMIT changed();
    Q_EMIT ended();
}

void Run::waitFor(const std::optional<QString> &what)
{
    if (m_job.waitingFor != what && !isOver()) {
        m_job.waitingFor = what;
        Q_EMIT changed();
    }
}

void Run::refused(const protocol::Error &error, const std::function<void()> &again)
{
    if (m_stopReason) {
        end(protocol::CleanupState::Cancelled, m_stopReason);
    } else if (error.kind != protocol::ErrorKind::Unavailable) {
        end(protocol::CleanupState::Failed, error.detail);
    } else {
        waitFor(u"store"_s);
        QTimer::singleShot(StoreRetry, this, [this, again] {
            if (!isOver()) {
                again();
            }
        });
    }
}

void Run::ask(const QJsonObject &request, const ServiceCalls::Answer &done)
{
    m_service.ask(request, [this, done](const QJsonObject &answer) {
        waitFor(std::nullopt);
        done(answer);
    });
    waitFor(isStuck() ? std::optional(u"cleanup_service"_s) : std::nullopt);
}

bool Run::hasFault(const QJsonObject &answer)
{
    const QString fault = answer.value(u"error").toString();
    if (!fault.isEmpty()) {
        end(protocol::CleanupState::Failed, fault);
    }
    return !fault.isEmpty();
}

void Run::noteFailures(const QJsonArray &failed)
{
    m_job.failedFiles += failed.size();
    for (const auto &value : failed) {
        if (m_job.failures.size() == MostFailures) {
            break;
        }
        m_job.failures.append(
            {.path = value[u"path"].toString(), .reason = value[u"reason"].toString()});
    }
}

} // namespace cleanup
