// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alarms/alarmrules.h"
#include "ui/alarms/alarmsmodel.h"
#include "ui/client/freshness.h"

#include <QObject>

namespace ui {

struct Answer;
class Resource;
class Session;

/// All alarms that are active, page by page.
class AlarmsFeed final : public QObject
{
    Q_OBJECT

public:
    /// So many pages of a hundred are read at most.
    static constexpr int MostPages = 10;

    AlarmsFeed(Session &session, QObject *parent);

    /// What comes first stands first.
    AlarmsModel &model() { return m_model; }

    const AlarmsModel &model() const { return m_model; }

    /// An active one, or one of cleared().
    std::optional<protocol::Alert> find(const QString &id) const;

    /// The latest that are over although nobody has said that they were seen; read while somebody
    /// wants resolved().
    QList<protocol::Alert> cleared() const;

    Resource &resolved() const { return m_resolved; }

    /// There are more active ones than are read.
    bool isCut() const { return m_isCut; }

    AlarmCounts counts() const { return alarmCounts(m_model.rows()); }

    /// Such a count in digits; "≥ 1000" where there are more than are read.
    QString countText(int count) const;

    /// False for a backend that has no alarms at all.
    bool isOffered() const;

    /// Vouched for when all pages of the last answer have been read.
    Freshness freshness() const;

    /// Of the list that this one stands in: the active ones, or resolved().
    Freshness freshnessOf(const protocol::Alert &alarm) const;

Q_SIGNALS:
    void changed();

private:
    void takeFirst();
    void takePage(const protocol::AlertPage &page);
    void readNext(const QString &cursor);
    void finish();

    Session &m_session;
    Resource &m_resolved;
    AlarmsModel m_model;
    QList<protocol::Alert> m_read; ///< of the read that is under way
    QString m_error;
    int m_pages = 0;
    int m_question = 0;
    bool m_complete = false;
    bool m_isCut = false;
};

} // namespace ui
