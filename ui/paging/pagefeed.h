// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/freshness.h"
#include "ui/paging/pagedmodelbase.h"

#include <QObject>
#include <QTimer>

namespace ui {

struct Answer;
class Resource;
class Session;

/// Reads a list as far as somebody looks: its newest page whenever it has changed, the others one
/// by one when they come into view.
class PageFeed final : public QObject
{
    Q_OBJECT

public:
    /// So many rows a page has.
    static constexpr int PageSize = 100;
    /// So many pages are read for one look, where a filter of ours lets few rows through.
    static constexpr int MostPages = 40;

    /// `path` without a query; `place` is what the backend calls the place where a page begins.
    PageFeed(Session &session, PagedModelBase &model, QString path, QObject *parent,
             QString place = QStringLiteral("cursor"));

    /// Another filter: "&key=value…", escaped. What was known is forgotten, also where only what
    /// the model lets through has changed.
    void ask(const QString &filter);

    /// The list is shown, or is not.
    void want(bool wanted);

    /// These rows are in view.
    void look(int first, int last);

    /// Goes on where MostPages have ended the search.
    void lookFurther();

    /// True when there is more that nobody has looked at.
    bool isPaused() const;

    bool isReading() const { return m_asked.has_value() || m_awaitsHead; }

    Freshness freshness() const;

    Resource &head() const { return m_head; }

    /// How many rows the filter gives, as the backend counts them; `isAtLeast` when there are more.
    std::optional<qint64> total() const;
    bool isAtLeast() const;

Q_SIGNALS:
    void changed();

private:
    QString pathFor(const QString &cursor) const;
    void takeHead();
    void pump();
    void take(const PageAsk &ask, const Answer &answer);

    Session &m_session;
    PagedModelBase &m_model;
    QString m_path;
    QString m_place;
    QString m_filter;
    Resource &m_head;
    QTimer m_retry;
    QString m_error; ///< why a page in view could not be read
    std::optional<protocol::SteadyTime> m_asked; ///< when the page under way was asked for
    int m_question = 0; ///< tells answers to what is not wanted any more
    int m_first = 0;
    int m_last = 0;
    bool m_awaitsHead = false; ///< nothing has come for the present filter
    int m_pages = 0; ///< read since the last look
};

} // namespace ui
