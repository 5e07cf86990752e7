// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/breakers/transitions.h"

#include "ui/client/session.h"
#include "ui/look/format.h"
#include "ui/look/states.h"
#include "ui/look/zone.h"

#include <QJsonArray>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype WantedTransitions = 50;
constexpr int MostPages = 5;

/// The event has the words of services, since the registry knows no others: the breaker is healthy
/// while closed, degraded while half open, unhealthy while open.
QString stateWord(const QString &word)
{
    if (word.isEmpty()) {
        return noValue();
    }
    const auto state = word == u"healthy" ? protocol::BreakerState::Closed
        : word == u"degraded"             ? protocol::BreakerState::HalfOpen
        : word == u"unhealthy"            ? protocol::BreakerState::Open
                                          : protocol::BreakerState::Unknown;
    return lookOf(protocol::Breaker{.state = state, .stateWord = word}).word;
}

} // namespace

bool isTransitionOf(const protocol::Event &event, const QString &breaker)
{
    return event.type == u"service.status_changed"
        && event.data.value(u"service").toString() == u"breaker:"_s + breaker;
}

QList<protocol::Event> transitionsOf(const QJsonObject &body, const QString &breaker)
{
    QList<protocol::Event> found;
    const QJsonArray items = body.value(u"items").toArray();
    for (const auto &item : items) {
        const auto event = protocol::eventFromJson(item.toObject());
        if (event && isTransitionOf(*event, breaker)) {
            found.append(*event);
        }
    }
    return found;
}

int TransitionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TransitionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time:
        return tr("Time (%1)").arg(zoneName());
    case State:
        return tr("Became");
    case Before:
        return tr("Was");
    case Cause:
        return tr("Cause");
    default:
        return {};
    }
}

QVariant TransitionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const protocol::Event &event = row(index.row());
    const QString message = event.data.value(u"message").toString();
    if (role == Qt::ToolTipRole) {
        return index.column() == Time ? fullTime(event.timestamp) : plainTip(message);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Time:
        return clockTime(event.timestamp);
    case State:
        return stateWord(event.data.value(u"status").toString());
    case Before:
        return stateWord(event.data.value(u"previous_status").toString());
    case Cause:
        return message.isEmpty() ? noValue() : message.simplified();
    default:
        return {};
    }
}

TransitionFeed::TransitionFeed(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_model(this)
{
    connect(&session, &Session::eventArrived, this, &TransitionFeed::takeEvent);
    connect(&session, &Session::gapFound, this, &TransitionFeed::read);
}

void TransitionFeed::setBreaker(const QString &name)
{
    if (name != m_breaker) {
        m_breaker = name;
        m_model.merge({});
        m_readAt.reset();
        read();
    }
}

void TransitionFeed::read()
{
    ++m_question;
    m_found.clear();
    m_pages = 0;
    if (!m_breaker.isEmpty()) {
        ask({});
    }
}

Freshness TransitionFeed::freshness() const
{
    Freshness freshness = m_session.freshness(m_session.journal());
    freshness.asOf = m_readAt ? freshness.asOf : std::nullopt;
    freshness.vouched = freshness.vouched && m_readAt && m_error.isEmpty();
    if (!m_error.isEmpty()) {
        freshness.error = m_error;
    }
    return freshness;
}

void TransitionFeed::ask(const QString &cursor)
{
    QString path = u"/api/journal?type=service.status_changed&limit=100"_s;
    path += cursor.isEmpty() ? QString() : u"&cursor="_s + cursor;
    m_session.api().get(path, this, [this, asked = m_question](const Answer &answer) {
        if (asked == m_question) {
            take(answer);
        }
    });
}

void TransitionFeed::take(const Answer &answer)
{
    m_error = answer.error;
    if (!answer.ok()) {
        Q_EMIT changed();
        return;
    }
    ++m_pages;
    m_found += transitionsOf(answer.body, m_breaker);
    const QString cursor = answer.body.value(u"next_cursor").toVariant().toString();
    m_complete = cursor.isEmpty();
    m_readAt = m_session.serverClock();
    // What came by the stream while the journal was read is newer than all of it.
    QList<protocol::Event> all;
    for (const protocol::Event &event : m_model.rows()) {
        if (m_found.isEmpty() || event.sequence > m_found.first().sequence) {
            all.append(event);
        }
    }
    m_model.merge(all + m_found);
    if (!m_complete && m_pages < MostPages && m_found.size() < WantedTransitions) {
        ask(cursor);
    }
    Q_EMIT changed();
}

void TransitionFeed::takeEvent(const protocol::Event &event)
{
    const auto &rows = m_model.rows();
    const bool isNew = rows.isEmpty() || event.sequence > rows.first().sequence;
    if (isTransitionOf(event, m_breaker) && isNew) {
        QList<protocol::Event> all = rows;
        all.prepend(event);
        m_model.merge(all.first(std::min(all.size(), 2 * WantedTransitions)));
        Q_EMIT changed();
    }
}

} // namespace ui
