// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/queue/jobqueue.h"
#include "backend/storage/storage.h"

#include <QJsonObject>
#include <QList>

#include <chrono>
#include <functional>
#include <optional>

namespace pipeline {

/// A part of a transaction on the storage thread.
using Work = std::function<void(storage::Transaction &)>;

/// A service that helps with a kind of job if it can be had.
struct HelperService
{
    QString name = {};
    std::chrono::milliseconds timeout{30'000};
};

/// One kind of job: who does it, with which service, and what its end means.
struct JobKind
{
    QString queue = {};
    QString service = {};
    std::chrono::milliseconds timeout{30'000};
    QList<HelperService> helpers = {}; ///< a job goes on without those that are away
    bool isLeasedAhead = false; ///< the next job is leased while one is in hand: jobs are short
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

/// What a try to lease a job has brought.
struct Leased
{
    std::optional<queue::Job> job = {};
    QJsonObject message = {}; ///< what its kind says about it
    std::optional<protocol::WallTime> next = {}; ///< without a job: when to try again
    std::optional<queue::Job> buried = {}; ///< it could not be described
};

/// Storage thread: leases the next job of that kind and describes it.
Leased leaseOne(storage::Transaction &tx, const JobKind &kind);

} // namespace pipeline
