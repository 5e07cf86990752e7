// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/dayfeed.h"

#include "ui/client/session.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Day = 24h;
constexpr int MostPages = 20; ///< of a hundred changes each, for both kinds together
constexpr qsizetype MostChanges = 4000;

bool isEarlier(const protocol::Event &a, const protocol::Event &b)
{
    return a.sequence < b.sequence;
}

bool isSame(const protocol::Event &a, const protocol::Event &b)
{
    return a.sequence == b.sequence;
}

} // namespace

DayFeed::DayFeed(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    // The journal is read anew at each connect and with each event: whenever it has been.
    connect(&session.journal(), &Resource::updated, this, [this] {
        if (!m_isRead && !m_reading) {
            begin();
        }
    });
    connect(&session, &Session::eventArrived, this, &DayFeed::takeEvent);
    connect(&session, &Session::gapFound, this, [this] {
        m_isRead = false;
        m_reading = false;
    });
}

void DayFeed::begin()
{
    ++m_question;
    m_reading = true;
    m_found.clear();
    m_meanwhile.clear();
    m_pages = 0;
    m_awaited = 2;
    m_asked = m_session.serverClock() - Day;
    ask(u"service.status_changed"_s, {});
    ask(u"system.health_changed"_s, {});
}

void DayFeed::ask(const QString &type, const QString &cursor)
{
    ++m_pages;
    QString path = u"/api/journal?limit=100&type=%1&since=%2"_s.arg(type, protocol::toIso(m_asked));
    if (!cursor.isEmpty()) {
        path += u"&cursor="_s + cursor;
    }
    m_session.api().get(path, this, [this, type, question = m_question](const Answer &answer) {
        if (question == m_question && m_reading) {
            take(type, answer);
        }
    });
}

void DayFeed::take(const QString &type, const Answer &answer)
{
    if (!answer.ok()) {
        fail(answer.error);
        return;
    }
    const QJsonArray items = answer.body.value(u"items").toArray();
    std::optional<protocol::WallTime> oldest;
    for (const auto &item : items) {
        if (const auto event = protocol::eventFromJson(item.toObject())) {
            m_found.append(*event);
            oldest = event->timestamp;
        }
    }
    const QString cursor = answer.body.value(u"next_cursor").toString();
    if (!cursor.isEmpty() && m_pages < MostPages) {
        ask(type, cursor);
        return;
    }
    if (!cursor.isEmpty() && oldest) {
        m_asked = std::max(m_asked, *oldest); // before it there are more than anybody could see
    }
    if (--m_awaited == 0) {
        finish();
    }
}

void DayFeed::fail(const QString &error)
{
    m_reading = false; // the next reading of the journal tries again
    m_error = error;
    Q_EMIT changed();
}

void DayFeed::finish()
{
    m_changes = m_found + std::exchange(m_meanwhile, {});
    m_found.clear();
    std::sort(m_changes.begin(), m_changes.end(), isEarlier);
    m_changes.erase(std::unique(m_changes.begin(), m_changes.end(), isSame), m_changes.end());
    m_since = m_asked;
    m_error.clear();
    m_reading = false;
    m_isRead = true;
    Q_EMIT changed();
}

void DayFeed::takeEvent(const protocol::Event &event)
{
    if (!isRibbonChange(event)) {
        return;
    }
    if (m_reading) {
        m_meanwhile.append(event);
        return;
    }
    const auto place = std::lower_bound(m_changes.begin(), m_changes.end(), event, isEarlier);
    if (!m_isRead || (place != m_changes.end() && isSame(*place, event))) {
        return;
    }
    m_changes.insert(place, event);
    if (m_changes.size() > MostChanges) {
        m_changes.removeFirst();
        m_since = m_changes.first().timestamp;
    }
    Q_EMIT changed();
}

} // namespace ui
