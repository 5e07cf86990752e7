// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarmsfeed.h"

#include "ui/client/session.h"

#include <QUrl>

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

AlarmsFeed::AlarmsFeed(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_resolved(session.watch(u"/api/alerts?status=resolved&limit=100"_s))
    , m_model([&session] { return session.serverNow(session.alerts()); }, this)
{
    connect(&session.alerts(), &Resource::updated, this, &AlarmsFeed::takeFirst);
    connect(&session.alerts(), &Resource::settled, this, &AlarmsFeed::changed);
    connect(&m_resolved, &Resource::updated, this, &AlarmsFeed::changed);
    connect(&m_resolved, &Resource::settled, this, &AlarmsFeed::changed);
}

bool AlarmsFeed::isOffered() const
{
    return m_session.alerts().lastStatus() != 404;
}

std::optional<protocol::Alert> AlarmsFeed::find(const QString &id) const
{
    const int row = m_model.rowOf(id);
    if (row >= 0) {
        return m_model.row(row);
    }
    for (const protocol::Alert &alarm : cleared()) {
        if (alarm.id == id) {
            return alarm;
        }
    }
    return std::nullopt;
}

QList<protocol::Alert> AlarmsFeed::cleared() const
{
    QList<protocol::Alert> alarms =
        clearedUnseen(protocol::alertPageFromJson(m_resolved.body()).items);
    alarms.removeIf([this](const protocol::Alert &alarm) { return m_model.rowOf(alarm.id) >= 0; });
    return alarms;
}

void AlarmsFeed::takeFirst()
{
    ++m_question;
    m_read.clear();
    m_pages = 0;
    takePage(protocol::alertPageFromJson(m_session.alerts().body()));
}

void AlarmsFeed::takePage(const protocol::AlertPage &page)
{
    m_read += page.items;
    ++m_pages;
    if (page.nextCursor && m_pages < MostPages) {
        readNext(*page.nextCursor);
    } else {
        m_isCut = page.nextCursor.has_value();
        finish();
    }
}

void AlarmsFeed::readNext(const QString &cursor)
{
    m_session.api().get(u"/api/alerts?status=active&limit=100&cursor="_s
                            + QString::fromLatin1(QUrl::toPercentEncoding(cursor)),
                        this, [this, asked = m_question](const Answer &answer) {
                            if (asked != m_question) {
                                return;
                            }
                            m_error = answer.error;
                            if (answer.ok()) {
                                takePage(protocol::alertPageFromJson(answer.body));
                            } else {
                                m_complete = false;
                                Q_EMIT changed();
                            }
                        });
}

void AlarmsFeed::finish()
{
    QList<protocol::Alert> alerts = std::exchange(m_read, {});
    std::stable_sort(alerts.begin(), alerts.end(), isBefore);
    m_model.merge(alerts);
    m_complete = true;
    m_error.clear();
    Q_EMIT changed();
}

QString AlarmsFeed::countText(int count) const
{
    return (m_isCut ? u"≥ "_s : QString()) + QString::number(count);
}

Freshness AlarmsFeed::freshness() const
{
    Freshness freshness = m_session.freshness(m_session.alerts());
    freshness.vouched = freshness.vouched && m_complete;
    if (freshness.error.isEmpty()) {
        freshness.error = m_error;
    }
    return freshness;
}

Freshness AlarmsFeed::freshnessOf(const protocol::Alert &alarm) const
{
    return m_model.rowOf(alarm.id) >= 0 ? freshness() : m_session.freshness(m_resolved);
}

} // namespace ui
