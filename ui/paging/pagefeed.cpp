// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paging/pagefeed.h"

#include "backend/protocol/json.h"
#include "ui/client/session.h"

#include <QUrl>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

PageFeed::PageFeed(Session &session, PagedModelBase &model, QString path, QObject *parent,
                   QString place)
    : QObject(parent)
    , m_session(session)
    , m_model(model)
    , m_path(std::move(path))
    , m_place(std::move(place))
    , m_head(session.watch(pathFor({})))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &PageFeed::pump);
    connect(&m_head, &Resource::updated, this, &PageFeed::takeHead);
    connect(&m_head, &Resource::settled, this, &PageFeed::changed);
}

QString PageFeed::pathFor(const QString &cursor) const
{
    QString path = u"%1?limit=%2"_s.arg(m_path, QString::number(PageSize)) + m_filter;
    if (!cursor.isEmpty()) {
        path += u'&' + m_place + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    }
    return path;
}

void PageFeed::ask(const QString &filter)
{
    m_filter = filter;
    ++m_question;
    m_asked.reset();
    m_error.clear();
    m_retry.stop();
    m_pages = 0;
    m_first = 0;
    m_last = 0;
    m_model.forget();
    m_awaitsHead = true;
    if (m_head.path() == pathFor({})) {
        m_head.markDirty();
    } else {
        m_head.ask(pathFor({}));
    }
    Q_EMIT changed();
}

void PageFeed::want(bool wanted)
{
    m_head.want(wanted);
    if (!wanted) {
        m_retry.stop();
    }
}

void PageFeed::look(int first, int last)
{
    if (first == m_first && last == m_last) {
        return;
    }
    m_first = first;
    m_last = last;
    m_pages = 0;
    m_model.keepAround(first, last);
    pump();
}

void PageFeed::lookFurther()
{
    m_pages = 0;
    pump();
    Q_EMIT changed();
}

bool PageFeed::isPaused() const
{
    return m_pages >= MostPages && !m_model.isComplete();
}

void PageFeed::takeHead()
{
    if (m_head.body().isEmpty()) {
        return; // it has been asked something else
    }
    m_awaitsHead = false;
    m_model.markOld();
    m_model.take({}, m_head.body());
    m_model.keepAround(m_first, m_last); // it may go on for days
    pump();
}

void PageFeed::pump()
{
    if (m_asked || m_retry.isActive() || !m_head.isWanted() || !m_head.isSettled()) {
        return;
    }
    const std::optional<PageAsk> ask = m_model.wanted(m_first, m_last);
    if (!ask || m_pages >= MostPages) {
        m_error.clear();
        return;
    }
    ++m_pages;
    m_asked = protocol::Now::read().steady;
    m_session.api().get(pathFor(ask->cursor), this,
                        [this, ask = *ask, question = m_question](const Answer &answer) {
                            if (question == m_question) {
                                take(ask, answer);
                            }
                        });
}

void PageFeed::take(const PageAsk &ask, const Answer &answer)
{
    m_asked.reset();
    m_error = answer.error;
    if (answer.ok()) {
        m_model.take(ask, answer.body);
        pump();
    } else {
        m_retry.start(retryAfter(answer.status, std::chrono::seconds(2), m_session.timings()));
    }
    Q_EMIT changed();
}

// The newest page vouches for the whole, unless a page in view cannot be read.
Freshness PageFeed::freshness() const
{
    Freshness freshness = m_session.freshness(m_head);
    const bool isSlow =
        m_asked && protocol::Now::read().steady - *m_asked > m_session.timings().staleAfter;
    freshness.vouched = freshness.vouched && m_error.isEmpty() && !isSlow;
    if (freshness.error.isEmpty()) {
        freshness.error = m_error;
    }
    return freshness;
}

std::optional<qint64> PageFeed::total() const
{
    const QJsonObject &body = m_head.body();
    const auto exact = protocol::integerOf(body, u"total");
    if (exact) {
        return exact;
    }
    const auto least = protocol::integerOf(body, u"total_at_least");
    return least ? least : protocol::integerOf(body.value(u"pagination").toObject(), u"total");
}

bool PageFeed::isAtLeast() const
{
    return !protocol::integerOf(m_head.body(), u"total")
        && protocol::integerOf(m_head.body(), u"total_at_least");
}

} // namespace ui
