// SPDX-License-Identifier: GPL-3.0-or-later
// What security events raise. An event is looked at when its line is in the journal; what came
// while we did not run is looked at when we do again.
#include "backend/alerts/alerts.h"
#include "backend/alerts/subjects.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace alerts {

namespace {

/// What a security event raises.
QList<Draft> draftsOf(const QList<Rule> &rules, const protocol::Event &line, const Facts &shared)
{
    QList<Draft> drafts;
    const Subject event = eventOf(line.data);
    for (const Rule &rule : rules) {
        if (!rule.enabled || !rule.isAboutEvents()
            || evaluate(rule.when, event.facts, shared) != Truth::Yes) {
            continue;
        }
        drafts.append({.id = QUuid::createUuid().toString(QUuid::WithoutBraces),
                       .rule = rule.name,
                       .subjectKind = event.kind,
                       .subject = event.name,
                       .eventId = line.data.value(u"event_id").toInteger(),
                       .severity = rule.severity,
                       .message = messageOf(rule, event, shared),
                       .at = protocol::Now::read().wall});
    }
    return drafts;
}

} // namespace

// Only where a rule about events asks for more than the event: there may be very many of them.
Facts Alerts::sharedForEvents() const
{
    const bool isAsked = std::any_of(m_rules.begin(), m_rules.end(), [](const Rule &rule) {
        return rule.enabled && rule.isAboutEvents() && rule.when.kinds.size() > 1;
    });
    return isAsked ? sharedFacts(m_sources.subjects()) : Facts();
}

// What is new meanwhile has its line in the journal before the last of these is read, or comes
// after it.
void Alerts::takeMissed(const QList<protocol::Event> &events)
{
    const Facts shared = sharedForEvents();
    for (const protocol::Event &line : events) {
        takeEvent(line, shared);
    }
    if (events.size() < MostEvents) {
        m_isUpToDate = true;
    } else if (m_outbox.waiting() > 0) {
        m_isMissing = true; // more than fits would push out the alerts of the first
    } else {
        readMissed();
    }
}

void Alerts::readMissed()
{
    m_store.read<QList<protocol::Event>>(
        this, [from = m_cursor](storage::Transaction &tx) { return eventsAfter(tx, from); },
        [this](const protocol::Result<QList<protocol::Event>> &events) {
            if (events) {
                takeMissed(events.value());
            } else if (!m_isStopped) {
                QTimer::singleShot(m_options.interval, this, &Alerts::readMissed);
            }
        });
}

void Alerts::take(const protocol::Event &line)
{
    if (!m_isUpToDate) {
        return;
    }
    if (line.type == u"event.created") {
        takeEvent(line, sharedForEvents());
    } else if (line.type == u"event.deleted") {
        takeEvent(line, {});
    }
}

// An event is looked at once: its alerts and the mark behind it are one commit.
void Alerts::takeEvent(const protocol::Event &line, const Facts &shared)
{
    if (line.type == u"event.deleted") {
        const qint64 eventId = line.data.value(u"event_id").toInteger();
        m_outbox.add([eventId, cause = line.sequence](storage::Transaction &tx) {
            clearEvent(tx, eventId, cause);
        });
    }
    m_cursor = std::max(m_cursor, line.sequence);
    const QList<Draft> drafts =
        line.type == u"event.created" ? draftsOf(m_rules, line, shared) : QList<Draft>();
    if (!drafts.isEmpty()) {
        m_savedCursor = m_cursor;
        m_outbox.add([drafts, sequence = line.sequence](storage::Transaction &tx) {
            for (const Draft &draft : drafts) {
                raise(tx, draft, sequence);
            }
            setCursor(tx, sequence);
        });
    }
}

/// Events that raise nothing are marked now and then: looking at them twice does no harm.
void Alerts::saveCursor()
{
    if (m_cursor != m_savedCursor) {
        m_savedCursor = m_cursor;
        m_outbox.add([sequence = m_cursor](storage::Transaction &tx) { setCursor(tx, sequence); });
    }
}

} // namespace alerts
