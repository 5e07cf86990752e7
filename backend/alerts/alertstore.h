// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/alerts/alertrules.h"
#include "backend/protocol/alert.h"
#include "backend/protocol/event.h"
#include "backend/protocol/result.h"
#include "backend/storage/transaction.h"

#include <QList>
#include <QString>

#include <atomic>
#include <memory>
#include <optional>

namespace alerts {

/// A line of the journal that led to something here: its sequence, 0 until it is written.
using Cause = std::shared_ptr<std::atomic<qint64>>;

/// An alert on its way into the store.
struct Draft
{
    QString id = {};
    QString rule = {};
    QString subjectKind = {};
    QString subject = {};
    std::optional<qint64> eventId = {};
    protocol::AlertSeverity severity = protocol::AlertSeverity::Medium;
    QString message = {};
    protocol::WallTime at = {}; ///< when it came to light; the store may have been away
};

/// An alert whose condition has not been seen to be over.
struct Standing
{
    QString id = {};
    QString rule = {};
    QString subjectKind = {};
    QString subject = {};
    protocol::AlertSeverity severity = protocol::AlertSeverity::Unknown;
};

/// What somebody did about an alert, who, and why.
struct Handling
{
    Wish wish = Wish::Acknowledge;
    QString by = {};
    std::optional<QString> reason = {};
};

/// Which alerts a page shows.
struct Filter
{
    QString status = {}; ///< a status, or "active"; empty: every one
    QString severity = {};
    QString rule = {};
    qint64 before = 0; ///< the cursor of the page before; 0: the newest
    int limit = 50;
};

// All of these run on the storage thread, inside the caller's transaction. What changes an alert
// writes its journal line with it, but for repeat().

/// False when one with the same rule and subject stands already: then nothing is done.
bool raise(storage::Transaction &tx, const Draft &draft, qint64 cause);

/// It came again; tellUpdate() tells of it, for that may be often.
void repeat(storage::Transaction &tx, const QString &id, protocol::WallTime at);

/// Its condition is over: an active one is resolved by itself, one that was handled may come anew.
void clear(storage::Transaction &tx, const QString &id, const QString &reason, qint64 cause);

/// Writes the line alert.updated, with the alert as it is now.
void tellUpdate(storage::Transaction &tx, const QString &id);

void setSeverity(storage::Transaction &tx, const QString &id, protocol::AlertSeverity severity);

/// Resolves the active alerts about a security event that is gone.
void clearEvent(storage::Transaction &tx, qint64 eventId, qint64 cause);

/// NotFound, or Conflict when there is no such step.
protocol::Result<protocol::Alert> handle(storage::Transaction &tx, const QString &id,
                                         const Handling &handling);

protocol::Result<protocol::Alert> find(storage::Transaction &tx, const QString &id);

/// The total is exact to 10,000.
protocol::AlertPage page(storage::Transaction &tx, const Filter &filter);

/// Those about conditions, not about events.
QList<Standing> standing(storage::Transaction &tx);

/// Up to where the journal's events have been looked at; nothing: never.
std::optional<qint64> cursor(storage::Transaction &tx);
void setCursor(storage::Transaction &tx, qint64 sequence);

/// So many security events are read at once.
inline constexpr int MostEvents = 1000;

/// The first `MostEvents` security events of the journal after a sequence, oldest first.
QList<protocol::Event> eventsAfter(storage::Transaction &tx, qint64 sequence);

/// Removes at most `limit` alerts that ended, or whose security event came, before `time`, but none
/// that stands; gives their number.
int prune(storage::Transaction &tx, protocol::WallTime time, int limit);

} // namespace alerts
