// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/breakers/breakerrules.h"
#include "backend/protocol/breaker.h"

#include <QString>

#include <chrono>

namespace pipeline {

/// How a worker says that a job failed.
struct JobFailure
{
    QString kind = {}; ///< timeout | refused | closed | http | garbage | too_large | file |
                       ///< replaced | root | facts | batch | internal | busy
    int httpStatus = 0;
    QString error = {};
};

/// What follows from a failed attempt.
struct Consequence
{
    breakers::Outcome outcome = breakers::Outcome::Excluded; ///< what the breaker is told
    bool counted = true; ///< as one of the job's attempts
    int maxAttempts = 3;
    std::chrono::milliseconds delay{1000}; ///< before the next attempt
    std::chrono::milliseconds pause{0}; ///< before any job is tried
};

/// A service that is not there (refused) is no fault of the job: it waits and no attempt is
/// counted; so with a camera root that is away, and then nothing else is tried for a while either.
/// A file that was replaced after it was accepted never comes back. Bad input (4xx but 408 and 429)
/// fails at once and is no failure of the service. Everything else counts: three attempts, with 1,
/// 2, 4 … 30 s between them and up to a quarter more by `chance` (0..1), so that jobs that failed
/// together do not come again together. A trial in half-open does not count, since then it is
/// rather the service that fails: an outage, however long, kills no job; but the job waits, so that
/// the next trial is another one's.
Consequence consequence(const JobFailure &failure, int attemptsBefore,
                        protocol::BreakerState breaker, double chance);

/// How a worker says that it did with a service that helps.
struct HelperCall
{
    bool wasCalled = false;
    bool isOk = false;
    JobFailure failure = {};
};

/// What the breaker of a helping service is told: the same as for the service of the job; one that
/// was not called has neither worked nor failed.
breakers::Outcome outcomeOf(const HelperCall &call);

} // namespace pipeline
