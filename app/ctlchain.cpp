// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlchain.h"

#include <QJsonArray>

#include <utility>

using namespace Qt::StringLiterals;

namespace app {

namespace {

QJsonObject message(const QString &type, const QJsonObject &data)
{
    return {{u"type"_s, type}, {u"data"_s, data}};
}

} // namespace

EventChain::EventChain(QStringList patterns, qint64 after)
    : m_patterns(std::move(patterns))
    , m_last(after)
{ }

ChainStep EventChain::take(const QJsonObject &message)
{
    const QString type = message.value(u"type").toString();
    if (type == u"connected") {
        return greeted(message);
    }
    if (type == u"ping") {
        return {.send = {{{u"type"_s, u"pong"_s}, {u"sequence"_s, m_last}}}};
    }
    if (type == u"resync_ack") {
        return replayed(message);
    }
    if (type == u"error") {
        return {.note = message.value(u"message").toString()};
    }
    return message.contains(u"sequence") && message.contains(u"channel") ? told(message)
                                                                         : ChainStep();
}

QJsonObject EventChain::resync() const
{
    return message(u"resync"_s, {{u"last_sequence"_s, m_last}});
}

ChainStep EventChain::greeted(const QJsonObject &message)
{
    const qint64 theirs = message.value(u"sequence").toInteger();
    const QString journal = message.value(u"journal").toString();
    ChainStep step;
    if (m_isFirst) {
        m_last = m_last < 0 ? theirs : m_last;
    } else if (journal != m_journal) {
        step.note = u"the backend has another journal now; it is told from its beginning"_s;
        m_last = 0;
    }
    if (m_last > theirs) {
        step.note =
            u"the newest event is %1; going on behind it, not behind %2"_s.arg(theirs).arg(m_last);
        m_last = theirs;
    }
    m_journal = journal;
    m_isFirst = false;
    m_level = false;
    if (!m_patterns.isEmpty()) {
        step.send.append(
            app::message(u"subscribe"_s, {{u"events"_s, QJsonArray::fromStringList(m_patterns)}}));
    }
    // What comes before the answer is in the replay, too.
    step.send.append(resync());
    return step;
}

ChainStep EventChain::replayed(const QJsonObject &message)
{
    const qint64 before = m_last;
    m_level = true;
    m_previous = message.value(u"last_sequence").toInteger();
    m_last = std::max(m_last, m_previous);
    if (message.value(u"complete").toBool()) {
        return {};
    }
    return {.note = u"events between %1 and %2 are missing: the journal does not go back so far"_s
                        .arg(before)
                        .arg(m_last)};
}

ChainStep EventChain::told(const QJsonObject &message)
{
    const qint64 sequence = message.value(u"sequence").toInteger();
    const bool isReplay = message.value(u"replay").toBool();
    if (!isReplay && !m_level) {
        return {}; // the replay that is under way brings it
    }
    if (!isReplay && message.value(u"previous").toInteger() != m_previous) {
        m_level = false;
        return {.send = {resync()}};
    }
    m_previous = sequence;
    if (sequence <= m_last) {
        return {};
    }
    m_last = sequence;
    return {.isNews = true};
}

} // namespace app
