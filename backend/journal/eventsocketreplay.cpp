// SPDX-License-Identifier: GPL-3.0-or-later
// How a connection is told again what it has missed; the rest of it is in eventsocket.cpp.
#include "backend/journal/eventmessages.h"
#include "backend/journal/eventsocket.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace journal {

namespace {

constexpr std::chrono::milliseconds PaceInterval{20};

} // namespace

void EventSocket::startReplay(const Resync &wish)
{
    if (m_rewind) {
        send(toMessage(Mistake{.error = u"validation_error"_s,
                               .message = u"A resync is under way; wait for its resync_ack"_s}));
        return;
    }
    const qint64 newest = m_journal.sequence();
    const qint64 first = std::max(wish.lastSequence, newest - m_limits.replayLines);
    m_rewind = Rewind{.after = first,
                      .complete = first == wish.lastSequence,
                      .oldest = m_journal.oldest(),
                      .channel = wish.channel};
    m_previous = std::min(wish.lastSequence, newest);
    continueReplay();
}

void EventSocket::continueReplay()
{
    if (!m_rewind || m_closing) {
        return;
    }
    if (m_unsent() > m_limits.backlogBytes / 2) {
        m_pace.start(PaceInterval);
        return;
    }
    m_journal.replay(m_rewind->after, m_limits.replayChunk, this,
                     [this](const protocol::Result<Replay> &answer) { replayed(answer); });
}

void EventSocket::replayed(const protocol::Result<Replay> &answer)
{
    if (!m_rewind || m_closing) {
        return;
    }
    if (!answer) {
        m_rewind->complete = false;
        endReplay();
        return;
    }
    const Replay &replay = answer.value();
    m_rewind->complete = m_rewind->complete && replay.complete;
    m_rewind->oldest = replay.oldest;
    for (const protocol::Event &event : replay.lines) {
        EventText line(event, m_registry, Telling::Replay);
        tell(line);
    }
    m_rewind->after = replay.last;
    if (replay.hasMore) {
        continueReplay();
    } else {
        endReplay();
    }
}

void EventSocket::endReplay()
{
    const Rewind rewind = *std::exchange(m_rewind, std::nullopt);
    if (!rewind.complete) {
        m_previous = m_journal.sequence();
    }
    send(resyncAckMessage(m_previous, rewind.complete, rewind.oldest, rewind.channel));
}

} // namespace journal
