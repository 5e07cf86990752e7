// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"
#include "backend/storage/transaction.h"

#include <QJsonObject>
#include <QList>

#include <atomic>
#include <memory>

namespace journal {

/// A line on its way into the journal, to be named as the cause of later ones: its sequence, which
/// is 0 until the line is written.
using Line = std::shared_ptr<std::atomic<qint64>>;

/// A line of the journal that waits for the store.
struct KeptLine
{
    qint64 number = 0; ///< in the order of what came
    protocol::Event event = {};
    qint64 causeNumber = 0; ///< of another one that waited; 0: the event itself names its cause
    bool isTried = false; ///< it may be written, although nobody could say so
    Line line = {}; ///< none for what an earlier process has left
};

/// As it waits on the disk.
QJsonObject toThing(const KeptLine &kept);
KeptLine keptLineFrom(qint64 number, const QJsonObject &thing);

/// Writes them and gives their sequences; one that is there already keeps its own.
QList<qint64> appendAll(storage::Transaction &tx, const QList<KeptLine> &all);

} // namespace journal
