// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deadletterfeed.h"

#include "ui/client/session.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>
#include <numeric>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

DeadLetterFeed::DeadLetterFeed(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_model(this)
{
    connect(&session.deadLetters(), &Resource::updated, this, &DeadLetterFeed::takeCounts);
    connect(&session.deadLetters(), &Resource::settled, this, &DeadLetterFeed::onSettled);
    connect(&session, &Session::statusChanged, this, [this] {
        m_complete = m_complete && m_session.status().state == ConnectionState::Live;
    });
}

qint64 DeadLetterFeed::total() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), qint64(0));
}

std::optional<DeadLetter> DeadLetterFeed::find(const QString &key) const
{
    const auto &rows = m_model.rows();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const DeadLetter &row) { return row.key() == key; });
    return found == rows.end() ? std::nullopt : std::optional(*found);
}

Freshness DeadLetterFeed::freshness() const
{
    Freshness freshness = m_session.freshness(m_session.deadLetters());
    if (!m_error.isEmpty()) {
        freshness.vouched = false;
        freshness.error = m_error;
    }
    if (!m_complete) {
        freshness.vouched = false; // the counts are known, the letters are not
    }
    return freshness;
}

void DeadLetterFeed::takeCounts()
{
    const auto before = std::exchange(m_counts, {});
    m_pages.clear();
    m_awaited = 0;
    ++m_question;
    const QJsonObject queues = m_session.deadLetters().body().value(u"queues").toObject();
    for (auto it = queues.begin(); it != queues.end(); ++it) {
        const QString &queue = it.key();
        const qint64 count = it->toInteger();
        m_counts.insert(queue, count);
        if (count > 0) {
            ++m_awaited;
            m_session.api().get(u"/api/dlq/"_s + QString::fromLatin1(QUrl::toPercentEncoding(queue))
                                    + u"?limit=50"_s,
                                this, [this, queue, asked = m_question](const Answer &answer) {
                                    if (asked == m_question) {
                                        takePage(queue, answer);
                                    }
                                });
        }
    }
    m_complete = m_complete && m_counts == before;
    if (m_awaited == 0) {
        m_error.clear();
        finish();
    }
}

void DeadLetterFeed::takePage(const QString &queue, const Answer &answer)
{
    --m_awaited;
    if (!answer.ok()) {
        ++m_question; // the others of this read are of no use alone
        m_error = answer.error;
        Q_EMIT changed();
        return;
    }
    m_pages.insert(queue, deadLettersOf(answer.body, queue));
    if (m_awaited == 0) {
        m_error.clear();
        finish();
    }
}

void DeadLetterFeed::finish()
{
    QList<DeadLetter> letters;
    for (const auto &page : std::exchange(m_pages, {})) {
        letters += page;
    }
    m_model.merge(letters);
    m_complete = true;
    Q_EMIT changed();
}

void DeadLetterFeed::onSettled()
{
    const int status = m_session.deadLetters().lastStatus();
    const Offer offer = status == 404 ? Offer::No : status == 200 ? Offer::Yes : m_offer;
    if (offer != m_offer) {
        m_offer = offer;
        Q_EMIT changed();
    }
}

} // namespace ui
