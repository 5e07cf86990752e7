// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/breakers/registry.h"
#include "backend/pipeline/dispatchrules.h"
#include "backend/queue/jobqueue.h"
#include "backend/storage/storage.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace pipeline {

/// A part of a transaction on the storage thread.
using Work = std::function<void(storage::Transaction &)>;

/// One kind of job: who does it, with which service, and what its end means.
struct JobKind
{
    QString queue = {};
    QString service = {};
    std::chrono::milliseconds timeout{30'000};
    /// Storage thread: what the worker's message has beside id, token, url and timeout. A job that
    /// cannot be described (what it is about is gone) is a dead letter at once.
    std::function<protocol::Result<QJsonObject>(storage::Transaction &, const queue::Job &)>
        describe = {};
    /// Backend thread: decides what a good result means; the work it returns joins the commit that
    /// ends the job.
    std::function<Work(const queue::Job &, const QJsonObject &result)> conclude = {};
    /// Backend thread, after that commit.
    std::function<void(const queue::Job &)> concluded = {};
    /// Backend thread, instead of concluded: the store refused that commit for good, and the
    /// attempt counts as failed.
    std::function<void(const queue::Job &)> abandoned = {};
    /// Storage thread: joins the commit that makes the job a dead letter.
    std::function<void(storage::Transaction &, const queue::Job &, const QString &reason)> bury =
        {};
    /// Backend thread, after that commit.
    std::function<void(const queue::Job &)> buried = {};
};

/// Leases jobs of one kind, hands them to one worker with the breaker's permit, one at a time, and
/// ends them in the commit that stores their result. A worker that dies gives its job back. Lives
/// on the backend thread.
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
    /// A result line of the worker.
    void take(const QJsonObject &result);

    /// No new jobs; `done` when the one in hand has ended or been given back.
    void drain(std::function<void()> done);

    /// How the calls went, oldest first, of at most the last 256: milliseconds that the service
    /// took.
    const QList<double> &serviceMs() const { return m_serviceMs; }

Q_SIGNALS:
    void toWorker(const QByteArray &line);
    void changed();

private:
    struct InHand
    {
        queue::Job job = {};
        breakers::Permit permit = {};
        protocol::BreakerState breaker = protocol::BreakerState::Closed;
    };

    struct Leased
    {
        std::optional<queue::Job> job = {};
        QJsonObject message = {};
        std::optional<protocol::WallTime> next = {};
        std::optional<queue::Job> buried = {}; ///< it could not be described
    };

    bool mayLease() const;
    void lease();
    static Leased leaseOne(storage::Transaction &tx, const JobKind &kind);
    void takeLease(const protocol::Result<Leased> &leased);
    void hand(const queue::Job &job, QJsonObject message);
    void succeed(const QJsonObject &result);
    void failed(const JobFailure &failure);
    void giveBack(const queue::Job &job, queue::Attempt attempt, const QString &reason);
    void commit(const Work &work, const std::function<void()> &done,
                const std::function<void()> &refused = {});
    void onRefused(const protocol::Error &error, const std::function<void()> &tryAgain,
                   const std::function<void()> &refused);
    void ended();
    void wakeAt(std::optional<protocol::WallTime> time);

    storage::Storage &m_store;
    breakers::Registry &m_breakers;
    JobKind m_kind;
    QString m_url;
    QTimer m_timer;
    std::optional<InHand> m_inHand;
    QList<double> m_serviceMs;
    std::function<void()> m_drained;
    bool m_isWorkerReady = false;
    bool m_isLeasing = false;
    bool m_isCommitting = false;
    bool m_isDraining = false;
    bool m_isHeldOff = false; ///< the breaker has just refused
};

} // namespace pipeline
