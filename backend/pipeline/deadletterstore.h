// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/deadletter.h"
#include "backend/protocol/result.h"
#include "backend/storage/transaction.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace pipeline {

/// The queues that have dead letters.
QStringList deadLetterQueues();

// All of these run on the storage thread, inside the caller's transaction.

/// Dead letters by queue; every queue is there.
QMap<QString, qint64> countDeadLetters(storage::Transaction &tx);

/// `before` is the id of the last letter of the page before; 0: from the newest.
protocol::DeadLetterPage deadLetterPage(storage::Transaction &tx, const QString &queue,
                                        qint64 before, int limit);

/// What is to become of dead letters.
enum class Redress
{
    Replay, ///< the job waits again, without attempts behind it but with its history, and what it
            ///< is about is open again
    Discard ///< the job is removed; what it is about stays given up
};

/// One letter. The error: no such job (NotFound), or one that is no dead letter (Conflict).
protocol::Result<protocol::Done> redressOne(storage::Transaction &tx, const QString &queue,
                                            qint64 id, Redress redress);

/// At most `limit` letters that died not after `until`; how many there were.
int redressSome(storage::Transaction &tx, const QString &queue, Redress redress,
                protocol::WallTime until, int limit);

} // namespace pipeline
