// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/changesfeed.h"

#include "ui/client/session.h"
#include "ui/models/changesmodel.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostChanges = 200;
constexpr qsizetype WantedChanges = 20;
constexpr int MostOlderPages = 10;
constexpr std::chrono::milliseconds Together{50}; ///< events that come in quick succession

} // namespace

JournalPage journalPageOf(const QJsonObject &body)
{
    JournalPage page{.changes = changesOf(body)};
    const QJsonArray items = body.value(u"items").toArray();
    if (!items.isEmpty() && body.value(u"next_cursor").isString()) {
        page.reachesTo = items.last()[u"sequence"].toInteger();
    }
    return page;
}

QList<protocol::Event> withNewestPage(const QList<protocol::Event> &known, const JournalPage &page)
{
    QList<protocol::Event> changes;
    const qint64 newest =
        page.changes.isEmpty() ? page.reachesTo.value_or(0) : page.changes.first().sequence;
    for (const protocol::Event &event : known) {
        if (event.sequence > newest) {
            changes.append(event);
        }
    }
    changes += page.changes;
    for (const protocol::Event &event : known) {
        if (page.reachesTo && event.sequence < *page.reachesTo) {
            changes.append(event);
        }
    }
    return changes.first(std::min(changes.size(), MostChanges));
}

ChangesFeed::ChangesFeed(Session &session, ChangesModel &model, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_model(model)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(Together);
    connect(&m_soon, &QTimer::timeout, this, &ChangesFeed::show);
    connect(&session.journal(), &Resource::updated, this, &ChangesFeed::takePage);
    connect(&session, &Session::eventArrived, this, &ChangesFeed::takeEvent);
    connect(&session, &Session::gapFound, this, &ChangesFeed::forget);
}

void ChangesFeed::takePage()
{
    const JournalPage page = journalPageOf(m_session.journal().body());
    m_known = withNewestPage(m_known, page);
    if (!std::exchange(m_begun, true)) {
        m_reachesTo = page.reachesTo;
    }
    show();
    readOlder();
}

void ChangesFeed::takeEvent(const protocol::Event &event)
{
    if (!isWorthALine(event)) {
        return;
    }
    const auto place = std::find_if(m_known.begin(), m_known.end(), [&](const auto &known) {
        return known.sequence <= event.sequence;
    });
    if (place == m_known.end() || place->sequence != event.sequence) {
        m_known.insert(place, event);
        if (!m_soon.isActive()) {
            m_soon.start();
        }
    }
}

void ChangesFeed::readOlder()
{
    if (m_reading || !m_reachesTo || m_known.size() >= WantedChanges
        || m_olderPages >= MostOlderPages) {
        return;
    }
    m_reading = true;
    ++m_olderPages;
    m_session.api().get(u"/api/journal?limit=100&cursor=%1"_s.arg(*m_reachesTo), this,
                        [this, age = m_age](const Answer &answer) {
                            if (age == m_age) {
                                m_reading = false;
                                takeOlder(answer);
                            }
                        });
}

void ChangesFeed::takeOlder(const Answer &answer)
{
    if (!answer.ok()) {
        return; // the next newest page tries again
    }
    const JournalPage page = journalPageOf(answer.body);
    m_known += page.changes;
    m_reachesTo = page.reachesTo;
    m_olderPages = page.reachesTo ? m_olderPages : MostOlderPages;
    show();
    readOlder();
}

// What was between is not known, so what was before it would look like what came just before.
void ChangesFeed::forget()
{
    ++m_age;
    m_soon.stop(); // what is shown stands until the next page is there
    m_known.clear();
    m_reachesTo.reset();
    m_begun = false;
    m_olderPages = 0;
    m_reading = false;
}

void ChangesFeed::show()
{
    m_soon.stop();
    m_model.merge(m_known);
}

} // namespace ui
