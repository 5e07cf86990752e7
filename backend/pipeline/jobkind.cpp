// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/jobkind.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace pipeline {

Leased leaseOne(storage::Transaction &tx, const JobKind &kind)
{
    Leased leased{.job = queue::lease(tx, kind.queue, tx.now)};
    if (!leased.job) {
        leased.next = queue::depth(tx, kind.queue).oldestWaiting;
        return leased;
    }
    const queue::Job job = *leased.job;
    const auto message = kind.describe(tx, job);
    if (message) {
        leased.message = message.value();
        return leased;
    }
    const queue::Setback setback{.reason = message.error().detail,
                                 .errorType = u"facts"_s,
                                 .retryAt = tx.now.wall,
                                 .maxAttempts = 1};
    queue::fail(tx, job.id, job.token, setback);
    kind.bury(tx, job, setback.reason);
    leased.buried = std::exchange(leased.job, std::nullopt);
    leased.next = tx.now.wall; // there may be others
    return leased;
}

} // namespace pipeline
