// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/breakers/registry.h"
#include "backend/pipeline/dispatchrules.h"
#include "backend/pipeline/helpers.h"
#include "backend/pipeline/jobkind.h"
#include "backend/storage/storage.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace pipeline {

/// Leases jobs of one kind, hands them to one worker with the breaker's permit, one at a time, and
/// ends them in the commit that stores their result. A worker that dies gives its job back.
/// Short jobs are leased one ahead, in the commit that ends another one, and the worker gets the
/// next one while that commit is under way; but never two of them: what a job means is decided when
/// the one before it is stored.
/// Services that help are named in the message if their breakers permit it; whatever becomes of
/// them, the job goes on. Lives on the backend thread.
class Dispatcher final : public QObject
{
    Q_OBJECT

public:
    Dispatcher(storage::Storage &store, breakers::Registry &breakers, JobKind kind,
               QObject *parent = nullptr);

    /// There may be work: a job was committed, a breaker moved.
    void wake();
    void workerReady();
    /// `blameless`: the job is surely not what ended the worker (a stop by us, somebody's SIGKILL).
    void workerGone(bool blameless);
    void setUrl(const QString &url);
    /// While what comes after is full, no job is taken.
    void holdBack(bool isHeldBack);

    void setHelperUrl(const QString &service, const QString &url)
    {
        m_helpers.setUrl(service, url);
    }

    /// A result line of the worker.
    void take(const QJsonObject &result);

    /// No new jobs; `done` when those in hand have ended or been given back.
    void drain(std::function<void()> done);

Q_SIGNALS:
    void toWorker(const QByteArray &line);
    void changed();
    /// A job has ended for good, well or as a dead letter.
    void left();
    /// It ended well, so long after it was handed out.
    void concluded(std::chrono::milliseconds latency);

private:
    struct InHand
    {
        queue::Job job = {};
        std::optional<breakers::Permit> permit = {}; ///< until it is reported
        protocol::BreakerState breaker = protocol::BreakerState::Closed;
        protocol::SteadyTime since = {};
    };

    struct Next
    {
        queue::Job job = {};
        QJsonObject message = {};
    };

    bool mayWork() const;
    bool mayLease() const;
    void lease();
    void takeLease(const protocol::Result<Leased> &leased);
    void handNext();
    void hand(const Next &next, const breakers::Permit &permit, protocol::BreakerState breaker);
    void returnNext();
    void holdOff(std::chrono::milliseconds pause);
    void endWith(std::function<void()> how);
    void endNow();
    void succeed(const QJsonObject &result);
    void failed(const JobFailure &failure);
    void setBack(const JobFailure &failure, const Consequence &what);
    void report(breakers::Outcome outcome, const QString &error = {});
    void giveBack(queue::Attempt attempt, const QString &reason);
    void commit(const Work &work, const std::function<void()> &done,
                const std::function<void()> &refused = {});
    void onRefused(const protocol::Error &error, const std::function<void()> &tryAgain,
                   const std::function<void()> &refused);
    void ended();
    void wakeAt(std::optional<protocol::WallTime> time);
    void wakeAfter(std::chrono::milliseconds nap);

    storage::Storage &m_store;
    breakers::Registry &m_breakers;
    JobKind m_kind;
    Helpers m_helpers;
    QString m_url;
    QTimer m_timer;
    std::optional<Next> m_next; ///< leased, and not yet handed out
    std::optional<InHand> m_inHand; ///< the worker's
    std::function<void()> m_howItEnds; ///< the one in hand, when the commit under way is over
    std::optional<InHand> m_ending; ///< its end is being committed
    std::function<void()> m_drained;
    bool m_isWorkerReady = false;
    bool m_isLeasing = false;
    bool m_isDraining = false;
    bool m_isHeldOff = false; ///< for a moment, after a refusal
    bool m_isHeldBack = false; ///< until there is room again
};

} // namespace pipeline
