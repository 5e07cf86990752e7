// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/hubhealthrules.h"

#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace journal {

namespace {

using protocol::BroadcasterState;

BroadcasterState stateOf(const JournalCondition &journal, const std::optional<StatusNews> &news)
{
    if (journal.fault) {
        return BroadcasterState::Open;
    }
    if (journal.waiting > 0) {
        return BroadcasterState::HalfOpen;
    }
    return news && !news->last ? BroadcasterState::Unavailable : BroadcasterState::Closed;
}

/// What is wrong although everything that comes can be told.
std::optional<QString> complaint(const JournalCondition &journal,
                                 const std::optional<StatusNews> &news, protocol::WallTime now)
{
    if (journal.lastDropped && now - *journal.lastDropped < LossMatters) {
        return u"%1 events were lost while the store could not be written"_s.arg(journal.dropped);
    }
    if (news && news->last && now - *news->last > StatusMayBe) {
        const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - *news->last);
        return u"system.status has not been told for %1 seconds"_s.arg(qint64{age.count()});
    }
    return std::nullopt;
}

} // namespace

protocol::Broadcaster broadcasterOf(const QString &name, const HubFigures &figures,
                                    const JournalCondition &journal,
                                    const std::optional<StatusNews> &news, protocol::WallTime now)
{
    protocol::Broadcaster broadcaster{.state = stateOf(journal, news),
                                      .failureCount = journal.failures,
                                      .clients = figures.clients,
                                      .admitted = figures.admitted,
                                      .sent = figures.sent,
                                      .tooSlow = figures.tooSlow,
                                      .backlogBytes = figures.backlogBytes,
                                      .waitingLines = journal.waiting,
                                      .droppedLines = journal.dropped};
    switch (broadcaster.state) {
    case BroadcasterState::Unavailable:
        broadcaster.message = name % u" broadcaster not initialized"_s;
        break;
    case BroadcasterState::Open:
        broadcaster.message = u"Events cannot be written and are not told: "_s % *journal.fault;
        break;
    case BroadcasterState::HalfOpen:
        broadcaster.message =
            u"%1 events that had to wait are being written"_s.arg(journal.waiting);
        break;
    case BroadcasterState::Closed:
        broadcaster.message = complaint(journal, news, now);
        break;
    }
    broadcaster.isDegraded = broadcaster.message.has_value();
    return broadcaster;
}

} // namespace journal
